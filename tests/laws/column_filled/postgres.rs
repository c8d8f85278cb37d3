//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_filled::after::book`, for PostgreSQL.
//! It mends 2 differences.

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
                    .add_column(ColumnDef::new("slug").string())
                    .to_owned(),
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(r#"UPDATE "books" SET "slug" = lower(title) WHERE "slug" IS NULL"#)
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("slug").not_null())
                    .to_owned(),
            )
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .add_column(ColumnDef::new("rank").big_integer())
                    .to_owned(),
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(r#"UPDATE "books" SET "rank" = id * 10 WHERE "rank" IS NULL"#)
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("rank").not_null())
                    .to_owned(),
            )
            .await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .alter_table(Table::alter().table("books").drop_column("slug").to_owned())
            .await?;
        manager
            .alter_table(Table::alter().table("books").drop_column("rank").to_owned())
            .await?;

        Ok(())
    }
}
