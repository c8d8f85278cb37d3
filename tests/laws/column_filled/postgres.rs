//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_filled::after::book`, for PostgreSQL.
//! It mends 2 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        // blocks-writes: `slug` is filled in all rows while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .add_column(ColumnDef::new("slug").string())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `slug` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"UPDATE "books" SET "slug" = lower(title) WHERE "slug" IS NULL"#)
            .await
            .map_err(during("add the column `slug` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("slug").not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `slug` of `books`"))?;
        // blocks-writes: `rank` is filled in all rows while nobody can write to `books`. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .add_column(ColumnDef::new("rank").big_integer())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `rank` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"UPDATE "books" SET "rank" = id * 10 WHERE "rank" IS NULL"#)
            .await
            .map_err(during("add the column `rank` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("rank").not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `rank` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        // drops-data: All values of `slug` in `books` are gone. Copy those that are still needed first.
        // cannot-return: `down` makes `slug` without its values. Keep a copy for as long as you may want to go back.
        manager
            .alter_table(Table::alter().table("books").drop_column("slug").to_owned())
            .await
            .map_err(during("drop the column `slug` of `books`"))?;
        // drops-data: All values of `rank` in `books` are gone. Copy those that are still needed first.
        // cannot-return: `down` makes `rank` without its values. Keep a copy for as long as you may want to go back.
        manager
            .alter_table(Table::alter().table("books").drop_column("rank").to_owned())
            .await
            .map_err(during("drop the column `rank` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
