//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::check::after::book`, for PostgreSQL.
//! It mends 4 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        // fails-on-existing-rows: It fails when a row of `books` breaks `price BETWEEN 0 AND 500 OR price IN (1000, 2000)`.
        // The migration counts such rows first, and stops with a query that lists them.
        if !finds(
            manager,
            r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"books"'::regclass AND conname = 'books_price'"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD CONSTRAINT "books_price" CHECK (price BETWEEN 0 AND 500 OR price IN (1000, 2000)) NOT VALID"#,
                )
                .await
                .map_err(during("add the check `books_price` of `books`"))?;
        }
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_price""#)
            .await
            .map_err(during("add the check `books_price` of `books`"))?;
        // fails-on-existing-rows: It fails when a row of `books` breaks `pages < 10000`.
        // The migration counts such rows first, and stops with a query that lists them.
        if !finds(
            manager,
            r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"books"'::regclass AND conname = 'chk-books-pages'"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD CONSTRAINT "chk-books-pages" CHECK (pages < 10000) NOT VALID"#,
                )
                .await
                .map_err(during("add the check `chk-books-pages` of `books`"))?;
        }
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" VALIDATE CONSTRAINT "chk-books-pages""#)
            .await
            .map_err(during("add the check `chk-books-pages` of `books`"))?;
        // fails-on-existing-rows: It fails when a row of `books` breaks `pages >= 0 AND pages <> 13`.
        // The migration counts such rows first, and stops with a query that lists them.
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_pages""#)
            .await
            .map_err(during("validate the check `books_pages` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "chk-books-shelf""#,
            )
            .await
            .map_err(during("drop the check `chk-books-shelf` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[
                (
                    "rows of `books` that break the check `chk-books-shelf`",
                    r#"SELECT * FROM "books" WHERE NOT ((shelf <> 0))"#,
                ),
                (
                    "rows of `books` that break the check `books_pages`",
                    r#"SELECT * FROM "books" WHERE NOT ((pages > 0))"#,
                ),
            ],
        )
        .await?;

        // books
        // fails-on-existing-rows: It fails when a row of `books` breaks `(shelf <> 0)`.
        if !finds(
            manager,
            r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"books"'::regclass AND conname = 'chk-books-shelf'"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD CONSTRAINT "chk-books-shelf" CHECK ((shelf <> 0)) NOT VALID"#,
                )
                .await
                .map_err(during("add the check `chk-books-shelf` of `books`"))?;
        }
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" VALIDATE CONSTRAINT "chk-books-shelf""#)
            .await
            .map_err(during("add the check `chk-books-shelf` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_price""#,
            )
            .await
            .map_err(during("drop the check `books_price` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "chk-books-pages""#,
            )
            .await
            .map_err(during("drop the check `chk-books-pages` of `books`"))?;

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
