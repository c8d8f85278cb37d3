//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::enum_label_added::after`, for MariaDB.
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
                    .modify_column(
                        ColumnDef::new("mood")
                            .custom("enum('low', 'middle', 'high', 'best')")
                            .not_null()
                            .default(Expr::cust("'low'")),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("other")
                            .custom("enum('low', 'middle', 'high', 'best')")
                            .null(),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `other` of `books`"))?;

        // films
        manager
            .alter_table(
                Table::alter()
                    .table("films")
                    .modify_column(
                        ColumnDef::new("mood")
                            .custom("enum('low', 'middle', 'high', 'best')")
                            .null(),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `films`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("mood")
                            .custom("enum('low', 'high')")
                            .not_null()
                            .default(Expr::cust("'low'")),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("other").custom("enum('low', 'high')").null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `other` of `books`"))?;

        // films
        manager
            .alter_table(
                Table::alter()
                    .table("films")
                    .modify_column(ColumnDef::new("mood").custom("enum('low', 'high')").null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `films`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
