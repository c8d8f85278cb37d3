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
            .await?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_place""#)
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_isbn_key" UNIQUE ("isbn")"#,
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_place" UNIQUE ("shelf", "place", "code")"#,
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "uq-books-place-isbn" UNIQUE ("place", "isbn")"#,
            )
            .await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_isbn_key""#)
            .await?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_place""#)
            .await?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "uq-books-place-isbn""#)
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_code_key" UNIQUE ("code")"#,
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_place" UNIQUE ("shelf", "place")"#,
            )
            .await?;

        Ok(())
    }
}
