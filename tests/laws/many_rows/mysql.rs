//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::many_rows::after::reading`, for MariaDB.
//! It mends 5 differences.
//! `down` removes what `up` adds, with all that was written there since.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        if !manager.has_column("readings", "tenths").await? {
            stop_for_rows(
                manager,
                &[
                    (
                        "rows of `readings` that would have no `tenths`",
                        "SELECT * FROM `readings` WHERE (celsius * 10) IS NULL",
                    ),
                    (
                        "rows of `readings` that break the check `readings_celsius`",
                        "SELECT * FROM `readings` WHERE NOT (celsius < 1000)",
                    ),
                ],
            )
            .await?;
        }

        // readings
        // fails-on-existing-rows: It fails if there are rows of `readings` that would have no `tenths`.
        // They are counted first, and nothing is changed while there are any; mend them before.
        // fails-on-existing-rows: It fails if there are rows of `readings` that break the check `readings_celsius`.
        // They are counted first, and nothing is changed while there are any; mend them before.
        // rewrites-table: The server writes `readings` anew beside those who use it, which takes its size once more on the disk.
        // Run it when there is little to do.
        // blocks-writes: The rows of `readings` that are filled are locked until all of them are.
        // Run it when there is little to write.
        // blocks-writes: The rows of `readings` that are filled are locked until all of them are.
        // Run it when there is little to write.
        // blocks-writes: Nobody can write to `readings` while the server copies it.
        // Run it when there is little to write.
        if !manager.has_column("readings", "tenths").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `readings` ADD COLUMN `tenths` bigint NULL, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during(
                    "add the column `tenths`, change the columns `sensor`, `celsius`, create the index `idx-readings-sensor-id`, add the check `readings_celsius` of `readings`",
                ))?;
        }
        manager
            .get_connection()
            .execute_unprepared(
                "UPDATE `readings` SET `tenths` = celsius * 10 WHERE `tenths` IS NULL",
            )
            .await
            .map_err(during(
                "add the column `tenths`, change the columns `sensor`, `celsius`, create the index `idx-readings-sensor-id`, add the check `readings_celsius` of `readings`",
            ))?;
        manager
            .get_connection()
            .execute_unprepared("UPDATE `readings` SET `sensor` = 0 WHERE `sensor` IS NULL")
            .await
            .map_err(during(
                "add the column `tenths`, change the columns `sensor`, `celsius`, create the index `idx-readings-sensor-id`, add the check `readings_celsius` of `readings`",
            ))?;
        if !manager
            .has_index("readings", "idx-readings-sensor-id")
            .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `readings` MODIFY COLUMN `tenths` bigint NOT NULL, MODIFY COLUMN `sensor` int NOT NULL, MODIFY COLUMN `celsius` bigint NOT NULL, ADD UNIQUE INDEX `idx-readings-sensor-id` (`sensor`, `id`), ADD CONSTRAINT `readings_celsius` CHECK (celsius < 1000)",
                )
                .await
                .map_err(during(
                    "add the column `tenths`, change the columns `sensor`, `celsius`, create the index `idx-readings-sensor-id`, add the check `readings_celsius` of `readings`",
                ))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        if manager.has_column("readings", "tenths").await? {
            stop_for_rows(
                manager,
                &[(
                    "rows of `readings` whose `celsius` does not fit int",
                    "SELECT * FROM `readings` WHERE `celsius` < -2147483648 OR `celsius` > 2147483647",
                )],
            )
            .await?;
        }

        // readings
        if finds(
            manager,
            "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'readings' AND constraint_name = 'readings_celsius' AND constraint_type = 'CHECK'",
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `readings` DROP CONSTRAINT `readings_celsius`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("drop the check `readings_celsius` of `readings`"))?;
        }
        if manager
            .has_index("readings", "idx-readings-sensor-id")
            .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `readings` DROP INDEX `idx-readings-sensor-id`, ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("drop the index `idx-readings-sensor-id` of `readings`"))?;
        }
        // narrows-type: Not every bigint of `readings.celsius` is int.
        // rewrites-table: The server writes `readings` anew beside those who use it, which takes its size once more on the disk.
        // blocks-writes: Nobody can write to `readings` while the server copies it.
        if manager.has_column("readings", "tenths").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `readings` MODIFY COLUMN `sensor` int NULL, MODIFY COLUMN `celsius` int NOT NULL, DROP COLUMN `tenths`",
                )
                .await
                .map_err(during(
                    "change the columns `sensor`, `celsius`, drop the column `tenths` of `readings`",
                ))?;
        }

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}

/// Whether the query gives a row.
async fn finds(manager: &SchemaManager<'_>, query: &str) -> Result<bool, DbErr> {
    let db = manager.get_connection();
    let query = sea_orm::Statement::from_string(db.get_database_backend(), query);
    Ok(db.query_one_raw(query).await?.is_some())
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
