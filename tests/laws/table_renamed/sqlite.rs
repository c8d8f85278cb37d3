//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::table_renamed::after`, for SQLite.
//! It mends 1 difference.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // cabinets
        manager
            .rename_table(Table::rename().table("racks", "cabinets").to_owned())
            .await
            .map_err(during("rename the table `racks` to `cabinets`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // racks
        manager
            .rename_table(Table::rename().table("cabinets", "racks").to_owned())
            .await
            .map_err(during("rename the table `cabinets` to `racks`"))?;

        Ok(())
    }

    /// All of it or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
