//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::nullability::after::book`, for PostgreSQL.
//! It mends 3 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        repeat(
            manager,
            r#"UPDATE "books" SET "title" = 'untitled' WHERE ctid = ANY (ARRAY(SELECT ctid FROM "books" WHERE "title" IS NULL AND ('untitled') IS NOT NULL LIMIT 10000))"#,
        )
        .await
        .map_err(during("change the column `title` of `books`"))?;
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
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ALTER COLUMN "pages" DROP NOT NULL"#,
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ALTER COLUMN "shelf" DROP NOT NULL"#,
            )
            .await
            .map_err(during("change the column `shelf` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count_rows_that_would_be_in_the_way(manager).await?;
        change_books(manager).await?;

        Ok(())
    }

    /// Each statement by itself, beside those who use the tables; cut off, it can run again.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }
}

/// Rows that would be in the way
async fn count_rows_that_would_be_in_the_way(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    stop_for_rows(
        manager,
        &[
            (
                "rows of `books` whose `pages` is null",
                r#"SELECT * FROM "books" WHERE "pages" IS NULL"#,
            ),
            (
                "rows of `books` whose `shelf` is null",
                r#"SELECT * FROM "books" WHERE "shelf" IS NULL"#,
            ),
        ],
    )
    .await?;

    Ok(())
}

/// books
async fn change_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .get_connection()
        .execute_unprepared(
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ALTER COLUMN "title" DROP NOT NULL"#,
        )
        .await
        .map_err(during("change the column `title` of `books`"))?;
    // fails-on-existing-rows: Rows of `books` whose `pages` is null are in the way.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'pages' AND attnotnull"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_pages_is_filled", ADD CONSTRAINT "books_pages_is_filled" CHECK ("pages" IS NOT NULL) NOT VALID"#,
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_pages_is_filled""#,
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ALTER COLUMN "pages" SET NOT NULL; ALTER TABLE "books" DROP CONSTRAINT "books_pages_is_filled""#,
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
    }
    // fails-on-existing-rows: Rows of `books` whose `shelf` is null are in the way.
    if !finds(
        manager,
        r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'shelf' AND attnotnull"#,
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_shelf_is_filled", ADD CONSTRAINT "books_shelf_is_filled" CHECK ("shelf" IS NOT NULL) NOT VALID"#,
            )
            .await
            .map_err(during("change the column `shelf` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_shelf_is_filled""#,
            )
            .await
            .map_err(during("change the column `shelf` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ALTER COLUMN "shelf" SET NOT NULL; ALTER TABLE "books" DROP CONSTRAINT "books_shelf_is_filled""#,
            )
            .await
            .map_err(during("change the column `shelf` of `books`"))?;
    }

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

/// Stops before anything is changed where one of these queries lists rows.
async fn stop_for_rows(manager: &SchemaManager<'_>, queries: &[(&str, &str)]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let mut found = Vec::new();
    for (rows, query) in queries {
        let count = format!("SELECT COUNT(*) FROM ({query}) AS in_the_way");
        let count = sea_orm::Statement::from_string(db.get_database_backend(), count);
        let count: i64 = match db.query_one_raw(count).await? {
            Some(row) => row.try_get_by_index(0)?,
            None => 0,
        };
        if count > 0 {
            found.push(format!("{count} {rows}: {query}"));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(DbErr::Migration(format!(
        "nothing was changed, because rows are in the way\n{}",
        found.join("\n")
    )))
}

/// Runs an update of some rows until it finds none.
async fn repeat(manager: &SchemaManager<'_>, update: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    while db.execute_unprepared(update).await?.rows_affected() > 0 {}
    Ok(())
}
