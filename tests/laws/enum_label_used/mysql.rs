//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::enum_label_used::after::book`, for MariaDB.
//! It mends 5 differences.
//! `down` removes what `up` adds, with all that was written there since.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        if !manager.has_column("books", "third").await? {
            stop_for_rows(
                manager,
                &[
                    (
                        "rows of `books` whose `other` does not fit enum('low', 'middle', 'high')",
                        "SELECT * FROM `books` WHERE `other` NOT IN ('low', 'middle', 'high')",
                    ),
                    (
                        "rows of `books` that break the check `books_mood`",
                        "SELECT * FROM (SELECT *, ('middle') AS `third` FROM `books`) AS `books` WHERE NOT (mood <> 'middle' OR third = 'middle')",
                    ),
                ],
            )
            .await?;
        }

        // books
        // narrows-type: Not every text of `books.other` is enum('low', 'middle', 'high').
        // The rows that do not fit are counted first, and nothing is changed while there are any.
        // fails-on-existing-rows: It fails if there are rows of `books` that break the check `books_mood`.
        // They are counted first, and nothing is changed while there are any; mend them before.
        // rewrites-table: The server copies `books`, which takes its size once more on the disk.
        // Run it when there is little to do, or use a tool that copies beside (gh-ost, pt-online-schema-change).
        // blocks-writes: The rows of `books` that are filled are locked until all of them are.
        // Run it when there is little to write.
        // blocks-writes: Nobody can write to `books` while the server copies it.
        // Run it when there is little to write.
        if !manager.has_column("books", "third").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD COLUMN `third` enum('low', 'middle', 'high') NULL, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during(
                    "add the column `third`, change the columns `mood`, `other`, add the check `books_mood` of `books`",
                ))?;
        }
        manager
            .get_connection()
            .execute_unprepared("UPDATE `books` SET `third` = 'middle' WHERE `third` IS NULL")
            .await
            .map_err(during(
                "add the column `third`, change the columns `mood`, `other`, add the check `books_mood` of `books`",
            ))?;
        if !finds(
            manager,
            "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'books_mood' AND constraint_type = 'CHECK'",
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` MODIFY COLUMN `third` enum('low', 'middle', 'high') NOT NULL, MODIFY COLUMN `mood` enum('low', 'middle', 'high') NOT NULL DEFAULT ('middle'), MODIFY COLUMN `other` enum('low', 'middle', 'high') NOT NULL, ADD CONSTRAINT `books_mood` CHECK (mood <> 'middle' OR third = 'middle')",
                )
                .await
                .map_err(during(
                    "add the column `third`, change the columns `mood`, `other`, add the check `books_mood` of `books`",
                ))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        if manager.has_column("books", "third").await? {
            stop_for_rows(
                manager,
                &[(
                    "rows of `books` whose `mood` does not fit enum('low', 'high')",
                    "SELECT * FROM `books` WHERE `mood` IN ('middle')",
                )],
            )
            .await?;
        }

        // books
        if finds(
            manager,
            "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'books_mood' AND constraint_type = 'CHECK'",
        )
        .await?
        {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` DROP CONSTRAINT `books_mood`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("drop the check `books_mood` of `books`"))?;
        }
        // narrows-type: Not every enum('low', 'middle', 'high') of `books.mood` is enum('low', 'high').
        // rewrites-table: The server copies `books`, which takes its size once more on the disk.
        // blocks-writes: Nobody can write to `books` while the server copies it.
        if manager.has_column("books", "third").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` MODIFY COLUMN `mood` enum('low', 'high') NOT NULL DEFAULT ('low'), MODIFY COLUMN `other` text NOT NULL, DROP COLUMN `third`",
                )
                .await
                .map_err(during(
                    "change the columns `mood`, `other`, drop the column `third` of `books`",
                ))?;
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
