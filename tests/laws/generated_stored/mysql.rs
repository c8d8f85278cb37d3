//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::generated_stored::after::line`, for MariaDB.
//! It mends 3 differences.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // lines
        // rewrites-table: The server copies `lines`, which takes its size once more on the disk.
        // Run it when there is little to do, or use a tool that copies beside (gh-ost, pt-online-schema-change).
        // blocks-writes: Nobody can write to `lines` while the server copies it.
        // Run it when there is little to write.
        if manager.has_column("lines", "dropped").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `lines` DROP COLUMN `dropped`, DROP COLUMN `changed`, ADD COLUMN `changed` int GENERATED ALWAYS AS (price * amount) STORED, ADD COLUMN `added` int GENERATED ALWAYS AS (price - amount) STORED",
                )
                .await
                .map_err(during(
                    "drop the columns `dropped`, `changed`, add the columns `changed`, `added` of `lines`",
                ))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // lines
        // rewrites-table: The server copies `lines`, which takes its size once more on the disk.
        // blocks-writes: Nobody can write to `lines` while the server copies it.
        if manager.has_column("lines", "added").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `lines` DROP COLUMN `added`, DROP COLUMN `changed`, ADD COLUMN `changed` int GENERATED ALWAYS AS (`price` + `amount`) STORED, ADD COLUMN `dropped` int GENERATED ALWAYS AS (`price` * 2) STORED",
                )
                .await
                .map_err(during(
                    "drop the columns `added`, `changed`, add the columns `changed`, `dropped` of `lines`",
                ))?;
        }

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
