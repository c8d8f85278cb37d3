//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::index::after::book`, for SQLite.
//! It mends 5 differences.

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
                "values of (code) that several rows of `books` have",
                "SELECT code FROM books WHERE code IS NOT NULL GROUP BY code HAVING COUNT(*) > 1",
            )],
        )
        .await?;

        // books
        manager
            .drop_index(Index::drop().name("books_moves").table("books").to_owned())
            .await
            .map_err(during("drop the index `books_moves` of `books`"))?;
        manager
            .drop_index(Index::drop().name("books_turns").table("books").to_owned())
            .await
            .map_err(during("drop the index `books_turns` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("idx-books-title")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `idx-books-title` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("books_moves")
                    .table("books")
                    .col("shelf")
                    .col("place")
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_moves` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("books_turns")
                    .table("books")
                    .col("shelf")
                    .col("code")
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_turns` of `books`"))?;
        // fails-on-existing-rows: it stops before anything is changed where there are values of (code) that several rows of `books` have.
        // Mend them first.
        manager
            .create_index(
                Index::create()
                    .name("idx-books-code")
                    .table("books")
                    .col("code")
                    .unique()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-books-code` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("idx-books-place-title")
                    .table("books")
                    .col(("place", IndexOrder::Desc))
                    .col("title")
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-books-place-title` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .drop_index(Index::drop().name("books_moves").table("books").to_owned())
            .await
            .map_err(during("drop the index `books_moves` of `books`"))?;
        manager
            .drop_index(Index::drop().name("books_turns").table("books").to_owned())
            .await
            .map_err(during("drop the index `books_turns` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("idx-books-code")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `idx-books-code` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("idx-books-place-title")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `idx-books-place-title` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("books_moves")
                    .table("books")
                    .col("shelf")
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_moves` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("books_turns")
                    .table("books")
                    .col("code")
                    .col("shelf")
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_turns` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("idx-books-title")
                    .table("books")
                    .col("title")
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-books-title` of `books`"))?;

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
