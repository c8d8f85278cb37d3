//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_filled::after::book`, for MariaDB.
//! It mends 2 differences.
//! Each statement is committed by itself here: when one fails, those before it stay.

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
                    .add_column(ColumnDef::new("slug").string_len(255).null())
                    .to_owned(),
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared("UPDATE `books` SET `slug` = lower(title)")
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("slug").string_len(255).not_null())
                    .to_owned(),
            )
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .add_column(ColumnDef::new("rank").big_integer().null())
                    .to_owned(),
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared("UPDATE `books` SET `rank` = id * 10")
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("rank").big_integer().not_null())
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
