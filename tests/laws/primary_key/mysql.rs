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
            .await?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `passes` ADD PRIMARY KEY (`reader`)")
            .await?;

        // seats
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `seats` DROP PRIMARY KEY")
            .await?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `seats` ADD PRIMARY KEY (`number`, `hall`)")
            .await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // passes
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `passes` DROP PRIMARY KEY")
            .await?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `passes` ADD PRIMARY KEY (`reader`, `day`)")
            .await?;

        // seats
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `seats` DROP PRIMARY KEY")
            .await?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `seats` ADD PRIMARY KEY (`number`)")
            .await?;

        Ok(())
    }
}
