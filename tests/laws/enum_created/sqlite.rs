//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::enum_created::after`, for SQLite.
//! It mends 2 differences.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
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
                            .custom("enum_text")
                            .not_null()
                            .default("low"),
                    )
                    .col(ColumnDef::new("other").custom("enum_text"))
                    .to_owned(),
            )
            .await?;

        // films
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
                    .col(ColumnDef::new("mood").custom("enum_text"))
                    .to_owned(),
            )
            .await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // films
        manager
            .drop_table(Table::drop().table("films").to_owned())
            .await
            .map_err(during("drop the table `films`"))?;

        // books
        manager
            .drop_table(Table::drop().table("books").to_owned())
            .await
            .map_err(during("drop the table `books`"))?;

        Ok(())
    }

    /// All of it or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
