//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::check::after::book`, for PostgreSQL.
//! It mends 4 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        // fails-on-existing-rows: It fails when a row of `books` breaks `price BETWEEN 0 AND 500 OR price IN (1000, 2000)`. The migration counts such rows first, and stops with a query that lists them.
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
        // fails-on-existing-rows: It fails when a row of `books` breaks `pages < 10000`. The migration counts such rows first, and stops with a query that lists them.
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
        // fails-on-existing-rows: It fails when a row of `books` breaks `pages >= 0 AND pages <> 13`. The migration counts such rows first, and stops with a query that lists them.
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
        // books
        // fails-on-existing-rows: It fails when a row of `books` breaks `(shelf <> 0)`. The migration counts such rows first, and stops with a query that lists them.
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
