//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::type_widened::after::book`, for PostgreSQL.
//! It mends 4 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // books
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("title").string_len(100))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `title` of `books`"))?;
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
        // Run it when nobody waits for the table.
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" ALTER COLUMN "pages" DROP DEFAULT"#)
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").big_integer())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").default(3))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("price").decimal_len(12, 2))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `price` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("blurb").text())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `blurb` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count_rows_that_would_be_in_the_way(manager).await?;

        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        change_books(manager).await?;

        Ok(())
    }
}

/// Rows that would be in the way
async fn count_rows_that_would_be_in_the_way(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    stop_for_rows(
        manager,
        &[
            (
                "rows of `books` whose `title` does not fit character varying(50)",
                r#"SELECT * FROM "books" WHERE char_length(rtrim("title"::text, ' ')) > 50"#,
            ),
            (
                "rows of `books` whose `pages` does not fit integer",
                r#"SELECT * FROM "books" WHERE "pages" NOT BETWEEN -2147483648 AND 2147483647"#,
            ),
            (
                "rows of `books` whose `price` does not fit numeric(8,2)",
                r#"SELECT * FROM "books" WHERE abs(round("price", 2)) >= 1e6 AND "price" <> 'NaN'"#,
            ),
            (
                "rows of `books` whose `blurb` does not fit character varying(200)",
                r#"SELECT * FROM "books" WHERE char_length(rtrim("blurb"::text, ' ')) > 200"#,
            ),
        ],
    )
    .await?;

    Ok(())
}

/// books
async fn change_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // narrows-type: Not every value of character varying(100) fits character varying(50).
    // fails-on-existing-rows: It fails when a value does not fit character varying(50).
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .modify_column(ColumnDef::new("title").string_len(50))
                .to_owned(),
        )
        .await
        .map_err(during("change the column `title` of `books`"))?;
    // narrows-type: Not every value of bigint fits integer.
    // fails-on-existing-rows: It fails when a value does not fit integer.
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "books" ALTER COLUMN "pages" DROP DEFAULT"#)
        .await
        .map_err(during("change the column `pages` of `books`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .modify_column(ColumnDef::new("pages").integer())
                .to_owned(),
        )
        .await
        .map_err(during("change the column `pages` of `books`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .modify_column(ColumnDef::new("pages").default(3))
                .to_owned(),
        )
        .await
        .map_err(during("change the column `pages` of `books`"))?;
    // narrows-type: Not every value of numeric(12,2) fits numeric(8,2).
    // fails-on-existing-rows: It fails when a value does not fit numeric(8,2).
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .modify_column(ColumnDef::new("price").decimal_len(8, 2))
                .to_owned(),
        )
        .await
        .map_err(during("change the column `price` of `books`"))?;
    // narrows-type: Not every value of text fits character varying(200).
    // fails-on-existing-rows: It fails when a value does not fit character varying(200).
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .modify_column(ColumnDef::new("blurb").string_len(200))
                .to_owned(),
        )
        .await
        .map_err(during("change the column `blurb` of `books`"))?;

    Ok(())
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
