//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::renamed_and_changed::after`, for MariaDB.
//! It mends 5 differences.
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
        if !manager.has_column("cabinets", "place").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `cabinets` RENAME COLUMN `room` TO `place`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("rename the column `room` of `cabinets` to `place`"))?;
        }
        if !manager.has_index("cabinets", "idx-cabinets-place").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `cabinets` RENAME INDEX `idx-racks-room` TO `idx-cabinets-place`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during(
                    "rename the index `idx-racks-room` of `cabinets` to `idx-cabinets-place`",
                ))?;
        }
        // rewrites-table: The server copies `cabinets`, which takes its size once more on the disk.
        // Run it when there is little to do, or use a tool that copies beside (gh-ost, pt-online-schema-change).
        // blocks-writes: Nobody can write to `cabinets` while the server copies it.
        // Run it when there is little to write.
        if !manager.has_column("cabinets", "doors").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `cabinets` ADD COLUMN `doors` int NOT NULL DEFAULT 1, MODIFY COLUMN `height` bigint NOT NULL, ADD INDEX `idx-cabinets-place-height` (`place`, `height`)",
                )
                .await
                .map_err(during(
                    "add the column `doors`, change the column `height`, create the index `idx-cabinets-place-height` of `cabinets`",
                ))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        if !manager.has_table("racks").await? {
            stop_for_rows(
                manager,
                &[(
                    "rows of `racks` whose `height` does not fit int",
                    "SELECT * FROM `cabinets` AS `racks` WHERE `height` < -2147483648 OR `height` > 2147483647",
                )],
            )
            .await?;
        }

        // cabinets
        if manager
            .has_index("cabinets", "idx-cabinets-place-height")
            .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `cabinets` DROP INDEX `idx-cabinets-place-height`, ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("drop the index `idx-cabinets-place-height` of `cabinets`"))?;
        }

        // racks
        if !manager.has_table("racks").await? {
            manager
                .rename_table(Table::rename().table("cabinets", "racks").to_owned())
                .await
                .map_err(during("rename the table `cabinets` to `racks`"))?;
        }
        if !manager.has_column("racks", "room").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `racks` RENAME COLUMN `place` TO `room`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("rename the column `place` of `racks` to `room`"))?;
        }
        if !manager.has_index("racks", "idx-racks-room").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `racks` RENAME INDEX `idx-cabinets-place` TO `idx-racks-room`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during(
                    "rename the index `idx-cabinets-place` of `racks` to `idx-racks-room`",
                ))?;
        }
        // drops-data: The values in `racks.doors` are gone afterwards.
        // narrows-type: Not every bigint of `racks.height` is int.
        // rewrites-table: The server copies `racks`, which takes its size once more on the disk.
        // blocks-writes: Nobody can write to `racks` while the server copies it.
        if manager.has_column("racks", "doors").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `racks` MODIFY COLUMN `height` int NOT NULL, DROP COLUMN `doors`",
                )
                .await
                .map_err(during("change the column `height`, drop the column `doors` of `racks`"))?;
        }

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}

/// Stops before anything is changed where one of these queries lists rows.
async fn stop_for_rows(manager: &SchemaManager<'_>, queries: &[(&str, &str)]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let mut found = Vec::new();
    for (rows, query) in queries {
        let count = format!("SELECT COUNT(*) FROM ({query}) AS in_the_way");
        let count = sea_orm::Statement::from_string(db.get_database_backend(), count);
        let count: i64 = match db.query_one_raw(count).await? {
            Some(row) => row.try_get_by_index(0)?,
            None => 0,
        };
        if count > 0 {
            found.push(format!("{count} {rows}: {query}"));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(DbErr::Migration(format!(
        "nothing was changed, because rows are in the way\n{}",
        found.join("\n")
    )))
}
