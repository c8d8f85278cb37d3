//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::nullability::after::book`, for MariaDB.
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
            .get_connection()
            .execute_unprepared("UPDATE `books` SET `title` = 'untitled' WHERE `title` IS NULL")
            .await
            .map_err(during("change the column `title` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("title").string_len(255).not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `title` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").integer().null().default(5))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("shelf").integer().null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `shelf` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("title").string_len(255).null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `title` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").integer().not_null().default(5))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("shelf").integer().not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `shelf` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
