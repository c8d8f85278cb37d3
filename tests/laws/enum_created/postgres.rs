//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::enum_created::after`, for PostgreSQL.
//! It mends 3 differences.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::extension::postgres::Type;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // mood
        manager
            .create_type(
                Type::create()
                    .as_enum("mood")
                    .values(["low", "high", "it's hard"])
                    .to_owned(),
            )
            .await
            .map_err(during("create the type `mood`"))?;

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
                            .custom("mood")
                            .not_null()
                            .default("low"),
                    )
                    .col(ColumnDef::new("other").custom("mood"))
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
                    .col(ColumnDef::new("mood").custom("mood"))
                    .to_owned(),
            )
            .await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

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

        // mood
        manager
            .drop_type(Type::drop().name("mood").to_owned())
            .await
            .map_err(during("drop the type `mood`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
