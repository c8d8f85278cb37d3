//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::index_partial::after::book`, for PostgreSQL.
//! It mends 3 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[(
                "rows of `books` that share (`lower(title)`, `shelf`) with another",
                r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY (lower(title)), "shelf") AS "alike" FROM "books" WHERE (lower(title)) IS NOT NULL AND "shelf" IS NOT NULL AND (shelf > 0)) AS "books" WHERE "alike" > 1"#,
            )],
        )
        .await?;

        change_books(manager).await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_open-2"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("books_open-2")
                        .table("books")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `books_open-2` of `books`"))?;
        }
        manager
            .create_index(
                Index::create()
                    .name("books_open-2")
                    .table("books")
                    .col("code")
                    .and_where(Expr::cust("(shelf IS NULL)"))
                    .concurrently()
                    .if_not_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_open-2` of `books`"))?;
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_upper"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("books_upper")
                        .table("books")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `books_upper` of `books`"))?;
        }
        manager
            .create_index(
                Index::create()
                    .name("books_upper")
                    .table("books")
                    .col(Expr::cust("upper((code)::text)"))
                    .concurrently()
                    .if_not_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_upper` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("books_lower")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `books_lower` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("books_open")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `books_open` of `books`"))?;
        if finds(
            manager,
            r#"SELECT 1 WHERE to_regclass('"books_open-2"') IS NOT NULL AND to_regclass('"books_open"') IS NULL"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(r#"ALTER INDEX "books_open-2" RENAME TO "books_open""#)
                .await
                .map_err(during("rename the index `books_open-2` of `books` to `books_open`"))?;
        }

        Ok(())
    }

    /// Each statement by itself, beside those who use the tables; cut off, it can run again.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }
}

/// books
async fn change_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if finds(
        manager,
        r#"SELECT 1 WHERE to_regclass('"books_open"') IS NOT NULL AND to_regclass('"books_open-2"') IS NULL"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "books_open" RENAME TO "books_open-2""#)
            .await
            .map_err(during("rename the index `books_open` of `books` to `books_open-2`"))?;
    }
    // fails-on-existing-rows: It fails when two rows of `books` have what `books_lower` is over in common.
    // The migration counts such rows first, and stops with a query that lists them.
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_lower"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("books_lower")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_lower` of `books`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("books_lower")
                .table("books")
                .col(Expr::cust("lower(title)"))
                .col("shelf")
                .unique()
                .and_where(Expr::cust("shelf > 0"))
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `books_lower` of `books`"))?;
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_open"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("books_open")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_open` of `books`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("books_open")
                .table("books")
                .col("code")
                .and_where(Expr::cust("shelf IS NOT NULL AND code IN ('a', 'b')"))
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `books_open` of `books`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("books_open-2")
                .table("books")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `books_open-2` of `books`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("books_upper")
                .table("books")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `books_upper` of `books`"))?;

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
