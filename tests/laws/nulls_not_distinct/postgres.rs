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
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_isbn" UNIQUE NULLS NOT DISTINCT ("isbn")"#,
            )
            .await?;
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
            .await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_isbn""#)
            .await?;
        manager
            .drop_index(
                Index::drop()
                    .name("idx-books-code")
                    .table("books")
                    .to_owned(),
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_isbn" UNIQUE ("isbn")"#,
            )
            .await?;

        Ok(())
    }
}
