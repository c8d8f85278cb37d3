//! Written by schema-runtime on 2026-01-01 from the entities of `suite::tenant_brands::entity`, for PostgreSQL.
//! It mends 3 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // tenant_users
        // fails-on-existing-rows: It fails when a row of `tenant_users` points at no row of `tenant_roles`.
        // The migration counts such rows first, and stops with a query that lists them.
        if !finds(
            manager,
            r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"tenant_users"'::regclass AND conname = 'fk-tenant_users-role_id'"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "tenant_users" ADD CONSTRAINT "fk-tenant_users-role_id" FOREIGN KEY ("role_id") REFERENCES "tenant_roles" ("id") NOT VALID"#,
                )
                .await
                .map_err(during("add the foreign key (role_id) of `tenant_users`"))?;
        }
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "tenant_users" VALIDATE CONSTRAINT "fk-tenant_users-role_id""#,
            )
            .await
            .map_err(during("add the foreign key (role_id) of `tenant_users`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // tenant_users
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "tenant_users" DROP CONSTRAINT IF EXISTS "fk-tenant_users-role_id""#,
            )
            .await
            .map_err(during("drop the foreign key (role_id) of `tenant_users`"))?;

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
