//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::foreign_key::after`, for PostgreSQL.
//! It mends 3 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[(
                "rows of `books` whose `shelf_id` points at no row of `shelves`",
                r#"SELECT * FROM "books" WHERE NOT EXISTS (SELECT FROM "shelves" AS "there" WHERE "there"."id" = "books"."shelf_id")"#,
            )],
        )
        .await?;

        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // books
        manager
            .drop_foreign_key(
                ForeignKey::drop()
                    .name("fk-books-last_id")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the foreign key (last_id) of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "fk-books-last_id" FOREIGN KEY ("last_id") REFERENCES "shelves" ("id") ON DELETE SET NULL ON UPDATE CASCADE NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (last_id) of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // books
        manager
            .drop_foreign_key(
                ForeignKey::drop()
                    .name("fk-books-last_id")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the foreign key (last_id) of `books`"))?;
        // fails-on-existing-rows: It fails when a row of `books` points at no row of `shelves`.
        // blocks-writes: All rows are looked at while nobody can write to `books`.
        // blocks-writes: All rows of `books` are looked at while nobody can write to `shelves`.
        manager
            .create_foreign_key(
                ForeignKey::create()
                    .name("fk-books-last_id")
                    .from("books", "last_id")
                    .to("shelves", "id")
                    .on_delete(ForeignKeyAction::Cascade)
                    .on_update(ForeignKeyAction::Cascade)
                    .to_owned(),
            )
            .await
            .map_err(during("add the foreign key (last_id) of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}

/// Stops before anything is changed where one of these queries lists rows.
async fn stop_for_rows(manager: &SchemaManager<'_>, queries: &[(&str, &str)]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let mut found = Vec::new();
    for (rows, query) in queries {
        let count = format!("SELECT COUNT(*) FROM ({query}) AS in_the_way");
        let count = sea_orm::Statement::from_string(db.get_database_backend(), count);
        let count: i64 = match db.query_one_raw(count).await? {
            Some(row) => row.try_get_by_index(0)?,
            None => 0,
        };
        if count > 0 {
            found.push(format!("{count} {rows}: {query}"));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(DbErr::Migration(format!(
        "nothing was changed, because rows are in the way\n{}",
        found.join("\n")
    )))
}
