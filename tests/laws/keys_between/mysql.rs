//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::keys_between::after`, for MariaDB.
//! It mends 2 differences.
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
                "ALTER TABLE `books` MODIFY COLUMN `title` varchar(255) NULL DEFAULT 'untitled', ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("change the column `title` of `books`"))?;

        // shelves
        // rewrites-table: The server writes `shelves` anew beside those who use it, which takes its size once more on the disk.
        // Run it when there is little to do.
        // blocks-writes: The rows of `shelves` that are filled are locked until all of them are.
        // Run it when there is little to write.
        manager
            .get_connection()
            .execute_unprepared("UPDATE `shelves` SET `label` = 'none' WHERE `label` IS NULL")
            .await
            .map_err(during("change the column `label` of `shelves`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `shelves` MODIFY COLUMN `label` varchar(255) NOT NULL, ALGORITHM=INPLACE, LOCK=NONE",
            )
            .await
            .map_err(during("change the column `label` of `shelves`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `title` varchar(255) NULL, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("change the column `title` of `books`"))?;

        // shelves
        // rewrites-table: The server writes `shelves` anew beside those who use it, which takes its size once more on the disk.
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `shelves` MODIFY COLUMN `label` varchar(255) NULL, ALGORITHM=INPLACE, LOCK=NONE",
            )
            .await
            .map_err(during("change the column `label` of `shelves`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
