//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::generated_virtual::after::line`, for MariaDB.
//! It mends 2 differences.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // lines
        if manager.has_column("lines", "dropped").await? {
            manager
                .get_connection()
                .execute_unprepared("ALTER TABLE `lines` DROP COLUMN `dropped`, ALGORITHM=INSTANT")
                .await
                .map_err(during("drop the column `dropped` of `lines`"))?;
        }
        if !manager.has_column("lines", "added").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `lines` ADD COLUMN `added` int GENERATED ALWAYS AS (price - amount) VIRTUAL, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("add the column `added` of `lines`"))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // lines
        if manager.has_column("lines", "added").await? {
            manager
                .get_connection()
                .execute_unprepared("ALTER TABLE `lines` DROP COLUMN `added`, ALGORITHM=INSTANT")
                .await
                .map_err(during("drop the column `added` of `lines`"))?;
        }
        if !manager.has_column("lines", "dropped").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `lines` ADD COLUMN `dropped` int GENERATED ALWAYS AS (`price` * 2) VIRTUAL, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("add the column `dropped` of `lines`"))?;
        }

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
