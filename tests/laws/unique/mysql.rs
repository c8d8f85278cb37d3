//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::unique::after::book`, for MariaDB.
//! It mends 4 differences.
//! Each statement is committed by itself here: when one fails, those before it stay.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .drop_index(Index::drop().name("books_place").table("books").to_owned())
            .await
            .map_err(during("drop the index `books_place` of `books`"))?;
        manager
            .drop_index(Index::drop().name("code").table("books").to_owned())
            .await
            .map_err(during("drop the index `code` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("books_place")
                    .table("books")
                    .col("shelf")
                    .col("place")
                    .col("code")
                    .unique()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_place` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("isbn")
                    .table("books")
                    .col("isbn")
                    .unique()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `isbn` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("uq-books-place-isbn")
                    .table("books")
                    .col("place")
                    .col("isbn")
                    .unique()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `uq-books-place-isbn` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .drop_index(Index::drop().name("books_place").table("books").to_owned())
            .await
            .map_err(during("drop the index `books_place` of `books`"))?;
        manager
            .drop_index(Index::drop().name("isbn").table("books").to_owned())
            .await
            .map_err(during("drop the index `isbn` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("uq-books-place-isbn")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `uq-books-place-isbn` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("books_place")
                    .table("books")
                    .col("shelf")
                    .col("place")
                    .unique()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_place` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("code")
                    .table("books")
                    .col("code")
                    .unique()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `code` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
