//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_dropped::after::book`, for SQLite.
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
        // drops-data: all values of `books.pages` are gone. Keep a copy of what may be needed.
        // cannot-return: `down` makes `books.pages` again without its values. Keep a copy of what may be needed.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .drop_column("pages")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `pages` of `books`"))?;
        // drops-data: all values of `books.code` are gone. Keep a copy of what may be needed.
        // cannot-return: `down` makes `books.code` again without its values. Keep a copy of what may be needed.
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
                    .add_column(ColumnDef::new("code").string().not_null().default("none"))
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `code` of `books`"))?;
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

    /// All of it or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
