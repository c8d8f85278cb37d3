//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::nulls_not_distinct::after::book`, for PostgreSQL.
//! It mends 2 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_isbn""#)
            .await
            .map_err(during("drop the index `books_isbn` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_isbn" UNIQUE NULLS NOT DISTINCT ("isbn")"#,
            )
            .await
            .map_err(during("create the index `books_isbn` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("idx-books-code")
                    .table("books")
                    .col("code")
                    .unique()
                    .nulls_not_distinct()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-books-code` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_isbn""#)
            .await
            .map_err(during("drop the index `books_isbn` of `books`"))?;
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
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_isbn" UNIQUE ("isbn")"#,
            )
            .await
            .map_err(during("create the index `books_isbn` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
