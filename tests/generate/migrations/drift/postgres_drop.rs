//! Written by schema-runtime on 2026-01-01 from the entities of `suite::asset_platform::entity`, for PostgreSQL.
//! It mends 90 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // asset_dependencies
        // drops-data: The values in `asset_dependencies.source_asset_id` are gone afterwards.
        // Keep a copy of what may still be needed.
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" DROP COLUMN IF EXISTS "source_asset_id""#,
            )
            .await
            .map_err(during("drop the column `source_asset_id` of `asset_dependencies`"))?;
        // drops-data: The values in `asset_dependencies.target_asset_id` are gone afterwards.
        // Keep a copy of what may still be needed.
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" DROP COLUMN IF EXISTS "target_asset_id""#,
            )
            .await
            .map_err(during("drop the column `target_asset_id` of `asset_dependencies`"))?;

        // client_access
        // drops-data: The values in `client_access.user_id` are gone afterwards.
        // Keep a copy of what may still be needed.
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "client_access" DROP COLUMN IF EXISTS "user_id""#,
            )
            .await
            .map_err(during("drop the column `user_id` of `client_access`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        change_asset_dependencies(manager).await?;
        change_client_access(manager).await?;

        Ok(())
    }

    /// Each statement by itself, beside those who use the tables; cut off, it can run again.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }
}

/// asset_dependencies
async fn change_asset_dependencies(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if !manager
        .has_column("asset_dependencies", "source_asset_id")
        .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" ADD COLUMN "source_asset_id" uuid"#,
            )
            .await
            .map_err(during("add the column `source_asset_id` of `asset_dependencies`"))?;
    }
    repeat(
        manager,
        r#"UPDATE "asset_dependencies" SET "source_asset_id" = "asset_id" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "asset_dependencies" WHERE "source_asset_id" IS NULL AND ("asset_id") IS NOT NULL LIMIT 10000))"#,
    )
    .await
    .map_err(during("add the column `source_asset_id` of `asset_dependencies`"))?;
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"asset_dependencies"'::regclass AND attname = 'source_asset_id' AND attnotnull"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" DROP CONSTRAINT IF EXISTS "asset_dependencies_source_asset_id_is_filled", ADD CONSTRAINT "asset_dependencies_source_asset_id_is_filled" CHECK ("source_asset_id" IS NOT NULL) NOT VALID"#,
            )
            .await
            .map_err(during("add the column `source_asset_id` of `asset_dependencies`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "asset_dependencies" VALIDATE CONSTRAINT "asset_dependencies_source_asset_id_is_filled""#,
            )
            .await
            .map_err(during("add the column `source_asset_id` of `asset_dependencies`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" ALTER COLUMN "source_asset_id" SET NOT NULL; ALTER TABLE "asset_dependencies" DROP CONSTRAINT "asset_dependencies_source_asset_id_is_filled""#,
            )
            .await
            .map_err(during("add the column `source_asset_id` of `asset_dependencies`"))?;
    }
    if !manager
        .has_column("asset_dependencies", "target_asset_id")
        .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" ADD COLUMN "target_asset_id" uuid"#,
            )
            .await
            .map_err(during("add the column `target_asset_id` of `asset_dependencies`"))?;
    }
    repeat(
        manager,
        r#"UPDATE "asset_dependencies" SET "target_asset_id" = "depends_on_asset_id" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "asset_dependencies" WHERE "target_asset_id" IS NULL AND ("depends_on_asset_id") IS NOT NULL LIMIT 10000))"#,
    )
    .await
    .map_err(during("add the column `target_asset_id` of `asset_dependencies`"))?;
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"asset_dependencies"'::regclass AND attname = 'target_asset_id' AND attnotnull"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" DROP CONSTRAINT IF EXISTS "asset_dependencies_target_asset_id_is_filled", ADD CONSTRAINT "asset_dependencies_target_asset_id_is_filled" CHECK ("target_asset_id" IS NOT NULL) NOT VALID"#,
            )
            .await
            .map_err(during("add the column `target_asset_id` of `asset_dependencies`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "asset_dependencies" VALIDATE CONSTRAINT "asset_dependencies_target_asset_id_is_filled""#,
            )
            .await
            .map_err(during("add the column `target_asset_id` of `asset_dependencies`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" ALTER COLUMN "target_asset_id" SET NOT NULL; ALTER TABLE "asset_dependencies" DROP CONSTRAINT "asset_dependencies_target_asset_id_is_filled""#,
            )
            .await
            .map_err(during("add the column `target_asset_id` of `asset_dependencies`"))?;
    }

    Ok(())
}

/// client_access
async fn change_client_access(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if !manager.has_column("client_access", "user_id").await? {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "client_access" ADD COLUMN "user_id" uuid"#,
            )
            .await
            .map_err(during("add the column `user_id` of `client_access`"))?;
    }
    repeat(
        manager,
        r#"UPDATE "client_access" SET "user_id" = "user_profile_id" WHERE ctid = ANY (ARRAY(SELECT ctid FROM "client_access" WHERE "user_id" IS NULL AND ("user_profile_id") IS NOT NULL LIMIT 10000))"#,
    )
    .await
    .map_err(during("add the column `user_id` of `client_access`"))?;
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"client_access"'::regclass AND attname = 'user_id' AND attnotnull"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "client_access" DROP CONSTRAINT IF EXISTS "client_access_user_id_is_filled", ADD CONSTRAINT "client_access_user_id_is_filled" CHECK ("user_id" IS NOT NULL) NOT VALID"#,
            )
            .await
            .map_err(during("add the column `user_id` of `client_access`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "client_access" VALIDATE CONSTRAINT "client_access_user_id_is_filled""#,
            )
            .await
            .map_err(during("add the column `user_id` of `client_access`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "client_access" ALTER COLUMN "user_id" SET NOT NULL; ALTER TABLE "client_access" DROP CONSTRAINT "client_access_user_id_is_filled""#,
            )
            .await
            .map_err(during("add the column `user_id` of `client_access`"))?;
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

/// Runs an update of some rows until it finds none.
async fn repeat(manager: &SchemaManager<'_>, update: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    while db.execute_unprepared(update).await?.rows_affected() > 0 {}
    Ok(())
}
