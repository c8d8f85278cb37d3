//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::collation_mysql::after::book`, for MariaDB.
//! It mends 2 differences.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        // rewrites-table: The server copies `books`, which takes its size once more on the disk.
        // Run it when there is little to do, or use a tool that copies beside (gh-ost, pt-online-schema-change).
        // blocks-writes: Nobody can write to `books` while the server copies it.
        // Run it when there is little to write.
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `title` varchar(255) NOT NULL COLLATE utf8mb4_bin, MODIFY COLUMN `code` varchar(255) NOT NULL COLLATE utf8mb4_unicode_ci",
            )
            .await
            .map_err(during("change the columns `title`, `code` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        // rewrites-table: The server copies `books`, which takes its size once more on the disk.
        // blocks-writes: Nobody can write to `books` while the server copies it.
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `title` varchar(255) NOT NULL, MODIFY COLUMN `code` varchar(255) NOT NULL COLLATE utf8mb4_bin",
            )
            .await
            .map_err(during("change the columns `title`, `code` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
