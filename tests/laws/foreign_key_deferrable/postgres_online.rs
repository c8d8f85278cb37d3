//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::foreign_key_deferrable::after`, for PostgreSQL.
//! It mends 1 difference.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        // fails-on-existing-rows: It fails when a row of `books` points at no row of `shelves`.
        // The migration counts such rows first, and stops with a query that lists them.
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_shelf""#)
            .await
            .map_err(during("validate the foreign key (shelf_id) of `books`"))?;

        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
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
