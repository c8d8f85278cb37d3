//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::unique::after::book`, for PostgreSQL.
//! It mends 4 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count_rows_that_would_be_in_the_way(manager).await?;
        change_books(manager).await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count_rows_that_would_be_in_the_way_2(manager).await?;
        change_books_2(manager).await?;

        Ok(())
    }

    /// Each statement by itself, beside those who use the tables; cut off, it can run again.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }
}

/// Rows that would be in the way
async fn count_rows_that_would_be_in_the_way(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    stop_for_rows(
        manager,
        &[
            (
                "rows of `books` that share `isbn` with another",
                r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "isbn") AS "alike" FROM "books") AS "books" WHERE "alike" > 1"#,
            ),
            (
                "rows of `books` that share (`shelf`, `place`, `code`) with another",
                r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "shelf", "place", "code") AS "alike" FROM "books") AS "books" WHERE "alike" > 1"#,
            ),
            (
                "rows of `books` that share (`place`, `isbn`) with another",
                r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "place", "isbn") AS "alike" FROM "books") AS "books" WHERE "alike" > 1"#,
            ),
        ],
    )
    .await?;

    Ok(())
}

/// books
async fn change_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if finds(
        manager,
        r#"SELECT 1 WHERE to_regclass('"books_place"') IS NOT NULL AND to_regclass('"books_place-2"') IS NULL"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "books_place" RENAME TO "books_place-2""#)
            .await
            .map_err(during("rename the index `books_place` of `books` to `books_place-2`"))?;
    }
    // fails-on-existing-rows: It fails when two rows of `books` have what `books_isbn_key` is over in common.
    // The migration counts such rows first, and stops with a query that lists them.
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_isbn_key"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("books_isbn_key")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_isbn_key` of `books`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("books_isbn_key")
                .table("books")
                .col("isbn")
                .unique()
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `books_isbn_key` of `books`"))?;
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"books"'::regclass AND conname = 'books_isbn_key'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD CONSTRAINT "books_isbn_key" UNIQUE USING INDEX "books_isbn_key""#,
            )
            .await
            .map_err(during("create the index `books_isbn_key` of `books`"))?;
    }
    // fails-on-existing-rows: It fails when two rows of `books` have what `books_place` is over in common.
    // The migration counts such rows first, and stops with a query that lists them.
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_place"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("books_place")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_place` of `books`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("books_place")
                .table("books")
                .col("shelf")
                .col("place")
                .col("code")
                .unique()
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `books_place` of `books`"))?;
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"books"'::regclass AND conname = 'books_place'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD CONSTRAINT "books_place" UNIQUE USING INDEX "books_place""#,
            )
            .await
            .map_err(during("create the index `books_place` of `books`"))?;
    }
    // fails-on-existing-rows: It fails when two rows of `books` have what `uq-books-place-isbn` is over in common.
    // The migration counts such rows first, and stops with a query that lists them.
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"uq-books-place-isbn"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("uq-books-place-isbn")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `uq-books-place-isbn` of `books`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("uq-books-place-isbn")
                .table("books")
                .col("place")
                .col("isbn")
                .unique()
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `uq-books-place-isbn` of `books`"))?;
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"books"'::regclass AND conname = 'uq-books-place-isbn'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD CONSTRAINT "uq-books-place-isbn" UNIQUE USING INDEX "uq-books-place-isbn""#,
            )
            .await
            .map_err(during("create the index `uq-books-place-isbn` of `books`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_code_key""#,
        )
        .await
        .map_err(during("drop the index `books_code_key` of `books`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("books_code_key")
                .table("books")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `books_code_key` of `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_place-2""#,
        )
        .await
        .map_err(during("drop the index `books_place-2` of `books`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("books_place-2")
                .table("books")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `books_place-2` of `books`"))?;

    Ok(())
}

/// Rows that would be in the way
async fn count_rows_that_would_be_in_the_way_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    stop_for_rows(
        manager,
        &[
            (
                "rows of `books` that share `code` with another",
                r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "code") AS "alike" FROM "books") AS "books" WHERE "alike" > 1"#,
            ),
            (
                "rows of `books` that share (`shelf`, `place`) with another",
                r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "shelf", "place") AS "alike" FROM "books") AS "books" WHERE "alike" > 1"#,
            ),
        ],
    )
    .await?;

    Ok(())
}

/// books
async fn change_books_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when two rows of `books` have what `books_code_key` is over in common.
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_code_key"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("books_code_key")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_code_key` of `books`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("books_code_key")
                .table("books")
                .col("code")
                .unique()
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `books_code_key` of `books`"))?;
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"books"'::regclass AND conname = 'books_code_key'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD CONSTRAINT "books_code_key" UNIQUE USING INDEX "books_code_key""#,
            )
            .await
            .map_err(during("create the index `books_code_key` of `books`"))?;
    }
    // fails-on-existing-rows: It fails when two rows of `books` have what `books_place-2` is over in common.
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_place-2"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("books_place-2")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_place-2` of `books`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("books_place-2")
                .table("books")
                .col("shelf")
                .col("place")
                .unique()
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `books_place-2` of `books`"))?;
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"books"'::regclass AND conname = 'books_place-2'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD CONSTRAINT "books_place-2" UNIQUE USING INDEX "books_place-2""#,
            )
            .await
            .map_err(during("create the index `books_place-2` of `books`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_isbn_key""#,
        )
        .await
        .map_err(during("drop the index `books_isbn_key` of `books`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("books_isbn_key")
                .table("books")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `books_isbn_key` of `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_place""#,
        )
        .await
        .map_err(during("drop the index `books_place` of `books`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("books_place")
                .table("books")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `books_place` of `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "uq-books-place-isbn""#,
        )
        .await
        .map_err(during("drop the index `uq-books-place-isbn` of `books`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("uq-books-place-isbn")
                .table("books")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `uq-books-place-isbn` of `books`"))?;
    if finds(
        manager,
        r#"SELECT 1 WHERE to_regclass('"books_place-2"') IS NOT NULL AND to_regclass('"books_place"') IS NULL"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "books_place-2" RENAME TO "books_place""#)
            .await
            .map_err(during("rename the index `books_place-2` of `books` to `books_place`"))?;
    }

    Ok(())
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
