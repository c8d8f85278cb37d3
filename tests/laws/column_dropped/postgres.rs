//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_dropped::after::book`, for PostgreSQL.
//! It mends 3 differences.
//! `down` brings back `books.pages`, `books.code`, but not what was in it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
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
        // drops-data: All values of `pages` in `books` are gone. Copy those that are still needed first.
        // cannot-return: `down` makes `pages` without its values. Keep a copy for as long as you may want to go back.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .drop_column("pages")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `pages` of `books`"))?;
        // drops-data: All values of `code` in `books` are gone. Copy those that are still needed first.
        // cannot-return: `down` makes `code` without its values. Keep a copy for as long as you may want to go back.
        manager
            .alter_table(Table::alter().table("books").drop_column("code").to_owned())
            .await
            .map_err(during("drop the column `code` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
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
        // blocks-writes: `idx-books-code` is built while nobody can write to `books`. Run it when nobody waits for the table.
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
