//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::collation_mysql::after::book`, for MariaDB.
//! It mends 2 differences.
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
                "ALTER TABLE `books` MODIFY COLUMN `title` varchar(255) NOT NULL COLLATE utf8mb4_bin, MODIFY COLUMN `code` varchar(255) NOT NULL COLLATE utf8mb4_unicode_ci",
            )
            .await
            .map_err(during("change the columns `title`, `code` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[(
                "rows of `books` whose `title` has letters that the character set latin1 lacks",
                "SELECT * FROM `books` WHERE CAST(CONVERT(`title` USING utf8mb4) AS BINARY) <> CAST(CONVERT(CONVERT(`title` USING latin1) USING utf8mb4) AS BINARY)",
            )],
        )
        .await?;

        // books
        // narrows-type: Not every letter of `books.title` is in the character set latin1.
        // rewrites-table: The server copies `books`, which takes its size once more on the disk.
        // blocks-writes: Nobody can write to `books` while the server copies it.
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `title` varchar(255) NOT NULL, MODIFY COLUMN `code` varchar(255) NOT NULL COLLATE utf8mb4_bin",
            )
            .await
            .map_err(during("change the columns `title`, `code` of `books`"))?;

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
