//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::without_rows::after::book`, for PostgreSQL.
//! It mends 3 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        // fails-on-existing-rows: Rows of `books` whose `title` is null are in the way.
        // Say on the field what they get, by `#[schema(backfill = "…")]`, or fill them before.
        if !finds(
            manager,
            r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'title' AND attnotnull"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_title_is_filled", ADD CONSTRAINT "books_title_is_filled" CHECK ("title" IS NOT NULL) NOT VALID"#,
                )
                .await
                .map_err(during("change the column `title` of `books`"))?;
            manager
                .get_connection()
                .execute_unprepared(
                    r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_title_is_filled""#,
                )
                .await
                .map_err(during("change the column `title` of `books`"))?;
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ALTER COLUMN "title" SET NOT NULL; ALTER TABLE "books" DROP CONSTRAINT "books_title_is_filled""#,
                )
                .await
                .map_err(during("change the column `title` of `books`"))?;
        }
        // fails-on-existing-rows: It fails when two rows of `books` have what `uq-books-code` is over in common.
        // The migration counts such rows first, and stops with a query that lists them.
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"uq-books-code"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("uq-books-code")
                        .table("books")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `uq-books-code` of `books`"))?;
        }
        manager
            .create_index(
                Index::create()
                    .name("uq-books-code")
                    .table("books")
                    .col("code")
                    .unique()
                    .concurrently()
                    .if_not_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `uq-books-code` of `books`"))?;
        if !finds(
            manager,
            r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"books"'::regclass AND conname = 'uq-books-code'"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD CONSTRAINT "uq-books-code" UNIQUE USING INDEX "uq-books-code""#,
                )
                .await
                .map_err(during("create the index `uq-books-code` of `books`"))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "uq-books-code""#,
            )
            .await
            .map_err(during("drop the index `uq-books-code` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("uq-books-code")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `uq-books-code` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ALTER COLUMN "title" DROP NOT NULL"#,
            )
            .await
            .map_err(during("change the column `title` of `books`"))?;

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
