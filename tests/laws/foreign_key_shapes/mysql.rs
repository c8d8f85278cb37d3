//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::foreign_key_shapes::after`, for MariaDB.
//! It mends 4 differences.
//! `down` removes what `up` adds, with all that was written there since.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

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
        change_branches(manager).await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
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

        // desks
        if manager.has_table("desks").await? {
            manager
                .drop_table(Table::drop().table("desks").to_owned())
                .await
                .map_err(during("drop the table `desks`"))?;
        }

        // rooms
        if manager.has_table("rooms").await? {
            manager
                .drop_table(Table::drop().table("rooms").to_owned())
                .await
                .map_err(during("drop the table `rooms`"))?;
        }

        // clerks
        if manager.has_table("clerks").await? {
            manager
                .drop_table(Table::drop().table("clerks").to_owned())
                .await
                .map_err(during("drop the table `clerks`"))?;
        }

        // branches
        if manager.has_table("branches").await? {
            manager
                .drop_table(Table::drop().table("branches").to_owned())
                .await
                .map_err(during("drop the table `branches`"))?;
        }

        Ok(())
    }
}

/// branches
async fn create_branches(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if !manager.has_table("branches").await? {
        manager
            .create_table(
                Table::create()
                    .table("branches")
                    .col(ColumnDef::new("id").integer().not_null().primary_key())
                    .col(ColumnDef::new("code").integer().not_null())
                    .col(ColumnDef::new("head_id").integer().null())
                    .col(ColumnDef::new("parent_id").integer().null())
                    .index(Index::create().name("code").col("code").unique())
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
    }

    Ok(())
}

/// clerks
async fn create_clerks(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if !manager.has_table("clerks").await? {
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
    }

    Ok(())
}

/// rooms
async fn create_rooms(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if !manager.has_table("rooms").await? {
        manager
            .create_table(
                Table::create()
                    .table("rooms")
                    .col(ColumnDef::new("floor").integer().not_null())
                    .col(ColumnDef::new("door").integer().not_null())
                    .col(ColumnDef::new("branch_code").integer().not_null())
                    .primary_key(Index::create().col("floor").col("door"))
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
    }

    Ok(())
}

/// desks
async fn create_desks(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if !manager.has_table("desks").await? {
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
    }

    Ok(())
}

/// branches
async fn change_branches(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
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
                    .on_delete(ForeignKeyAction::SetNull)
                    .to_owned(),
            )
            .await?;
    }

    Ok(())
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
