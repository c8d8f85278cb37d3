//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::index::after::book`, for MariaDB.
//! It mends 5 differences.
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
            &[(
                "values of `code` that several rows of `books` have",
                "SELECT `code`, COUNT(*) FROM `books` WHERE `code` IS NOT NULL GROUP BY `code` HAVING COUNT(*) > 1",
            )],
        )
        .await?;

        change_books(manager).await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if finds(
            manager,
            "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'books' AND index_name = 'books_moves' HAVING GROUP_CONCAT(column_name ORDER BY seq_in_index) = 'shelf,place'",
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` DROP INDEX `books_moves`, ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("drop the index `books_moves` of `books`"))?;
        }
        if finds(
            manager,
            "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'books' AND index_name = 'books_turns' HAVING GROUP_CONCAT(column_name ORDER BY seq_in_index) = 'shelf,code'",
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` DROP INDEX `books_turns`, ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("drop the index `books_turns` of `books`"))?;
        }
        if manager.has_index("books", "idx-books-code").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` DROP INDEX `idx-books-code`, ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("drop the index `idx-books-code` of `books`"))?;
        }
        if manager.has_index("books", "idx-books-place-title").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` DROP INDEX `idx-books-place-title`, ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("drop the index `idx-books-place-title` of `books`"))?;
        }
        if !manager.has_index("books", "books_moves").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD INDEX `books_moves` (`shelf`), ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("create the index `books_moves` of `books`"))?;
        }
        if !manager.has_index("books", "books_turns").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD INDEX `books_turns` (`code`, `shelf`), ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("create the index `books_turns` of `books`"))?;
        }
        if !manager.has_index("books", "idx-books-title").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD INDEX `idx-books-title` (`title`), ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("create the index `idx-books-title` of `books`"))?;
        }

        Ok(())
    }
}

/// books
async fn change_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if finds(
        manager,
        "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'books' AND index_name = 'books_moves' HAVING GROUP_CONCAT(column_name ORDER BY seq_in_index) = 'shelf'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP INDEX `books_moves`, ALGORITHM=NOCOPY, LOCK=NONE",
            )
            .await
            .map_err(during("drop the index `books_moves` of `books`"))?;
    }
    if finds(
        manager,
        "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'books' AND index_name = 'books_turns' HAVING GROUP_CONCAT(column_name ORDER BY seq_in_index) = 'code,shelf'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP INDEX `books_turns`, ALGORITHM=NOCOPY, LOCK=NONE",
            )
            .await
            .map_err(during("drop the index `books_turns` of `books`"))?;
    }
    if manager.has_index("books", "idx-books-title").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP INDEX `idx-books-title`, ALGORITHM=NOCOPY, LOCK=NONE",
            )
            .await
            .map_err(during("drop the index `idx-books-title` of `books`"))?;
    }
    if !manager.has_index("books", "books_moves").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD INDEX `books_moves` (`shelf`, `place`), ALGORITHM=NOCOPY, LOCK=NONE",
            )
            .await
            .map_err(during("create the index `books_moves` of `books`"))?;
    }
    if !manager.has_index("books", "books_turns").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD INDEX `books_turns` (`shelf`, `code`), ALGORITHM=NOCOPY, LOCK=NONE",
            )
            .await
            .map_err(during("create the index `books_turns` of `books`"))?;
    }
    // fails-on-existing-rows: It fails if there are values of `code` that several rows of `books` have.
    // They are counted first, and nothing is changed while there are any; mend them before.
    if !manager.has_index("books", "idx-books-code").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD UNIQUE INDEX `idx-books-code` (`code`), ALGORITHM=NOCOPY, LOCK=NONE",
            )
            .await
            .map_err(during("create the index `idx-books-code` of `books`"))?;
    }
    if !manager.has_index("books", "idx-books-place-title").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD INDEX `idx-books-place-title` (`place` DESC, `title`), ALGORITHM=NOCOPY, LOCK=NONE",
            )
            .await
            .map_err(during("create the index `idx-books-place-title` of `books`"))?;
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
