//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::check::after::book`, for PostgreSQL.
//! It mends 4 differences.

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
                    "rows of `books` that break the check `books_pages`",
                    r#"SELECT * FROM "books" WHERE NOT (pages >= 0 AND pages <> 13)"#,
                ),
                (
                    "rows of `books` that break the check `books_price`",
                    r#"SELECT * FROM "books" WHERE NOT (price BETWEEN 0 AND 500 OR price IN (1000, 2000))"#,
                ),
                (
                    "rows of `books` that break the check `chk-books-pages`",
                    r#"SELECT * FROM "books" WHERE NOT (pages < 10000)"#,
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
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_pages""#)
            .await
            .map_err(during("drop the check `books_pages` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_pages" CHECK (pages >= 0 AND pages <> 13) NOT VALID"#,
            )
            .await
            .map_err(during("add the check `books_pages` of `books`"))?;

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
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_pages""#)
            .await
            .map_err(during("drop the check `books_pages` of `books`"))?;
        // fails-on-existing-rows: It fails when a row of `books` breaks `(pages > 0)`.
        // blocks-writes: All rows are looked at while nobody can write to `books`.
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_pages" CHECK ((pages > 0))"#,
            )
            .await
            .map_err(during("add the check `books_pages` of `books`"))?;

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
