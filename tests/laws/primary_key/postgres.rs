//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::primary_key::after`, for PostgreSQL.
//! It mends 2 differences.

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
                    "rows of `passes` that share `reader` with another",
                    r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "reader") AS "alike" FROM "passes") AS "passes" WHERE "alike" > 1"#,
                ),
                (
                    "rows of `seats` that share (`number`, `hall`) with another",
                    r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "number", "hall") AS "alike" FROM "seats") AS "seats" WHERE "alike" > 1"#,
                ),
            ],
        )
        .await?;

        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // passes
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "passes" DROP CONSTRAINT "pk-passes""#)
            .await
            .map_err(during("drop the primary key (reader, day) of `passes`"))?;
        // fails-on-existing-rows: It fails when two rows of `passes` have the same key, or one has none.
        // The migration counts such rows first, and stops with a query that lists them.
        // blocks-writes: The index of the key is built while nobody can write to `passes`.
        // Run it when nobody waits for the table.
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "passes" ADD CONSTRAINT "passes_pkey" PRIMARY KEY ("reader")"#,
            )
            .await
            .map_err(during("add the primary key (reader) of `passes`"))?;

        // seats
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "seats" DROP CONSTRAINT "seats_pkey""#)
            .await
            .map_err(during("drop the primary key (number) of `seats`"))?;
        // fails-on-existing-rows: It fails when two rows of `seats` have the same key, or one has none.
        // The migration counts such rows first, and stops with a query that lists them.
        // blocks-writes: The index of the key is built while nobody can write to `seats`.
        // Run it when nobody waits for the table.
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "seats" ADD CONSTRAINT "pk-seats" PRIMARY KEY ("number", "hall")"#,
            )
            .await
            .map_err(during("add the primary key (number, hall) of `seats`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[
                (
                    "rows of `passes` that share (`reader`, `day`) with another",
                    r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "reader", "day") AS "alike" FROM "passes") AS "passes" WHERE "alike" > 1"#,
                ),
                (
                    "rows of `seats` that share `number` with another",
                    r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "number") AS "alike" FROM "seats") AS "seats" WHERE "alike" > 1"#,
                ),
            ],
        )
        .await?;

        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // passes
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "passes" DROP CONSTRAINT "passes_pkey""#)
            .await
            .map_err(during("drop the primary key (reader) of `passes`"))?;
        // fails-on-existing-rows: It fails when two rows of `passes` have the same key, or one has none.
        // blocks-writes: The index of the key is built while nobody can write to `passes`.
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "passes" ADD CONSTRAINT "pk-passes" PRIMARY KEY ("reader", "day")"#,
            )
            .await
            .map_err(during("add the primary key (reader, day) of `passes`"))?;

        // seats
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "seats" DROP CONSTRAINT "pk-seats""#)
            .await
            .map_err(during("drop the primary key (number, hall) of `seats`"))?;
        // fails-on-existing-rows: It fails when two rows of `seats` have the same key, or one has none.
        // blocks-writes: The index of the key is built while nobody can write to `seats`.
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "seats" ADD CONSTRAINT "seats_pkey" PRIMARY KEY ("number")"#,
            )
            .await
            .map_err(during("add the primary key (number) of `seats`"))?;

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
