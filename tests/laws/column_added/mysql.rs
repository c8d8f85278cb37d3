//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_added::after::book`, for MariaDB.
//! It mends 3 differences.
//! `down` removes what `up` adds, with all that was written there since.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if !manager.has_column("books", "subtitle").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD COLUMN `subtitle` varchar(255) NULL, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("add the column `subtitle` of `books`"))?;
        }
        if !manager.has_column("books", "copies").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD COLUMN `copies` int NOT NULL DEFAULT 1, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("add the column `copies` of `books`"))?;
        }
        if !manager.has_column("books", "state").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD COLUMN `state` varchar(255) NOT NULL DEFAULT 'x', ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("add the column `state` of `books`"))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if manager.has_column("books", "subtitle").await? {
            manager
                .get_connection()
                .execute_unprepared("ALTER TABLE `books` DROP COLUMN `subtitle`, ALGORITHM=INSTANT")
                .await
                .map_err(during("drop the column `subtitle` of `books`"))?;
        }
        if manager.has_column("books", "copies").await? {
            manager
                .get_connection()
                .execute_unprepared("ALTER TABLE `books` DROP COLUMN `copies`, ALGORITHM=INSTANT")
                .await
                .map_err(during("drop the column `copies` of `books`"))?;
        }
        if manager.has_column("books", "state").await? {
            manager
                .get_connection()
                .execute_unprepared("ALTER TABLE `books` DROP COLUMN `state`, ALGORITHM=INSTANT")
                .await
                .map_err(during("drop the column `state` of `books`"))?;
        }

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
