//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::index_methods::after::book`, for PostgreSQL.
//! It mends 5 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if finds(
            manager,
            r#"SELECT 1 WHERE to_regclass('"books_title"') IS NOT NULL AND to_regclass('"books_title-2"') IS NULL"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(r#"ALTER INDEX "books_title" RENAME TO "books_title-2""#)
                .await
                .map_err(during("rename the index `books_title` of `books` to `books_title-2`"))?;
        }
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_covering"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("books_covering")
                        .table("books")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `books_covering` of `books`"))?;
        }
        manager
            .create_index(
                Index::create()
                    .name("books_covering")
                    .table("books")
                    .col("shelf")
                    .include("title")
                    .include("code")
                    .concurrently()
                    .if_not_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_covering` of `books`"))?;
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_nulls"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("books_nulls")
                        .table("books")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `books_nulls` of `books`"))?;
        }
        manager
            .get_connection()
            .execute_unprepared(
                r#"CREATE INDEX CONCURRENTLY IF NOT EXISTS "books_nulls" ON "books" ("code" DESC NULLS LAST, "shelf" NULLS FIRST)"#,
            )
            .await
            .map_err(during("create the index `books_nulls` of `books`"))?;
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_title"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("books_title")
                        .table("books")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `books_title` of `books`"))?;
        }
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
                    .concurrently()
                    .if_not_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_title` of `books`"))?;
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-books-code"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("idx-books-code")
                        .table("books")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `idx-books-code` of `books`"))?;
        }
        manager
            .create_index(
                Index::create()
                    .name("idx-books-code")
                    .table("books")
                    .col("code")
                    .index_type(IndexType::Hash)
                    .concurrently()
                    .if_not_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-books-code` of `books`"))?;
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-books-tags"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("idx-books-tags")
                        .table("books")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `idx-books-tags` of `books`"))?;
        }
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
                    .concurrently()
                    .if_not_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-books-tags` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("books_title-2")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `books_title-2` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_title-2"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("books_title-2")
                        .table("books")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `books_title-2` of `books`"))?;
        }
        manager
            .create_index(
                Index::create()
                    .name("books_title-2")
                    .table("books")
                    .col("title")
                    .concurrently()
                    .if_not_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_title-2` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("books_covering")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `books_covering` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("books_nulls")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `books_nulls` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("books_title")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `books_title` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("idx-books-code")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `idx-books-code` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("idx-books-tags")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `idx-books-tags` of `books`"))?;
        if finds(
            manager,
            r#"SELECT 1 WHERE to_regclass('"books_title-2"') IS NOT NULL AND to_regclass('"books_title"') IS NULL"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(r#"ALTER INDEX "books_title-2" RENAME TO "books_title""#)
                .await
                .map_err(during("rename the index `books_title-2` of `books` to `books_title`"))?;
        }

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
