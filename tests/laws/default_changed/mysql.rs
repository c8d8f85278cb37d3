//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::default_changed::after::book`, for MariaDB.
//! It mends 3 differences.
//! Each statement is committed by itself here: when one fails, those before it stay.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("added").integer().not_null().default(42))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `added` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("changed")
                            .string_len(255)
                            .not_null()
                            .default("new"),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `changed` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("dropped").integer().null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `dropped` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("added").integer().not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `added` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("changed")
                            .string_len(255)
                            .not_null()
                            .default("old"),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `changed` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("dropped").integer().null().default(1))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `dropped` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
