//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_filled::after::book`, for MariaDB.
//! It mends 2 differences.
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
                    .add_column(ColumnDef::new("slug").string_len(255).null())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `slug` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared("UPDATE `books` SET `slug` = lower(title)")
            .await
            .map_err(during("add the column `slug` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("slug").string_len(255).not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `slug` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .add_column(ColumnDef::new("rank").big_integer().null())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `rank` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared("UPDATE `books` SET `rank` = id * 10")
            .await
            .map_err(during("add the column `rank` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("rank").big_integer().not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `rank` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .alter_table(Table::alter().table("books").drop_column("slug").to_owned())
            .await
            .map_err(during("drop the column `slug` of `books`"))?;
        manager
            .alter_table(Table::alter().table("books").drop_column("rank").to_owned())
            .await
            .map_err(during("drop the column `rank` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
