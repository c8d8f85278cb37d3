//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::enum_created::after`, for MariaDB.
//! It mends 2 differences.
//! `down` removes what `up` adds, with all that was written there since.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if !manager.has_table("books").await? {
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
                        .col(
                            ColumnDef::new("mood")
                                .custom("enum('low', 'high', 'it''s hard')")
                                .not_null()
                                .default(Expr::cust("'low'")),
                        )
                        .col(
                            ColumnDef::new("other")
                                .custom("enum('low', 'high', 'it''s hard')")
                                .null(),
                        )
                        .to_owned(),
                )
                .await?;
        }

        // films
        if !manager.has_table("films").await? {
            manager
                .create_table(
                    Table::create()
                        .table("films")
                        .col(
                            ColumnDef::new("id")
                                .integer()
                                .not_null()
                                .auto_increment()
                                .primary_key(),
                        )
                        .col(
                            ColumnDef::new("mood")
                                .custom("enum('low', 'high', 'it''s hard')")
                                .null(),
                        )
                        .to_owned(),
                )
                .await?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // films
        if manager.has_table("films").await? {
            manager
                .drop_table(Table::drop().table("films").to_owned())
                .await
                .map_err(during("drop the table `films`"))?;
        }

        // books
        if manager.has_table("books").await? {
            manager
                .drop_table(Table::drop().table("books").to_owned())
                .await
                .map_err(during("drop the table `books`"))?;
        }

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
