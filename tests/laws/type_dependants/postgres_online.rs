//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::type_dependants::after::book`, for PostgreSQL.
//! It mends 6 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_any"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("books_any")
                        .table("books")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `books_any` of `books`"))?;
        }
        manager
            .create_index(
                Index::create()
                    .name("books_any")
                    .table("books")
                    .col("id")
                    .and_where(Expr::cust("(number IS NOT NULL)"))
                    .concurrently()
                    .if_not_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_any` of `books`"))?;
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_idx"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("books_idx")
                        .table("books")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `books_idx` of `books`"))?;
        }
        manager
            .create_index(
                Index::create()
                    .name("books_idx")
                    .table("books")
                    .col(Expr::cust("number % 10"))
                    .concurrently()
                    .if_not_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_idx` of `books`"))?;
        // fails-on-existing-rows: It fails when two rows of `books` have what `books_some` is over in common.
        // The migration counts such rows first, and stops with a query that lists them.
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_some"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("books_some")
                        .table("books")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `books_some` of `books`"))?;
        }
        manager
            .create_index(
                Index::create()
                    .name("books_some")
                    .table("books")
                    .col("id")
                    .col("number")
                    .unique()
                    .and_where(Expr::cust("number > 1"))
                    .concurrently()
                    .if_not_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_some` of `books`"))?;
        // fails-on-existing-rows: It fails when a row of `books` breaks `(number IS NOT NULL)`.
        // The migration counts such rows first, and stops with a query that lists them.
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_always""#)
            .await
            .map_err(during("validate the check `books_always` of `books`"))?;
        // fails-on-existing-rows: It fails when a row of `books` breaks `number >= 0`.
        // The migration counts such rows first, and stops with a query that lists them.
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_number""#)
            .await
            .map_err(during("validate the check `books_number` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[
                (
                    "rows of `books` that share (`id`, `number`) with another",
                    r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "id", "number") AS "alike" FROM (SELECT "id", "number"::text AS "number", "twice" FROM "books") AS "books" WHERE "id" IS NOT NULL AND "number" IS NOT NULL AND ((number > '1'::text))) AS "books" WHERE "alike" > 1"#,
                ),
                (
                    "rows of `books` that break the check `books_always`",
                    r#"SELECT * FROM (SELECT "id", "number"::text AS "number", "twice" FROM "books") AS "books" WHERE NOT ((number IS NOT NULL))"#,
                ),
                (
                    "rows of `books` that break the check `books_number`",
                    r#"SELECT * FROM (SELECT "id", "number"::text AS "number", "twice" FROM "books") AS "books" WHERE NOT ((number <> ''::text))"#,
                ),
            ],
        )
        .await?;

        // books
        manager
            .drop_index(
                Index::drop()
                    .name("books_any")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `books_any` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("books_idx")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `books_idx` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("books_some")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `books_some` of `books`"))?;

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
