//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::nullability::after::book`, for PostgreSQL.
//! It mends 3 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        // blocks-writes: `title` is filled where it is null while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .get_connection()
            .execute_unprepared(r#"UPDATE "books" SET "title" = 'untitled' WHERE "title" IS NULL"#)
            .await
            .map_err(during("change the column `title` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("title").not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `title` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("shelf").null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `shelf` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("title").null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `title` of `books`"))?;
        // fails-on-existing-rows: It fails when `pages` is null in a row of `books`. The migration counts such rows first, and stops with a query that lists them.
        // blocks-writes: All rows are looked at while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        // fails-on-existing-rows: It fails when `shelf` is null in a row of `books`. The migration counts such rows first, and stops with a query that lists them.
        // blocks-writes: All rows are looked at while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("shelf").not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `shelf` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
