//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::generated_virtual::after::line`, for SQLite.
//! It mends 2 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // lines
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .drop_column("dropped")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `dropped` of `lines`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .add_column(
                        ColumnDef::new("added")
                            .integer()
                            .generated(Expr::cust("price - amount"), false),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `added` of `lines`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // lines
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .drop_column("added")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `added` of `lines`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .add_column(
                        ColumnDef::new("dropped")
                            .integer()
                            .generated(Expr::cust("price * 2"), false),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `dropped` of `lines`"))?;

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
