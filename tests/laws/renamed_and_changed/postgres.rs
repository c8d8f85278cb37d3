//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::renamed_and_changed::after`, for PostgreSQL.
//! It mends 5 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

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
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "idx-racks-room" RENAME TO "idx-cabinets-place""#)
            .await
            .map_err(during(
                "rename the index `idx-racks-room` of `cabinets` to `idx-cabinets-place`",
            ))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "racks_code_key" RENAME TO "cabinets_code_key""#)
            .await
            .map_err(during(
                "rename the index `racks_code_key` of `cabinets` to `cabinets_code_key`",
            ))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "cabinets" RENAME CONSTRAINT "racks_pkey" TO "cabinets_pkey""#,
            )
            .await
            .map_err(during("rename the constraint `racks_pkey` of `cabinets` to `cabinets_pkey`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER SEQUENCE IF EXISTS "racks_id_seq" RENAME TO "cabinets_id_seq""#,
            )
            .await
            .map_err(during("rename the sequence `racks_id_seq` of `cabinets` to `cabinets_id_seq`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("cabinets")
                    .add_column(ColumnDef::new("doors").integer().not_null().default(1))
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `doors` of `cabinets`"))?;
        // rewrites-table: All of `cabinets` is written anew, and nobody can read or write it meanwhile.
        // Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("cabinets")
                    .modify_column(ColumnDef::new("height").big_integer())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `height` of `cabinets`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

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
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "cabinets_code_key" RENAME TO "racks_code_key""#)
            .await
            .map_err(during("rename the index `cabinets_code_key` of `racks` to `racks_code_key`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "idx-cabinets-place" RENAME TO "idx-racks-room""#)
            .await
            .map_err(during("rename the index `idx-cabinets-place` of `racks` to `idx-racks-room`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "racks" RENAME CONSTRAINT "cabinets_pkey" TO "racks_pkey""#,
            )
            .await
            .map_err(during("rename the constraint `cabinets_pkey` of `racks` to `racks_pkey`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER SEQUENCE IF EXISTS "cabinets_id_seq" RENAME TO "racks_id_seq""#,
            )
            .await
            .map_err(during("rename the sequence `cabinets_id_seq` of `racks` to `racks_id_seq`"))?;
        // narrows-type: Not every value of bigint fits integer.
        // fails-on-existing-rows: It fails when a value does not fit integer.
        // rewrites-table: All of `racks` is written anew, and nobody can read or write it meanwhile.
        manager
            .alter_table(
                Table::alter()
                    .table("racks")
                    .modify_column(ColumnDef::new("height").integer())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `height` of `racks`"))?;
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
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
