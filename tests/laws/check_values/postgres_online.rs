//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::check_values::after::book`, for PostgreSQL.
//! It mends 2 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        // fails-on-existing-rows: It fails when a row of `books` breaks `"grade" IN (1, -1, 7)`.
        // The migration counts such rows first, and stops with a query that lists them.
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" VALIDATE CONSTRAINT "chk-books-grade-values""#,
            )
            .await
            .map_err(during("validate the check `chk-books-grade-values` of `books`"))?;
        // fails-on-existing-rows: It fails when a row of `books` breaks `"state" IN ('in', E'it\'s out', 'lost')`.
        // The migration counts such rows first, and stops with a query that lists them.
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" VALIDATE CONSTRAINT "chk-books-state-values""#,
            )
            .await
            .map_err(during("validate the check `chk-books-state-values` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[
                (
                    "rows of `books` that break the check `chk-books-grade-values`",
                    r#"SELECT * FROM "books" WHERE NOT ((grade = ANY (ARRAY[1, '-1'::integer])))"#,
                ),
                (
                    "rows of `books` that break the check `chk-books-state-values`",
                    r#"SELECT * FROM "books" WHERE NOT (((state)::text = ANY ((ARRAY['in'::character varying, 'it''s out'::character varying]::character varying[])::text[])))"#,
                ),
            ],
        )
        .await?;

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
