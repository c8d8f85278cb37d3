//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::unique::after::book`, for MariaDB.
//! It mends 4 differences.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[
                (
                    "values of `isbn` that several rows of `books` have",
                    "SELECT `isbn`, COUNT(*) FROM `books` WHERE `isbn` IS NOT NULL GROUP BY `isbn` HAVING COUNT(*) > 1",
                ),
                (
                    "values of `place`, `isbn` that several rows of `books` have",
                    "SELECT `place`, `isbn`, COUNT(*) FROM `books` WHERE `place` IS NOT NULL AND `isbn` IS NOT NULL GROUP BY `place`, `isbn` HAVING COUNT(*) > 1",
                ),
            ],
        )
        .await?;

        // books
        if finds(
            manager,
            "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'books' AND index_name = 'books_place' HAVING GROUP_CONCAT(column_name ORDER BY seq_in_index) = 'shelf,place'",
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` DROP INDEX `books_place`, ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("drop the index `books_place` of `books`"))?;
        }
        if manager.has_index("books", "code").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` DROP INDEX `code`, ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("drop the index `code` of `books`"))?;
        }
        if !manager.has_index("books", "books_place").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD UNIQUE INDEX `books_place` (`shelf`, `place`, `code`), ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("create the index `books_place` of `books`"))?;
        }
        // fails-on-existing-rows: It fails if there are values of `isbn` that several rows of `books` have.
        // They are counted first, and nothing is changed while there are any; mend them before.
        if !manager.has_index("books", "isbn").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD UNIQUE INDEX `isbn` (`isbn`), ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("create the index `isbn` of `books`"))?;
        }
        // fails-on-existing-rows: It fails if there are values of `place`, `isbn` that several rows of `books` have.
        // They are counted first, and nothing is changed while there are any; mend them before.
        if !manager.has_index("books", "uq-books-place-isbn").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD UNIQUE INDEX `uq-books-place-isbn` (`place`, `isbn`), ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("create the index `uq-books-place-isbn` of `books`"))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[
                (
                    "values of `shelf`, `place` that several rows of `books` have",
                    "SELECT `shelf`, `place`, COUNT(*) FROM `books` WHERE `shelf` IS NOT NULL AND `place` IS NOT NULL GROUP BY `shelf`, `place` HAVING COUNT(*) > 1",
                ),
                (
                    "values of `code` that several rows of `books` have",
                    "SELECT `code`, COUNT(*) FROM `books` WHERE `code` IS NOT NULL GROUP BY `code` HAVING COUNT(*) > 1",
                ),
            ],
        )
        .await?;

        // books
        if finds(
            manager,
            "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'books' AND index_name = 'books_place' HAVING GROUP_CONCAT(column_name ORDER BY seq_in_index) = 'shelf,place,code'",
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` DROP INDEX `books_place`, ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("drop the index `books_place` of `books`"))?;
        }
        if manager.has_index("books", "isbn").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` DROP INDEX `isbn`, ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("drop the index `isbn` of `books`"))?;
        }
        if manager.has_index("books", "uq-books-place-isbn").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` DROP INDEX `uq-books-place-isbn`, ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("drop the index `uq-books-place-isbn` of `books`"))?;
        }
        // fails-on-existing-rows: It fails if there are values of `shelf`, `place` that several rows of `books` have.
        if !manager.has_index("books", "books_place").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD UNIQUE INDEX `books_place` (`shelf`, `place`), ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("create the index `books_place` of `books`"))?;
        }
        // fails-on-existing-rows: It fails if there are values of `code` that several rows of `books` have.
        if !manager.has_index("books", "code").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD UNIQUE INDEX `code` (`code`), ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("create the index `code` of `books`"))?;
        }

        Ok(())
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
