//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::circle_dropped::after::shelf`, for PostgreSQL.
//! It mends 2 differences.
//! `down` brings back `clerks`, `branches`, but not what was in it.

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

        // branches
        manager
            .drop_foreign_key(
                ForeignKey::drop()
                    .name("fk-branches-head_id")
                    .table("branches")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the foreign key (head_id) of `branches`"))?;

        // clerks
        // drops-data: The rows of `clerks` are gone afterwards.
        // Keep a copy of what may still be needed.
        manager
            .drop_table(Table::drop().table("clerks").to_owned())
            .await
            .map_err(during("drop the table `clerks`"))?;

        // branches
        // drops-data: The rows of `branches` are gone afterwards.
        // Keep a copy of what may still be needed.
        manager
            .drop_table(Table::drop().table("branches").to_owned())
            .await
            .map_err(during("drop the table `branches`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // branches
        manager
            .create_table(
                Table::create()
                    .table("branches")
                    .col(ColumnDef::new("id").integer().not_null().primary_key())
                    .col(ColumnDef::new("head_id").integer())
                    .to_owned(),
            )
            .await?;

        // clerks
        manager
            .create_table(
                Table::create()
                    .table("clerks")
                    .col(ColumnDef::new("id").integer().not_null().primary_key())
                    .col(ColumnDef::new("branch_id").integer().not_null())
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk-clerks-branch_id")
                            .from("clerks", "branch_id")
                            .to("branches", "id"),
                    )
                    .to_owned(),
            )
            .await?;

        // branches
        manager
            .create_foreign_key(
                ForeignKey::create()
                    .name("fk-branches-head_id")
                    .from("branches", "head_id")
                    .to("clerks", "id")
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
