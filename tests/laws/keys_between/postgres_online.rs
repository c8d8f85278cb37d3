//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::keys_between::after`, for PostgreSQL.
//! It mends 2 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // shelves
        repeat(
            manager,
            r#"UPDATE "shelves" SET "label" = 'none' WHERE ctid = ANY (ARRAY(SELECT ctid FROM "shelves" WHERE "label" IS NULL AND ('none') IS NOT NULL LIMIT 10000))"#,
        )
        .await
        .map_err(during("change the column `label` of `shelves`"))?;
        if !finds(
            manager,
            r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"shelves"'::regclass AND attname = 'label' AND attnotnull"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "shelves" DROP CONSTRAINT IF EXISTS "shelves_label_is_filled", ADD CONSTRAINT "shelves_label_is_filled" CHECK ("label" IS NOT NULL) NOT VALID"#,
                )
                .await
                .map_err(during("change the column `label` of `shelves`"))?;
            manager
                .get_connection()
                .execute_unprepared(
                    r#"ALTER TABLE "shelves" VALIDATE CONSTRAINT "shelves_label_is_filled""#,
                )
                .await
                .map_err(during("change the column `label` of `shelves`"))?;
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "shelves" ALTER COLUMN "label" SET NOT NULL; ALTER TABLE "shelves" DROP CONSTRAINT "shelves_label_is_filled""#,
                )
                .await
                .map_err(during("change the column `label` of `shelves`"))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // shelves
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "shelves" ALTER COLUMN "label" DROP NOT NULL"#,
            )
            .await
            .map_err(during("change the column `label` of `shelves`"))?;

        Ok(())
    }

    /// Each statement by itself, beside those who use the tables; cut off, it can run again.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
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

/// Runs an update of some rows until it finds none.
async fn repeat(manager: &SchemaManager<'_>, update: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    while db.execute_unprepared(update).await?.rows_affected() > 0 {}
    Ok(())
}
