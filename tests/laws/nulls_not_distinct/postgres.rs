//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::nulls_not_distinct::after::book`, for PostgreSQL.
//! It mends 2 differences.

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
                    "rows of `books` that share `isbn` with another",
                    r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "isbn") AS "alike" FROM "books") AS "books" WHERE "alike" > 1"#,
                ),
                (
                    "rows of `books` that share `code` with another",
                    r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "code") AS "alike" FROM "books") AS "books" WHERE "alike" > 1"#,
                ),
            ],
        )
            .await?;

        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_isbn""#)
            .await
            .map_err(during("drop the index `books_isbn` of `books`"))?;
        // fails-on-existing-rows: It fails when two rows of `books` have what `books_isbn` is over in common. The migration counts such rows first, and stops with a query that lists them.
        // blocks-writes: `books_isbn` is built while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_isbn" UNIQUE NULLS NOT DISTINCT ("isbn")"#,
            )
            .await
            .map_err(during("create the index `books_isbn` of `books`"))?;
        // fails-on-existing-rows: It fails when two rows of `books` have what `idx-books-code` is over in common. The migration counts such rows first, and stops with a query that lists them.
        // blocks-writes: `idx-books-code` is built while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .create_index(
                Index::create()
                    .name("idx-books-code")
                    .table("books")
                    .col("code")
                    .unique()
                    .nulls_not_distinct()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-books-code` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_isbn""#)
            .await
            .map_err(during("drop the index `books_isbn` of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("idx-books-code")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `idx-books-code` of `books`"))?;
        // fails-on-existing-rows: It fails when two rows of `books` have what `books_isbn` is over in common. The migration counts such rows first, and stops with a query that lists them.
        // blocks-writes: `books_isbn` is built while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_isbn" UNIQUE ("isbn")"#,
            )
            .await
            .map_err(during("create the index `books_isbn` of `books`"))?;

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
