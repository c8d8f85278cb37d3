//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::nullability::after::book`, for PostgreSQL.
//! It mends 3 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        // blocks-writes: `title` is filled where it is null while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .get_connection()
            .execute_unprepared(r#"UPDATE "books" SET "title" = 'untitled' WHERE "title" IS NULL"#)
            .await
            .map_err(during("change the column `title` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("title").not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `title` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("shelf").null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `shelf` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[
                (
                    "rows of `books` whose `pages` is null",
                    r#"SELECT * FROM "books" WHERE "pages" IS NULL"#,
                ),
                (
                    "rows of `books` whose `shelf` is null",
                    r#"SELECT * FROM "books" WHERE "shelf" IS NULL"#,
                ),
            ],
        )
        .await?;

        // books
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("title").null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `title` of `books`"))?;
        // fails-on-existing-rows: It fails when `pages` is null in a row of `books`. The migration counts such rows first, and stops with a query that lists them.
        // blocks-writes: All rows are looked at while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        // fails-on-existing-rows: It fails when `shelf` is null in a row of `books`. The migration counts such rows first, and stops with a query that lists them.
        // blocks-writes: All rows are looked at while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("shelf").not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `shelf` of `books`"))?;

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
