//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::table_dropped::after::shelf`, for PostgreSQL.
//! It mends 1 difference.
//! `down` brings back `loans`, but not what was in it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // loans
        // drops-data: The rows of `loans` are gone afterwards.
        // Keep a copy of what may still be needed.
        manager
            .drop_table(Table::drop().table("loans").to_owned())
            .await
            .map_err(during("drop the table `loans`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

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
