//! Written by schema-runtime on 2026-01-01 from the entities of `suite::asset_platform::entity`, for PostgreSQL.
//! It mends 90 differences.
//! `down` brings back `cmdb_sixr_analysis`, but not what was in it.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count_rows_that_would_be_in_the_way(manager).await?;

        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        change_asset_dependencies(manager).await?;

        // cmdb_sixr_analysis
        // drops-data: The rows of `cmdb_sixr_analysis` are gone afterwards.
        // Keep a copy of what may still be needed.
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
        change_assets(manager).await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // workflow_progress
        manager
            .drop_table(Table::drop().table("workflow_progress").to_owned())
            .await
            .map_err(during("drop the table `workflow_progress`"))?;

        // soft_deleted_items
        manager
            .drop_table(Table::drop().table("soft_deleted_items").to_owned())
            .await
            .map_err(during("drop the table `soft_deleted_items`"))?;

        // role_permissions
        manager
            .drop_table(Table::drop().table("role_permissions").to_owned())
            .await
            .map_err(during("drop the table `role_permissions`"))?;

        // enhanced_user_profiles
        manager
            .drop_table(Table::drop().table("enhanced_user_profiles").to_owned())
            .await
            .map_err(during("drop the table `enhanced_user_profiles`"))?;

        // enhanced_access_audit_log
        manager
            .drop_table(Table::drop().table("enhanced_access_audit_log").to_owned())
            .await
            .map_err(during("drop the table `enhanced_access_audit_log`"))?;

        // cmdb_sixr_analyses
        manager
            .drop_table(Table::drop().table("cmdb_sixr_analyses").to_owned())
            .await
            .map_err(during("drop the table `cmdb_sixr_analyses`"))?;

        create_cmdb_sixr_analysis(manager).await?;
        change_assets_2(manager).await?;
        change_asset_dependencies_2(manager).await?;

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
    // narrows-type: Not every character varying(100) is one of asset_type.
    // Make sure that nothing writes other values.
    // fails-on-existing-rows: It fails when a value is no asset_type.
    // The migration counts such rows first, and stops with a query that lists them.
    // rewrites-table: All of `assets` is written anew, and nobody can read or write it meanwhile.
    // Run it when nobody waits for the table.
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
    // rewrites-table: All of `assets` is written anew, and nobody can read or write it meanwhile.
    // Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .modify_column(ColumnDef::new("raw_data").json())
                .to_owned(),
        )
        .await
        .map_err(during("change the column `raw_data` of `assets`"))?;

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

/// assets
async fn change_assets_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // rewrites-table: All of `assets` is written anew, and nobody can read or write it meanwhile.
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
    // narrows-type: Not every value of json fits jsonb.
    // fails-on-existing-rows: It fails when a value does not fit jsonb.
    // rewrites-table: All of `assets` is written anew, and nobody can read or write it meanwhile.
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .modify_column(ColumnDef::new("raw_data").json_binary())
                .to_owned(),
        )
        .await
        .map_err(during("change the column `raw_data` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `flow_id` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("session_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `session_id` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("master_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `master_flow_id` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("discovery_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `discovery_flow_id` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("assessment_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `assessment_flow_id` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("planning_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `planning_flow_id` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("execution_flow_id")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `execution_flow_id` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("source_phase")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `source_phase` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("current_phase")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `current_phase` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("phase_context")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `phase_context` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("name")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `name` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("description")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `description` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("fqdn")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `fqdn` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("mac_address")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `mac_address` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("datacenter")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `datacenter` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("rack_location")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `rack_location` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("availability_zone")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `availability_zone` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("os_version")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `os_version` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("business_owner")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `business_owner` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("technical_owner")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `technical_owner` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("department")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `department` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("application_name")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `application_name` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("technology_stack")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `technology_stack` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("business_criticality")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `business_criticality` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("custom_attributes")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `custom_attributes` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("six_r_strategy")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `six_r_strategy` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("mapping_status")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `mapping_status` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("migration_priority")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `migration_priority` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("migration_complexity")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `migration_complexity` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("migration_wave")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `migration_wave` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("sixr_ready")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `sixr_ready` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("migration_status")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `migration_status` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("dependencies")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `dependencies` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("related_assets")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `related_assets` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("discovery_method")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `discovery_method` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("discovery_timestamp")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `discovery_timestamp` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("cpu_utilization_percent")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `cpu_utilization_percent` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("memory_utilization_percent")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `memory_utilization_percent` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("disk_iops")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `disk_iops` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("network_throughput_mbps")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `network_throughput_mbps` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("completeness_score")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `completeness_score` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("quality_score")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `quality_score` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("current_monthly_cost")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `current_monthly_cost` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("estimated_cloud_cost")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `estimated_cloud_cost` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("imported_by")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `imported_by` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("imported_at")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `imported_at` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("source_filename")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `source_filename` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("field_mappings_used")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `field_mappings_used` of `assets`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("assets")
                .drop_column("created_by")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `created_by` of `assets`"))?;
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

/// asset_dependencies
async fn change_asset_dependencies_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `asset_dependencies` points at no row of `assets`.
    // blocks-writes: All rows are looked at while nobody can write to `asset_dependencies`.
    // blocks-writes: All rows of `asset_dependencies` are looked at while nobody can write to `assets`.
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
    // fails-on-existing-rows: It fails when a row of `asset_dependencies` points at no row of `assets`.
    // blocks-writes: All rows are looked at while nobody can write to `asset_dependencies`.
    // blocks-writes: All rows of `asset_dependencies` are looked at while nobody can write to `assets`.
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
