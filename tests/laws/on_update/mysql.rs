//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::on_update::after::book`, for MariaDB.
//! It mends 1 difference.
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
                "ALTER TABLE `books` MODIFY COLUMN `came` timestamp NOT NULL DEFAULT (current_timestamp()) ON UPDATE CURRENT_TIMESTAMP, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("change the column `came` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `came` timestamp NOT NULL DEFAULT (current_timestamp()), ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("change the column `came` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
