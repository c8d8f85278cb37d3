//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_dropped::after::book`, for PostgreSQL.
//! It mends 3 differences.
//! `down` brings back `books.pages`, `books.code`, but not what was in it.

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
            .drop_index(
                Index::drop()
                    .name("idx-books-code")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `idx-books-code` of `books`"))?;
        // drops-data: The values in `books.pages` are gone afterwards.
        // Keep a copy of what may still be needed.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .drop_column("pages")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `pages` of `books`"))?;
        // drops-data: The values in `books.code` are gone afterwards.
        // Keep a copy of what may still be needed.
        manager
            .alter_table(Table::alter().table("books").drop_column("code").to_owned())
            .await
            .map_err(during("drop the column `code` of `books`"))?;

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
                    .add_column(ColumnDef::new("pages").integer())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .add_column(
                        ColumnDef::new("code")
                            .string()
                            .not_null()
                            .default(Expr::cust("'none'::character varying")),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `code` of `books`"))?;
        // blocks-writes: `idx-books-code` is built while nobody can write to `books`.
        manager
            .create_index(
                Index::create()
                    .name("idx-books-code")
                    .table("books")
                    .col("code")
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-books-code` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
