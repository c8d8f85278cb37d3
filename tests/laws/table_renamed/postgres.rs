//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::table_renamed::after`, for PostgreSQL.
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
            .await?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "idx-racks-room" RENAME TO "idx-cabinets-room""#)
            .await?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "racks_code_key" RENAME TO "cabinets_code_key""#)
            .await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // racks
        manager
            .rename_table(Table::rename().table("cabinets", "racks").to_owned())
            .await?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "cabinets_code_key" RENAME TO "racks_code_key""#)
            .await?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "idx-cabinets-room" RENAME TO "idx-racks-room""#)
            .await?;

        Ok(())
    }
}
