//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::check_values::after::book`, for MariaDB.
//! It mends 2 differences.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count_rows_that_would_be_in_the_way(manager).await?;
        change_books(manager).await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count_rows_that_would_be_in_the_way_2(manager).await?;
        change_books_2(manager).await?;

        Ok(())
    }
}

/// Rows that would be in the way
async fn count_rows_that_would_be_in_the_way(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    stop_for_rows(
        manager,
        &[
            (
                "rows of `books` that break the check `chk-books-state-values`",
                "SELECT * FROM `books` WHERE NOT (`state` IN ('in', 'it''s out', 'lost'))",
            ),
            (
                "rows of `books` that break the check `chk-books-grade-values`",
                "SELECT * FROM `books` WHERE NOT (`grade` IN (1, -1, 7))",
            ),
        ],
    )
    .await?;

    Ok(())
}

/// books
async fn change_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'chk-books-grade-values' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP CONSTRAINT `chk-books-grade-values`, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("drop the check `chk-books-grade-values` of `books`"))?;
    }
    if finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'chk-books-state-values' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP CONSTRAINT `chk-books-state-values`, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("drop the check `chk-books-state-values` of `books`"))?;
    }
    // fails-on-existing-rows: It fails if there are rows of `books` that break the check `chk-books-state-values`.
    // They are counted first, and nothing is changed while there are any; mend them before.
    // rewrites-table: The server copies `books`, which takes its size once more on the disk.
    // Run it when there is little to do, or use a tool that copies beside (gh-ost, pt-online-schema-change).
    // blocks-writes: Nobody can write to `books` while the server copies it.
    // Run it when there is little to write.
    if !finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'chk-books-state-values' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD CONSTRAINT `chk-books-state-values` CHECK (`state` IN ('in', 'it''s out', 'lost'))",
            )
            .await
            .map_err(during(
                "add the checks `chk-books-state-values`, `chk-books-grade-values` of `books`",
            ))?;
    }
    if !finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'chk-books-grade-values' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD CONSTRAINT `chk-books-grade-values` CHECK (`grade` IN (1, -1, 7))",
            )
            .await
            .map_err(during(
                "add the checks `chk-books-state-values`, `chk-books-grade-values` of `books`",
            ))?;
    }

    Ok(())
}

/// Rows that would be in the way
async fn count_rows_that_would_be_in_the_way_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    stop_for_rows(
        manager,
        &[
            (
                "rows of `books` that break the check `chk-books-grade-values`",
                "SELECT * FROM `books` WHERE NOT (`grade` in (1,-1))",
            ),
            (
                "rows of `books` that break the check `chk-books-state-values`",
                r#"SELECT * FROM `books` WHERE NOT (`state` in ('in','it\'s out'))"#,
            ),
        ],
    )
    .await?;

    Ok(())
}

/// books
async fn change_books_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'chk-books-state-values' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP CONSTRAINT `chk-books-state-values`, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("drop the check `chk-books-state-values` of `books`"))?;
    }
    if finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'chk-books-grade-values' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP CONSTRAINT `chk-books-grade-values`, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("drop the check `chk-books-grade-values` of `books`"))?;
    }
    // fails-on-existing-rows: It fails if there are rows of `books` that break the check `chk-books-grade-values`.
    // rewrites-table: The server copies `books`, which takes its size once more on the disk.
    // blocks-writes: Nobody can write to `books` while the server copies it.
    if !finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'chk-books-grade-values' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD CONSTRAINT `chk-books-grade-values` CHECK (`grade` in (1,-1))",
            )
            .await
            .map_err(during(
                "add the checks `chk-books-grade-values`, `chk-books-state-values` of `books`",
            ))?;
    }
    if !finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'chk-books-state-values' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE `books` ADD CONSTRAINT `chk-books-state-values` CHECK (`state` in ('in','it\'s out'))"#,
            )
            .await
            .map_err(during(
                "add the checks `chk-books-grade-values`, `chk-books-state-values` of `books`",
            ))?;
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
