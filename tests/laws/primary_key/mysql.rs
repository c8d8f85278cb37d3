//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::primary_key::after`, for MariaDB.
//! It mends 2 differences.
//! Each statement is committed by itself here: when one fails, those before it stay.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // passes
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `passes` DROP PRIMARY KEY")
            .await
            .map_err(during("drop the primary key (reader, day) of `passes`"))?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `passes` ADD PRIMARY KEY (`reader`)")
            .await
            .map_err(during("add the primary key (reader) of `passes`"))?;

        // seats
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `seats` DROP PRIMARY KEY")
            .await
            .map_err(during("drop the primary key (number) of `seats`"))?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `seats` ADD PRIMARY KEY (`number`, `hall`)")
            .await
            .map_err(during("add the primary key (number, hall) of `seats`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // passes
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `passes` DROP PRIMARY KEY")
            .await
            .map_err(during("drop the primary key (reader) of `passes`"))?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `passes` ADD PRIMARY KEY (`reader`, `day`)")
            .await
            .map_err(during("add the primary key (reader, day) of `passes`"))?;

        // seats
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `seats` DROP PRIMARY KEY")
            .await
            .map_err(during("drop the primary key (number, hall) of `seats`"))?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `seats` ADD PRIMARY KEY (`number`)")
            .await
            .map_err(during("add the primary key (number) of `seats`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
