//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::foreign_key_shapes::after`, for SQLite.
//! It mends 4 differences.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // branches
        manager
            .create_table(
                Table::create()
                    .table("branches")
                    .col(ColumnDef::new("id").integer().not_null().primary_key())
                    .col(ColumnDef::new("code").integer().not_null())
                    .col(ColumnDef::new("head_id").integer())
                    .col(ColumnDef::new("parent_id").integer())
                    .index(Index::create().col("code").unique())
                    .foreign_key(
                        ForeignKey::create()
                            .from("branches", "head_id")
                            .to("clerks", "id")
                            .on_delete(ForeignKeyAction::SetNull),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from("branches", "parent_id")
                            .to("branches", "id")
                            .on_delete(ForeignKeyAction::SetNull),
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
                            .to("branches", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;

        // rooms
        manager
            .create_table(
                Table::create()
                    .table("rooms")
                    .col(ColumnDef::new("floor").integer().not_null())
                    .col(ColumnDef::new("door").integer().not_null())
                    .col(ColumnDef::new("branch_code").integer().not_null())
                    .primary_key(Index::create().name("pk-rooms").col("floor").col("door"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("rooms", "branch_code")
                            .to("branches", "code")
                            .on_update(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;

        // desks
        manager
            .create_table(
                Table::create()
                    .table("desks")
                    .col(ColumnDef::new("id").integer().not_null().primary_key())
                    .col(ColumnDef::new("floor").integer().not_null())
                    .col(ColumnDef::new("door").integer().not_null())
                    .foreign_key(
                        ForeignKey::create()
                            .from("desks", ("floor", "door"))
                            .to("rooms", ("floor", "door"))
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // desks
        manager
            .drop_table(Table::drop().table("desks").to_owned())
            .await
            .map_err(during("drop the table `desks`"))?;

        // rooms
        manager
            .drop_table(Table::drop().table("rooms").to_owned())
            .await
            .map_err(during("drop the table `rooms`"))?;

        // clerks, branches
        manager
            .get_connection()
            .execute_unprepared(
                r#"SAVEPOINT drop_tables; PRAGMA defer_foreign_keys = ON; DROP TABLE "clerks"; DROP TABLE "branches"; RELEASE drop_tables"#,
            )
            .await
            .map_err(during("drop the tables clerks, branches"))?;

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
