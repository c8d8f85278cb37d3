//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::primary_key::after`, for MariaDB.
//! It mends 2 differences.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[(
                "values of `reader` that several rows of `passes` have",
                "SELECT `reader`, COUNT(*) FROM `passes` WHERE `reader` IS NOT NULL GROUP BY `reader` HAVING COUNT(*) > 1",
            )],
        )
        .await?;

        // passes
        // fails-on-existing-rows: It fails if there are values of `reader` that several rows of `passes` have.
        // They are counted first, and nothing is changed while there are any; mend them before.
        // rewrites-table: The server writes `passes` anew beside those who use it, which takes its size once more on the disk.
        // Run it when there is little to do.
        if finds(
            manager,
            "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'passes' AND index_name = 'PRIMARY' HAVING GROUP_CONCAT(column_name ORDER BY seq_in_index) = 'reader,day'",
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `passes` DROP PRIMARY KEY, ADD PRIMARY KEY (`reader`), ALGORITHM=INPLACE, LOCK=NONE",
                )
                .await
                .map_err(during(
                    "drop the primary key (reader, day), add the primary key (reader) of `passes`",
                ))?;
        }

        // seats
        // rewrites-table: The server writes `seats` anew beside those who use it, which takes its size once more on the disk.
        // Run it when there is little to do.
        if finds(
            manager,
            "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'seats' AND index_name = 'PRIMARY' HAVING GROUP_CONCAT(column_name ORDER BY seq_in_index) = 'number'",
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `seats` DROP PRIMARY KEY, ADD PRIMARY KEY (`number`, `hall`), ALGORITHM=INPLACE, LOCK=NONE",
                )
                .await
                .map_err(during(
                    "drop the primary key (number), add the primary key (number, hall) of `seats`",
                ))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[(
                "values of `number` that several rows of `seats` have",
                "SELECT `number`, COUNT(*) FROM `seats` WHERE `number` IS NOT NULL GROUP BY `number` HAVING COUNT(*) > 1",
            )],
        )
        .await?;

        // passes
        // rewrites-table: The server writes `passes` anew beside those who use it, which takes its size once more on the disk.
        if finds(
            manager,
            "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'passes' AND index_name = 'PRIMARY' HAVING GROUP_CONCAT(column_name ORDER BY seq_in_index) = 'reader'",
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `passes` DROP PRIMARY KEY, ADD PRIMARY KEY (`reader`, `day`), ALGORITHM=INPLACE, LOCK=NONE",
                )
                .await
                .map_err(during(
                    "drop the primary key (reader), add the primary key (reader, day) of `passes`",
                ))?;
        }

        // seats
        // fails-on-existing-rows: It fails if there are values of `number` that several rows of `seats` have.
        // rewrites-table: The server writes `seats` anew beside those who use it, which takes its size once more on the disk.
        if finds(
            manager,
            "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'seats' AND index_name = 'PRIMARY' HAVING GROUP_CONCAT(column_name ORDER BY seq_in_index) = 'number,hall'",
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `seats` DROP PRIMARY KEY, ADD PRIMARY KEY (`number`), ALGORITHM=INPLACE, LOCK=NONE",
                )
                .await
                .map_err(during(
                    "drop the primary key (number, hall), add the primary key (number) of `seats`",
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
