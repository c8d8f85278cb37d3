//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::without_rows::after::book`, for MariaDB.
//! It mends 3 differences.
//! `down` removes what `up` adds, with all that was written there since.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        if !manager.has_column("books", "code").await? {
            stop_for_rows(
                manager,
                &[
                    (
                        "rows of `books` that would have no `code`",
                        "SELECT * FROM `books`",
                    ),
                    (
                        "rows of `books` whose `title` is null",
                        "SELECT * FROM `books` WHERE `title` IS NULL",
                    ),
                ],
            )
            .await?;
        }

        // books
        // fails-on-existing-rows: `books.code` must not be null, and nothing says what the rows that are there get.
        // Say it on the field, by `#[schema(default = "…")]` or `#[schema(backfill = "…")]`.
        // fails-on-existing-rows: Rows of `books` whose `title` is null are in the way.
        // Say on the field what they get, by `#[schema(backfill = "…")]`, or fill them before.
        // rewrites-table: The server writes `books` anew beside those who use it, which takes its size once more on the disk.
        // Run it when there is little to do.
        if !manager.has_column("books", "code").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD COLUMN `code` varchar(255) NOT NULL, MODIFY COLUMN `title` varchar(255) NOT NULL, ADD UNIQUE INDEX `uq-books-code` (`code`), ALGORITHM=INPLACE, LOCK=NONE",
                )
                .await
                .map_err(during(
                    "add the column `code`, change the column `title`, create the index `uq-books-code` of `books`",
                ))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if manager.has_index("books", "uq-books-code").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` DROP INDEX `uq-books-code`, ALGORITHM=NOCOPY, LOCK=NONE",
                )
                .await
                .map_err(during("drop the index `uq-books-code` of `books`"))?;
        }
        // rewrites-table: The server writes `books` anew beside those who use it, which takes its size once more on the disk.
        if manager.has_column("books", "code").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` MODIFY COLUMN `title` varchar(255) NULL, DROP COLUMN `code`, ALGORITHM=INPLACE, LOCK=NONE",
                )
                .await
                .map_err(during("change the column `title`, drop the column `code` of `books`"))?;
        }

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
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
