//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::check_values::after::book`, for PostgreSQL.
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
                    "rows of `books` that break the check `chk-books-grade-values`",
                    r#"SELECT * FROM "books" WHERE NOT ("grade" IN (1, -1, 7))"#,
                ),
                (
                    "rows of `books` that break the check `chk-books-state-values`",
                    r#"SELECT * FROM "books" WHERE NOT ("state" IN ('in', E'it\'s out', 'lost'))"#,
                ),
            ],
        )
        .await?;

        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "chk-books-grade-values""#)
            .await
            .map_err(during("drop the check `chk-books-grade-values` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "chk-books-state-values""#)
            .await
            .map_err(during("drop the check `chk-books-state-values` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "chk-books-grade-values" CHECK ("grade" IN (1, -1, 7)) NOT VALID"#,
            )
            .await
            .map_err(during("add the check `chk-books-grade-values` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "chk-books-state-values" CHECK ("state" IN ('in', E'it\'s out', 'lost')) NOT VALID"#,
            )
            .await
            .map_err(during("add the check `chk-books-state-values` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "chk-books-grade-values""#)
            .await
            .map_err(during("drop the check `chk-books-grade-values` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "chk-books-state-values""#)
            .await
            .map_err(during("drop the check `chk-books-state-values` of `books`"))?;
        // fails-on-existing-rows: It fails when a row of `books` breaks `(grade = ANY (ARRAY[1, '-1'::integer]))`.
        // blocks-writes: All rows are looked at while nobody can write to `books`.
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "chk-books-grade-values" CHECK ((grade = ANY (ARRAY[1, '-1'::integer])))"#,
            )
            .await
            .map_err(during("add the check `chk-books-grade-values` of `books`"))?;
        // fails-on-existing-rows: It fails when a row of `books` breaks `((state)::text = ANY ((ARRAY['in'::character varying, 'it''s out'::character varying]::character varying[])::text[]))`.
        // blocks-writes: All rows are looked at while nobody can write to `books`.
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "chk-books-state-values" CHECK (((state)::text = ANY ((ARRAY['in'::character varying, 'it''s out'::character varying]::character varying[])::text[])))"#,
            )
            .await
            .map_err(during("add the check `chk-books-state-values` of `books`"))?;

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
