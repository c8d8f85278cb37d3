//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_dropped::after::book`, for MariaDB.
//! It mends 3 differences.
//! `down` brings back `books.pages`, `books.code`, but not what was in it.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if manager.has_index("books", "idx-books-code").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` DROP INDEX `idx-books-code`, ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("drop the index `idx-books-code` of `books`"))?;
        }
        // drops-data: The values in `books.pages` are gone afterwards.
        // Keep a copy of what may still be needed.
        if manager.has_column("books", "pages").await? {
            manager
                .get_connection()
                .execute_unprepared("ALTER TABLE `books` DROP COLUMN `pages`, ALGORITHM=INSTANT")
                .await
                .map_err(during("drop the column `pages` of `books`"))?;
        }
        // drops-data: The values in `books.code` are gone afterwards.
        // Keep a copy of what may still be needed.
        if manager.has_column("books", "code").await? {
            manager
                .get_connection()
                .execute_unprepared("ALTER TABLE `books` DROP COLUMN `code`, ALGORITHM=INSTANT")
                .await
                .map_err(during("drop the column `code` of `books`"))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if !manager.has_column("books", "pages").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD COLUMN `pages` int NULL, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("add the column `pages` of `books`"))?;
        }
        if !manager.has_column("books", "code").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD COLUMN `code` varchar(255) NOT NULL DEFAULT 'none', ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("add the column `code` of `books`"))?;
        }
        if !manager.has_index("books", "idx-books-code").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD INDEX `idx-books-code` (`code`), ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("create the index `idx-books-code` of `books`"))?;
        }

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
