//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::index::after::book`, for MariaDB.
//! It mends 5 differences.
//! Each statement is committed by itself here: when one fails, those before it stay.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
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
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
