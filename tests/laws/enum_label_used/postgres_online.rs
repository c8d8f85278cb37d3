//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::enum_label_used::after::book`, for PostgreSQL.
//! It mends 5 differences.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if !manager.has_column("books", "third").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD COLUMN "third" mood"#,
                )
                .await
                .map_err(during("add the column `third` of `books`"))?;
        }
        repeat(
            manager,
            r#"UPDATE "books" SET "third" = 'middle' WHERE ctid = ANY (ARRAY(SELECT ctid FROM "books" WHERE "third" IS NULL AND ('middle') IS NOT NULL LIMIT 10000))"#,
        )
        .await
        .map_err(during("add the column `third` of `books`"))?;
        if !finds(
            manager,
            r#"SELECT 1 FROM pg_attribute WHERE attrelid = '"books"'::regclass AND attname = 'third' AND attnotnull"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_third_is_filled", ADD CONSTRAINT "books_third_is_filled" CHECK ("third" IS NOT NULL) NOT VALID"#,
                )
                .await
                .map_err(during("add the column `third` of `books`"))?;
            manager
                .get_connection()
                .execute_unprepared(
                    r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_third_is_filled""#,
                )
                .await
                .map_err(during("add the column `third` of `books`"))?;
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ALTER COLUMN "third" SET NOT NULL; ALTER TABLE "books" DROP CONSTRAINT "books_third_is_filled""#,
                )
                .await
                .map_err(during("add the column `third` of `books`"))?;
        }
        // fails-on-existing-rows: It fails when a row of `books` breaks `mood <> 'middle' OR third = 'middle'`.
        // The migration counts such rows first, and stops with a query that lists them.
        if !finds(
            manager,
            r#"SELECT 1 FROM pg_constraint WHERE conrelid = '"books"'::regclass AND conname = 'books_mood'"#,
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ADD CONSTRAINT "books_mood" CHECK (mood <> 'middle' OR third = 'middle') NOT VALID"#,
                )
                .await
                .map_err(during("add the check `books_mood` of `books`"))?;
        }
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_mood""#)
            .await
            .map_err(during("add the check `books_mood` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[(
                "rows of `books` whose `mood` has a label that goes",
                r#"SELECT * FROM "books" WHERE "mood" IN ('middle')"#,
            )],
        )
        .await?;

        // books
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_mood""#,
            )
            .await
            .map_err(during("drop the check `books_mood` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP COLUMN IF EXISTS "third""#,
            )
            .await
            .map_err(during("drop the column `third` of `books`"))?;

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
