//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::check::after::book`, for MariaDB.
//! It mends 4 differences.
//! Each statement is committed by itself here: when one fails, those before it stay.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `books` DROP CONSTRAINT `books_pages`")
            .await?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `books` DROP CONSTRAINT `chk-books-shelf`")
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD CONSTRAINT `chk-books-pages` CHECK (pages < 10000)",
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD CONSTRAINT `books_pages` CHECK (pages >= 0 AND pages <> 13)",
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD CONSTRAINT `books_price` CHECK (price BETWEEN 0 AND 500 OR price IN (1000, 2000))",
            )
            .await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `books` DROP CONSTRAINT `chk-books-pages`")
            .await?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `books` DROP CONSTRAINT `books_pages`")
            .await?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `books` DROP CONSTRAINT `books_price`")
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD CONSTRAINT `books_pages` CHECK (`pages` > 0)",
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD CONSTRAINT `chk-books-shelf` CHECK (`shelf` <> 0)",
            )
            .await?;

        Ok(())
    }
}
