//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::foreign_key::after`, for MariaDB.
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
            &[(
                "rows of `books` whose `shelf_id` points at no row of `shelves`",
                "SELECT * FROM `books` WHERE `books`.`shelf_id` IS NOT NULL AND NOT EXISTS (SELECT 1 FROM `shelves` AS `target` WHERE target.`id` = `books`.`shelf_id`)",
            )],
        )
        .await?;

        change_books(manager).await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[(
                "rows of `books` whose `spare_id` points at no row of `shelves`",
                "SELECT * FROM `books` WHERE `books`.`spare_id` IS NOT NULL AND NOT EXISTS (SELECT 1 FROM `shelves` AS `target` WHERE target.`id` = `books`.`spare_id`)",
            )],
        )
        .await?;

        change_books_2(manager).await?;

        Ok(())
    }
}

/// books
async fn change_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'fk-books-last_id' AND constraint_type = 'FOREIGN KEY'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP FOREIGN KEY `fk-books-last_id`, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("drop the foreign key (last_id) of `books`"))?;
    }
    if finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'fk-books-spare_id' AND constraint_type = 'FOREIGN KEY'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP FOREIGN KEY `fk-books-spare_id`, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("drop the foreign key (spare_id) of `books`"))?;
    }
    if manager.has_index("books", "fk-books-spare_id").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP INDEX `fk-books-spare_id`, ALGORITHM=NOCOPY, LOCK=NONE",
            )
            .await
            .map_err(during("drop the index `fk-books-spare_id` of `books`"))?;
    }
    // fails-on-existing-rows: It fails if there are rows of `books` whose `shelf_id` points at no row of `shelves`.
    // They are counted first, and nothing is changed while there are any; mend them before.
    // rewrites-table: The server copies `books`, which takes its size once more on the disk.
    // Run it when there is little to do, or use a tool that copies beside (gh-ost, pt-online-schema-change).
    // blocks-writes: Nobody can write to `books` while the server copies it.
    // Run it when there is little to write.
    if !finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'fk-books-shelf_id' AND constraint_type = 'FOREIGN KEY'",
    )
    .await?
    {
        manager
            .create_foreign_key(
                ForeignKey::create()
                    .name("fk-books-shelf_id")
                    .from("books", "shelf_id")
                    .to("shelves", "id")
                    .to_owned(),
            )
            .await
            .map_err(during(
                "add the foreign key (shelf_id), add the foreign key (last_id) of `books`",
            ))?;
    }
    if !finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'fk-books-last_id' AND constraint_type = 'FOREIGN KEY'",
    )
    .await?
    {
        manager
            .create_foreign_key(
                ForeignKey::create()
                    .name("fk-books-last_id")
                    .from("books", "last_id")
                    .to("shelves", "id")
                    .on_delete(ForeignKeyAction::SetNull)
                    .on_update(ForeignKeyAction::Cascade)
                    .to_owned(),
            )
            .await
            .map_err(during(
                "add the foreign key (shelf_id), add the foreign key (last_id) of `books`",
            ))?;
    }

    Ok(())
}

/// books
async fn change_books_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'fk-books-shelf_id' AND constraint_type = 'FOREIGN KEY'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP FOREIGN KEY `fk-books-shelf_id`, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("drop the foreign key (shelf_id) of `books`"))?;
    }
    if finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'fk-books-last_id' AND constraint_type = 'FOREIGN KEY'",
    )
    .await?
    {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP FOREIGN KEY `fk-books-last_id`, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("drop the foreign key (last_id) of `books`"))?;
    }
    if manager.has_index("books", "fk-books-shelf_id").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` DROP INDEX `fk-books-shelf_id`, ALGORITHM=NOCOPY, LOCK=NONE",
            )
            .await
            .map_err(during("drop the index `fk-books-shelf_id` of `books`"))?;
    }
    // fails-on-existing-rows: It fails if there are rows of `books` whose `spare_id` points at no row of `shelves`.
    // rewrites-table: The server copies `books`, which takes its size once more on the disk.
    // blocks-writes: Nobody can write to `books` while the server copies it.
    if !manager.has_index("books", "fk-books-spare_id").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD INDEX `fk-books-spare_id` (`spare_id`), ALGORITHM=NOCOPY, LOCK=NONE",
            )
            .await
            .map_err(during(
                "create the index `fk-books-spare_id`, add the foreign key (last_id), add the foreign key (spare_id) of `books`",
            ))?;
    }
    if !finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'fk-books-spare_id' AND constraint_type = 'FOREIGN KEY'",
    )
    .await?
    {
        manager
            .create_foreign_key(
                ForeignKey::create()
                    .name("fk-books-spare_id")
                    .from("books", "spare_id")
                    .to("shelves", "id")
                    .to_owned(),
            )
            .await
            .map_err(during(
                "create the index `fk-books-spare_id`, add the foreign key (last_id), add the foreign key (spare_id) of `books`",
            ))?;
    }
    if !finds(
        manager,
        "SELECT 1 FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND table_name = 'books' AND constraint_name = 'fk-books-last_id' AND constraint_type = 'FOREIGN KEY'",
    )
    .await?
    {
        manager
            .create_foreign_key(
                ForeignKey::create()
                    .name("fk-books-last_id")
                    .from("books", "last_id")
                    .to("shelves", "id")
                    .on_delete(ForeignKeyAction::Cascade)
                    .on_update(ForeignKeyAction::Cascade)
                    .to_owned(),
            )
            .await
            .map_err(during(
                "create the index `fk-books-spare_id`, add the foreign key (last_id), add the foreign key (spare_id) of `books`",
            ))?;
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
