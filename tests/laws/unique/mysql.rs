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
            .await?;
        manager
            .drop_index(Index::drop().name("code").table("books").to_owned())
            .await?;
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
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("isbn")
                    .table("books")
                    .col("isbn")
                    .unique()
                    .to_owned(),
            )
            .await?;
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
            .await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .drop_index(Index::drop().name("books_place").table("books").to_owned())
            .await?;
        manager
            .drop_index(Index::drop().name("isbn").table("books").to_owned())
            .await?;
        manager
            .drop_index(
                Index::drop()
                    .name("uq-books-place-isbn")
                    .table("books")
                    .to_owned(),
            )
            .await?;
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
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("code")
                    .table("books")
                    .col("code")
                    .unique()
                    .to_owned(),
            )
            .await?;

        Ok(())
    }
}
