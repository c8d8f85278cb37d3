//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::many_rows::after::reading`, for PostgreSQL.
//! It mends 5 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count_rows_that_would_be_in_the_way(manager).await?;
        change_readings(manager).await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // readings
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "readings" DROP CONSTRAINT "readings_celsius""#)
            .await
            .map_err(during("drop the check `readings_celsius` of `readings`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("idx-readings-sensor-id")
                    .table("readings")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `idx-readings-sensor-id` of `readings`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("readings")
                    .modify_column(ColumnDef::new("sensor").null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `sensor` of `readings`"))?;
        // narrows-type: Not every value of bigint fits integer. Make sure that nothing writes other values.
        // fails-on-existing-rows: It fails when a value does not become one of integer. The migration counts such rows first, and stops with a query that lists them.
        // rewrites-table: All of `readings` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("readings")
                    .modify_column(ColumnDef::new("celsius").integer())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `celsius` of `readings`"))?;
        // drops-data: All values of `tenths` in `readings` are gone. Copy those that are still needed first.
        // cannot-return: `down` makes `tenths` without its values. Keep a copy for as long as you may want to go back.
        manager
            .alter_table(
                Table::alter()
                    .table("readings")
                    .drop_column("tenths")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `tenths` of `readings`"))?;

        Ok(())
    }
}

/// Rows that would be in the way
async fn count_rows_that_would_be_in_the_way(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    stop_for_rows(
        manager,
        &[
            (
                "rows of `readings` that share (`sensor`, `id`) with another",
                r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "sensor", "id") AS "alike" FROM "readings" WHERE "sensor" IS NOT NULL) AS "readings" WHERE "alike" > 1"#,
            ),
            (
                "rows of `readings` that break the check `readings_celsius`",
                r#"SELECT * FROM (SELECT "id", "sensor", "celsius"::bigint AS "celsius" FROM "readings") AS "readings" WHERE NOT (celsius < 1000)"#,
            ),
        ],
    )
        .await?;

    Ok(())
}

/// readings
async fn change_readings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // blocks-writes: `tenths` is filled in all rows while nobody can write to `readings`. Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("readings")
                .add_column(ColumnDef::new("tenths").big_integer())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `tenths` of `readings`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"UPDATE "readings" SET "tenths" = celsius * 10 WHERE "tenths" IS NULL"#,
        )
        .await
        .map_err(during("add the column `tenths` of `readings`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("readings")
                .modify_column(ColumnDef::new("tenths").not_null())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `tenths` of `readings`"))?;
    // blocks-writes: `sensor` is filled where it is null while nobody can write to `readings`. Run it when nobody waits for the table.
    manager
        .get_connection()
        .execute_unprepared(r#"UPDATE "readings" SET "sensor" = 0 WHERE "sensor" IS NULL"#)
        .await
        .map_err(during("change the column `sensor` of `readings`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("readings")
                .modify_column(ColumnDef::new("sensor").not_null())
                .to_owned(),
        )
        .await
        .map_err(during("change the column `sensor` of `readings`"))?;
    // rewrites-table: All of `readings` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("readings")
                .modify_column(ColumnDef::new("celsius").big_integer())
                .to_owned(),
        )
        .await
        .map_err(during("change the column `celsius` of `readings`"))?;
    // fails-on-existing-rows: It fails when two rows of `readings` have what `idx-readings-sensor-id` is over in common. The migration counts such rows first, and stops with a query that lists them.
    // blocks-writes: `idx-readings-sensor-id` is built while nobody can write to `readings`. Run it when nobody waits for the table.
    manager
        .create_index(
            Index::create()
                .name("idx-readings-sensor-id")
                .table("readings")
                .col("sensor")
                .col("id")
                .unique()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-readings-sensor-id` of `readings`"))?;
    // fails-on-existing-rows: It fails when a row of `readings` breaks `celsius < 1000`. The migration counts such rows first, and stops with a query that lists them.
    // blocks-writes: All rows are looked at while nobody can write to `readings`. Run it when nobody waits for the table.
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "readings" ADD CONSTRAINT "readings_celsius" CHECK (celsius < 1000)"#,
        )
        .await
        .map_err(during("add the check `readings_celsius` of `readings`"))?;

    Ok(())
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
