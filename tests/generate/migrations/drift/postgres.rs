//! Written by schema-runtime on 2026-01-01 from the entities of `suite::asset_platform::entity`, for PostgreSQL.
//! It mends 90 differences.
//! `down` brings back `cmdb_sixr_analysis`, but not what was in it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count_rows_that_would_be_in_the_way(manager).await?;
        change_asset_dependencies(manager).await?;

        // client_access
        manager
            .drop_foreign_key(
                ForeignKey::drop()
                    .name("client_access_user_id_fkey")
                    .table("client_access")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the foreign key (user_id) of `client_access`"))?;

        // cmdb_sixr_analysis
        // drops-data: All rows of `cmdb_sixr_analysis` are gone. Copy those that are still needed first.
        // cannot-return: `down` makes `cmdb_sixr_analysis` without its rows. Keep a copy for as long as you may want to go back.
        manager
            .drop_table(Table::drop().table("cmdb_sixr_analysis").to_owned())
            .await
            .map_err(during("drop the table `cmdb_sixr_analysis`"))?;

        create_cmdb_sixr_analyses(manager).await?;
        create_enhanced_access_audit_log(manager).await?;
        create_enhanced_user_profiles(manager).await?;
        create_role_permissions(manager).await?;
        create_soft_deleted_items(manager).await?;
        create_workflow_progress(manager).await?;
        change_asset_dependencies_2(manager).await?;
        change_assets(manager).await?;
        change_client_access(manager).await?;
        change_asset_dependencies_3(manager).await?;
        change_assets_2(manager).await?;
        change_client_access_2(manager).await?;
        change_discovery_flows(manager).await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        change_asset_dependencies_4(manager).await?;
        change_assets_3(manager).await?;

        // client_access
        manager
            .drop_foreign_key(
                ForeignKey::drop()
                    .name("fk-client_access-user_profile_id")
                    .table("client_access")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the foreign key (user_profile_id) of `client_access`"))?;

        // discovery_flows
        manager
            .drop_foreign_key(
                ForeignKey::drop()
                    .name("fk-discovery_flows-discovery_flow_id")
                    .table("discovery_flows")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the foreign key (discovery_flow_id) of `discovery_flows`"))?;

        change_assets_4(manager).await?;

        // workflow_progress
        // drops-data: All rows of `workflow_progress` are gone. Copy those that are still needed first.
        // cannot-return: `down` makes `workflow_progress` without its rows. Keep a copy for as long as you may want to go back.
        manager
            .drop_table(Table::drop().table("workflow_progress").to_owned())
            .await
            .map_err(during("drop the table `workflow_progress`"))?;

        // soft_deleted_items
        // drops-data: All rows of `soft_deleted_items` are gone. Copy those that are still needed first.
        // cannot-return: `down` makes `soft_deleted_items` without its rows. Keep a copy for as long as you may want to go back.
        manager
            .drop_table(Table::drop().table("soft_deleted_items").to_owned())
            .await
            .map_err(during("drop the table `soft_deleted_items`"))?;

        // role_permissions
        // drops-data: All rows of `role_permissions` are gone. Copy those that are still needed first.
        // cannot-return: `down` makes `role_permissions` without its rows. Keep a copy for as long as you may want to go back.
        manager
            .drop_table(Table::drop().table("role_permissions").to_owned())
            .await
            .map_err(during("drop the table `role_permissions`"))?;

        // enhanced_user_profiles
        // drops-data: All rows of `enhanced_user_profiles` are gone. Copy those that are still needed first.
        // cannot-return: `down` makes `enhanced_user_profiles` without its rows. Keep a copy for as long as you may want to go back.
        manager
            .drop_table(Table::drop().table("enhanced_user_profiles").to_owned())
            .await
            .map_err(during("drop the table `enhanced_user_profiles`"))?;

        // enhanced_access_audit_log
        // drops-data: All rows of `enhanced_access_audit_log` are gone. Copy those that are still needed first.
        // cannot-return: `down` makes `enhanced_access_audit_log` without its rows. Keep a copy for as long as you may want to go back.
        manager
            .drop_table(Table::drop().table("enhanced_access_audit_log").to_owned())
            .await
            .map_err(during("drop the table `enhanced_access_audit_log`"))?;

        // cmdb_sixr_analyses
        // drops-data: All rows of `cmdb_sixr_analyses` are gone. Copy those that are still needed first.
        // cannot-return: `down` makes `cmdb_sixr_analyses` without its rows. Keep a copy for as long as you may want to go back.
        manager
            .drop_table(Table::drop().table("cmdb_sixr_analyses").to_owned())
            .await
            .map_err(during("drop the table `cmdb_sixr_analyses`"))?;

        create_cmdb_sixr_analysis(manager).await?;
        change_asset_dependencies_5(manager).await?;
        change_assets_5(manager).await?;
        change_client_access_3(manager).await?;
        change_asset_dependencies_6(manager).await?;
        change_client_access_4(manager).await?;

        Ok(())
    }
}

/// Rows that would be in the way
async fn count_rows_that_would_be_in_the_way(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    stop_for_rows(
        manager,
        &[
            (
                "rows of `assets` whose `asset_type` is no asset_type",
                r#"SELECT * FROM "assets" WHERE "asset_type" NOT IN ('server', 'database', 'application', 'network', 'storage', 'container', 'virtual_machine', 'other')"#,
            ),
            (
                "rows of `assets` whose `created_by` points at no row of `users`",
                r#"SELECT * FROM (SELECT "id", "client_account_id", "engagement_id", "asset_name", "hostname", "asset_type", "environment", "ip_address", "operating_system", "cpu_cores", "memory_gb", "storage_gb", "criticality", "status", "raw_data", "created_at", "updated_at", NULL::uuid AS "created_by" FROM "assets") AS "assets" WHERE "created_by" IS NOT NULL AND NOT EXISTS (SELECT FROM "users" AS "there" WHERE "there"."id" = "assets"."created_by")"#,
            ),
            (
                "rows of `assets` whose `flow_id` points at no row of `discovery_flows`",
                r#"SELECT * FROM (SELECT "id", "client_account_id", "engagement_id", "asset_name", "hostname", "asset_type", "environment", "ip_address", "operating_system", "cpu_cores", "memory_gb", "storage_gb", "criticality", "status", "raw_data", "created_at", "updated_at", NULL::uuid AS "flow_id" FROM "assets") AS "assets" WHERE "flow_id" IS NOT NULL AND NOT EXISTS (SELECT FROM "discovery_flows" AS "there" WHERE "there"."flow_id" = "assets"."flow_id")"#,
            ),
            (
                "rows of `assets` whose `imported_by` points at no row of `users`",
                r#"SELECT * FROM (SELECT "id", "client_account_id", "engagement_id", "asset_name", "hostname", "asset_type", "environment", "ip_address", "operating_system", "cpu_cores", "memory_gb", "storage_gb", "criticality", "status", "raw_data", "created_at", "updated_at", NULL::uuid AS "imported_by" FROM "assets") AS "assets" WHERE "imported_by" IS NOT NULL AND NOT EXISTS (SELECT FROM "users" AS "there" WHERE "there"."id" = "assets"."imported_by")"#,
            ),
            (
                "rows of `assets` whose `session_id` points at no row of `data_import_sessions`",
                r#"SELECT * FROM (SELECT "id", "client_account_id", "engagement_id", "asset_name", "hostname", "asset_type", "environment", "ip_address", "operating_system", "cpu_cores", "memory_gb", "storage_gb", "criticality", "status", "raw_data", "created_at", "updated_at", NULL::uuid AS "session_id" FROM "assets") AS "assets" WHERE "session_id" IS NOT NULL AND NOT EXISTS (SELECT FROM "data_import_sessions" AS "there" WHERE "there"."id" = "assets"."session_id")"#,
            ),
            (
                "rows of `assets` whose `updated_by` points at no row of `users`",
                r#"SELECT * FROM (SELECT "id", "client_account_id", "engagement_id", "asset_name", "hostname", "asset_type", "environment", "ip_address", "operating_system", "cpu_cores", "memory_gb", "storage_gb", "criticality", "status", "raw_data", "created_at", "updated_at", NULL::uuid AS "updated_by" FROM "assets") AS "assets" WHERE "updated_by" IS NOT NULL AND NOT EXISTS (SELECT FROM "users" AS "there" WHERE "there"."id" = "assets"."updated_by")"#,
            ),
            (
                "rows of `discovery_flows` whose `discovery_flow_id` points at no row of `discovery_flows`",
                r#"SELECT * FROM "discovery_flows" WHERE "discovery_flow_id" IS NOT NULL AND NOT EXISTS (SELECT FROM "discovery_flows" AS "there" WHERE "there"."flow_id" = "discovery_flows"."discovery_flow_id")"#,
            ),
        ],
    )
        .await?;

    Ok(())
}

/// asset_dependencies
async fn change_asset_dependencies(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .drop_foreign_key(
            ForeignKey::drop()
                .name("fk-asset_dependencies-asset_id")
                .table("asset_dependencies")
                .to_owned(),
        )
        .await
        .map_err(during("drop the foreign key (source_asset_id) of `asset_dependencies`"))?;
    manager
        .drop_foreign_key(
            ForeignKey::drop()
                .name("fk-asset_dependencies-depends_on_asset_id")
                .table("asset_dependencies")
                .to_owned(),
        )
        .await
        .map_err(during("drop the foreign key (target_asset_id) of `asset_dependencies`"))?;

    Ok(())
}

/// cmdb_sixr_analyses
async fn create_cmdb_sixr_analyses(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("cmdb_sixr_analyses")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("analysis_name").string_len(255).not_null())
                .col(
                    ColumnDef::new("status")
                        .string_len(50)
                        .not_null()
                        .default("in_progress"),
                )
                .col(
                    ColumnDef::new("total_assets")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("rehost_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("replatform_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("refactor_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("rearchitect_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("replace_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("retire_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("analysis_results")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-cmdb_sixr_analyses-client_account_id")
                        .from("cmdb_sixr_analyses", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-cmdb_sixr_analyses-engagement_id")
                        .from("cmdb_sixr_analyses", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-cmdb_sixr_analyses-client_account_id")
                .table("cmdb_sixr_analyses")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-cmdb_sixr_analyses-engagement_id")
                .table("cmdb_sixr_analyses")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// enhanced_access_audit_log
async fn create_enhanced_access_audit_log(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("enhanced_access_audit_log")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("user_id").uuid().not_null())
                .col(ColumnDef::new("action_type").string_len(50).not_null())
                .col(
                    ColumnDef::new("details")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-enhanced_access_audit_log-user_id")
                        .from("enhanced_access_audit_log", "user_id")
                        .to("users", "id"),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// enhanced_user_profiles
async fn create_enhanced_user_profiles(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("enhanced_user_profiles")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("user_id").uuid().not_null())
                .col(ColumnDef::new("role_level").string_len(50).not_null())
                .col(ColumnDef::new("data_scope").string_len(50).not_null())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-enhanced_user_profiles-user_id")
                        .from("enhanced_user_profiles", "user_id")
                        .to("users", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// role_permissions
async fn create_role_permissions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("role_permissions")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("role_level").string_len(50).not_null())
                .col(
                    ColumnDef::new("can_view_assets")
                        .boolean()
                        .not_null()
                        .default(false),
                )
                .col(
                    ColumnDef::new("can_edit_assets")
                        .boolean()
                        .not_null()
                        .default(false),
                )
                .col(
                    ColumnDef::new("can_import_data")
                        .boolean()
                        .not_null()
                        .default(false),
                )
                .col(
                    ColumnDef::new("can_export_data")
                        .boolean()
                        .not_null()
                        .default(false),
                )
                .col(
                    ColumnDef::new("can_delete_data")
                        .boolean()
                        .not_null()
                        .default(false),
                )
                .col(
                    ColumnDef::new("can_manage_engagements")
                        .boolean()
                        .not_null()
                        .default(false),
                )
                .col(
                    ColumnDef::new("can_manage_users")
                        .boolean()
                        .not_null()
                        .default(false),
                )
                .col(
                    ColumnDef::new("can_approve_roles")
                        .boolean()
                        .not_null()
                        .default(false),
                )
                .col(
                    ColumnDef::new("can_view_audit_log")
                        .boolean()
                        .not_null()
                        .default(false),
                )
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// soft_deleted_items
async fn create_soft_deleted_items(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("soft_deleted_items")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("item_type").string_len(50).not_null())
                .col(ColumnDef::new("item_id").uuid().not_null())
                .col(ColumnDef::new("deleted_by").uuid().not_null())
                .col(
                    ColumnDef::new("deleted_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("delete_reason").text())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-soft_deleted_items-deleted_by")
                        .from("soft_deleted_items", "deleted_by")
                        .to("users", "id"),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// workflow_progress
async fn create_workflow_progress(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("workflow_progress")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("asset_id").uuid().not_null())
                .col(ColumnDef::new("phase").string_len(50).not_null())
                .col(
                    ColumnDef::new("status")
                        .string_len(50)
                        .not_null()
                        .default("not_started"),
                )
                .col(
                    ColumnDef::new("progress_percentage")
                        .double()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-workflow_progress-asset_id")
                        .from("workflow_progress", "asset_id")
                        .to("assets", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// asset_dependencies
async fn change_asset_dependencies_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // blocks-writes: `asset_id` is filled in all rows while nobody can write to `asset_dependencies`. Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("asset_dependencies")
                .add_column(ColumnDef::new("asset_id").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `asset_id` of `asset_dependencies`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"UPDATE "asset_dependencies" SET "asset_id" = source_asset_id WHERE "asset_id" IS NULL"#,
        )
        .await
        .map_err(during("add the column `asset_id` of `asset_dependencies`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("asset_dependencies")
                .modify_column(ColumnDef::new("asset_id").not_null())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `asset_id` of `asset_dependencies`"))?;
    // blocks-writes: `depends_on_asset_id` is filled in all rows while nobody can write to `asset_dependencies`. Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("asset_dependencies")
                .add_column(ColumnDef::new("depends_on_asset_id").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `depends_on_asset_id` of `asset_dependencies`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"UPDATE "asset_dependencies" SET "depends_on_asset_id" = target_asset_id WHERE "depends_on_asset_id" IS NULL"#,
        )
        .await
        .map_err(during("add the column `depends_on_asset_id` of `asset_dependencies`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("asset_dependencies")
                .modify_column(ColumnDef::new("depends_on_asset_id").not_null())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `depends_on_asset_id` of `asset_dependencies`"))?;
    // drops-data: All values of `source_asset_id` in `asset_dependencies` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `source_asset_id` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("asset_dependencies")
                .drop_column("source_asset_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `source_asset_id` of `asset_dependencies`"))?;
    // drops-data: All values of `target_asset_id` in `asset_dependencies` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `target_asset_id` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("asset_dependencies")
                .drop_column("target_asset_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `target_asset_id` of `asset_dependencies`"))?;

    Ok(())
}

/// assets
async fn change_assets(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("flow_id").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `flow_id` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("session_id").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `session_id` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("master_flow_id").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `master_flow_id` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("discovery_flow_id").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `discovery_flow_id` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("assessment_flow_id").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `assessment_flow_id` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("planning_flow_id").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `planning_flow_id` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("execution_flow_id").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `execution_flow_id` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("source_phase").string_len(50))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `source_phase` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("current_phase").string_len(50))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `current_phase` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("phase_context").json())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `phase_context` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("name").string_len(255))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `name` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("description").text())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `description` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("fqdn").string_len(255))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `fqdn` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("mac_address").string_len(17))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `mac_address` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("datacenter").string_len(100))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `datacenter` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("rack_location").string_len(50))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `rack_location` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("availability_zone").string_len(50))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `availability_zone` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("os_version").string_len(50))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `os_version` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("business_owner").string_len(255))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `business_owner` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("technical_owner").string_len(255))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `technical_owner` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("department").string_len(100))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `department` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("application_name").string_len(255))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `application_name` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("technology_stack").string_len(255))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `technology_stack` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("business_criticality").string_len(20))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `business_criticality` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("custom_attributes").json())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `custom_attributes` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("six_r_strategy").custom("six_r_strategy"))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `six_r_strategy` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("mapping_status").string_len(20))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `mapping_status` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("migration_priority").integer())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `migration_priority` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("migration_complexity").string_len(20))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `migration_complexity` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("migration_wave").integer())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `migration_wave` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("sixr_ready").string_len(50))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `sixr_ready` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("migration_status").custom("asset_status"))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `migration_status` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("dependencies").json())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `dependencies` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("related_assets").json())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `related_assets` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("discovery_method").string_len(50))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `discovery_method` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("discovery_timestamp").timestamp_with_time_zone())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `discovery_timestamp` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("cpu_utilization_percent").double())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `cpu_utilization_percent` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("memory_utilization_percent").double())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `memory_utilization_percent` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("disk_iops").double())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `disk_iops` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("network_throughput_mbps").double())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `network_throughput_mbps` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("completeness_score").double())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `completeness_score` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("quality_score").double())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `quality_score` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("current_monthly_cost").double())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `current_monthly_cost` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("estimated_cloud_cost").double())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `estimated_cloud_cost` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("imported_by").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `imported_by` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("imported_at").timestamp_with_time_zone())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `imported_at` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("source_filename").string_len(255))
                .to_owned(),
        )
        .await
        .map_err(during("add the column `source_filename` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("field_mappings_used").json())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `field_mappings_used` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("created_by").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `created_by` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .add_column(ColumnDef::new("updated_by").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `updated_by` of `assets`"))?;
    // narrows-type: Not every character varying(100) is one of asset_type. Make sure that nothing writes other values.
    // fails-on-existing-rows: It fails when a value does not become one of asset_type. The migration counts such rows first, and stops with a query that lists them.
    // rewrites-table: All of `assets` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .modify_column(
                    ColumnDef::new("asset_type")
                        .custom("asset_type")
                        .using(Expr::cust(r#""asset_type"::asset_type"#)),
                )
                .to_owned(),
        )
        .await
        .map_err(during("change the column `asset_type` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .modify_column(ColumnDef::new("status").default("discovered"))
                .to_owned(),
        )
        .await
        .map_err(during("change the column `status` of `assets`"))?;
    // rewrites-table: All of `assets` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .modify_column(ColumnDef::new("raw_data").json())
                .to_owned(),
        )
        .await
        .map_err(during("change the column `raw_data` of `assets`"))?;
    // blocks-writes: `idx-assets-assessment_flow_id` is built while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_index(
            Index::create()
                .name("idx-assets-assessment_flow_id")
                .table("assets")
                .col("assessment_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-assessment_flow_id` of `assets`"))?;
    // blocks-writes: `idx-assets-current_phase` is built while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_index(
            Index::create()
                .name("idx-assets-current_phase")
                .table("assets")
                .col("current_phase")
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-current_phase` of `assets`"))?;
    // blocks-writes: `idx-assets-discovery_flow_id` is built while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_index(
            Index::create()
                .name("idx-assets-discovery_flow_id")
                .table("assets")
                .col("discovery_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-discovery_flow_id` of `assets`"))?;
    // blocks-writes: `idx-assets-environment` is built while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_index(
            Index::create()
                .name("idx-assets-environment")
                .table("assets")
                .col("environment")
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-environment` of `assets`"))?;
    // blocks-writes: `idx-assets-execution_flow_id` is built while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_index(
            Index::create()
                .name("idx-assets-execution_flow_id")
                .table("assets")
                .col("execution_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-execution_flow_id` of `assets`"))?;
    // blocks-writes: `idx-assets-hostname` is built while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_index(
            Index::create()
                .name("idx-assets-hostname")
                .table("assets")
                .col("hostname")
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-hostname` of `assets`"))?;
    // blocks-writes: `idx-assets-mapping_status` is built while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_index(
            Index::create()
                .name("idx-assets-mapping_status")
                .table("assets")
                .col("mapping_status")
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-mapping_status` of `assets`"))?;
    // blocks-writes: `idx-assets-master_flow_id` is built while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_index(
            Index::create()
                .name("idx-assets-master_flow_id")
                .table("assets")
                .col("master_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-master_flow_id` of `assets`"))?;
    // blocks-writes: `idx-assets-migration_status` is built while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_index(
            Index::create()
                .name("idx-assets-migration_status")
                .table("assets")
                .col("migration_status")
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-migration_status` of `assets`"))?;
    // blocks-writes: `idx-assets-name` is built while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_index(
            Index::create()
                .name("idx-assets-name")
                .table("assets")
                .col("name")
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-name` of `assets`"))?;
    // blocks-writes: `idx-assets-planning_flow_id` is built while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_index(
            Index::create()
                .name("idx-assets-planning_flow_id")
                .table("assets")
                .col("planning_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-planning_flow_id` of `assets`"))?;
    // blocks-writes: `idx-assets-source_phase` is built while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_index(
            Index::create()
                .name("idx-assets-source_phase")
                .table("assets")
                .col("source_phase")
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-assets-source_phase` of `assets`"))?;

    Ok(())
}

/// client_access
async fn change_client_access(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // blocks-writes: `user_profile_id` is filled in all rows while nobody can write to `client_access`. Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("client_access")
                .add_column(ColumnDef::new("user_profile_id").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `user_profile_id` of `client_access`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"UPDATE "client_access" SET "user_profile_id" = user_id WHERE "user_profile_id" IS NULL"#,
        )
        .await
        .map_err(during("add the column `user_profile_id` of `client_access`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("client_access")
                .modify_column(ColumnDef::new("user_profile_id").not_null())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `user_profile_id` of `client_access`"))?;
    // drops-data: All values of `user_id` in `client_access` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `user_id` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("client_access")
                .drop_column("user_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `user_id` of `client_access`"))?;

    Ok(())
}

/// asset_dependencies
async fn change_asset_dependencies_3(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `asset_dependencies` points at no row of `assets`. The migration counts such rows first, and stops with a query that lists them.
    // blocks-writes: All rows are looked at while nobody can write to `asset_dependencies`. Run it when nobody waits for the table.
    // blocks-writes: All rows of `asset_dependencies` are looked at while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_foreign_key(
            ForeignKey::create()
                .name("fk-asset_dependencies-asset_id")
                .from("asset_dependencies", "asset_id")
                .to("assets", "id")
                .on_delete(ForeignKeyAction::Cascade)
                .to_owned(),
        )
        .await
        .map_err(during("add the foreign key (asset_id) of `asset_dependencies`"))?;
    // fails-on-existing-rows: It fails when a row of `asset_dependencies` points at no row of `assets`. The migration counts such rows first, and stops with a query that lists them.
    // blocks-writes: All rows are looked at while nobody can write to `asset_dependencies`. Run it when nobody waits for the table.
    // blocks-writes: All rows of `asset_dependencies` are looked at while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_foreign_key(
            ForeignKey::create()
                .name("fk-asset_dependencies-depends_on_asset_id")
                .from("asset_dependencies", "depends_on_asset_id")
                .to("assets", "id")
                .on_delete(ForeignKeyAction::Cascade)
                .to_owned(),
        )
        .await
        .map_err(during("add the foreign key (depends_on_asset_id) of `asset_dependencies`"))?;

    Ok(())
}

/// assets
async fn change_assets_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `assets` points at no row of `users`. The migration counts such rows first, and stops with a query that lists them.
    // blocks-writes: All rows are looked at while nobody can write to `assets`. Run it when nobody waits for the table.
    // blocks-writes: All rows of `assets` are looked at while nobody can write to `users`. Run it when nobody waits for the table.
    manager
        .create_foreign_key(
            ForeignKey::create()
                .name("fk-assets-created_by")
                .from("assets", "created_by")
                .to("users", "id")
                .to_owned(),
        )
        .await
        .map_err(during("add the foreign key (created_by) of `assets`"))?;
    // fails-on-existing-rows: It fails when a row of `assets` points at no row of `discovery_flows`. The migration counts such rows first, and stops with a query that lists them.
    // blocks-writes: All rows are looked at while nobody can write to `assets`. Run it when nobody waits for the table.
    // blocks-writes: All rows of `assets` are looked at while nobody can write to `discovery_flows`. Run it when nobody waits for the table.
    manager
        .create_foreign_key(
            ForeignKey::create()
                .name("fk-assets-flow_id")
                .from("assets", "flow_id")
                .to("discovery_flows", "flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("add the foreign key (flow_id) of `assets`"))?;
    // fails-on-existing-rows: It fails when a row of `assets` points at no row of `users`. The migration counts such rows first, and stops with a query that lists them.
    // blocks-writes: All rows are looked at while nobody can write to `assets`. Run it when nobody waits for the table.
    // blocks-writes: All rows of `assets` are looked at while nobody can write to `users`. Run it when nobody waits for the table.
    manager
        .create_foreign_key(
            ForeignKey::create()
                .name("fk-assets-imported_by")
                .from("assets", "imported_by")
                .to("users", "id")
                .to_owned(),
        )
        .await
        .map_err(during("add the foreign key (imported_by) of `assets`"))?;
    // fails-on-existing-rows: It fails when a row of `assets` points at no row of `data_import_sessions`. The migration counts such rows first, and stops with a query that lists them.
    // blocks-writes: All rows are looked at while nobody can write to `assets`. Run it when nobody waits for the table.
    // blocks-writes: All rows of `assets` are looked at while nobody can write to `data_import_sessions`. Run it when nobody waits for the table.
    manager
        .create_foreign_key(
            ForeignKey::create()
                .name("fk-assets-session_id")
                .from("assets", "session_id")
                .to("data_import_sessions", "id")
                .to_owned(),
        )
        .await
        .map_err(during("add the foreign key (session_id) of `assets`"))?;
    // fails-on-existing-rows: It fails when a row of `assets` points at no row of `users`. The migration counts such rows first, and stops with a query that lists them.
    // blocks-writes: All rows are looked at while nobody can write to `assets`. Run it when nobody waits for the table.
    // blocks-writes: All rows of `assets` are looked at while nobody can write to `users`. Run it when nobody waits for the table.
    manager
        .create_foreign_key(
            ForeignKey::create()
                .name("fk-assets-updated_by")
                .from("assets", "updated_by")
                .to("users", "id")
                .to_owned(),
        )
        .await
        .map_err(during("add the foreign key (updated_by) of `assets`"))?;

    Ok(())
}

/// client_access
async fn change_client_access_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `client_access` points at no row of `user_profiles`. The migration counts such rows first, and stops with a query that lists them.
    // blocks-writes: All rows are looked at while nobody can write to `client_access`. Run it when nobody waits for the table.
    // blocks-writes: All rows of `client_access` are looked at while nobody can write to `user_profiles`. Run it when nobody waits for the table.
    manager
        .create_foreign_key(
            ForeignKey::create()
                .name("fk-client_access-user_profile_id")
                .from("client_access", "user_profile_id")
                .to("user_profiles", "user_id")
                .on_delete(ForeignKeyAction::Cascade)
                .to_owned(),
        )
        .await
        .map_err(during("add the foreign key (user_profile_id) of `client_access`"))?;

    Ok(())
}

/// discovery_flows
async fn change_discovery_flows(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `discovery_flows` points at no row of `discovery_flows`. The migration counts such rows first, and stops with a query that lists them.
    // blocks-writes: All rows are looked at while nobody can write to `discovery_flows`. Run it when nobody waits for the table.
    manager
        .create_foreign_key(
            ForeignKey::create()
                .name("fk-discovery_flows-discovery_flow_id")
                .from("discovery_flows", "discovery_flow_id")
                .to("discovery_flows", "flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("add the foreign key (discovery_flow_id) of `discovery_flows`"))?;

    Ok(())
}

/// asset_dependencies
async fn change_asset_dependencies_4(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .drop_foreign_key(
            ForeignKey::drop()
                .name("fk-asset_dependencies-asset_id")
                .table("asset_dependencies")
                .to_owned(),
        )
        .await
        .map_err(during("drop the foreign key (asset_id) of `asset_dependencies`"))?;
    manager
        .drop_foreign_key(
            ForeignKey::drop()
                .name("fk-asset_dependencies-depends_on_asset_id")
                .table("asset_dependencies")
                .to_owned(),
        )
        .await
        .map_err(during("drop the foreign key (depends_on_asset_id) of `asset_dependencies`"))?;

    Ok(())
}

/// assets
async fn change_assets_3(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .drop_foreign_key(
            ForeignKey::drop()
                .name("fk-assets-created_by")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the foreign key (created_by) of `assets`"))?;
    manager
        .drop_foreign_key(
            ForeignKey::drop()
                .name("fk-assets-flow_id")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the foreign key (flow_id) of `assets`"))?;
    manager
        .drop_foreign_key(
            ForeignKey::drop()
                .name("fk-assets-imported_by")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the foreign key (imported_by) of `assets`"))?;
    manager
        .drop_foreign_key(
            ForeignKey::drop()
                .name("fk-assets-session_id")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the foreign key (session_id) of `assets`"))?;
    manager
        .drop_foreign_key(
            ForeignKey::drop()
                .name("fk-assets-updated_by")
                .table("assets")
                .to_owned(),
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
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-assessment_flow_id` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-current_phase")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-current_phase` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-discovery_flow_id")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-discovery_flow_id` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-environment")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-environment` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-execution_flow_id")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-execution_flow_id` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-hostname")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-hostname` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-mapping_status")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-mapping_status` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-master_flow_id")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-master_flow_id` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-migration_status")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-migration_status` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-name")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-name` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-planning_flow_id")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-planning_flow_id` of `assets`"))?;
    manager
        .drop_index(
            Index::drop()
                .name("idx-assets-source_phase")
                .table("assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the index `idx-assets-source_phase` of `assets`"))?;

    Ok(())
}

/// cmdb_sixr_analysis
async fn create_cmdb_sixr_analysis(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("cmdb_sixr_analysis")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()")),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("analysis_name").string_len(255).not_null())
                .col(
                    ColumnDef::new("status")
                        .string_len(50)
                        .not_null()
                        .default(Expr::cust("'in_progress'::character varying")),
                )
                .col(
                    ColumnDef::new("total_assets")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("rehost_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("replatform_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("refactor_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("rearchitect_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("replace_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("retire_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("analysis_results")
                        .json_binary()
                        .not_null()
                        .default(Expr::cust("'{}'::jsonb")),
                )
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .primary_key(Index::create().name("cmdb_sixr_analyses_pkey").col("id"))
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-cmdb_sixr_analyses-client_account_id")
                        .from("cmdb_sixr_analysis", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-cmdb_sixr_analyses-engagement_id")
                        .from("cmdb_sixr_analysis", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-cmdb_sixr_analyses-client_account_id")
                .table("cmdb_sixr_analysis")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-cmdb_sixr_analyses-engagement_id")
                .table("cmdb_sixr_analysis")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// asset_dependencies
async fn change_asset_dependencies_5(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // blocks-writes: `source_asset_id` is filled in all rows while nobody can write to `asset_dependencies`. Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("asset_dependencies")
                .add_column(ColumnDef::new("source_asset_id").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `source_asset_id` of `asset_dependencies`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"UPDATE "asset_dependencies" SET "source_asset_id" = "asset_id" WHERE "source_asset_id" IS NULL"#,
        )
        .await
        .map_err(during("add the column `source_asset_id` of `asset_dependencies`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("asset_dependencies")
                .modify_column(ColumnDef::new("source_asset_id").not_null())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `source_asset_id` of `asset_dependencies`"))?;
    // blocks-writes: `target_asset_id` is filled in all rows while nobody can write to `asset_dependencies`. Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("asset_dependencies")
                .add_column(ColumnDef::new("target_asset_id").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `target_asset_id` of `asset_dependencies`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"UPDATE "asset_dependencies" SET "target_asset_id" = "depends_on_asset_id" WHERE "target_asset_id" IS NULL"#,
        )
        .await
        .map_err(during("add the column `target_asset_id` of `asset_dependencies`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("asset_dependencies")
                .modify_column(ColumnDef::new("target_asset_id").not_null())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `target_asset_id` of `asset_dependencies`"))?;
    // drops-data: All values of `asset_id` in `asset_dependencies` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `asset_id` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("asset_dependencies")
                .drop_column("asset_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `asset_id` of `asset_dependencies`"))?;
    // drops-data: All values of `depends_on_asset_id` in `asset_dependencies` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `depends_on_asset_id` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("asset_dependencies")
                .drop_column("depends_on_asset_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `depends_on_asset_id` of `asset_dependencies`"))?;

    Ok(())
}

/// assets
async fn change_assets_5(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // narrows-type: Not every value of asset_type fits character varying(100). Make sure that nothing writes other values.
    // fails-on-existing-rows: It fails when a value does not become one of character varying(100). The migration counts such rows first, and stops with a query that lists them.
    // rewrites-table: All of `assets` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .modify_column(ColumnDef::new("asset_type").string_len(100))
                .to_owned(),
        )
        .await
        .map_err(during("change the column `asset_type` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .modify_column(
                    ColumnDef::new("status").default(Expr::cust("'unknown'::character varying")),
                )
                .to_owned(),
        )
        .await
        .map_err(during("change the column `status` of `assets`"))?;
    // narrows-type: Not every value of json fits jsonb. Make sure that nothing writes other values.
    // fails-on-existing-rows: It fails when a value does not become one of jsonb. The migration counts such rows first, and stops with a query that lists them.
    // rewrites-table: All of `assets` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .modify_column(ColumnDef::new("raw_data").json_binary())
                .to_owned(),
        )
        .await
        .map_err(during("change the column `raw_data` of `assets`"))?;
    // drops-data: All values of `flow_id` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `flow_id` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `flow_id` of `assets`"))?;
    // drops-data: All values of `session_id` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `session_id` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("session_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `session_id` of `assets`"))?;
    // drops-data: All values of `master_flow_id` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `master_flow_id` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("master_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `master_flow_id` of `assets`"))?;
    // drops-data: All values of `discovery_flow_id` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `discovery_flow_id` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("discovery_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `discovery_flow_id` of `assets`"))?;
    // drops-data: All values of `assessment_flow_id` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `assessment_flow_id` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("assessment_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `assessment_flow_id` of `assets`"))?;
    // drops-data: All values of `planning_flow_id` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `planning_flow_id` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("planning_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `planning_flow_id` of `assets`"))?;
    // drops-data: All values of `execution_flow_id` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `execution_flow_id` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("execution_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `execution_flow_id` of `assets`"))?;
    // drops-data: All values of `source_phase` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `source_phase` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("source_phase")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `source_phase` of `assets`"))?;
    // drops-data: All values of `current_phase` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `current_phase` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("current_phase")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `current_phase` of `assets`"))?;
    // drops-data: All values of `phase_context` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `phase_context` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("phase_context")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `phase_context` of `assets`"))?;
    // drops-data: All values of `name` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `name` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("name")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `name` of `assets`"))?;
    // drops-data: All values of `description` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `description` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("description")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `description` of `assets`"))?;
    // drops-data: All values of `fqdn` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `fqdn` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("fqdn")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `fqdn` of `assets`"))?;
    // drops-data: All values of `mac_address` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `mac_address` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("mac_address")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `mac_address` of `assets`"))?;
    // drops-data: All values of `datacenter` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `datacenter` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("datacenter")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `datacenter` of `assets`"))?;
    // drops-data: All values of `rack_location` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `rack_location` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("rack_location")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `rack_location` of `assets`"))?;
    // drops-data: All values of `availability_zone` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `availability_zone` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("availability_zone")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `availability_zone` of `assets`"))?;
    // drops-data: All values of `os_version` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `os_version` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("os_version")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `os_version` of `assets`"))?;
    // drops-data: All values of `business_owner` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `business_owner` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("business_owner")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `business_owner` of `assets`"))?;
    // drops-data: All values of `technical_owner` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `technical_owner` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("technical_owner")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `technical_owner` of `assets`"))?;
    // drops-data: All values of `department` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `department` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("department")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `department` of `assets`"))?;
    // drops-data: All values of `application_name` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `application_name` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("application_name")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `application_name` of `assets`"))?;
    // drops-data: All values of `technology_stack` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `technology_stack` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("technology_stack")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `technology_stack` of `assets`"))?;
    // drops-data: All values of `business_criticality` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `business_criticality` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("business_criticality")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `business_criticality` of `assets`"))?;
    // drops-data: All values of `custom_attributes` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `custom_attributes` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("custom_attributes")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `custom_attributes` of `assets`"))?;
    // drops-data: All values of `six_r_strategy` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `six_r_strategy` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("six_r_strategy")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `six_r_strategy` of `assets`"))?;
    // drops-data: All values of `mapping_status` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `mapping_status` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("mapping_status")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `mapping_status` of `assets`"))?;
    // drops-data: All values of `migration_priority` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `migration_priority` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("migration_priority")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `migration_priority` of `assets`"))?;
    // drops-data: All values of `migration_complexity` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `migration_complexity` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("migration_complexity")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `migration_complexity` of `assets`"))?;
    // drops-data: All values of `migration_wave` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `migration_wave` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("migration_wave")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `migration_wave` of `assets`"))?;
    // drops-data: All values of `sixr_ready` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `sixr_ready` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("sixr_ready")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `sixr_ready` of `assets`"))?;
    // drops-data: All values of `migration_status` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `migration_status` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("migration_status")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `migration_status` of `assets`"))?;
    // drops-data: All values of `dependencies` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `dependencies` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("dependencies")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `dependencies` of `assets`"))?;
    // drops-data: All values of `related_assets` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `related_assets` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("related_assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `related_assets` of `assets`"))?;
    // drops-data: All values of `discovery_method` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `discovery_method` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("discovery_method")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `discovery_method` of `assets`"))?;
    // drops-data: All values of `discovery_timestamp` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `discovery_timestamp` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("discovery_timestamp")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `discovery_timestamp` of `assets`"))?;
    // drops-data: All values of `cpu_utilization_percent` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `cpu_utilization_percent` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("cpu_utilization_percent")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `cpu_utilization_percent` of `assets`"))?;
    // drops-data: All values of `memory_utilization_percent` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `memory_utilization_percent` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("memory_utilization_percent")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `memory_utilization_percent` of `assets`"))?;
    // drops-data: All values of `disk_iops` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `disk_iops` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("disk_iops")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `disk_iops` of `assets`"))?;
    // drops-data: All values of `network_throughput_mbps` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `network_throughput_mbps` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("network_throughput_mbps")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `network_throughput_mbps` of `assets`"))?;
    // drops-data: All values of `completeness_score` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `completeness_score` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("completeness_score")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `completeness_score` of `assets`"))?;
    // drops-data: All values of `quality_score` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `quality_score` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("quality_score")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `quality_score` of `assets`"))?;
    // drops-data: All values of `current_monthly_cost` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `current_monthly_cost` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("current_monthly_cost")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `current_monthly_cost` of `assets`"))?;
    // drops-data: All values of `estimated_cloud_cost` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `estimated_cloud_cost` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("estimated_cloud_cost")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `estimated_cloud_cost` of `assets`"))?;
    // drops-data: All values of `imported_by` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `imported_by` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("imported_by")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `imported_by` of `assets`"))?;
    // drops-data: All values of `imported_at` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `imported_at` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("imported_at")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `imported_at` of `assets`"))?;
    // drops-data: All values of `source_filename` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `source_filename` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("source_filename")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `source_filename` of `assets`"))?;
    // drops-data: All values of `field_mappings_used` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `field_mappings_used` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("field_mappings_used")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `field_mappings_used` of `assets`"))?;
    // drops-data: All values of `created_by` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `created_by` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("created_by")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `created_by` of `assets`"))?;
    // drops-data: All values of `updated_by` in `assets` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `updated_by` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("updated_by")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `updated_by` of `assets`"))?;

    Ok(())
}

/// client_access
async fn change_client_access_3(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // blocks-writes: `user_id` is filled in all rows while nobody can write to `client_access`. Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("client_access")
                .add_column(ColumnDef::new("user_id").uuid())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `user_id` of `client_access`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"UPDATE "client_access" SET "user_id" = "user_profile_id" WHERE "user_id" IS NULL"#,
        )
        .await
        .map_err(during("add the column `user_id` of `client_access`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("client_access")
                .modify_column(ColumnDef::new("user_id").not_null())
                .to_owned(),
        )
        .await
        .map_err(during("add the column `user_id` of `client_access`"))?;
    // drops-data: All values of `user_profile_id` in `client_access` are gone. Copy those that are still needed first.
    // cannot-return: `down` makes `user_profile_id` without its values. Keep a copy for as long as you may want to go back.
    manager
        .alter_table(
            Table::alter()
                .table("client_access")
                .drop_column("user_profile_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `user_profile_id` of `client_access`"))?;

    Ok(())
}

/// asset_dependencies
async fn change_asset_dependencies_6(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `asset_dependencies` points at no row of `assets`. The migration counts such rows first, and stops with a query that lists them.
    // blocks-writes: All rows are looked at while nobody can write to `asset_dependencies`. Run it when nobody waits for the table.
    // blocks-writes: All rows of `asset_dependencies` are looked at while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_foreign_key(
            ForeignKey::create()
                .name("fk-asset_dependencies-asset_id")
                .from("asset_dependencies", "source_asset_id")
                .to("assets", "id")
                .on_delete(ForeignKeyAction::Cascade)
                .to_owned(),
        )
        .await
        .map_err(during("add the foreign key (source_asset_id) of `asset_dependencies`"))?;
    // fails-on-existing-rows: It fails when a row of `asset_dependencies` points at no row of `assets`. The migration counts such rows first, and stops with a query that lists them.
    // blocks-writes: All rows are looked at while nobody can write to `asset_dependencies`. Run it when nobody waits for the table.
    // blocks-writes: All rows of `asset_dependencies` are looked at while nobody can write to `assets`. Run it when nobody waits for the table.
    manager
        .create_foreign_key(
            ForeignKey::create()
                .name("fk-asset_dependencies-depends_on_asset_id")
                .from("asset_dependencies", "target_asset_id")
                .to("assets", "id")
                .on_delete(ForeignKeyAction::Cascade)
                .to_owned(),
        )
        .await
        .map_err(during("add the foreign key (target_asset_id) of `asset_dependencies`"))?;

    Ok(())
}

/// client_access
async fn change_client_access_4(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `client_access` points at no row of `users`. The migration counts such rows first, and stops with a query that lists them.
    // blocks-writes: All rows are looked at while nobody can write to `client_access`. Run it when nobody waits for the table.
    // blocks-writes: All rows of `client_access` are looked at while nobody can write to `users`. Run it when nobody waits for the table.
    manager
        .create_foreign_key(
            ForeignKey::create()
                .name("client_access_user_id_fkey")
                .from("client_access", "user_id")
                .to("users", "id")
                .to_owned(),
        )
        .await
        .map_err(during("add the foreign key (user_id) of `client_access`"))?;

    Ok(())
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}

/// Stops before anything is changed where one of these queries lists rows.
async fn stop_for_rows(manager: &SchemaManager<'_>, queries: &[(&str, &str)]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let mut found = Vec::new();
    for (rows, query) in queries {
        let count = format!("SELECT COUNT(*) FROM ({query}) AS in_the_way");
        let count = sea_orm::Statement::from_string(db.get_database_backend(), count);
        let count: i64 = match db.query_one_raw(count).await? {
            Some(row) => row.try_get_by_index(0)?,
            None => 0,
        };
        if count > 0 {
            found.push(format!("{count} {rows}: {query}"));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(DbErr::Migration(format!(
        "nothing was changed, because rows are in the way\n{}",
        found.join("\n")
    )))
}
