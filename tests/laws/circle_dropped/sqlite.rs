//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::circle_dropped::after::shelf`, for SQLite.
//! It mends 2 differences.
//! `down` brings back `clerks`, `branches`, but not what was in it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // clerks, branches
        // drops-data: all rows of `clerks` are gone. Keep a copy of what may be needed.
        // cannot-return: `down` makes `clerks` again without its rows. Keep a copy of what may be needed.
        // drops-data: all rows of `branches` are gone. Keep a copy of what may be needed.
        // cannot-return: `down` makes `branches` again without its rows. Keep a copy of what may be needed.
        manager
            .get_connection()
            .execute_unprepared(
                r#"SAVEPOINT drop_tables; PRAGMA defer_foreign_keys = ON; DROP TABLE "clerks"; DROP TABLE "branches"; RELEASE drop_tables"#,
            )
            .await
            .map_err(during("drop the tables clerks, branches"))?;

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
                    .foreign_key(
                        ForeignKey::create()
                            .from("branches", "head_id")
                            .to("clerks", "id"),
                    )
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
                            .from("clerks", "branch_id")
                            .to("branches", "id"),
                    )
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

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
