//! Written by schema-runtime on 2026-01-01 from the entities of `suite::asset_platform::entity`, for PostgreSQL.
//! It mends 43 differences.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::extension::postgres::Type;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_asset_status(manager).await?;
        create_asset_type(manager).await?;
        create_six_r_strategy(manager).await?;
        create_client_accounts(manager).await?;
        create_engagements(manager).await?;
        create_agent_insights(manager).await?;
        create_agent_questions(manager).await?;
        create_assessments(manager).await?;
        create_cmdb_sixr_analyses(manager).await?;
        create_data_import_sessions(manager).await?;
        create_data_items(manager).await?;
        create_discovery_flows(manager).await?;
        create_feedback(manager).await?;
        create_flow_deletion_audit(manager).await?;
        create_llm_usage_log(manager).await?;
        create_llm_usage_summary(manager).await?;
        create_migration_waves(manager).await?;
        create_migrations(manager).await?;
        create_role_permissions(manager).await?;
        create_sixr_analysis(manager).await?;
        create_tags(manager).await?;
        create_users(manager).await?;
        create_access_audit_log(manager).await?;
        create_assets(manager).await?;
        create_asset_dependencies(manager).await?;
        create_asset_tags(manager).await?;
        create_crewai_flow_state_extensions(manager).await?;
        create_data_imports(manager).await?;
        create_enhanced_access_audit_log(manager).await?;
        create_enhanced_user_profiles(manager).await?;
        create_import_field_mappings(manager).await?;
        create_import_processing_steps(manager).await?;
        create_raw_import_records(manager).await?;
        create_role_change_approval(manager).await?;
        create_security_audit_log(manager).await?;
        create_soft_deleted_items(manager).await?;
        create_user_account_associations(manager).await?;
        create_user_profiles(manager).await?;
        create_client_access(manager).await?;
        create_engagement_access(manager).await?;
        create_user_roles(manager).await?;
        create_wave_plans(manager).await?;
        create_workflow_progress(manager).await?;

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

        // wave_plans
        manager
            .drop_table(Table::drop().table("wave_plans").to_owned())
            .await
            .map_err(during("drop the table `wave_plans`"))?;

        // user_roles
        manager
            .drop_table(Table::drop().table("user_roles").to_owned())
            .await
            .map_err(during("drop the table `user_roles`"))?;

        // engagement_access
        manager
            .drop_table(Table::drop().table("engagement_access").to_owned())
            .await
            .map_err(during("drop the table `engagement_access`"))?;

        // client_access
        manager
            .drop_table(Table::drop().table("client_access").to_owned())
            .await
            .map_err(during("drop the table `client_access`"))?;

        // user_profiles
        manager
            .drop_table(Table::drop().table("user_profiles").to_owned())
            .await
            .map_err(during("drop the table `user_profiles`"))?;

        // user_account_associations
        manager
            .drop_table(Table::drop().table("user_account_associations").to_owned())
            .await
            .map_err(during("drop the table `user_account_associations`"))?;

        // soft_deleted_items
        manager
            .drop_table(Table::drop().table("soft_deleted_items").to_owned())
            .await
            .map_err(during("drop the table `soft_deleted_items`"))?;

        // security_audit_log
        manager
            .drop_table(Table::drop().table("security_audit_log").to_owned())
            .await
            .map_err(during("drop the table `security_audit_log`"))?;

        // role_change_approval
        manager
            .drop_table(Table::drop().table("role_change_approval").to_owned())
            .await
            .map_err(during("drop the table `role_change_approval`"))?;

        // raw_import_records
        manager
            .drop_table(Table::drop().table("raw_import_records").to_owned())
            .await
            .map_err(during("drop the table `raw_import_records`"))?;

        // import_processing_steps
        manager
            .drop_table(Table::drop().table("import_processing_steps").to_owned())
            .await
            .map_err(during("drop the table `import_processing_steps`"))?;

        // import_field_mappings
        manager
            .drop_table(Table::drop().table("import_field_mappings").to_owned())
            .await
            .map_err(during("drop the table `import_field_mappings`"))?;

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

        // data_imports
        manager
            .drop_table(Table::drop().table("data_imports").to_owned())
            .await
            .map_err(during("drop the table `data_imports`"))?;

        // crewai_flow_state_extensions
        manager
            .drop_table(
                Table::drop()
                    .table("crewai_flow_state_extensions")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the table `crewai_flow_state_extensions`"))?;

        // asset_tags
        manager
            .drop_table(Table::drop().table("asset_tags").to_owned())
            .await
            .map_err(during("drop the table `asset_tags`"))?;

        // asset_dependencies
        manager
            .drop_table(Table::drop().table("asset_dependencies").to_owned())
            .await
            .map_err(during("drop the table `asset_dependencies`"))?;

        // assets
        manager
            .drop_table(Table::drop().table("assets").to_owned())
            .await
            .map_err(during("drop the table `assets`"))?;

        // access_audit_log
        manager
            .drop_table(Table::drop().table("access_audit_log").to_owned())
            .await
            .map_err(during("drop the table `access_audit_log`"))?;

        // users
        manager
            .drop_table(Table::drop().table("users").to_owned())
            .await
            .map_err(during("drop the table `users`"))?;

        // tags
        manager
            .drop_table(Table::drop().table("tags").to_owned())
            .await
            .map_err(during("drop the table `tags`"))?;

        // sixr_analysis
        manager
            .drop_table(Table::drop().table("sixr_analysis").to_owned())
            .await
            .map_err(during("drop the table `sixr_analysis`"))?;

        // role_permissions
        manager
            .drop_table(Table::drop().table("role_permissions").to_owned())
            .await
            .map_err(during("drop the table `role_permissions`"))?;

        // migrations
        manager
            .drop_table(Table::drop().table("migrations").to_owned())
            .await
            .map_err(during("drop the table `migrations`"))?;

        // migration_waves
        manager
            .drop_table(Table::drop().table("migration_waves").to_owned())
            .await
            .map_err(during("drop the table `migration_waves`"))?;

        // llm_usage_summary
        manager
            .drop_table(Table::drop().table("llm_usage_summary").to_owned())
            .await
            .map_err(during("drop the table `llm_usage_summary`"))?;

        // llm_usage_log
        manager
            .drop_table(Table::drop().table("llm_usage_log").to_owned())
            .await
            .map_err(during("drop the table `llm_usage_log`"))?;

        // flow_deletion_audit
        manager
            .drop_table(Table::drop().table("flow_deletion_audit").to_owned())
            .await
            .map_err(during("drop the table `flow_deletion_audit`"))?;

        // feedback
        manager
            .drop_table(Table::drop().table("feedback").to_owned())
            .await
            .map_err(during("drop the table `feedback`"))?;

        // discovery_flows
        manager
            .drop_table(Table::drop().table("discovery_flows").to_owned())
            .await
            .map_err(during("drop the table `discovery_flows`"))?;

        // data_items
        manager
            .drop_table(Table::drop().table("data_items").to_owned())
            .await
            .map_err(during("drop the table `data_items`"))?;

        // data_import_sessions
        manager
            .drop_table(Table::drop().table("data_import_sessions").to_owned())
            .await
            .map_err(during("drop the table `data_import_sessions`"))?;

        // cmdb_sixr_analyses
        manager
            .drop_table(Table::drop().table("cmdb_sixr_analyses").to_owned())
            .await
            .map_err(during("drop the table `cmdb_sixr_analyses`"))?;

        // assessments
        manager
            .drop_table(Table::drop().table("assessments").to_owned())
            .await
            .map_err(during("drop the table `assessments`"))?;

        // agent_questions
        manager
            .drop_table(Table::drop().table("agent_questions").to_owned())
            .await
            .map_err(during("drop the table `agent_questions`"))?;

        // agent_insights
        manager
            .drop_table(Table::drop().table("agent_insights").to_owned())
            .await
            .map_err(during("drop the table `agent_insights`"))?;

        // engagements
        manager
            .drop_table(Table::drop().table("engagements").to_owned())
            .await
            .map_err(during("drop the table `engagements`"))?;

        // client_accounts
        manager
            .drop_table(Table::drop().table("client_accounts").to_owned())
            .await
            .map_err(during("drop the table `client_accounts`"))?;

        // asset_status
        manager
            .drop_type(Type::drop().name("asset_status").to_owned())
            .await
            .map_err(during("drop the type `asset_status`"))?;

        // asset_type
        manager
            .drop_type(Type::drop().name("asset_type").to_owned())
            .await
            .map_err(during("drop the type `asset_type`"))?;

        // six_r_strategy
        manager
            .drop_type(Type::drop().name("six_r_strategy").to_owned())
            .await
            .map_err(during("drop the type `six_r_strategy`"))?;

        Ok(())
    }
}

/// asset_status
async fn create_asset_status(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_type(
            Type::create()
                .as_enum("asset_status")
                .values([
                    "discovered",
                    "assessed",
                    "planned",
                    "migrating",
                    "migrated",
                    "failed",
                ])
                .to_owned(),
        )
        .await
        .map_err(during("create the type `asset_status`"))?;

    Ok(())
}

/// asset_type
async fn create_asset_type(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_type(
            Type::create()
                .as_enum("asset_type")
                .values([
                    "server",
                    "database",
                    "application",
                    "network",
                    "storage",
                    "container",
                    "virtual_machine",
                    "other",
                ])
                .to_owned(),
        )
        .await
        .map_err(during("create the type `asset_type`"))?;

    Ok(())
}

/// six_r_strategy
async fn create_six_r_strategy(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_type(
            Type::create()
                .as_enum("six_r_strategy")
                .values([
                    "rehost",
                    "replatform",
                    "refactor",
                    "rearchitect",
                    "replace",
                    "retire",
                ])
                .to_owned(),
        )
        .await
        .map_err(during("create the type `six_r_strategy`"))?;

    Ok(())
}

/// client_accounts
async fn create_client_accounts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("client_accounts")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("name").string_len(255).not_null())
                .col(
                    ColumnDef::new("code")
                        .string_len(50)
                        .not_null()
                        .unique_key(),
                )
                .col(
                    ColumnDef::new("subscription_tier")
                        .string_len(50)
                        .not_null()
                        .default("standard"),
                )
                .col(
                    ColumnDef::new("settings")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(
                    ColumnDef::new("is_active")
                        .boolean()
                        .not_null()
                        .default(true),
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

/// engagements
async fn create_engagements(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("engagements")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("name").string_len(255).not_null())
                .col(ColumnDef::new("engagement_type").string_len(50).not_null())
                .col(
                    ColumnDef::new("status")
                        .string_len(50)
                        .not_null()
                        .default("active"),
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
                        .name("fk-engagements-client_account_id")
                        .from("engagements", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-engagements-client_account_id")
                .table("engagements")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// agent_insights
async fn create_agent_insights(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("agent_insights")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("agent_id").string_len(100).not_null())
                .col(ColumnDef::new("title").string_len(255).not_null())
                .col(ColumnDef::new("body").text().not_null())
                .col(
                    ColumnDef::new("details")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(ColumnDef::new("confidence").double())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-agent_insights-client_account_id")
                        .from("agent_insights", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-agent_insights-engagement_id")
                        .from("agent_insights", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-agent_insights-client_account_id")
                .table("agent_insights")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-agent_insights-engagement_id")
                .table("agent_insights")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// agent_questions
async fn create_agent_questions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("agent_questions")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("agent_id").string_len(100).not_null())
                .col(ColumnDef::new("title").string_len(255).not_null())
                .col(ColumnDef::new("body").text().not_null())
                .col(
                    ColumnDef::new("details")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(ColumnDef::new("confidence").double())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-agent_questions-client_account_id")
                        .from("agent_questions", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-agent_questions-engagement_id")
                        .from("agent_questions", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-agent_questions-client_account_id")
                .table("agent_questions")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-agent_questions-engagement_id")
                .table("agent_questions")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// assessments
async fn create_assessments(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("assessments")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("name").string_len(255).not_null())
                .col(
                    ColumnDef::new("status")
                        .string_len(50)
                        .not_null()
                        .default("pending"),
                )
                .col(ColumnDef::new("assessment_type").string_len(50).not_null())
                .col(ColumnDef::new("readiness_score").double())
                .col(ColumnDef::new("risk_level").string_len(20))
                .col(
                    ColumnDef::new("findings")
                        .json_binary()
                        .not_null()
                        .default("[]"),
                )
                .col(ColumnDef::new("started_at").timestamp_with_time_zone())
                .col(ColumnDef::new("completed_at").timestamp_with_time_zone())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-assessments-client_account_id")
                        .from("assessments", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-assessments-engagement_id")
                        .from("assessments", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assessments-client_account_id")
                .table("assessments")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assessments-engagement_id")
                .table("assessments")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

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

/// data_import_sessions
async fn create_data_import_sessions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("data_import_sessions")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("session_name").string_len(255).not_null())
                .col(
                    ColumnDef::new("status")
                        .string_len(50)
                        .not_null()
                        .default("active"),
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
                        .name("fk-data_import_sessions-client_account_id")
                        .from("data_import_sessions", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-data_import_sessions-engagement_id")
                        .from("data_import_sessions", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-data_import_sessions-client_account_id")
                .table("data_import_sessions")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-data_import_sessions-engagement_id")
                .table("data_import_sessions")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// data_items
async fn create_data_items(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("data_items")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("agent_id").string_len(100).not_null())
                .col(ColumnDef::new("title").string_len(255).not_null())
                .col(ColumnDef::new("body").text().not_null())
                .col(
                    ColumnDef::new("details")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(ColumnDef::new("confidence").double())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-data_items-client_account_id")
                        .from("data_items", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-data_items-engagement_id")
                        .from("data_items", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-data_items-client_account_id")
                .table("data_items")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-data_items-engagement_id")
                .table("data_items")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// discovery_flows
async fn create_discovery_flows(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("discovery_flows")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("flow_id").uuid().not_null().unique_key())
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("user_id").string_len(255).not_null())
                .col(ColumnDef::new("flow_name").string_len(255).not_null())
                .col(ColumnDef::new("status").string_len(50).not_null())
                .col(ColumnDef::new("current_phase").string_len(100))
                .col(
                    ColumnDef::new("learning_scope")
                        .string_len(50)
                        .not_null()
                        .default("engagement"),
                )
                .col(
                    ColumnDef::new("memory_isolation_level")
                        .string_len(20)
                        .not_null()
                        .default("strict"),
                )
                .col(
                    ColumnDef::new("assessment_ready")
                        .boolean()
                        .not_null()
                        .default(false),
                )
                .col(
                    ColumnDef::new("phase_state")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(
                    ColumnDef::new("agent_state")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(ColumnDef::new("discovery_flow_id").uuid())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-discovery_flows-client_account_id")
                        .from("discovery_flows", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-discovery_flows-discovery_flow_id")
                        .from("discovery_flows", "discovery_flow_id")
                        .to("discovery_flows", "flow_id"),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-discovery_flows-engagement_id")
                        .from("discovery_flows", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-discovery_flows-client_account_id")
                .table("discovery_flows")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-discovery_flows-engagement_id")
                .table("discovery_flows")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// feedback
async fn create_feedback(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("feedback")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("user_id").string_len(255))
                .col(ColumnDef::new("page").string_len(255).not_null())
                .col(ColumnDef::new("rating").integer().not_null())
                .col(ColumnDef::new("comment").text())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// flow_deletion_audit
async fn create_flow_deletion_audit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("flow_deletion_audit")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("flow_id").uuid().not_null())
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("deleted_by").string_len(255).not_null())
                .col(ColumnDef::new("reason").text())
                .col(
                    ColumnDef::new("deletion_data")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(
                    ColumnDef::new("deleted_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-flow_deletion_audit-client_account_id")
                        .from("flow_deletion_audit", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-flow_deletion_audit-engagement_id")
                        .from("flow_deletion_audit", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-flow_deletion_audit-client_account_id")
                .table("flow_deletion_audit")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-flow_deletion_audit-engagement_id")
                .table("flow_deletion_audit")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// llm_usage_log
async fn create_llm_usage_log(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("llm_usage_log")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("provider").string_len(50).not_null())
                .col(ColumnDef::new("model").string_len(100).not_null())
                .col(ColumnDef::new("input_tokens").integer().not_null())
                .col(ColumnDef::new("output_tokens").integer().not_null())
                .col(ColumnDef::new("cost").decimal_len(10, 6).not_null())
                .col(ColumnDef::new("success").boolean().not_null().default(true))
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-llm_usage_log-client_account_id")
                        .from("llm_usage_log", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-llm_usage_log-engagement_id")
                        .from("llm_usage_log", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-llm_usage_log-client_account_id")
                .table("llm_usage_log")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-llm_usage_log-engagement_id")
                .table("llm_usage_log")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// llm_usage_summary
async fn create_llm_usage_summary(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("llm_usage_summary")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(
                    ColumnDef::new("period_start")
                        .timestamp_with_time_zone()
                        .not_null(),
                )
                .col(
                    ColumnDef::new("period_end")
                        .timestamp_with_time_zone()
                        .not_null(),
                )
                .col(
                    ColumnDef::new("request_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("failure_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("total_input_tokens")
                        .big_integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("total_output_tokens")
                        .big_integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("total_cost")
                        .decimal_len(12, 6)
                        .not_null()
                        .default(0),
                )
                .col(ColumnDef::new("average_cost").decimal_len(12, 6))
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-llm_usage_summary-client_account_id")
                        .from("llm_usage_summary", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-llm_usage_summary-engagement_id")
                        .from("llm_usage_summary", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-llm_usage_summary-client_account_id")
                .table("llm_usage_summary")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-llm_usage_summary-engagement_id")
                .table("llm_usage_summary")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// migration_waves
async fn create_migration_waves(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("migration_waves")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("name").string_len(255).not_null())
                .col(
                    ColumnDef::new("status")
                        .string_len(50)
                        .not_null()
                        .default("planned"),
                )
                .col(ColumnDef::new("wave_number").integer().not_null())
                .col(ColumnDef::new("planned_start_at").timestamp_with_time_zone())
                .col(ColumnDef::new("planned_end_at").timestamp_with_time_zone())
                .col(ColumnDef::new("actual_start_at").timestamp_with_time_zone())
                .col(ColumnDef::new("actual_end_at").timestamp_with_time_zone())
                .col(
                    ColumnDef::new("total_assets")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("completed_assets")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("failed_assets")
                        .integer()
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
                        .name("fk-migration_waves-client_account_id")
                        .from("migration_waves", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-migration_waves-engagement_id")
                        .from("migration_waves", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-migration_waves-client_account_id")
                .table("migration_waves")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-migration_waves-engagement_id")
                .table("migration_waves")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// migrations
async fn create_migrations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("migrations")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("name").string_len(255).not_null())
                .col(
                    ColumnDef::new("status")
                        .string_len(50)
                        .not_null()
                        .default("planning"),
                )
                .col(ColumnDef::new("start_date").date())
                .col(ColumnDef::new("target_end_date").date())
                .col(ColumnDef::new("actual_end_date").date())
                .col(
                    ColumnDef::new("total_assets")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("migrated_assets")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("progress_percentage")
                        .double()
                        .not_null()
                        .default(0),
                )
                .col(ColumnDef::new("budget").decimal_len(14, 2))
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-migrations-client_account_id")
                        .from("migrations", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-migrations-engagement_id")
                        .from("migrations", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-migrations-client_account_id")
                .table("migrations")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-migrations-engagement_id")
                .table("migrations")
                .col("engagement_id")
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

/// sixr_analysis
async fn create_sixr_analysis(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("sixr_analysis")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("name").string_len(255).not_null())
                .col(
                    ColumnDef::new("status")
                        .string_len(50)
                        .not_null()
                        .default("pending"),
                )
                .col(ColumnDef::new("priority").integer().not_null().default(3))
                .col(ColumnDef::new("progress").double().not_null().default(0))
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-sixr_analysis-client_account_id")
                        .from("sixr_analysis", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-sixr_analysis-engagement_id")
                        .from("sixr_analysis", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-sixr_analysis-client_account_id")
                .table("sixr_analysis")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-sixr_analysis-engagement_id")
                .table("sixr_analysis")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// tags
async fn create_tags(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("tags")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("name").string_len(100).not_null())
                .col(ColumnDef::new("category").string_len(50))
                .col(ColumnDef::new("description").text())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-tags-client_account_id")
                        .from("tags", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-tags-engagement_id")
                        .from("tags", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-tags-client_account_id")
                .table("tags")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-tags-engagement_id")
                .table("tags")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// users
async fn create_users(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("users")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(
                    ColumnDef::new("email")
                        .string_len(255)
                        .not_null()
                        .unique_key(),
                )
                .col(ColumnDef::new("password_hash").string_len(255).not_null())
                .col(
                    ColumnDef::new("is_active")
                        .boolean()
                        .not_null()
                        .default(true),
                )
                .col(
                    ColumnDef::new("is_verified")
                        .boolean()
                        .not_null()
                        .default(false),
                )
                .col(ColumnDef::new("default_client_id").uuid())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-users-default_client_id")
                        .from("users", "default_client_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::SetNull),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// access_audit_log
async fn create_access_audit_log(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("access_audit_log")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("user_id").uuid().not_null())
                .col(ColumnDef::new("action_type").string_len(50).not_null())
                .col(ColumnDef::new("resource_type").string_len(50).not_null())
                .col(ColumnDef::new("result").string_len(20).not_null())
                .col(ColumnDef::new("reason").text())
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
                        .name("fk-access_audit_log-user_id")
                        .from("access_audit_log", "user_id")
                        .to("users", "id"),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// assets
async fn create_assets(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("assets")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("asset_name").string_len(255))
                .col(ColumnDef::new("hostname").string_len(255))
                .col(ColumnDef::new("asset_type").custom("asset_type").not_null())
                .col(ColumnDef::new("environment").string_len(50))
                .col(ColumnDef::new("ip_address").string_len(45))
                .col(ColumnDef::new("operating_system").string_len(100))
                .col(ColumnDef::new("cpu_cores").integer())
                .col(ColumnDef::new("memory_gb").double())
                .col(ColumnDef::new("storage_gb").double())
                .col(ColumnDef::new("criticality").string_len(20))
                .col(
                    ColumnDef::new("status")
                        .string_len(50)
                        .default("discovered"),
                )
                .col(ColumnDef::new("raw_data").json())
                .col(ColumnDef::new("flow_id").uuid())
                .col(ColumnDef::new("session_id").uuid())
                .col(ColumnDef::new("master_flow_id").uuid())
                .col(ColumnDef::new("discovery_flow_id").uuid())
                .col(ColumnDef::new("assessment_flow_id").uuid())
                .col(ColumnDef::new("planning_flow_id").uuid())
                .col(ColumnDef::new("execution_flow_id").uuid())
                .col(ColumnDef::new("source_phase").string_len(50))
                .col(ColumnDef::new("current_phase").string_len(50))
                .col(ColumnDef::new("phase_context").json())
                .col(ColumnDef::new("name").string_len(255))
                .col(ColumnDef::new("description").text())
                .col(ColumnDef::new("fqdn").string_len(255))
                .col(ColumnDef::new("mac_address").string_len(17))
                .col(ColumnDef::new("datacenter").string_len(100))
                .col(ColumnDef::new("rack_location").string_len(50))
                .col(ColumnDef::new("availability_zone").string_len(50))
                .col(ColumnDef::new("os_version").string_len(50))
                .col(ColumnDef::new("business_owner").string_len(255))
                .col(ColumnDef::new("technical_owner").string_len(255))
                .col(ColumnDef::new("department").string_len(100))
                .col(ColumnDef::new("application_name").string_len(255))
                .col(ColumnDef::new("technology_stack").string_len(255))
                .col(ColumnDef::new("business_criticality").string_len(20))
                .col(ColumnDef::new("custom_attributes").json())
                .col(ColumnDef::new("six_r_strategy").custom("six_r_strategy"))
                .col(ColumnDef::new("mapping_status").string_len(20))
                .col(ColumnDef::new("migration_priority").integer())
                .col(ColumnDef::new("migration_complexity").string_len(20))
                .col(ColumnDef::new("migration_wave").integer())
                .col(ColumnDef::new("sixr_ready").string_len(50))
                .col(ColumnDef::new("migration_status").custom("asset_status"))
                .col(ColumnDef::new("dependencies").json())
                .col(ColumnDef::new("related_assets").json())
                .col(ColumnDef::new("discovery_method").string_len(50))
                .col(ColumnDef::new("discovery_timestamp").timestamp_with_time_zone())
                .col(ColumnDef::new("cpu_utilization_percent").double())
                .col(ColumnDef::new("memory_utilization_percent").double())
                .col(ColumnDef::new("disk_iops").double())
                .col(ColumnDef::new("network_throughput_mbps").double())
                .col(ColumnDef::new("completeness_score").double())
                .col(ColumnDef::new("quality_score").double())
                .col(ColumnDef::new("current_monthly_cost").double())
                .col(ColumnDef::new("estimated_cloud_cost").double())
                .col(ColumnDef::new("imported_by").uuid())
                .col(ColumnDef::new("imported_at").timestamp_with_time_zone())
                .col(ColumnDef::new("source_filename").string_len(255))
                .col(ColumnDef::new("field_mappings_used").json())
                .col(ColumnDef::new("created_by").uuid())
                .col(ColumnDef::new("updated_by").uuid())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-assets-client_account_id")
                        .from("assets", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-assets-created_by")
                        .from("assets", "created_by")
                        .to("users", "id"),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-assets-engagement_id")
                        .from("assets", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-assets-flow_id")
                        .from("assets", "flow_id")
                        .to("discovery_flows", "flow_id"),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-assets-imported_by")
                        .from("assets", "imported_by")
                        .to("users", "id"),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-assets-session_id")
                        .from("assets", "session_id")
                        .to("data_import_sessions", "id"),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-assets-updated_by")
                        .from("assets", "updated_by")
                        .to("users", "id"),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-assessment_flow_id")
                .table("assets")
                .col("assessment_flow_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-asset_type")
                .table("assets")
                .col("asset_type")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-client_account_id")
                .table("assets")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-current_phase")
                .table("assets")
                .col("current_phase")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-discovery_flow_id")
                .table("assets")
                .col("discovery_flow_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-engagement_id")
                .table("assets")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-environment")
                .table("assets")
                .col("environment")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-execution_flow_id")
                .table("assets")
                .col("execution_flow_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-hostname")
                .table("assets")
                .col("hostname")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-mapping_status")
                .table("assets")
                .col("mapping_status")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-master_flow_id")
                .table("assets")
                .col("master_flow_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-migration_status")
                .table("assets")
                .col("migration_status")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-name")
                .table("assets")
                .col("name")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-planning_flow_id")
                .table("assets")
                .col("planning_flow_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-source_phase")
                .table("assets")
                .col("source_phase")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-assets-status")
                .table("assets")
                .col("status")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// asset_dependencies
async fn create_asset_dependencies(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("asset_dependencies")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("asset_id").uuid().not_null())
                .col(ColumnDef::new("depends_on_asset_id").uuid().not_null())
                .col(ColumnDef::new("dependency_type").string_len(50).not_null())
                .col(ColumnDef::new("description").text())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-asset_dependencies-asset_id")
                        .from("asset_dependencies", "asset_id")
                        .to("assets", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-asset_dependencies-depends_on_asset_id")
                        .from("asset_dependencies", "depends_on_asset_id")
                        .to("assets", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// asset_tags
async fn create_asset_tags(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("asset_tags")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("asset_id").uuid().not_null())
                .col(ColumnDef::new("tag_id").uuid().not_null())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-asset_tags-asset_id")
                        .from("asset_tags", "asset_id")
                        .to("assets", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-asset_tags-tag_id")
                        .from("asset_tags", "tag_id")
                        .to("tags", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-asset_tags-idx-asset_tags-asset_id-tag_id")
                .table("asset_tags")
                .col("asset_id")
                .col("tag_id")
                .unique()
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// crewai_flow_state_extensions
async fn create_crewai_flow_state_extensions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("crewai_flow_state_extensions")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("flow_id").uuid().not_null().unique_key())
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("user_id").uuid().not_null())
                .col(ColumnDef::new("flow_type").string_len(50).not_null())
                .col(
                    ColumnDef::new("flow_status")
                        .string_len(50)
                        .not_null()
                        .default("initialized"),
                )
                .col(
                    ColumnDef::new("flow_configuration")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(
                    ColumnDef::new("flow_persistence_data")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(
                    ColumnDef::new("agent_collaboration_log")
                        .json_binary()
                        .not_null()
                        .default("[]"),
                )
                .col(
                    ColumnDef::new("memory_usage_metrics")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(
                    ColumnDef::new("knowledge_base_analytics")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(
                    ColumnDef::new("phase_execution_times")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(
                    ColumnDef::new("agent_performance_metrics")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(
                    ColumnDef::new("crew_coordination_analytics")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(
                    ColumnDef::new("phases_completed")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("error_count")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(ColumnDef::new("started_at").timestamp_with_time_zone())
                .col(ColumnDef::new("completed_at").timestamp_with_time_zone())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-crewai_flow_state_extensions-client_account_id")
                        .from("crewai_flow_state_extensions", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-crewai_flow_state_extensions-engagement_id")
                        .from("crewai_flow_state_extensions", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-crewai_flow_state_extensions-user_id")
                        .from("crewai_flow_state_extensions", "user_id")
                        .to("users", "id"),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-crewai_flow_state_extensions-client_account_id")
                .table("crewai_flow_state_extensions")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-crewai_flow_state_extensions-engagement_id")
                .table("crewai_flow_state_extensions")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// data_imports
async fn create_data_imports(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("data_imports")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("session_id").uuid().not_null())
                .col(ColumnDef::new("import_name").string_len(255).not_null())
                .col(ColumnDef::new("source_system").string_len(100))
                .col(
                    ColumnDef::new("status")
                        .string_len(50)
                        .not_null()
                        .default("pending"),
                )
                .col(
                    ColumnDef::new("total_records")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("processed_records")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(
                    ColumnDef::new("failed_records")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(ColumnDef::new("error_message").text())
                .col(ColumnDef::new("error_details").json_binary())
                .col(ColumnDef::new("imported_by").uuid().not_null())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-data_imports-client_account_id")
                        .from("data_imports", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-data_imports-engagement_id")
                        .from("data_imports", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-data_imports-imported_by")
                        .from("data_imports", "imported_by")
                        .to("users", "id"),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-data_imports-session_id")
                        .from("data_imports", "session_id")
                        .to("data_import_sessions", "id"),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-data_imports-client_account_id")
                .table("data_imports")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-data_imports-engagement_id")
                .table("data_imports")
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

/// import_field_mappings
async fn create_import_field_mappings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("import_field_mappings")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("data_import_id").uuid().not_null())
                .col(ColumnDef::new("source_field").string_len(255).not_null())
                .col(ColumnDef::new("target_field").string_len(255).not_null())
                .col(ColumnDef::new("confidence_score").double())
                .col(
                    ColumnDef::new("status")
                        .string_len(50)
                        .not_null()
                        .default("suggested"),
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
                        .name("fk-import_field_mappings-data_import_id")
                        .from("import_field_mappings", "data_import_id")
                        .to("data_imports", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// import_processing_steps
async fn create_import_processing_steps(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("import_processing_steps")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("data_import_id").uuid().not_null())
                .col(ColumnDef::new("step_name").string_len(100).not_null())
                .col(ColumnDef::new("step_order").integer().not_null())
                .col(
                    ColumnDef::new("status")
                        .string_len(50)
                        .not_null()
                        .default("pending"),
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
                        .name("fk-import_processing_steps-data_import_id")
                        .from("import_processing_steps", "data_import_id")
                        .to("data_imports", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// raw_import_records
async fn create_raw_import_records(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("raw_import_records")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("data_import_id").uuid().not_null())
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("row_number").integer().not_null())
                .col(
                    ColumnDef::new("raw_data")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(
                    ColumnDef::new("is_processed")
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
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-raw_import_records-client_account_id")
                        .from("raw_import_records", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-raw_import_records-data_import_id")
                        .from("raw_import_records", "data_import_id")
                        .to("data_imports", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-raw_import_records-engagement_id")
                        .from("raw_import_records", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-raw_import_records-client_account_id")
                .table("raw_import_records")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-raw_import_records-engagement_id")
                .table("raw_import_records")
                .col("engagement_id")
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// role_change_approval
async fn create_role_change_approval(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("role_change_approval")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("user_id").uuid().not_null())
                .col(ColumnDef::new("requested_role").string_len(50).not_null())
                .col(ColumnDef::new("approved_by").uuid())
                .col(
                    ColumnDef::new("status")
                        .string_len(20)
                        .not_null()
                        .default("pending"),
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
                        .name("fk-role_change_approval-approved_by")
                        .from("role_change_approval", "approved_by")
                        .to("users", "id"),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-role_change_approval-user_id")
                        .from("role_change_approval", "user_id")
                        .to("users", "id"),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// security_audit_log
async fn create_security_audit_log(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("security_audit_log")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("event_type").string_len(100).not_null())
                .col(ColumnDef::new("severity").string_len(20).not_null())
                .col(ColumnDef::new("actor_user_id").uuid())
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
                        .name("fk-security_audit_log-actor_user_id")
                        .from("security_audit_log", "actor_user_id")
                        .to("users", "id"),
                )
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

/// user_account_associations
async fn create_user_account_associations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("user_account_associations")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("user_id").uuid().not_null())
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("role").string_len(50).not_null())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .index(
                    Index::create()
                        .name("uq-user_account_associations-user_id-client_account_id")
                        .col("user_id")
                        .col("client_account_id")
                        .unique(),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-user_account_associations-client_account_id")
                        .from("user_account_associations", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-user_account_associations-user_id")
                        .from("user_account_associations", "user_id")
                        .to("users", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// user_profiles
async fn create_user_profiles(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("user_profiles")
                .col(ColumnDef::new("user_id").uuid().not_null().primary_key())
                .col(
                    ColumnDef::new("status")
                        .string_len(20)
                        .not_null()
                        .default("pending_approval"),
                )
                .col(ColumnDef::new("organization").string_len(255))
                .col(ColumnDef::new("requested_access_level").string_len(20))
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-user_profiles-user_id")
                        .from("user_profiles", "user_id")
                        .to("users", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// client_access
async fn create_client_access(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("client_access")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("user_profile_id").uuid().not_null())
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("access_level").string_len(20).not_null())
                .col(
                    ColumnDef::new("permissions")
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
                        .name("fk-client_access-client_account_id")
                        .from("client_access", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-client_access-user_profile_id")
                        .from("client_access", "user_profile_id")
                        .to("user_profiles", "user_id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .check((
                    "chk-client_access-access_level-values",
                    Expr::cust(
                        r#""access_level" IN ('READ_ONLY', 'READ_WRITE', 'ADMIN', 'SUPER_ADMIN')"#,
                    ),
                ))
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// engagement_access
async fn create_engagement_access(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("engagement_access")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("user_profile_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid().not_null())
                .col(ColumnDef::new("access_level").string_len(20).not_null())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-engagement_access-engagement_id")
                        .from("engagement_access", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-engagement_access-user_profile_id")
                        .from("engagement_access", "user_profile_id")
                        .to("user_profiles", "user_id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .check((
                    "chk-engagement_access-access_level-values",
                    Expr::cust(
                        r#""access_level" IN ('READ_ONLY', 'READ_WRITE', 'ADMIN', 'SUPER_ADMIN')"#,
                    ),
                ))
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// user_roles
async fn create_user_roles(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("user_roles")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("user_id").uuid().not_null())
                .col(ColumnDef::new("role_type").string_len(50).not_null())
                .col(ColumnDef::new("role_name").string_len(100).not_null())
                .col(
                    ColumnDef::new("permissions")
                        .json_binary()
                        .not_null()
                        .default("{}"),
                )
                .col(
                    ColumnDef::new("scope_type")
                        .string_len(50)
                        .not_null()
                        .default("global"),
                )
                .col(ColumnDef::new("scope_client_id").uuid())
                .col(ColumnDef::new("scope_engagement_id").uuid())
                .col(
                    ColumnDef::new("is_active")
                        .boolean()
                        .not_null()
                        .default(true),
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
                        .name("fk-user_roles-scope_client_id")
                        .from("user_roles", "scope_client_id")
                        .to("client_accounts", "id"),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-user_roles-scope_engagement_id")
                        .from("user_roles", "scope_engagement_id")
                        .to("engagements", "id"),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-user_roles-user_id")
                        .from("user_roles", "user_id")
                        .to("users", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .check((
                    "chk-user_roles-role_type-values",
                    Expr::cust(
                        r#""role_type" IN ('PLATFORM_ADMIN', 'CLIENT_ADMIN', 'ENGAGEMENT_MANAGER', 'ANALYST', 'VIEWER')"#,
                    ),
                ))
                .to_owned(),
        )
        .await?;

    Ok(())
}

/// wave_plans
async fn create_wave_plans(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("wave_plans")
                .col(
                    ColumnDef::new("id")
                        .uuid()
                        .not_null()
                        .default(Expr::cust("gen_random_uuid()"))
                        .primary_key(),
                )
                .col(ColumnDef::new("client_account_id").uuid().not_null())
                .col(ColumnDef::new("engagement_id").uuid())
                .col(ColumnDef::new("name").string_len(255).not_null())
                .col(
                    ColumnDef::new("status")
                        .string_len(50)
                        .not_null()
                        .default("draft"),
                )
                .col(ColumnDef::new("wave_number").integer().not_null())
                .col(ColumnDef::new("planned_start").date())
                .col(ColumnDef::new("planned_end").date())
                .col(
                    ColumnDef::new("total_assets")
                        .integer()
                        .not_null()
                        .default(0),
                )
                .col(ColumnDef::new("estimated_cost").decimal_len(12, 2))
                .col(ColumnDef::new("estimated_effort_hours").double())
                .col(
                    ColumnDef::new("created_at")
                        .timestamp_with_time_zone()
                        .not_null()
                        .default(Expr::cust("now()")),
                )
                .col(ColumnDef::new("updated_at").timestamp_with_time_zone())
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-wave_plans-client_account_id")
                        .from("wave_plans", "client_account_id")
                        .to("client_accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(
                    ForeignKey::create()
                        .name("fk-wave_plans-engagement_id")
                        .from("wave_plans", "engagement_id")
                        .to("engagements", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-wave_plans-client_account_id")
                .table("wave_plans")
                .col("client_account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("idx-wave_plans-engagement_id")
                .table("wave_plans")
                .col("engagement_id")
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

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
