//! PostgreSQL, where the hand-written migrations are all there is: the audit blames no one's hand, and its Markdown has
//! every difference that people found.

use super::drifted::listed;
use super::entity;
use crate::support::TestDb;
use schema_runtime::audit::{Audit, Standing};
use schema_runtime::{Migrations, Scope, audit};
use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

/// The migrations as they were written by hand: what they make is the drifted schema.
struct ByHand;

#[async_trait::async_trait]
impl MigratorTrait for ByHand {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(Initial), Box::new(LaterOnes)]
    }
}

struct Initial;

impl MigrationName for Initial {
    fn name(&self) -> &str {
        "m20250101_000001_initial"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Initial {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::generate::migrations::platform::postgres::Migration.up(manager).await
    }
}

struct LaterOnes;

impl MigrationName for LaterOnes {
    fn name(&self) -> &str {
        "m20250601_000001_later_ones"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for LaterOnes {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(include_str!("drift.postgres.sql")).await?;
        Ok(())
    }
}

async fn audited() -> Audit {
    let db = TestDb::of(DbBackend::Postgres).await;
    let migrations = Migrations::of::<ByHand>();
    migrations.up(&db.db).await.expect("they run");
    audit(&db.db, &entity::all(), &migrations, &Scope::default()).await.expect("it can be told")
}

#[tokio::test]
async fn no_migration_was_written_for_any_of_them() {
    let audit = audited().await;
    let others: Vec<_> =
        audit.findings.iter().filter(|finding| finding.standing != Standing::NotMigrated).collect();
    assert!(others.is_empty(), "{others:#?}");
    assert_eq!(audit.findings.len(), 90);
    assert!(audit.history.agrees());

    let markdown = audit.markdown();
    for listed in listed() {
        let heading = format!("\n### `{}`\n", listed.table);
        let (_, of_table) =
            markdown.split_once(&heading).unwrap_or_else(|| panic!("{heading} is in\n{markdown}"));
        let of_table = of_table.split("\n### ").next().expect("a section");
        let named = format!("`{}`", listed.object);
        let is_told = of_table.lines().any(|line| listed.object.is_empty() || line.contains(&named));
        assert!(is_told, "{listed:?} is in\n{of_table}");
    }
    insta::assert_snapshot!("audit_markdown", markdown);
    insta::assert_snapshot!("audit_text", audit);
}
