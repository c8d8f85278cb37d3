//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::nullability::after::book`, for MariaDB.
//! It mends 3 differences.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        // rewrites-table: The server writes `books` anew beside those who use it, which takes its size once more on the disk.
        // Run it when there is little to do.
        // blocks-writes: The rows of `books` that are filled are locked until all of them are.
        // Run it when there is little to write.
        manager
            .get_connection()
            .execute_unprepared("UPDATE `books` SET `title` = 'untitled' WHERE `title` IS NULL")
            .await
            .map_err(during("change the columns `title`, `pages`, `shelf` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `title` varchar(255) NOT NULL, MODIFY COLUMN `pages` int NULL DEFAULT 5, MODIFY COLUMN `shelf` int NULL, ALGORITHM=INPLACE, LOCK=NONE",
            )
            .await
            .map_err(during("change the columns `title`, `pages`, `shelf` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[
                (
                    "rows of `books` whose `pages` is null",
                    "SELECT * FROM `books` WHERE `pages` IS NULL",
                ),
                (
                    "rows of `books` whose `shelf` is null",
                    "SELECT * FROM `books` WHERE `shelf` IS NULL",
                ),
            ],
        )
        .await?;

        // books
        // fails-on-existing-rows: Rows of `books` whose `pages` is null are in the way.
        // fails-on-existing-rows: Rows of `books` whose `shelf` is null are in the way.
        // rewrites-table: The server writes `books` anew beside those who use it, which takes its size once more on the disk.
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `title` varchar(255) NULL, MODIFY COLUMN `pages` int NOT NULL DEFAULT 5, MODIFY COLUMN `shelf` int NOT NULL, ALGORITHM=INPLACE, LOCK=NONE",
            )
            .await
            .map_err(during("change the columns `title`, `pages`, `shelf` of `books`"))?;

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
