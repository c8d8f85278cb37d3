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
                    .add_column(
                        ColumnDef::new("added")
                            .integer()
                            .generated(Expr::cust("price - amount"), false),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .drop_column("dropped")
                    .to_owned(),
            )
            .await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // lines
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
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .drop_column("added")
                    .to_owned(),
            )
            .await?;

        Ok(())
    }

    /// All of it or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
