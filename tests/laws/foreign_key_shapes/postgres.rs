//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::foreign_key_shapes::after`, for PostgreSQL.
//! It mends 4 differences.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_branches(manager).await?;
        create_clerks(manager).await?;
        create_rooms(manager).await?;
        create_desks(manager).await?;

        // branches
        manager
            .create_foreign_key(
                ForeignKey::create()
                    .name("fk-branches-head_id")
                    .from("branches", "head_id")
                    .to("clerks", "id")
                    .on_delete(ForeignKeyAction::SetNull)
                    .to_owned(),
            )
            .await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
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

        // clerks
        manager
            .drop_table(Table::drop().table("clerks").to_owned())
            .await
            .map_err(during("drop the table `clerks`"))?;

        // branches
        manager
            .drop_table(Table::drop().table("branches").to_owned())
            .await
            .map_err(during("drop the table `branches`"))?;

        Ok(())
    }
}

/// branches
async fn create_branches(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("branches")
                .col(ColumnDef::new("id").integer().not_null().primary_key())
                .col(ColumnDef::new("code").integer().not_null().unique_key())
                .col(ColumnDef::new("head_id").integer())
                .col(ColumnDef::new("parent_id").integer())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-branches-parent_id")
                        .from("branches", "parent_id")
                        .to("branches", "id")
                        .on_delete(ForeignKeyAction::SetNull),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// clerks
async fn create_clerks(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
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
                        .to("branches", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// rooms
async fn create_rooms(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
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
                        .name("rooms_branch")
                        .from("rooms", "branch_code")
                        .to("branches", "code")
                        .on_update(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// desks
async fn create_desks(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("desks")
                .col(ColumnDef::new("id").integer().not_null().primary_key())
                .col(ColumnDef::new("floor").integer().not_null())
                .col(ColumnDef::new("door").integer().not_null())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-desks-floor-door")
                        .from("desks", ("floor", "door"))
                        .to("rooms", ("floor", "door"))
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
