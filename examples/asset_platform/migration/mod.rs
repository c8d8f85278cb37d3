//! The migrations of the asset platform: what `generate` wrote for the database at hand.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

#[rustfmt::skip]
#[path = "../../../tests/generate/migrations/platform/mysql.rs"]
mod mysql;
#[rustfmt::skip]
#[path = "../../../tests/generate/migrations/platform/postgres.rs"]
mod postgres;
#[rustfmt::skip]
#[path = "../../../tests/generate/migrations/platform/sqlite.rs"]
mod sqlite;

pub(crate) struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(CreateAssetPlatform)]
    }
}

/// A service for one database has one of the three alone, as it was written.
struct CreateAssetPlatform;

impl MigrationName for CreateAssetPlatform {
    fn name(&self) -> &str {
        "m20260101_120000_create_asset_platform"
    }
}

fn of(backend: DbBackend) -> Box<dyn MigrationTrait> {
    match backend {
        DbBackend::Postgres => Box::new(postgres::Migration),
        DbBackend::MySql => Box::new(mysql::Migration),
        _ => Box::new(sqlite::Migration),
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateAssetPlatform {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        of(manager.get_database_backend()).up(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        of(manager.get_database_backend()).down(manager).await
    }

    /// All of it or nothing, where the database can.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
