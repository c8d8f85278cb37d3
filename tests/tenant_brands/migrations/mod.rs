//! The migrations of the service, and what was generated to repair its database, by rustfmt's defaults.

mod repair;
mod repair_online;

use sea_orm_migration::prelude::*;

/// What the program knows when it is found.
pub(super) struct Found;

#[async_trait::async_trait]
impl MigratorTrait for Found {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(Initial), Box::new(AddTenantRoles)]
    }
}

/// The one that was never applied anywhere gives way to what was generated.
pub(super) struct Repaired;

#[async_trait::async_trait]
impl MigratorTrait for Repaired {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(Initial), Box::new(repair::Migration), Box::new(repair_online::Migration)]
    }
}

/// All tables but the connections.
struct Initial;

impl MigrationName for Initial {
    fn name(&self) -> &str {
        "m20250101_000001_initial"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Initial {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(include_str!("../initial.postgres.sql")).await?;
        Ok(())
    }
}

/// Written when the table was missed, and not applied.
struct AddTenantRoles;

impl MigrationName for AddTenantRoles {
    fn name(&self) -> &str {
        "m20251103_000001_add_tenant_roles"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for AddTenantRoles {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.has_table("tenant_roles").await? {
            return Ok(());
        }
        let table = "CREATE TABLE tenant_roles (id varchar(36) PRIMARY KEY, tenant_id varchar(36) NOT NULL REFERENCES tenants \
                     ON DELETE CASCADE, name varchar(100) NOT NULL, permissions json NOT NULL, is_system_role boolean \
                     DEFAULT false, created_at timestamp DEFAULT now(), updated_at timestamp DEFAULT now())";
        manager.get_connection().execute_unprepared(table).await?;
        Ok(())
    }
}
