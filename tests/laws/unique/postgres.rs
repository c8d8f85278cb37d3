//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::unique::after::book`, for PostgreSQL.
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
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_code_key""#)
            .await
            .map_err(during("drop the index `books_code_key` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_place""#)
            .await
            .map_err(during("drop the index `books_place` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_isbn_key" UNIQUE ("isbn")"#,
            )
            .await
            .map_err(during("create the index `books_isbn_key` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_place" UNIQUE ("shelf", "place", "code")"#,
            )
            .await
            .map_err(during("create the index `books_place` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "uq-books-place-isbn" UNIQUE ("place", "isbn")"#,
            )
            .await
            .map_err(during("create the index `uq-books-place-isbn` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_isbn_key""#)
            .await
            .map_err(during("drop the index `books_isbn_key` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_place""#)
            .await
            .map_err(during("drop the index `books_place` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "uq-books-place-isbn""#)
            .await
            .map_err(during("drop the index `uq-books-place-isbn` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_code_key" UNIQUE ("code")"#,
            )
            .await
            .map_err(during("create the index `books_code_key` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_place" UNIQUE ("shelf", "place")"#,
            )
            .await
            .map_err(during("create the index `books_place` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
