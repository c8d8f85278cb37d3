//! Written by schema-runtime on 2026-01-01 from the entities of `suite::rbac_profiles::entity`, for PostgreSQL.
//! It mends 6 differences.
//! Unproven: cannot add the foreign key (id) of `users` on a scratch copy: Execution Error: error returned from database: schema "auth" does not exist at line 3099.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        change_profiles(manager).await?;
        change_user_roles(manager).await?;
        change_profiles_2(manager).await?;
        change_sidebar_features(manager).await?;
        change_user_roles_2(manager).await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // profiles
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "profiles" DROP CONSTRAINT IF EXISTS "fk-profiles-tenant_id""#,
            )
            .await
            .map_err(during("drop the foreign key (tenant_id) of `profiles`"))?;

        // sidebar_features
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "sidebar_features" DROP CONSTRAINT IF EXISTS "fk-sidebar_features-tenant_id""#,
            )
            .await
            .map_err(during("drop the foreign key (tenant_id) of `sidebar_features`"))?;

        // user_roles
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "user_roles" DROP CONSTRAINT IF EXISTS "fk-user_roles-user_id""#,
            )
            .await
            .map_err(during("drop the foreign key (user_id) of `user_roles`"))?;

        // profiles
        manager
            .drop_index(
                Index::drop()
                    .name("idx-profiles-tenant_id")
                    .table("profiles")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `idx-profiles-tenant_id` of `profiles`"))?;

        // user_roles
        manager
            .drop_index(
                Index::drop()
                    .name("idx-user_roles-user_id")
                    .table("user_roles")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `idx-user_roles-user_id` of `user_roles`"))?;

        Ok(())
    }

    /// Each statement by itself, beside those who use the tables; cut off, it can run again.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }
}

/// profiles
async fn change_profiles(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-profiles-tenant_id"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-profiles-tenant_id")
                    .table("profiles")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-profiles-tenant_id` of `profiles`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-profiles-tenant_id")
                .table("profiles")
                .col("tenant_id")
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-profiles-tenant_id` of `profiles`"))?;

    Ok(())
}

/// user_roles
async fn change_user_roles(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if finds(
        manager,
        r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-user_roles-user_id"') AND NOT indisvalid"#,
    )
    .await?
    {
        manager
            .drop_index(
                Index::drop()
                    .name("idx-user_roles-user_id")
                    .table("user_roles")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-user_roles-user_id` of `user_roles`"))?;
    }
    manager
        .create_index(
            Index::create()
                .name("idx-user_roles-user_id")
                .table("user_roles")
                .col("user_id")
                .concurrently()
                .if_not_exists()
                .to_owned(),
        )
        .await
        .map_err(during("create the index `idx-user_roles-user_id` of `user_roles`"))?;

    Ok(())
}

/// profiles
async fn change_profiles_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `profiles` points at no row of `tenants`.
    // The migration counts such rows first, and stops with a query that lists them.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"profiles"'::regclass AND conname = 'fk-profiles-tenant_id'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "profiles" ADD CONSTRAINT "fk-profiles-tenant_id" FOREIGN KEY ("tenant_id") REFERENCES "tenants" ("id") ON DELETE CASCADE NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (tenant_id) of `profiles`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "profiles" VALIDATE CONSTRAINT "fk-profiles-tenant_id""#)
        .await
        .map_err(during("add the foreign key (tenant_id) of `profiles`"))?;

    Ok(())
}

/// sidebar_features
async fn change_sidebar_features(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `sidebar_features` points at no row of `tenants`.
    // The migration counts such rows first, and stops with a query that lists them.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"sidebar_features"'::regclass AND conname = 'fk-sidebar_features-tenant_id'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "sidebar_features" ADD CONSTRAINT "fk-sidebar_features-tenant_id" FOREIGN KEY ("tenant_id") REFERENCES "tenants" ("id") ON DELETE SET NULL NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (tenant_id) of `sidebar_features`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "sidebar_features" VALIDATE CONSTRAINT "fk-sidebar_features-tenant_id""#,
        )
        .await
        .map_err(during("add the foreign key (tenant_id) of `sidebar_features`"))?;

    Ok(())
}

/// user_roles
async fn change_user_roles_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // fails-on-existing-rows: It fails when a row of `user_roles` points at no row of `profiles`.
    // The migration counts such rows first, and stops with a query that lists them.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"user_roles"'::regclass AND conname = 'fk-user_roles-user_id'"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "user_roles" ADD CONSTRAINT "fk-user_roles-user_id" FOREIGN KEY ("user_id") REFERENCES "profiles" ("id") ON DELETE CASCADE NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (user_id) of `user_roles`"))?;
    }
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "user_roles" VALIDATE CONSTRAINT "fk-user_roles-user_id""#,
        )
        .await
        .map_err(during("add the foreign key (user_id) of `user_roles`"))?;

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
