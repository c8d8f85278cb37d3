//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::index_partial::after::book`, for SQLite.
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
                "values of (lower(title), shelf) that several rows of `books` have",
                "SELECT (lower(title)), shelf FROM books WHERE (lower(title)) IS NOT NULL AND shelf IS NOT NULL AND (shelf > 0) GROUP BY (lower(title)), shelf HAVING COUNT(*) > 1",
            )],
        )
        .await?;

        // books
        manager
            .drop_index(Index::drop().name("books_open").table("books").to_owned())
            .await
            .map_err(during("drop the index `books_open` of `books`"))?;
        manager
            .drop_index(Index::drop().name("books_upper").table("books").to_owned())
            .await
            .map_err(during("drop the index `books_upper` of `books`"))?;
        // fails-on-existing-rows: it stops before anything is changed where there are values of (lower(title), shelf) that several rows of `books` have.
        // Mend them first.
        manager
            .get_connection()
            .execute_unprepared(
                r#"CREATE UNIQUE INDEX "books_lower" ON "books" (lower(title), "shelf") WHERE shelf > 0"#,
            )
            .await
            .map_err(during("create the index `books_lower` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("books_open")
                    .table("books")
                    .col("code")
                    .and_where(Expr::cust("shelf IS NOT NULL AND code IN ('a', 'b')"))
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_open` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .drop_index(Index::drop().name("books_lower").table("books").to_owned())
            .await
            .map_err(during("drop the index `books_lower` of `books`"))?;
        manager
            .drop_index(Index::drop().name("books_open").table("books").to_owned())
            .await
            .map_err(during("drop the index `books_open` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("books_open")
                    .table("books")
                    .col("code")
                    .and_where(Expr::cust("shelf IS NULL"))
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_open` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"CREATE INDEX "books_upper" ON "books" (upper(code))"#)
            .await
            .map_err(during("create the index `books_upper` of `books`"))?;

        Ok(())
    }

    /// All of it or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
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
