//! Written by schema-runtime on 2026-01-01 from the entities of `suite::asset_platform::entity`, for PostgreSQL.
//! It mends 90 differences.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        change_asset_dependencies(manager).await?;
        change_assets(manager).await?;
        change_client_access(manager).await?;
        change_asset_dependencies_2(manager).await?;
        change_assets_2(manager).await?;
        change_client_access_2(manager).await?;
        change_discovery_flows(manager).await?;

        // client_access
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "client_access" DROP CONSTRAINT IF EXISTS "client_access_user_id_fkey""#,
            )
            .await
            .map_err(during("drop the foreign key (user_id) of `client_access`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        change_client_access_3(manager).await?;
        change_asset_dependencies_3(manager).await?;
        change_assets_3(manager).await?;

        // client_access
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "client_access" DROP CONSTRAINT IF EXISTS "fk-client_access-user_profile_id""#,
            )
            .await
            .map_err(during("drop the foreign key (user_profile_id) of `client_access`"))?;

        // discovery_flows
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "discovery_flows" DROP CONSTRAINT IF EXISTS "fk-discovery_flows-discovery_flow_id""#,
            )
            .await
            .map_err(during("drop the foreign key (discovery_flow_id) of `discovery_flows`"))?;

        change_assets_4(manager).await?;
        change_asset_dependencies_4(manager).await?;

        // client_access
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "client_access" DROP COLUMN IF EXISTS "user_profile_id""#,
            )
            .await
            .map_err(during("drop the column `user_profile_id` of `client_access`"))?;

        Ok(())
    }

    /// Each statement by itself, beside those who use the tables; cut off, it can run again.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }
}

/// asset_dependencies
async fn change_asset_dependencies(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if !manager.has_column("asset_dependencies", "asset_id").await? {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" ADD COLUMN "asset_id" uuid"#,
            )
            .await
            .map_err(during("add the column `asset_id` of `asset_dependencies`"))?;
    }
    repeat(
        manager,
        r#"UPDATE "asset_dependencies" SET "asset_id" = source_asset_id WHERE ctid = ANY (ARRAY(SELECT ctid FROM "asset_dependencies" WHERE "asset_id" IS NULL AND (source_asset_id) IS NOT NULL LIMIT 10000))"#,
    )
    .await
    .map_err(during("add the column `asset_id` of `asset_dependencies`"))?;
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"asset_dependencies"'::regclass AND attname = 'asset_id' AND attnotnull"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" DROP CONSTRAINT IF EXISTS "asset_dependencies_asset_id_is_filled", ADD CONSTRAINT "asset_dependencies_asset_id_is_filled" CHECK ("asset_id" IS NOT NULL) NOT VALID"#,
            )
            .await
            .map_err(during("add the column `asset_id` of `asset_dependencies`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "asset_dependencies" VALIDATE CONSTRAINT "asset_dependencies_asset_id_is_filled""#,
            )
            .await
            .map_err(during("add the column `asset_id` of `asset_dependencies`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" ALTER COLUMN "asset_id" SET NOT NULL; ALTER TABLE "asset_dependencies" DROP CONSTRAINT "asset_dependencies_asset_id_is_filled""#,
            )
            .await
            .map_err(during("add the column `asset_id` of `asset_dependencies`"))?;
    }
    if !manager
        .has_column("asset_dependencies", "depends_on_asset_id")
        .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" ADD COLUMN "depends_on_asset_id" uuid"#,
            )
            .await
            .map_err(during("add the column `depends_on_asset_id` of `asset_dependencies`"))?;
    }
    repeat(
        manager,
        r#"UPDATE "asset_dependencies" SET "depends_on_asset_id" = target_asset_id WHERE ctid = ANY (ARRAY(SELECT ctid FROM "asset_dependencies" WHERE "depends_on_asset_id" IS NULL AND (target_asset_id) IS NOT NULL LIMIT 10000))"#,
    )
    .await
    .map_err(during("add the column `depends_on_asset_id` of `asset_dependencies`"))?;
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"asset_dependencies"'::regclass AND attname = 'depends_on_asset_id' AND attnotnull"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" DROP CONSTRAINT IF EXISTS "asset_dependencies_depends_on_asset_id_is_filled", ADD CONSTRAINT "asset_dependencies_depends_on_asset_id_is_filled" CHECK ("depends_on_asset_id" IS NOT NULL) NOT VALID"#,
            )
            .await
            .map_err(during("add the column `depends_on_asset_id` of `asset_dependencies`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "asset_dependencies" VALIDATE CONSTRAINT "asset_dependencies_depends_on_asset_id_is_filled""#,
            )
            .await
            .map_err(during("add the column `depends_on_asset_id` of `asset_dependencies`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" ALTER COLUMN "depends_on_asset_id" SET NOT NULL; ALTER TABLE "asset_dependencies" DROP CONSTRAINT "asset_dependencies_depends_on_asset_id_is_filled""#,
            )
            .await
            .map_err(during("add the column `depends_on_asset_id` of `asset_dependencies`"))?;
    }

    Ok(())
}

/// assets
async fn change_assets(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-assets-assessment_flow_id"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-assets-assessment_flow_id")
                    .table("assets")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-assets-assessment_flow_id` of `assets`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-assets-assessment_flow_id")
                .table("assets")
                .col("assessment_flow_id")
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-assessment_flow_id` of `assets`"))?;
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-assets-current_phase"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-assets-current_phase")
                    .table("assets")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-assets-current_phase` of `assets`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-assets-current_phase")
                .table("assets")
                .col("current_phase")
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-current_phase` of `assets`"))?;
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-assets-discovery_flow_id"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-assets-discovery_flow_id")
                    .table("assets")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-assets-discovery_flow_id` of `assets`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-assets-discovery_flow_id")
                .table("assets")
                .col("discovery_flow_id")
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-discovery_flow_id` of `assets`"))?;
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-assets-environment"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-assets-environment")
                    .table("assets")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-assets-environment` of `assets`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-assets-environment")
                .table("assets")
                .col("environment")
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-environment` of `assets`"))?;
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-assets-execution_flow_id"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-assets-execution_flow_id")
                    .table("assets")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-assets-execution_flow_id` of `assets`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-assets-execution_flow_id")
                .table("assets")
                .col("execution_flow_id")
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-execution_flow_id` of `assets`"))?;
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-assets-hostname"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-assets-hostname")
                    .table("assets")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-assets-hostname` of `assets`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-assets-hostname")
                .table("assets")
                .col("hostname")
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-hostname` of `assets`"))?;
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-assets-mapping_status"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-assets-mapping_status")
                    .table("assets")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-assets-mapping_status` of `assets`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-assets-mapping_status")
                .table("assets")
                .col("mapping_status")
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-mapping_status` of `assets`"))?;
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-assets-master_flow_id"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-assets-master_flow_id")
                    .table("assets")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-assets-master_flow_id` of `assets`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-assets-master_flow_id")
                .table("assets")
                .col("master_flow_id")
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-master_flow_id` of `assets`"))?;
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-assets-migration_status"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-assets-migration_status")
                    .table("assets")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-assets-migration_status` of `assets`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-assets-migration_status")
                .table("assets")
                .col("migration_status")
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-migration_status` of `assets`"))?;
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-assets-name"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-assets-name")
                    .table("assets")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-assets-name` of `assets`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-assets-name")
                .table("assets")
                .col("name")
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-name` of `assets`"))?;
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-assets-planning_flow_id"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-assets-planning_flow_id")
                    .table("assets")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-assets-planning_flow_id` of `assets`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-assets-planning_flow_id")
                .table("assets")
                .col("planning_flow_id")
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-planning_flow_id` of `assets`"))?;
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-assets-source_phase"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-assets-source_phase")
                    .table("assets")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-assets-source_phase` of `assets`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-assets-source_phase")
                .table("assets")
                .col("source_phase")
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-source_phase` of `assets`"))?;

    Ok(())
}

/// client_access
async fn change_client_access(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if !manager
        .has_column("client_access", "user_profile_id")
        .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "client_access" ADD COLUMN "user_profile_id" uuid"#,
            )
            .await
            .map_err(during("add the column `user_profile_id` of `client_access`"))?;
    }
    repeat(
        manager,
        r#"UPDATE "client_access" SET "user_profile_id" = user_id WHERE ctid = ANY (ARRAY(SELECT ctid FROM "client_access" WHERE "user_profile_id" IS NULL AND (user_id) IS NOT NULL LIMIT 10000))"#,
    )
    .await
    .map_err(during("add the column `user_profile_id` of `client_access`"))?;
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"client_access"'::regclass AND attname = 'user_profile_id' AND attnotnull"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "client_access" DROP CONSTRAINT IF EXISTS "client_access_user_profile_id_is_filled", ADD CONSTRAINT "client_access_user_profile_id_is_filled" CHECK ("user_profile_id" IS NOT NULL) NOT VALID"#,
            )
            .await
            .map_err(during("add the column `user_profile_id` of `client_access`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "client_access" VALIDATE CONSTRAINT "client_access_user_profile_id_is_filled""#,
            )
            .await
            .map_err(during("add the column `user_profile_id` of `client_access`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "client_access" ALTER COLUMN "user_profile_id" SET NOT NULL; ALTER TABLE "client_access" DROP CONSTRAINT "client_access_user_profile_id_is_filled""#,
            )
            .await
            .map_err(during("add the column `user_profile_id` of `client_access`"))?;
    }

    Ok(())
}

/// asset_dependencies
async fn change_asset_dependencies_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `asset_dependencies` points at no row of `assets`.
    // The migration counts such rows first, and stops with a query that lists them.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"asset_dependencies"'::regclass AND conname = 'fk-asset_dependencies-asset_id'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" ADD CONSTRAINT "fk-asset_dependencies-asset_id" FOREIGN KEY ("asset_id") REFERENCES "assets" ("id") ON DELETE CASCADE NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (asset_id) of `asset_dependencies`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "asset_dependencies" VALIDATE CONSTRAINT "fk-asset_dependencies-asset_id""#,
        )
        .await
        .map_err(during("add the foreign key (asset_id) of `asset_dependencies`"))?;
    // fails-on-existing-rows: It fails when a row of `asset_dependencies` points at no row of `assets`.
    // The migration counts such rows first, and stops with a query that lists them.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"asset_dependencies"'::regclass AND conname = 'fk-asset_dependencies-depends_on_asset_id'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" ADD CONSTRAINT "fk-asset_dependencies-depends_on_asset_id" FOREIGN KEY ("depends_on_asset_id") REFERENCES "assets" ("id") ON DELETE CASCADE NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (depends_on_asset_id) of `asset_dependencies`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "asset_dependencies" VALIDATE CONSTRAINT "fk-asset_dependencies-depends_on_asset_id""#,
        )
        .await
        .map_err(during("add the foreign key (depends_on_asset_id) of `asset_dependencies`"))?;

    Ok(())
}

/// assets
async fn change_assets_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `assets` points at no row of `users`.
    // The migration counts such rows first, and stops with a query that lists them.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"assets"'::regclass AND conname = 'fk-assets-created_by'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "assets" ADD CONSTRAINT "fk-assets-created_by" FOREIGN KEY ("created_by") REFERENCES "users" ("id") NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (created_by) of `assets`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "assets" VALIDATE CONSTRAINT "fk-assets-created_by""#)
        .await
        .map_err(during("add the foreign key (created_by) of `assets`"))?;
    // fails-on-existing-rows: It fails when a row of `assets` points at no row of `discovery_flows`.
    // The migration counts such rows first, and stops with a query that lists them.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"assets"'::regclass AND conname = 'fk-assets-flow_id'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "assets" ADD CONSTRAINT "fk-assets-flow_id" FOREIGN KEY ("flow_id") REFERENCES "discovery_flows" ("flow_id") NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (flow_id) of `assets`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "assets" VALIDATE CONSTRAINT "fk-assets-flow_id""#)
        .await
        .map_err(during("add the foreign key (flow_id) of `assets`"))?;
    // fails-on-existing-rows: It fails when a row of `assets` points at no row of `users`.
    // The migration counts such rows first, and stops with a query that lists them.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"assets"'::regclass AND conname = 'fk-assets-imported_by'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "assets" ADD CONSTRAINT "fk-assets-imported_by" FOREIGN KEY ("imported_by") REFERENCES "users" ("id") NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (imported_by) of `assets`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "assets" VALIDATE CONSTRAINT "fk-assets-imported_by""#)
        .await
        .map_err(during("add the foreign key (imported_by) of `assets`"))?;
    // fails-on-existing-rows: It fails when a row of `assets` points at no row of `data_import_sessions`.
    // The migration counts such rows first, and stops with a query that lists them.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"assets"'::regclass AND conname = 'fk-assets-session_id'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "assets" ADD CONSTRAINT "fk-assets-session_id" FOREIGN KEY ("session_id") REFERENCES "data_import_sessions" ("id") NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (session_id) of `assets`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "assets" VALIDATE CONSTRAINT "fk-assets-session_id""#)
        .await
        .map_err(during("add the foreign key (session_id) of `assets`"))?;
    // fails-on-existing-rows: It fails when a row of `assets` points at no row of `users`.
    // The migration counts such rows first, and stops with a query that lists them.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"assets"'::regclass AND conname = 'fk-assets-updated_by'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "assets" ADD CONSTRAINT "fk-assets-updated_by" FOREIGN KEY ("updated_by") REFERENCES "users" ("id") NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (updated_by) of `assets`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "assets" VALIDATE CONSTRAINT "fk-assets-updated_by""#)
        .await
        .map_err(during("add the foreign key (updated_by) of `assets`"))?;

    Ok(())
}

/// client_access
async fn change_client_access_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `client_access` points at no row of `user_profiles`.
    // The migration counts such rows first, and stops with a query that lists them.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"client_access"'::regclass AND conname = 'fk-client_access-user_profile_id'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "client_access" ADD CONSTRAINT "fk-client_access-user_profile_id" FOREIGN KEY ("user_profile_id") REFERENCES "user_profiles" ("user_id") ON DELETE CASCADE NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (user_profile_id) of `client_access`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "client_access" VALIDATE CONSTRAINT "fk-client_access-user_profile_id""#,
        )
        .await
        .map_err(during("add the foreign key (user_profile_id) of `client_access`"))?;

    Ok(())
}

/// discovery_flows
async fn change_discovery_flows(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `discovery_flows` points at no row of `discovery_flows`.
    // The migration counts such rows first, and stops with a query that lists them.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"discovery_flows"'::regclass AND conname = 'fk-discovery_flows-discovery_flow_id'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "discovery_flows" ADD CONSTRAINT "fk-discovery_flows-discovery_flow_id" FOREIGN KEY ("discovery_flow_id") REFERENCES "discovery_flows" ("flow_id") NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (discovery_flow_id) of `discovery_flows`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "discovery_flows" VALIDATE CONSTRAINT "fk-discovery_flows-discovery_flow_id""#,
        )
        .await
        .map_err(during("add the foreign key (discovery_flow_id) of `discovery_flows`"))?;

    Ok(())
}

/// client_access
async fn change_client_access_3(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `client_access` points at no row of `users`.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"client_access"'::regclass AND conname = 'client_access_user_id_fkey'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "client_access" ADD CONSTRAINT "client_access_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (user_id) of `client_access`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "client_access" VALIDATE CONSTRAINT "client_access_user_id_fkey""#,
        )
        .await
        .map_err(during("add the foreign key (user_id) of `client_access`"))?;

    Ok(())
}

/// asset_dependencies
async fn change_asset_dependencies_3(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" DROP CONSTRAINT IF EXISTS "fk-asset_dependencies-asset_id""#,
        )
        .await
        .map_err(during("drop the foreign key (asset_id) of `asset_dependencies`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" DROP CONSTRAINT IF EXISTS "fk-asset_dependencies-depends_on_asset_id""#,
        )
        .await
        .map_err(during("drop the foreign key (depends_on_asset_id) of `asset_dependencies`"))?;

    Ok(())
}

/// assets
async fn change_assets_3(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "assets" DROP CONSTRAINT IF EXISTS "fk-assets-created_by""#,
        )
        .await
        .map_err(during("drop the foreign key (created_by) of `assets`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "assets" DROP CONSTRAINT IF EXISTS "fk-assets-flow_id""#,
        )
        .await
        .map_err(during("drop the foreign key (flow_id) of `assets`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "assets" DROP CONSTRAINT IF EXISTS "fk-assets-imported_by""#,
        )
        .await
        .map_err(during("drop the foreign key (imported_by) of `assets`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "assets" DROP CONSTRAINT IF EXISTS "fk-assets-session_id""#,
        )
        .await
        .map_err(during("drop the foreign key (session_id) of `assets`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "assets" DROP CONSTRAINT IF EXISTS "fk-assets-updated_by""#,
        )
        .await
        .map_err(during("drop the foreign key (updated_by) of `assets`"))?;

    Ok(())
}

/// assets
async fn change_assets_4(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-assessment_flow_id")
                .table("assets")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-assessment_flow_id` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-current_phase")
                .table("assets")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-current_phase` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-discovery_flow_id")
                .table("assets")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-discovery_flow_id` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-environment")
                .table("assets")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-environment` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-execution_flow_id")
                .table("assets")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-execution_flow_id` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-hostname")
                .table("assets")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-hostname` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-mapping_status")
                .table("assets")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-mapping_status` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-master_flow_id")
                .table("assets")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-master_flow_id` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-migration_status")
                .table("assets")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-migration_status` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-name")
                .table("assets")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-name` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-planning_flow_id")
                .table("assets")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-planning_flow_id` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-source_phase")
                .table("assets")
                .concurrently()
                .if_exists()
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-source_phase` of `assets`"))?;

    Ok(())
}

/// asset_dependencies
async fn change_asset_dependencies_4(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" DROP COLUMN IF EXISTS "asset_id""#,
        )
        .await
        .map_err(during("drop the column `asset_id` of `asset_dependencies`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "asset_dependencies" DROP COLUMN IF EXISTS "depends_on_asset_id""#,
        )
        .await
        .map_err(during("drop the column `depends_on_asset_id` of `asset_dependencies`"))?;

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
