//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::type_converted::after::book`, for PostgreSQL.
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
                    "rows of `books` whose `isbn` is no uuid",
                    r#"SELECT * FROM "books" WHERE "isbn" !~* '^([0-9a-f]{4}-?){7}[0-9a-f]{4}$|^[{]([0-9a-f]{4}-?){7}[0-9a-f]{4}[}]$'"#,
                ),
                (
                    "rows of `books` whose `pages` is no integer",
                    r#"SELECT * FROM "books" WHERE CASE WHEN btrim("pages", E' \t\n\x0b\f\r') !~ '^[+-]?0*[0-9]{1,10}$' THEN true ELSE btrim("pages", E' \t\n\x0b\f\r')::numeric NOT BETWEEN -2147483648 AND 2147483647 END"#,
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
        // narrows-type: Not every text is one of uuid.
        // Make sure that nothing writes other values.
        // fails-on-existing-rows: It fails when a value is no uuid.
        // The migration counts such rows first, and stops with a query that lists them.
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
        // Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("isbn")
                            .uuid()
                            .using(Expr::cust("isbn::uuid")),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `isbn` of `books`"))?;
        // narrows-type: Not every text is one of integer.
        // Make sure that nothing writes other values.
        // fails-on-existing-rows: It fails when a value is no integer.
        // The migration counts such rows first, and stops with a query that lists them.
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
                    .modify_column(
                        ColumnDef::new("pages")
                            .integer()
                            .using(Expr::cust("pages::integer")),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").default(0))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // books
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("isbn").text())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `isbn` of `books`"))?;
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
                    .modify_column(ColumnDef::new("pages").text())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").default(Expr::cust("'0'::text")))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;

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
