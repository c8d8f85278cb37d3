//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::types_mysql::after`, for MariaDB.
//! It mends 1 difference.
//! `down` removes what `up` adds, with all that was written there since.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // samples
        if !manager.has_table("samples").await? {
            manager
                .create_table(
                    Table::create()
                        .table("samples")
                        .col(
                            ColumnDef::new("id")
                                .big_unsigned()
                                .not_null()
                                .auto_increment()
                                .primary_key(),
                        )
                        .col(ColumnDef::new("octet").tiny_unsigned().not_null())
                        .col(ColumnDef::new("word").small_unsigned().not_null())
                        .col(ColumnDef::new("counted").unsigned().not_null())
                        .col(ColumnDef::new("large").big_unsigned().not_null().default(5))
                        .col(ColumnDef::new("published").year().not_null())
                        .col(ColumnDef::new("price").decimal_len(12, 3).not_null())
                        .col(ColumnDef::new("long").custom("mediumtext").not_null())
                        .col(
                            ColumnDef::new("exact")
                                .custom("datetime(6)")
                                .not_null()
                                .default(Expr::cust("CURRENT_TIMESTAMP(6)")),
                        )
                        .col(ColumnDef::new("flags").bit(Some(8)).not_null())
                        .to_owned(),
                )
                .await?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // samples
        if manager.has_table("samples").await? {
            manager
                .drop_table(Table::drop().table("samples").to_owned())
                .await
                .map_err(during("drop the table `samples`"))?;
        }

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
