//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::renamed_and_changed::after`, for SQLite.
//! It mends 4 differences.

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
        manager
            .alter_table(
                Table::alter()
                    .table("cabinets")
                    .rename_column("room", "place")
                    .to_owned(),
            )
            .await
            .map_err(during("rename the column `room` of `cabinets` to `place`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("cabinets")
                    .add_column(ColumnDef::new("doors").integer().not_null().default(1))
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `doors` of `cabinets`"))?;
        manager
            .create_index(
                Index::create()
                    .name("idx-cabinets-place-height")
                    .table("cabinets")
                    .col("place")
                    .col("height")
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-cabinets-place-height` of `cabinets`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // cabinets
        manager
            .drop_index(
                Index::drop()
                    .name("idx-cabinets-place-height")
                    .table("cabinets")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `idx-cabinets-place-height` of `cabinets`"))?;

        // racks
        manager
            .rename_table(Table::rename().table("cabinets", "racks").to_owned())
            .await
            .map_err(during("rename the table `cabinets` to `racks`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("racks")
                    .rename_column("place", "room")
                    .to_owned(),
            )
            .await
            .map_err(during("rename the column `place` of `racks` to `room`"))?;
        // drops-data: The values in `racks.doors` are gone afterwards.
        manager
            .alter_table(
                Table::alter()
                    .table("racks")
                    .drop_column("doors")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `doors` of `racks`"))?;

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
