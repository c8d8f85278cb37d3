//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::check::after::book`, for PostgreSQL.
//! It mends 4 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_pages""#)
            .await
            .map_err(during("drop the check `books_pages` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "chk-books-shelf""#)
            .await
            .map_err(during("drop the check `chk-books-shelf` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_pages" CHECK (pages >= 0 AND pages <> 13)"#,
            )
            .await
            .map_err(during("add the check `books_pages` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_price" CHECK (price BETWEEN 0 AND 500 OR price IN (1000, 2000))"#,
            )
            .await
            .map_err(during("add the check `books_price` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "chk-books-pages" CHECK (pages < 10000)"#,
            )
            .await
            .map_err(during("add the check `chk-books-pages` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_pages""#)
            .await
            .map_err(during("drop the check `books_pages` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_price""#)
            .await
            .map_err(during("drop the check `books_price` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "chk-books-pages""#)
            .await
            .map_err(during("drop the check `chk-books-pages` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_pages" CHECK ((pages > 0))"#,
            )
            .await
            .map_err(during("add the check `books_pages` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "chk-books-shelf" CHECK ((shelf <> 0))"#,
            )
            .await
            .map_err(during("add the check `chk-books-shelf` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
