//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::many_rows::after::reading`, for PostgreSQL.
//! It mends 5 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
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

        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // readings
        // rewrites-table: All of `readings` is written anew, and nobody can read or write it meanwhile.
        // Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("readings")
                    .modify_column(ColumnDef::new("celsius").big_integer())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `celsius` of `readings`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // readings
        // narrows-type: Not every value of bigint fits integer.
        // fails-on-existing-rows: It fails when a value does not fit integer.
        // rewrites-table: All of `readings` is written anew, and nobody can read or write it meanwhile.
        manager
            .alter_table(
                Table::alter()
                    .table("readings")
                    .modify_column(ColumnDef::new("celsius").integer())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `celsius` of `readings`"))?;

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
