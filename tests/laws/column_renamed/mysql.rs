//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_renamed::after`, for MariaDB.
//! It mends 3 differences.
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
                    .rename_column("title", "name")
                    .to_owned(),
            )
            .await
            .map_err(during("rename the column `title` of `books` to `name`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .rename_column("code", "signature")
                    .to_owned(),
            )
            .await
            .map_err(during("rename the column `code` of `books` to `signature`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .rename_column("shelf_id", "place_id")
                    .to_owned(),
            )
            .await
            .map_err(during("rename the column `shelf_id` of `books` to `place_id`"))?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `books` RENAME INDEX `code` TO `signature`")
            .await
            .map_err(during("rename the index `code` of `books` to `signature`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .rename_column("name", "title")
                    .to_owned(),
            )
            .await
            .map_err(during("rename the column `name` of `books` to `title`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .rename_column("signature", "code")
                    .to_owned(),
            )
            .await
            .map_err(during("rename the column `signature` of `books` to `code`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .rename_column("place_id", "shelf_id")
                    .to_owned(),
            )
            .await
            .map_err(during("rename the column `place_id` of `books` to `shelf_id`"))?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `books` RENAME INDEX `signature` TO `code`")
            .await
            .map_err(during("rename the index `signature` of `books` to `code`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
