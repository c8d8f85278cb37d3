//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::check_values::after::book`, for PostgreSQL.
//! It mends 2 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "chk-books-grade-values""#)
            .await
            .map_err(during("drop the check `chk-books-grade-values` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "chk-books-state-values""#)
            .await
            .map_err(during("drop the check `chk-books-state-values` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "chk-books-grade-values" CHECK ("grade" IN (1, -1, 7))"#,
            )
            .await
            .map_err(during("add the check `chk-books-grade-values` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "chk-books-state-values" CHECK ("state" IN ('in', E'it\'s out', 'lost'))"#,
            )
            .await
            .map_err(during("add the check `chk-books-state-values` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "chk-books-grade-values""#)
            .await
            .map_err(during("drop the check `chk-books-grade-values` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "chk-books-state-values""#)
            .await
            .map_err(during("drop the check `chk-books-state-values` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "chk-books-grade-values" CHECK ((grade = ANY (ARRAY[1, '-1'::integer])))"#,
            )
            .await
            .map_err(during("add the check `chk-books-grade-values` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "chk-books-state-values" CHECK (((state)::text = ANY ((ARRAY['in'::character varying, 'it''s out'::character varying])::text[])))"#,
            )
            .await
            .map_err(during("add the check `chk-books-state-values` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
