//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::enum_label_used::after::book`, for PostgreSQL.
//! It mends 5 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // books
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("mood").default("middle"))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `books`"))?;
        // narrows-type: Not every text is one of mood.
        // Make sure that nothing writes other values.
        // fails-on-existing-rows: It fails when a value is no mood.
        // The migration counts such rows first, and stops with a query that lists them.
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
        // Run it when nobody waits for the table.
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
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("mood").default(Expr::cust("'low'::mood")))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `books`"))?;
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("other").text())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `other` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
