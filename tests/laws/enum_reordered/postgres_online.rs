//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::enum_reordered::after`, for PostgreSQL.
//! It mends 2 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"books_high"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("books_high")
                        .table("books")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `books_high` of `books`"))?;
        }
        manager
            .create_index(
                Index::create()
                    .name("books_high")
                    .table("books")
                    .col("id")
                    .and_where(Expr::cust("(mood = 'high'::mood)"))
                    .concurrently()
                    .if_not_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `books_high` of `books`"))?;
        // fails-on-existing-rows: It fails when a row of `books` breaks `((mood <> 'best'::mood) OR (id > 0))`.
        // The migration counts such rows first, and stops with a query that lists them.
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_mood""#)
            .await
            .map_err(during("validate the check `books_mood` of `books`"))?;
        // fails-on-existing-rows: It fails when a row of `books` points at no row of `shelves`.
        // The migration counts such rows first, and stops with a query that lists them.
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" VALIDATE CONSTRAINT "fk-books-mood""#)
            .await
            .map_err(during("validate the foreign key (mood) of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .drop_index(
                Index::drop()
                    .name("books_high")
                    .table("books")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `books_high` of `books`"))?;

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
