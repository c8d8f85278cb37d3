//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::type_dependants::after::book`, for PostgreSQL.
//! It mends 6 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count_rows_that_would_be_in_the_way(manager).await?;

        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        change_books(manager).await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        change_books_2(manager).await?;

        Ok(())
    }
}

/// Rows that would be in the way
async fn count_rows_that_would_be_in_the_way(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    stop_for_rows(
        manager,
        &[
            (
                "rows of `books` whose `number` is no integer",
                r#"SELECT * FROM "books" WHERE CASE WHEN btrim("number", E' \t\n\x0b\f\r') !~ '^[+-]?0*[0-9]{1,10}$' THEN true ELSE btrim("number", E' \t\n\x0b\f\r')::numeric NOT BETWEEN -2147483648 AND 2147483647 END"#,
            ),
            (
                "rows of `books` that share (`id`, `number`) with another",
                r#"SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY "id", "number") AS "alike" FROM (SELECT "id", CASE WHEN NOT (CASE WHEN btrim("number", E' \t\n\x0b\f\r') !~ '^[+-]?0*[0-9]{1,10}$' THEN true ELSE btrim("number", E' \t\n\x0b\f\r')::numeric NOT BETWEEN -2147483648 AND 2147483647 END) THEN "number"::integer END AS "number", "twice" FROM "books") AS "books" WHERE "id" IS NOT NULL AND "number" IS NOT NULL AND (number > 1)) AS "books" WHERE "alike" > 1"#,
            ),
            (
                "rows of `books` that break the check `books_always`",
                r#"SELECT * FROM (SELECT "id", CASE WHEN NOT (CASE WHEN btrim("number", E' \t\n\x0b\f\r') !~ '^[+-]?0*[0-9]{1,10}$' THEN true ELSE btrim("number", E' \t\n\x0b\f\r')::numeric NOT BETWEEN -2147483648 AND 2147483647 END) THEN "number"::integer END AS "number", "twice" FROM "books") AS "books" WHERE NOT ((number IS NOT NULL))"#,
            ),
            (
                "rows of `books` that break the check `books_number`",
                r#"SELECT * FROM (SELECT "id", CASE WHEN NOT (CASE WHEN btrim("number", E' \t\n\x0b\f\r') !~ '^[+-]?0*[0-9]{1,10}$' THEN true ELSE btrim("number", E' \t\n\x0b\f\r')::numeric NOT BETWEEN -2147483648 AND 2147483647 END) THEN "number"::integer END AS "number", "twice" FROM "books") AS "books" WHERE NOT (number >= 0)"#,
            ),
        ],
    )
    .await?;

    Ok(())
}

/// books
async fn change_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_always""#)
        .await
        .map_err(during("drop the check `books_always` of `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_number""#)
        .await
        .map_err(during("drop the check `books_number` of `books`"))?;
    manager
        .drop_index(Index::drop().name("books_any").table("books").to_owned())
        .await
        .map_err(during("drop the index `books_any` of `books`"))?;
    manager
        .drop_index(Index::drop().name("books_idx").table("books").to_owned())
        .await
        .map_err(during("drop the index `books_idx` of `books`"))?;
    manager
        .drop_index(Index::drop().name("books_some").table("books").to_owned())
        .await
        .map_err(during("drop the index `books_some` of `books`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .drop_column("twice")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `twice` of `books`"))?;
    // narrows-type: Not every text is one of integer.
    // Make sure that nothing writes other values.
    // fails-on-existing-rows: It fails when a value is no integer.
    // The migration counts such rows first, and stops with a query that lists them.
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    // Run it when nobody waits for the table.
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "books" ALTER COLUMN "number" DROP DEFAULT"#)
        .await
        .map_err(during("change the column `number` of `books`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .modify_column(
                    ColumnDef::new("number")
                        .integer()
                        .using(Expr::cust(r#""number"::integer"#)),
                )
                .to_owned(),
        )
        .await
        .map_err(during("change the column `number` of `books`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .modify_column(ColumnDef::new("number").default(1))
                .to_owned(),
        )
        .await
        .map_err(during("change the column `number` of `books`"))?;
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    // Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .add_column(
                    ColumnDef::new("twice")
                        .integer()
                        .generated(Expr::cust("number * 2"), true),
                )
                .to_owned(),
        )
        .await
        .map_err(during("add the column `twice` of `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "books" ADD CONSTRAINT "books_always" CHECK ((number IS NOT NULL)) NOT VALID"#,
        )
        .await
        .map_err(during("add the check `books_always` of `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "books" ADD CONSTRAINT "books_number" CHECK (number >= 0) NOT VALID"#,
        )
        .await
        .map_err(during("add the check `books_number` of `books`"))?;

    Ok(())
}

/// books
async fn change_books_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_always""#)
        .await
        .map_err(during("drop the check `books_always` of `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_number""#)
        .await
        .map_err(during("drop the check `books_number` of `books`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .drop_column("twice")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `twice` of `books`"))?;
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "books" ALTER COLUMN "number" DROP DEFAULT"#)
        .await
        .map_err(during("change the column `number` of `books`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .modify_column(ColumnDef::new("number").text())
                .to_owned(),
        )
        .await
        .map_err(during("change the column `number` of `books`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .modify_column(ColumnDef::new("number").default(Expr::cust("'1'::text")))
                .to_owned(),
        )
        .await
        .map_err(during("change the column `number` of `books`"))?;
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .add_column(
                    ColumnDef::new("twice")
                        .text()
                        .generated(Expr::cust("(number || number)"), true),
                )
                .to_owned(),
        )
        .await
        .map_err(during("add the column `twice` of `books`"))?;
    // blocks-writes: `books_any` is built while nobody can write to `books`.
    manager
        .create_index(
            Index::create()
                .name("books_any")
                .table("books")
                .col("id")
                .and_where(Expr::cust("(number IS NOT NULL)"))
                .to_owned(),
        )
        .await
        .map_err(during("create the index `books_any` of `books`"))?;
    // blocks-writes: `books_idx` is built while nobody can write to `books`.
    manager
        .create_index(
            Index::create()
                .name("books_idx")
                .table("books")
                .col(Expr::cust("lower(number)"))
                .to_owned(),
        )
        .await
        .map_err(during("create the index `books_idx` of `books`"))?;
    // fails-on-existing-rows: It fails when two rows of `books` have what `books_some` is over in common.
    // blocks-writes: `books_some` is built while nobody can write to `books`.
    manager
        .create_index(
            Index::create()
                .name("books_some")
                .table("books")
                .col("id")
                .col("number")
                .unique()
                .and_where(Expr::cust("(number > '1'::text)"))
                .to_owned(),
        )
        .await
        .map_err(during("create the index `books_some` of `books`"))?;
    // fails-on-existing-rows: It fails when a row of `books` breaks `(number IS NOT NULL)`.
    // blocks-writes: All rows are looked at while nobody can write to `books`.
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "books" ADD CONSTRAINT "books_always" CHECK ((number IS NOT NULL))"#,
        )
        .await
        .map_err(during("add the check `books_always` of `books`"))?;
    // fails-on-existing-rows: It fails when a row of `books` breaks `(number <> ''::text)`.
    // blocks-writes: All rows are looked at while nobody can write to `books`.
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "books" ADD CONSTRAINT "books_number" CHECK ((number <> ''::text))"#,
        )
        .await
        .map_err(during("add the check `books_number` of `books`"))?;

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
