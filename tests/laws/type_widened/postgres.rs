//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::type_widened::after::book`, for PostgreSQL.
//! It mends 4 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
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
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
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
        // books
        // narrows-type: Not every value of character varying(100) fits character varying(50). Make sure that nothing writes other values.
        // fails-on-existing-rows: It fails when a value does not become one of character varying(50). The migration counts such rows first, and stops with a query that lists them.
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("title").string_len(50))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `title` of `books`"))?;
        // narrows-type: Not every value of bigint fits integer. Make sure that nothing writes other values.
        // fails-on-existing-rows: It fails when a value does not become one of integer. The migration counts such rows first, and stops with a query that lists them.
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
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
        // narrows-type: Not every value of numeric(12,2) fits numeric(8,2). Make sure that nothing writes other values.
        // fails-on-existing-rows: It fails when a value does not become one of numeric(8,2). The migration counts such rows first, and stops with a query that lists them.
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("price").decimal_len(8, 2))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `price` of `books`"))?;
        // narrows-type: Not every value of text fits character varying(200). Make sure that nothing writes other values.
        // fails-on-existing-rows: It fails when a value does not become one of character varying(200). The migration counts such rows first, and stops with a query that lists them.
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
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
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
