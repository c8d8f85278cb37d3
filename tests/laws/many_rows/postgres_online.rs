//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::many_rows::after::reading`, for PostgreSQL.
//! It mends 5 differences.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // readings
        if !manager.has_column("readings", "tenths").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "readings" ADD COLUMN "tenths" bigint"#,
                )
                .await
                .map_err(during("add the column `tenths` of `readings`"))?;
        }
        repeat(
            manager,
            r#"UPDATE "readings" SET "tenths" = celsius * 10 WHERE ctid = ANY (ARRAY(SELECT ctid FROM "readings" WHERE "tenths" IS NULL AND (celsius * 10) IS NOT NULL LIMIT 10000))"#,
        )
        .await
        .map_err(during("add the column `tenths` of `readings`"))?;
        if !finds(
            manager,
            r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"readings"'::regclass AND attname = 'tenths' AND attnotnull"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "readings" DROP CONSTRAINT IF EXISTS "readings_tenths_is_filled", ADD CONSTRAINT "readings_tenths_is_filled" CHECK ("tenths" IS NOT NULL) NOT VALID"#,
                )
                .await
                .map_err(during("add the column `tenths` of `readings`"))?;
            manager
                .get_connection()
                .execute_unprepared(
                    r#"ALTER TABLE "readings" VALIDATE CONSTRAINT "readings_tenths_is_filled""#,
                )
                .await
                .map_err(during("add the column `tenths` of `readings`"))?;
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "readings" ALTER COLUMN "tenths" SET NOT NULL; ALTER TABLE "readings" DROP CONSTRAINT "readings_tenths_is_filled""#,
                )
                .await
                .map_err(during("add the column `tenths` of `readings`"))?;
        }
        repeat(
            manager,
            r#"UPDATE "readings" SET "sensor" = 0 WHERE ctid = ANY (ARRAY(SELECT ctid FROM "readings" WHERE "sensor" IS NULL AND (0) IS NOT NULL LIMIT 10000))"#,
        )
        .await
        .map_err(during("change the column `sensor` of `readings`"))?;
        if !finds(
            manager,
            r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"readings"'::regclass AND attname = 'sensor' AND attnotnull"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "readings" DROP CONSTRAINT IF EXISTS "readings_sensor_is_filled", ADD CONSTRAINT "readings_sensor_is_filled" CHECK ("sensor" IS NOT NULL) NOT VALID"#,
                )
                .await
                .map_err(during("change the column `sensor` of `readings`"))?;
            manager
                .get_connection()
                .execute_unprepared(
                    r#"ALTER TABLE "readings" VALIDATE CONSTRAINT "readings_sensor_is_filled""#,
                )
                .await
                .map_err(during("change the column `sensor` of `readings`"))?;
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "readings" ALTER COLUMN "sensor" SET NOT NULL; ALTER TABLE "readings" DROP CONSTRAINT "readings_sensor_is_filled""#,
                )
                .await
                .map_err(during("change the column `sensor` of `readings`"))?;
        }
        // fails-on-existing-rows: It fails when two rows of `readings` have what `idx-readings-sensor-id` is over in common.
        // The migration counts such rows first, and stops with a query that lists them.
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-readings-sensor-id"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("idx-readings-sensor-id")
                        .table("readings")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `idx-readings-sensor-id` of `readings`"))?;
        }
        manager
            .create_index(
                Index::create()
                    .name("idx-readings-sensor-id")
                    .table("readings")
                    .col("sensor")
                    .col("id")
                    .unique()
                    .concurrently()
                    .if_not_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-readings-sensor-id` of `readings`"))?;
        // fails-on-existing-rows: It fails when a row of `readings` breaks `celsius < 1000`.
        // The migration counts such rows first, and stops with a query that lists them.
        if !finds(
            manager,
            r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"readings"'::regclass AND conname = 'readings_celsius'"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "readings" ADD CONSTRAINT "readings_celsius" CHECK (celsius < 1000) NOT VALID"#,
                )
                .await
                .map_err(during("add the check `readings_celsius` of `readings`"))?;
        }
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "readings" VALIDATE CONSTRAINT "readings_celsius""#)
            .await
            .map_err(during("add the check `readings_celsius` of `readings`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[(
                "rows of `readings` whose `celsius` does not fit integer",
                r#"SELECT * FROM "readings" WHERE "celsius" NOT BETWEEN -2147483648 AND 2147483647"#,
            )],
        )
        .await?;

        // readings
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "readings" DROP CONSTRAINT IF EXISTS "readings_celsius""#,
            )
            .await
            .map_err(during("drop the check `readings_celsius` of `readings`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("idx-readings-sensor-id")
                    .table("readings")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `idx-readings-sensor-id` of `readings`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "readings" ALTER COLUMN "sensor" DROP NOT NULL"#,
            )
            .await
            .map_err(during("change the column `sensor` of `readings`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "readings" DROP COLUMN IF EXISTS "tenths""#,
            )
            .await
            .map_err(during("drop the column `tenths` of `readings`"))?;

        Ok(())
    }

    /// Each statement by itself, beside those who use the tables; cut off, it can run again.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
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

/// Runs an update of some rows until it finds none.
async fn repeat(manager: &SchemaManager<'_>, update: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    while db.execute_unprepared(update).await?.rows_affected() > 0 {}
    Ok(())
}
