//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::without_rows::after::book`, for PostgreSQL.
//! It mends 3 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .add_column(ColumnDef::new("code").string().not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `code` of `books`"))?;
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
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "uq-books-code" UNIQUE ("code")"#,
            )
            .await
            .map_err(during("create the index `uq-books-code` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "uq-books-code""#)
            .await
            .map_err(during("drop the index `uq-books-code` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("title").null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `title` of `books`"))?;
        manager
            .alter_table(Table::alter().table("books").drop_column("code").to_owned())
            .await
            .map_err(during("drop the column `code` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
