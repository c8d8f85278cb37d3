//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::values_converted::after::book`, for MariaDB.
//! It mends 3 differences.
//! `down` cannot undo the conversion of `books.state`, and takes its values as they are.
//! `down` cannot undo the conversion of `books.size`, and takes its values as they are.
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
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[(
                "rows of `books` whose `state` does not fit int",
                "SELECT * FROM `books` WHERE `state` NOT REGEXP '^ *[-+]?[0-9]+ *$' OR CAST(`state` AS DECIMAL(65)) NOT BETWEEN -2147483648 AND 2147483647",
            )],
        )
        .await?;

        // books
        // narrows-type: Not every varchar(10) of `books.state` is int.
        // rewrites-table: The server copies `books`, which takes its size once more on the disk.
        // blocks-writes: Nobody can write to `books` while the server copies it.
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `state` int NOT NULL, MODIFY COLUMN `size` varchar(20) NULL",
            )
            .await
            .map_err(during("change the columns `state`, `size` of `books`"))?;

        Ok(())
    }
}

/// Rows that would be in the way
async fn count_rows_that_would_be_in_the_way(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if finds(
        manager,
        "SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'books' AND column_name = 'state' AND data_type = 'int' AND NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'books' AND column_name = 'state_converted')",
    )
    .await?
    {
        stop_for_rows(
            manager,
            &[
                (
                    "rows of `books` whose `state` is null",
                    "SELECT * FROM `books` WHERE (CASE state WHEN 0 THEN '100' ELSE '200' END) IS NULL",
                ),
                (
                    "rows of `books` whose `state` does not fit varchar(10)",
                    "SELECT * FROM `books` WHERE CHAR_LENGTH((CASE state WHEN 0 THEN '100' ELSE '200' END)) > 10",
                ),
                (
                    "rows of `books` whose `size` is null",
                    "SELECT * FROM `books` WHERE (CAST(size AS SIGNED) + 1) IS NULL AND (id + 1) IS NULL",
                ),
            ],
        )
        .await?;
    }

    Ok(())
}

/// books
async fn change_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // narrows-type: Not every int of `books.state` is varchar(10).
    // The rows that do not fit are counted first, and nothing is changed while there are any.
    // narrows-type: Not every varchar(20) of `books.size` is int.
    // The server decides row by row: it may refuse a value, or make another of it. Look at some first, or say a `using`.
    // fails-on-existing-rows: It fails if there are rows of `books` whose `state` is null.
    // They are counted first, and nothing is changed while there are any; mend them before.
    // fails-on-existing-rows: It fails if there are rows of `books` whose `size` is null.
    // They are counted first, and nothing is changed while there are any; mend them before.
    // rewrites-table: The server writes `books` anew beside those who use it, which takes its size once more on the disk.
    // Run it when there is little to do.
    // blocks-writes: What is written to `books.state` while its values are converted is not converted.
    // Stop those who write to it until it is over.
    // blocks-writes: What is written to `books.size` while its values are converted is not converted.
    // Stop those who write to it until it is over.
    if finds(
        manager,
        "SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'books' AND column_name = 'state' AND data_type = 'int' AND NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'books' AND column_name = 'state_converted')",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD COLUMN `state_converted` varchar(10) NULL, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("change the columns `state`, `size` of `books`"))?;
    }
    if manager.has_column("books", "state_converted").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "UPDATE `books` SET `state_converted` = CASE state WHEN 0 THEN '100' ELSE '200' END",
            )
            .await
            .map_err(during("change the columns `state`, `size` of `books`"))?;
    }
    if finds(
        manager,
        "SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'books' AND column_name = 'size' AND data_type = 'varchar' AND NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'books' AND column_name = 'size_converted')",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD COLUMN `size_converted` int NULL, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("change the columns `state`, `size` of `books`"))?;
    }
    if manager.has_column("books", "size_converted").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "UPDATE `books` SET `size_converted` = COALESCE(CAST(size AS SIGNED) + 1, id + 1)",
            )
            .await
            .map_err(during("change the columns `state`, `size` of `books`"))?;
    }
    if manager.has_column("books", "state_converted").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP INDEX `idx-books-state-id`, DROP COLUMN `state`, CHANGE COLUMN `state_converted` `state` varchar(10) NOT NULL AFTER `id`, ADD INDEX `idx-books-state-id` (`state`, `id`), DROP INDEX `idx-books-size`, DROP COLUMN `size`, CHANGE COLUMN `size_converted` `size` int NOT NULL AFTER `state`, ADD INDEX `idx-books-size` (`size`), ALGORITHM=INPLACE, LOCK=NONE",
            )
            .await
            .map_err(during("change the columns `state`, `size` of `books`"))?;
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
