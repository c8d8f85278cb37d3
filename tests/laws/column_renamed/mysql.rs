//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_renamed::after`, for MariaDB.
//! It mends 3 differences.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if !manager.has_column("books", "name").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` RENAME COLUMN `title` TO `name`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("rename the column `title` of `books` to `name`"))?;
        }
        if !manager.has_column("books", "signature").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` RENAME COLUMN `code` TO `signature`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("rename the column `code` of `books` to `signature`"))?;
        }
        if !manager.has_column("books", "place_id").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` RENAME COLUMN `shelf_id` TO `place_id`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("rename the column `shelf_id` of `books` to `place_id`"))?;
        }
        if !manager.has_index("books", "signature").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` RENAME INDEX `code` TO `signature`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("rename the index `code` of `books` to `signature`"))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if !manager.has_column("books", "title").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` RENAME COLUMN `name` TO `title`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("rename the column `name` of `books` to `title`"))?;
        }
        if !manager.has_column("books", "code").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` RENAME COLUMN `signature` TO `code`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("rename the column `signature` of `books` to `code`"))?;
        }
        if !manager.has_column("books", "shelf_id").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` RENAME COLUMN `place_id` TO `shelf_id`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("rename the column `place_id` of `books` to `shelf_id`"))?;
        }
        if !manager.has_index("books", "code").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` RENAME INDEX `signature` TO `code`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("rename the index `signature` of `books` to `code`"))?;
        }

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
