//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::generated_stored::after::line`, for MariaDB.
//! It mends 3 differences.
//! Each statement is committed by itself here: when one fails, those before it stay.

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
                    .drop_column("changed")
                    .to_owned(),
            )
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .add_column(
                        ColumnDef::new("changed")
                            .integer()
                            .generated(Expr::cust("price * amount"), true),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .add_column(
                        ColumnDef::new("added")
                            .integer()
                            .generated(Expr::cust("price - amount"), true),
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
                    .drop_column("changed")
                    .to_owned(),
            )
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .add_column(
                        ColumnDef::new("changed")
                            .integer()
                            .generated(Expr::cust("`price` + `amount`"), true),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .add_column(
                        ColumnDef::new("dropped")
                            .integer()
                            .generated(Expr::cust("`price` * 2"), true),
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
}
