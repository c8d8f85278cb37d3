//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::enum_label_used::after::book`, for PostgreSQL.
//! It mends 5 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        // blocks-writes: `third` is filled in all rows while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .add_column(ColumnDef::new("third").custom("mood"))
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `third` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"UPDATE "books" SET "third" = 'middle' WHERE "third" IS NULL"#)
            .await
            .map_err(during("add the column `third` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("third").not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `third` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("mood").default("middle"))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `books`"))?;
        // narrows-type: Not every text is one of mood. Make sure that nothing writes other values.
        // fails-on-existing-rows: It fails when a value is no mood. The migration counts such rows first, and stops with a query that lists them.
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("other")
                            .custom("mood")
                            .using(Expr::cust(r#""other"::mood"#)),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `other` of `books`"))?;
        // fails-on-existing-rows: It fails when a row of `books` breaks `mood <> 'middle' OR third = 'middle'`. The migration counts such rows first, and stops with a query that lists them.
        // blocks-writes: All rows are looked at while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_mood" CHECK (mood <> 'middle' OR third = 'middle')"#,
            )
            .await
            .map_err(during("add the check `books_mood` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[
                (
                    "rows of `books` whose `mood` has a label that goes",
                    r#"SELECT * FROM "books" WHERE "mood" IN ('middle')"#,
                ),
            ],
        )
            .await?;

        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_mood""#)
            .await
            .map_err(during("drop the check `books_mood` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("mood").default(Expr::cust("'low'::mood")))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `books`"))?;
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("other").text())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `other` of `books`"))?;
        // drops-data: All values of `third` in `books` are gone. Copy those that are still needed first.
        // cannot-return: `down` makes `third` without its values. Keep a copy for as long as you may want to go back.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .drop_column("third")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `third` of `books`"))?;

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
