//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::index_methods::after::book`, for PostgreSQL.
//! It mends 5 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .drop_index(Index::drop().name("books_title").table("books").to_owned())
            .await
            .map_err(during("drop the index `books_title` of `books`"))?;
        // blocks-writes: `books_covering` is built while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .create_index(
                Index::create()
                    .name("books_covering")
                    .table("books")
                    .col("shelf")
                    .include("title")
                    .include("code")
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_covering` of `books`"))?;
        // blocks-writes: `books_nulls` is built while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .get_connection()
            .execute_unprepared(
                r#"CREATE INDEX "books_nulls" ON "books" ("code" DESC NULLS LAST, "shelf" NULLS FIRST)"#,
            )
            .await
            .map_err(during("create the index `books_nulls` of `books`"))?;
        // blocks-writes: `books_title` is built while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .create_index(
                Index::create()
                    .name("books_title")
                    .table("books")
                    .col(
                        "title"
                            .into_index_column()
                            .with_operator_class("text_pattern_ops"),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_title` of `books`"))?;
        // blocks-writes: `idx-books-code` is built while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .create_index(
                Index::create()
                    .name("idx-books-code")
                    .table("books")
                    .col("code")
                    .index_type(IndexType::Hash)
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-books-code` of `books`"))?;
        // blocks-writes: `idx-books-tags` is built while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .create_index(
                Index::create()
                    .name("idx-books-tags")
                    .table("books")
                    .col(
                        "tags"
                            .into_index_column()
                            .with_operator_class("jsonb_path_ops"),
                    )
                    .index_type(IndexType::Custom("gin".into()))
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-books-tags` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .drop_index(
                Index::drop()
                    .name("books_covering")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `books_covering` of `books`"))?;
        manager
            .drop_index(Index::drop().name("books_nulls").table("books").to_owned())
            .await
            .map_err(during("drop the index `books_nulls` of `books`"))?;
        manager
            .drop_index(Index::drop().name("books_title").table("books").to_owned())
            .await
            .map_err(during("drop the index `books_title` of `books`"))?;
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
                    .name("idx-books-tags")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `idx-books-tags` of `books`"))?;
        // blocks-writes: `books_title` is built while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .create_index(
                Index::create()
                    .name("books_title")
                    .table("books")
                    .col("title")
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_title` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
