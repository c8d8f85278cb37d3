//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::circle_dropped::after::shelf`, for MariaDB.
//! It mends 2 differences.
//! `down` brings back `clerks`, `branches`, but not what was in it.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // branches
        if finds(
            manager,
            "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'branches' AND constraint_name = 'fk-branches-head_id' AND constraint_type = 'FOREIGN KEY'",
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `branches` DROP FOREIGN KEY `fk-branches-head_id`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("drop the foreign key (head_id) of `branches`"))?;
        }

        // clerks
        // drops-data: The rows of `clerks` are gone afterwards.
        // Keep a copy of what may still be needed.
        if manager.has_table("clerks").await? {
            manager
                .drop_table(Table::drop().table("clerks").to_owned())
                .await
                .map_err(during("drop the table `clerks`"))?;
        }

        // branches
        // drops-data: The rows of `branches` are gone afterwards.
        // Keep a copy of what may still be needed.
        if manager.has_table("branches").await? {
            manager
                .drop_table(Table::drop().table("branches").to_owned())
                .await
                .map_err(during("drop the table `branches`"))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // branches
        if !manager.has_table("branches").await? {
            manager
                .create_table(
                    Table::create()
                        .table("branches")
                        .col(ColumnDef::new("id").integer().not_null().primary_key())
                        .col(ColumnDef::new("head_id").integer().null())
                        .index(Index::create().name("fk-branches-head_id").col("head_id"))
                        .to_owned(),
                )
                .await?;
        }

        // clerks
        if !manager.has_table("clerks").await? {
            manager
                .create_table(
                    Table::create()
                        .table("clerks")
                        .col(ColumnDef::new("id").integer().not_null().primary_key())
                        .col(ColumnDef::new("branch_id").integer().not_null())
                        .index(Index::create().name("fk-clerks-branch_id").col("branch_id"))
                        .foreign_key(
                            ForeignKey::create()
                                .name("fk-clerks-branch_id")
                                .from("clerks", "branch_id")
                                .to("branches", "id"),
                        )
                        .to_owned(),
                )
                .await?;
        }

        // branches
        if !finds(
            manager,
            "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'branches' AND constraint_name = 'fk-branches-head_id' AND constraint_type = 'FOREIGN KEY'",
        )
        .await?
        {
            manager
                .create_foreign_key(
                    ForeignKey::create()
                        .name("fk-branches-head_id")
                        .from("branches", "head_id")
                        .to("clerks", "id")
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

/// Whether the query gives a row.
async fn finds(manager: &SchemaManager<'_>, query: &str) -> Result<bool, DbErr> {
    let db = manager.get_connection();
    let query = sea_orm::Statement::from_string(db.get_database_backend(), query);
    Ok(db.query_one_raw(query).await?.is_some())
}
