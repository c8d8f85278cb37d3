//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_filled::after::book`, for PostgreSQL.
//! It mends 2 differences.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if !manager.has_column("books", "slug").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD COLUMN "slug" varchar"#,
                )
                .await
                .map_err(during("add the column `slug` of `books`"))?;
        }
        repeat(
            manager,
            r#"UPDATE "books" SET "slug" = lower(title) WHERE ctid = ANY (ARRAY(SELECT ctid FROM "books" WHERE "slug" IS NULL AND (lower(title)) IS NOT NULL LIMIT 10000))"#,
        )
        .await
        .map_err(during("add the column `slug` of `books`"))?;
        if !finds(
            manager,
            r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'slug' AND attnotnull"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_slug_is_filled", ADD CONSTRAINT "books_slug_is_filled" CHECK ("slug" IS NOT NULL) NOT VALID"#,
                )
                .await
                .map_err(during("add the column `slug` of `books`"))?;
            manager
                .get_connection()
                .execute_unprepared(
                    r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_slug_is_filled""#,
                )
                .await
                .map_err(during("add the column `slug` of `books`"))?;
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ALTER COLUMN "slug" SET NOT NULL; ALTER TABLE "books" DROP CONSTRAINT "books_slug_is_filled""#,
                )
                .await
                .map_err(during("add the column `slug` of `books`"))?;
        }
        if !manager.has_column("books", "rank").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD COLUMN "rank" bigint"#,
                )
                .await
                .map_err(during("add the column `rank` of `books`"))?;
        }
        repeat(
            manager,
            r#"UPDATE "books" SET "rank" = id * 10 WHERE ctid = ANY (ARRAY(SELECT ctid FROM "books" WHERE "rank" IS NULL AND (id * 10) IS NOT NULL LIMIT 10000))"#,
        )
        .await
        .map_err(during("add the column `rank` of `books`"))?;
        if !finds(
            manager,
            r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'rank' AND attnotnull"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_rank_is_filled", ADD CONSTRAINT "books_rank_is_filled" CHECK ("rank" IS NOT NULL) NOT VALID"#,
                )
                .await
                .map_err(during("add the column `rank` of `books`"))?;
            manager
                .get_connection()
                .execute_unprepared(
                    r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_rank_is_filled""#,
                )
                .await
                .map_err(during("add the column `rank` of `books`"))?;
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ALTER COLUMN "rank" SET NOT NULL; ALTER TABLE "books" DROP CONSTRAINT "books_rank_is_filled""#,
                )
                .await
                .map_err(during("add the column `rank` of `books`"))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP COLUMN IF EXISTS "slug""#,
            )
            .await
            .map_err(during("drop the column `slug` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP COLUMN IF EXISTS "rank""#,
            )
            .await
            .map_err(during("drop the column `rank` of `books`"))?;

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

/// Runs an update of some rows until it finds none.
async fn repeat(manager: &SchemaManager<'_>, update: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    while db.execute_unprepared(update).await?.rows_affected() > 0 {}
    Ok(())
}
