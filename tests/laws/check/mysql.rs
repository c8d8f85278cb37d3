//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::check::after::book`, for MariaDB.
//! It mends 4 differences.
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
                "rows of `books` that break the check `chk-books-pages`",
                "SELECT * FROM `books` WHERE NOT (pages < 10000)",
            ),
            (
                "rows of `books` that break the check `books_pages`",
                "SELECT * FROM `books` WHERE NOT (pages >= 0 AND pages <> 13)",
            ),
            (
                "rows of `books` that break the check `books_price`",
                "SELECT * FROM `books` WHERE NOT (price BETWEEN 0 AND 500 OR price IN (1000, 2000))",
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
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'books_pages' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP CONSTRAINT `books_pages`, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("drop the check `books_pages` of `books`"))?;
    }
    if finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'chk-books-shelf' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP CONSTRAINT `chk-books-shelf`, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("drop the check `chk-books-shelf` of `books`"))?;
    }
    // fails-on-existing-rows: It fails if there are rows of `books` that break the check `chk-books-pages`.
    // They are counted first, and nothing is changed while there are any; mend them before.
    // rewrites-table: The server copies `books`, which takes its size once more on the disk.
    // Run it when there is little to do, or use a tool that copies beside (gh-ost, pt-online-schema-change).
    // blocks-writes: Nobody can write to `books` while the server copies it.
    // Run it when there is little to write.
    if !finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'chk-books-pages' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD CONSTRAINT `chk-books-pages` CHECK (pages < 10000), ADD CONSTRAINT `books_price` CHECK (price BETWEEN 0 AND 500 OR price IN (1000, 2000))",
            )
            .await
            .map_err(during(
                "add the checks `chk-books-pages`, `books_pages`, `books_price` of `books`",
            ))?;
    }
    if !finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'books_pages' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD CONSTRAINT `books_pages` CHECK (pages >= 0 AND pages <> 13)",
            )
            .await
            .map_err(during(
                "add the checks `chk-books-pages`, `books_pages`, `books_price` of `books`",
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
                "rows of `books` that break the check `books_pages`",
                "SELECT * FROM `books` WHERE NOT (`pages` > 0)",
            ),
            (
                "rows of `books` that break the check `chk-books-shelf`",
                "SELECT * FROM `books` WHERE NOT (`shelf` <> 0)",
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
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'chk-books-pages' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP CONSTRAINT `chk-books-pages`, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("drop the check `chk-books-pages` of `books`"))?;
    }
    if finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'books_pages' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP CONSTRAINT `books_pages`, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("drop the check `books_pages` of `books`"))?;
    }
    if finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'books_price' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP CONSTRAINT `books_price`, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("drop the check `books_price` of `books`"))?;
    }
    // fails-on-existing-rows: It fails if there are rows of `books` that break the check `books_pages`.
    // rewrites-table: The server copies `books`, which takes its size once more on the disk.
    // blocks-writes: Nobody can write to `books` while the server copies it.
    if !finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'chk-books-shelf' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD CONSTRAINT `chk-books-shelf` CHECK (`shelf` <> 0)",
            )
            .await
            .map_err(during("add the checks `books_pages`, `chk-books-shelf` of `books`"))?;
    }
    if !finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'books_pages' AND constraint_type = 'CHECK'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD CONSTRAINT `books_pages` CHECK (`pages` > 0)",
            )
            .await
            .map_err(during("add the checks `books_pages`, `chk-books-shelf` of `books`"))?;
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
