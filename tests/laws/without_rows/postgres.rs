//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::without_rows::after::book`, for PostgreSQL.
//! It mends 3 differences.
//! `down` removes what `up` adds, with all that was written there since.

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
                    "rows of `books`, in which the new `code` would be null",
                    r#"SELECT * FROM "books""#,
                ),
                (
                    "rows of `books` whose `title` is null",
                    r#"SELECT * FROM "books" WHERE "title" IS NULL"#,
                ),
                (
                    "rows of `books` that share `code` with another",
                    r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "code") AS "alike" FROM (SELECT "id", "title", NULL::character varying AS "code" FROM "books") AS "books" WHERE "code" IS NOT NULL) AS "books" WHERE "alike" > 1"#,
                ),
            ],
        )
        .await?;

        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // books
        // fails-on-existing-rows: `books.code` must not be null, and nothing says what the rows that are there get.
        // Say it on the field, by `#[schema(default = "…")]` or `#[schema(backfill = "…")]`.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .add_column(ColumnDef::new("code").string().not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `code` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // books
        manager
            .alter_table(Table::alter().table("books").drop_column("code").to_owned())
            .await
            .map_err(during("drop the column `code` of `books`"))?;

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
