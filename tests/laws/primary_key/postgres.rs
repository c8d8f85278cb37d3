//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::primary_key::after`, for PostgreSQL.
//! It mends 2 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // passes
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "passes" DROP CONSTRAINT "pk-passes""#)
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "passes" ADD CONSTRAINT "passes_pkey" PRIMARY KEY ("reader")"#,
            )
            .await?;

        // seats
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "seats" DROP CONSTRAINT "seats_pkey""#)
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "seats" ADD CONSTRAINT "pk-seats" PRIMARY KEY ("number", "hall")"#,
            )
            .await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // passes
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "passes" DROP CONSTRAINT "passes_pkey""#)
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "passes" ADD CONSTRAINT "pk-passes" PRIMARY KEY ("reader", "day")"#,
            )
            .await?;

        // seats
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "seats" DROP CONSTRAINT "pk-seats""#)
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "seats" ADD CONSTRAINT "seats_pkey" PRIMARY KEY ("number")"#,
            )
            .await?;

        Ok(())
    }
}
