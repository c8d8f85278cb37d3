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
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("title").not_null())
                    .to_owned(),
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "uq-books-code" UNIQUE ("code")"#,
            )
            .await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "uq-books-code""#)
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("title").null())
                    .to_owned(),
            )
            .await?;
        manager
            .alter_table(Table::alter().table("books").drop_column("code").to_owned())
            .await?;

        Ok(())
    }
}
