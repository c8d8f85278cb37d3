//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_filled::after::book`, for MariaDB.
//! It mends 2 differences.
//! `down` removes what `up` adds, with all that was written there since.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        if !manager.has_column("books", "slug").await? {
            stop_for_rows(
                manager,
                &[
                    (
                        "rows of `books` that would have no `slug`",
                        "SELECT * FROM `books` WHERE (lower(title)) IS NULL",
                    ),
                    (
                        "rows of `books` that would have no `rank`",
                        "SELECT * FROM `books` WHERE (id * 10) IS NULL",
                    ),
                ],
            )
            .await?;
        }

        // books
        // fails-on-existing-rows: It fails if there are rows of `books` that would have no `slug`.
        // They are counted first, and nothing is changed while there are any; mend them before.
        // fails-on-existing-rows: It fails if there are rows of `books` that would have no `rank`.
        // They are counted first, and nothing is changed while there are any; mend them before.
        // blocks-writes: The rows of `books` that are filled are locked until all of them are.
        // Run it when there is little to write.
        // blocks-writes: The rows of `books` that are filled are locked until all of them are.
        // Run it when there is little to write.
        if !manager.has_column("books", "slug").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD COLUMN `slug` varchar(255) NULL, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("add the columns `slug`, `rank` of `books`"))?;
        }
        manager
            .get_connection()
            .execute_unprepared("UPDATE `books` SET `slug` = lower(title) WHERE `slug` IS NULL")
            .await
            .map_err(during("add the columns `slug`, `rank` of `books`"))?;
        if !manager.has_column("books", "rank").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `books` ADD COLUMN `rank` bigint NULL, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("add the columns `slug`, `rank` of `books`"))?;
        }
        manager
            .get_connection()
            .execute_unprepared("UPDATE `books` SET `rank` = id * 10 WHERE `rank` IS NULL")
            .await
            .map_err(during("add the columns `slug`, `rank` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` MODIFY COLUMN `slug` varchar(255) NOT NULL, MODIFY COLUMN `rank` bigint NOT NULL, ALGORITHM=INPLACE, LOCK=NONE",
            )
            .await
            .map_err(during("add the columns `slug`, `rank` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        if manager.has_column("books", "slug").await? {
            manager
                .get_connection()
                .execute_unprepared("ALTER TABLE `books` DROP COLUMN `slug`, ALGORITHM=INSTANT")
                .await
                .map_err(during("drop the column `slug` of `books`"))?;
        }
        if manager.has_column("books", "rank").await? {
            manager
                .get_connection()
                .execute_unprepared("ALTER TABLE `books` DROP COLUMN `rank`, ALGORITHM=INSTANT")
                .await
                .map_err(during("drop the column `rank` of `books`"))?;
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
