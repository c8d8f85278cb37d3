//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::table_dropped::after::shelf`, for MariaDB.
//! It mends 1 difference.
//! `down` brings back `loans`, but not what was in it.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // loans
        // drops-data: The rows of `loans` are gone afterwards.
        // Keep a copy of what may still be needed.
        if manager.has_table("loans").await? {
            manager
                .drop_table(Table::drop().table("loans").to_owned())
                .await
                .map_err(during("drop the table `loans`"))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // loans
        if !manager.has_table("loans").await? {
            manager
                .create_table(
                    Table::create()
                        .table("loans")
                        .col(
                            ColumnDef::new("id")
                                .integer()
                                .not_null()
                                .auto_increment()
                                .primary_key(),
                        )
                        .col(ColumnDef::new("shelf_id").integer().not_null())
                        .col(ColumnDef::new("reader").string_len(255).not_null())
                        .index(Index::create().name("fk-loans-shelf_id").col("shelf_id"))
                        .index(
                            Index::create()
                                .name("idx-loans-reader-shelf_id")
                                .col("reader")
                                .col("shelf_id"),
                        )
                        .foreign_key(
                            ForeignKey::create()
                                .name("fk-loans-shelf_id")
                                .from("loans", "shelf_id")
                                .to("shelves", "id")
                                .on_delete(ForeignKeyAction::Cascade),
                        )
                        .check(("loans_reader", Expr::cust("`reader` <> ''")))
                        .to_owned(),
                )
                .await?;
        }

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
