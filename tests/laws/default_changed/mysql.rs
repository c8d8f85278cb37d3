//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::default_changed::after::book`, for MariaDB.
//! It mends 3 differences.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `added` int NOT NULL DEFAULT 42, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("change the column `added` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `changed` varchar(255) NOT NULL DEFAULT 'new', ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("change the column `changed` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `dropped` int NULL, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("change the column `dropped` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `added` int NOT NULL, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("change the column `added` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `changed` varchar(255) NOT NULL DEFAULT 'old', ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("change the column `changed` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `dropped` int NULL DEFAULT 1, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("change the column `dropped` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
