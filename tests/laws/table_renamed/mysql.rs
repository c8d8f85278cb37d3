//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::table_renamed::after`, for MariaDB.
//! It mends 1 difference.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // cabinets
        if !manager.has_table("cabinets").await? {
            manager
                .rename_table(Table::rename().table("racks", "cabinets").to_owned())
                .await
                .map_err(during("rename the table `racks` to `cabinets`"))?;
        }
        if !manager.has_index("cabinets", "idx-cabinets-room").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `cabinets` RENAME INDEX `idx-racks-room` TO `idx-cabinets-room`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during(
                    "rename the index `idx-racks-room` of `cabinets` to `idx-cabinets-room`",
                ))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // racks
        if !manager.has_table("racks").await? {
            manager
                .rename_table(Table::rename().table("cabinets", "racks").to_owned())
                .await
                .map_err(during("rename the table `cabinets` to `racks`"))?;
        }
        if !manager.has_index("racks", "idx-racks-room").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `racks` RENAME INDEX `idx-cabinets-room` TO `idx-racks-room`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during(
                    "rename the index `idx-cabinets-room` of `racks` to `idx-racks-room`",
                ))?;
        }

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
