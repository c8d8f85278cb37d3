//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::type_widened::after::book`, for MariaDB.
//! It mends 4 differences.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        // rewrites-table: The server copies `books`, which takes its size once more on the disk.
        // Run it when there is little to do, or use a tool that copies beside (gh-ost, pt-online-schema-change).
        // blocks-writes: Nobody can write to `books` while the server copies it.
        // Run it when there is little to write.
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `title` varchar(100) NOT NULL, MODIFY COLUMN `pages` bigint NOT NULL DEFAULT 3, MODIFY COLUMN `price` decimal(12, 2) NOT NULL, MODIFY COLUMN `blurb` text NULL",
            )
            .await
            .map_err(during("change the columns `title`, `pages`, `price`, `blurb` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[
                (
                    "rows of `books` whose `title` does not fit varchar(50)",
                    "SELECT * FROM `books` WHERE CHAR_LENGTH(`title`) > 50",
                ),
                (
                    "rows of `books` whose `pages` does not fit int",
                    "SELECT * FROM `books` WHERE `pages` < -2147483648 OR `pages` > 2147483647",
                ),
                (
                    "rows of `books` whose `price` does not fit decimal(8, 2)",
                    "SELECT * FROM `books` WHERE ABS(`price`) >= 1000000",
                ),
                (
                    "rows of `books` whose `blurb` does not fit varchar(200)",
                    "SELECT * FROM `books` WHERE CHAR_LENGTH(`blurb`) > 200",
                ),
            ],
        )
        .await?;

        // books
        // narrows-type: Not every varchar(100) of `books.title` is varchar(50).
        // narrows-type: Not every bigint of `books.pages` is int.
        // narrows-type: Not every decimal(12, 2) of `books.price` is decimal(8, 2).
        // narrows-type: Not every text of `books.blurb` is varchar(200).
        // rewrites-table: The server copies `books`, which takes its size once more on the disk.
        // blocks-writes: Nobody can write to `books` while the server copies it.
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `title` varchar(50) NOT NULL, MODIFY COLUMN `pages` int NOT NULL DEFAULT 3, MODIFY COLUMN `price` decimal(8, 2) NOT NULL, MODIFY COLUMN `blurb` varchar(200) NULL",
            )
            .await
            .map_err(during("change the columns `title`, `pages`, `price`, `blurb` of `books`"))?;

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
