//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::foreign_key_type::after`, for MariaDB.
//! It mends 2 differences.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        change_books(manager).await?;
        change_shelves(manager).await?;
        change_books_2(manager).await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count_rows_that_would_be_in_the_way(manager).await?;
        change_books_3(manager).await?;
        change_shelves_2(manager).await?;
        change_books_4(manager).await?;

        Ok(())
    }
}

/// books
async fn change_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
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
    // rewrites-table: The server copies `books`, which takes its size once more on the disk.
    // Run it when there is little to do, or use a tool that copies beside (gh-ost, pt-online-schema-change).
    // blocks-writes: Nobody can write to `books` while the server copies it.
    // Run it when there is little to write.
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .modify_column(ColumnDef::new("shelf_id").big_integer().not_null())
                .to_owned(),
        )
        .await
        .map_err(during("change the column `shelf_id` of `books`"))?;
    if !manager.has_index("books", "idx-books-shelf_id").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` RENAME INDEX IF EXISTS `fk-books-shelf_id` TO `idx-books-shelf_id`",
            )
            .await
            .map_err(during("change the column `shelf_id` of `books`"))?;
    }

    Ok(())
}

/// shelves
async fn change_shelves(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // rewrites-table: The server copies `shelves`, which takes its size once more on the disk.
    // Run it when there is little to do, or use a tool that copies beside (gh-ost, pt-online-schema-change).
    // blocks-writes: Nobody can write to `shelves` while the server copies it.
    // Run it when there is little to write.
    manager
        .alter_table(
            Table::alter()
                .table("shelves")
                .modify_column(ColumnDef::new("id").big_integer().not_null())
                .to_owned(),
        )
        .await
        .map_err(during("change the column `id` of `shelves`"))?;

    Ok(())
}

/// books
async fn change_books_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
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
                    .on_delete(ForeignKeyAction::Cascade)
                    .to_owned(),
            )
            .await
            .map_err(during("add the foreign key (shelf_id) of `books`"))?;
    }
    if !manager.has_index("books", "idx-books-shelf_id").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` RENAME INDEX IF EXISTS `fk-books-shelf_id` TO `idx-books-shelf_id`",
            )
            .await
            .map_err(during("add the foreign key (shelf_id) of `books`"))?;
    }

    Ok(())
}

/// Rows that would be in the way
async fn count_rows_that_would_be_in_the_way(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    stop_for_rows(
        manager,
        &[
            (
                "rows of `books` whose `shelf_id` does not fit int",
                "SELECT * FROM `books` WHERE `shelf_id` < -2147483648 OR `shelf_id` > 2147483647",
            ),
            (
                "rows of `shelves` whose `id` does not fit int",
                "SELECT * FROM `shelves` WHERE `id` < -2147483648 OR `id` > 2147483647",
            ),
        ],
    )
    .await?;

    Ok(())
}

/// books
async fn change_books_3(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
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
    // narrows-type: Not every bigint of `books.shelf_id` is int.
    // rewrites-table: The server copies `books`, which takes its size once more on the disk.
    // blocks-writes: Nobody can write to `books` while the server copies it.
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .modify_column(ColumnDef::new("shelf_id").integer().not_null())
                .to_owned(),
        )
        .await
        .map_err(during("change the column `shelf_id` of `books`"))?;
    if !manager.has_index("books", "idx-books-shelf_id").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` RENAME INDEX IF EXISTS `fk-books-shelf_id` TO `idx-books-shelf_id`",
            )
            .await
            .map_err(during("change the column `shelf_id` of `books`"))?;
    }

    Ok(())
}

/// shelves
async fn change_shelves_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // narrows-type: Not every bigint of `shelves.id` is int.
    // rewrites-table: The server copies `shelves`, which takes its size once more on the disk.
    // blocks-writes: Nobody can write to `shelves` while the server copies it.
    manager
        .alter_table(
            Table::alter()
                .table("shelves")
                .modify_column(ColumnDef::new("id").integer().not_null())
                .to_owned(),
        )
        .await
        .map_err(during("change the column `id` of `shelves`"))?;

    Ok(())
}

/// books
async fn change_books_4(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // rewrites-table: The server copies `books`, which takes its size once more on the disk.
    // blocks-writes: Nobody can write to `books` while the server copies it.
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
                    .on_delete(ForeignKeyAction::Cascade)
                    .to_owned(),
            )
            .await
            .map_err(during("add the foreign key (shelf_id) of `books`"))?;
    }
    if !manager.has_index("books", "idx-books-shelf_id").await? {
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` RENAME INDEX IF EXISTS `fk-books-shelf_id` TO `idx-books-shelf_id`",
            )
            .await
            .map_err(during("add the foreign key (shelf_id) of `books`"))?;
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
