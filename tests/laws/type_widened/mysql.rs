//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::type_widened::after::book`, for MariaDB.
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
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("title").string_len(100).not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `title` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").big_integer().not_null().default(3))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("price").decimal_len(12, 2).not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `price` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("blurb").text().null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `blurb` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("title").string_len(50).not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `title` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").integer().not_null().default(3))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("price").decimal_len(8, 2).not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `price` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("blurb").string_len(200).null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `blurb` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
