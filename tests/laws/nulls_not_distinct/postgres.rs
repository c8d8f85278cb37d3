//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::nulls_not_distinct::after::book`, for PostgreSQL.
//! It mends 2 differences.

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
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[(
                "rows of `books` that share `isbn` with another",
                r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "isbn") AS "alike" FROM "books" WHERE "isbn" IS NOT NULL) AS "books" WHERE "alike" > 1"#,
            )],
        )
        .await?;

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
                "rows of `books` that share `code` with another",
                r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "code") AS "alike" FROM "books") AS "books" WHERE "alike" > 1"#,
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
        r#"SELECT 1 WHERE to_regclass('"books_isbn"') IS NOT NULL AND to_regclass('"books_isbn-2"') IS NULL"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "books_isbn" RENAME TO "books_isbn-2""#)
            .await
            .map_err(during("rename the index `books_isbn` of `books` to `books_isbn-2`"))?;
    }
    // fails-on-existing-rows: It fails when two rows of `books` have what `books_isbn` is over in common.
    // The migration counts such rows first, and stops with a query that lists them.
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_isbn"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("books_isbn")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_isbn` of `books`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("books_isbn")
                .table("books")
                .col("isbn")
                .unique()
                .nulls_not_distinct()
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `books_isbn` of `books`"))?;
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"books"'::regclass AND conname = 'books_isbn'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD CONSTRAINT "books_isbn" UNIQUE USING INDEX "books_isbn""#,
            )
            .await
            .map_err(during("create the index `books_isbn` of `books`"))?;
    }
    // fails-on-existing-rows: It fails when two rows of `books` have what `idx-books-code` is over in common.
    // The migration counts such rows first, and stops with a query that lists them.
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-books-code"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-books-code")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-books-code` of `books`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-books-code")
                .table("books")
                .col("code")
                .unique()
                .nulls_not_distinct()
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-books-code` of `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_isbn-2""#,
        )
        .await
        .map_err(during("drop the index `books_isbn-2` of `books`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("books_isbn-2")
                .table("books")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `books_isbn-2` of `books`"))?;

    Ok(())
}

/// books
async fn change_books_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when two rows of `books` have what `books_isbn-2` is over in common.
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_isbn-2"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("books_isbn-2")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_isbn-2` of `books`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("books_isbn-2")
                .table("books")
                .col("isbn")
                .unique()
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `books_isbn-2` of `books`"))?;
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"books"'::regclass AND conname = 'books_isbn-2'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD CONSTRAINT "books_isbn-2" UNIQUE USING INDEX "books_isbn-2""#,
            )
            .await
            .map_err(during("create the index `books_isbn-2` of `books`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_isbn""#,
        )
        .await
        .map_err(during("drop the index `books_isbn` of `books`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("books_isbn")
                .table("books")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `books_isbn` of `books`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-books-code")
                .table("books")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-books-code` of `books`"))?;
    if finds(
        manager,
        r#"SELECT 1 WHERE to_regclass('"books_isbn-2"') IS NOT NULL AND to_regclass('"books_isbn"') IS NULL"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "books_isbn-2" RENAME TO "books_isbn""#)
            .await
            .map_err(during("rename the index `books_isbn-2` of `books` to `books_isbn`"))?;
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
