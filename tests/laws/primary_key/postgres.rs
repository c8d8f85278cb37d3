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
            .await
            .map_err(during("drop the primary key (reader, day) of `passes`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "passes" ADD CONSTRAINT "passes_pkey" PRIMARY KEY ("reader")"#,
            )
            .await
            .map_err(during("add the primary key (reader) of `passes`"))?;

        // seats
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "seats" DROP CONSTRAINT "seats_pkey""#)
            .await
            .map_err(during("drop the primary key (number) of `seats`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "seats" ADD CONSTRAINT "pk-seats" PRIMARY KEY ("number", "hall")"#,
            )
            .await
            .map_err(during("add the primary key (number, hall) of `seats`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // passes
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "passes" DROP CONSTRAINT "passes_pkey""#)
            .await
            .map_err(during("drop the primary key (reader) of `passes`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "passes" ADD CONSTRAINT "pk-passes" PRIMARY KEY ("reader", "day")"#,
            )
            .await
            .map_err(during("add the primary key (reader, day) of `passes`"))?;

        // seats
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "seats" DROP CONSTRAINT "pk-seats""#)
            .await
            .map_err(during("drop the primary key (number, hall) of `seats`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "seats" ADD CONSTRAINT "seats_pkey" PRIMARY KEY ("number")"#,
            )
            .await
            .map_err(during("add the primary key (number) of `seats`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
