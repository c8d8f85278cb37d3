//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::table_dropped::after::shelf`, for PostgreSQL.
//! It mends 1 difference.
//! `down` brings back `loans`, but not what was in it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // loans
        // drops-data: All rows of `loans` are gone. Copy those that are still needed first.
        // cannot-return: `down` makes `loans` without its rows. Keep a copy for as long as you may want to go back.
        manager
            .drop_table(Table::drop().table("loans").to_owned())
            .await
            .map_err(during("drop the table `loans`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // loans
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
                    .col(ColumnDef::new("reader").string().not_null())
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk-loans-shelf_id")
                            .from("loans", "shelf_id")
                            .to("shelves", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .check(("loans_reader", Expr::cust("((reader)::text <> ''::text)")))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("idx-loans-reader-shelf_id")
                    .table("loans")
                    .col("reader")
                    .col("shelf_id")
                    .to_owned(),
            )
            .await?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
