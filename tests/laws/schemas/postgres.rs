//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::schemas::after`, for PostgreSQL.
//! It mends 4 differences.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::extension::postgres::Type;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // lend
        manager
            .get_connection()
            .execute_unprepared(r#"CREATE SCHEMA IF NOT EXISTS "lend""#)
            .await
            .map_err(during("create the schema `lend`"))?;

        // mood
        manager
            .create_type(
                Type::create()
                    .as_enum("mood")
                    .values(["low", "high"])
                    .to_owned(),
            )
            .await
            .map_err(during("create the type `mood`"))?;

        create_lend_books(manager).await?;
        create_books(manager).await?;

        // stock.shelves
        manager
            .alter_table(
                Table::alter()
                    .table(("stock", "shelves"))
                    .add_column(ColumnDef::new("size").integer().not_null().default(3))
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `size` of `stock.shelves`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // stock.shelves
        manager
            .alter_table(
                Table::alter()
                    .table(("stock", "shelves"))
                    .drop_column("size")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `size` of `stock.shelves`"))?;

        // books
        manager
            .drop_table(Table::drop().table("books").to_owned())
            .await
            .map_err(during("drop the table `books`"))?;

        // lend.books
        manager
            .drop_table(Table::drop().table(("lend", "books")).to_owned())
            .await
            .map_err(during("drop the table `lend.books`"))?;

        // mood
        manager
            .drop_type(Type::drop().name("mood").to_owned())
            .await
            .map_err(during("drop the type `mood`"))?;

        Ok(())
    }
}

/// lend.books
async fn create_lend_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(("lend", "books"))
                .col(
                    ColumnDef::new("id")
                        .integer()
                        .not_null()
                        .auto_increment()
                        .primary_key(),
                )
                .col(ColumnDef::new("shelf_id").integer().not_null())
                .col(ColumnDef::new("mood").custom("mood").not_null())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-books-shelf_id")
                        .from(("lend", "books"), "shelf_id")
                        .to(("stock", "shelves"), "id"),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-books-mood")
                .table(("lend", "books"))
                .col("mood")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// books
async fn create_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("books")
                .col(
                    ColumnDef::new("id")
                        .integer()
                        .not_null()
                        .auto_increment()
                        .primary_key(),
                )
                .col(ColumnDef::new("book_id").integer().not_null())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-books-book_id")
                        .from("books", "book_id")
                        .to(("lend", "books"), "id"),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
