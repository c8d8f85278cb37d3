//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_renamed::after`, for PostgreSQL.
//! It mends 3 differences.

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
                    .rename_column("title", "name")
                    .to_owned(),
            )
            .await
            .map_err(during("rename the column `title` of `books` to `name`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .rename_column("code", "signature")
                    .to_owned(),
            )
            .await
            .map_err(during("rename the column `code` of `books` to `signature`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .rename_column("shelf_id", "place_id")
                    .to_owned(),
            )
            .await
            .map_err(during("rename the column `shelf_id` of `books` to `place_id`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "books_code_key" RENAME TO "books_signature_key""#)
            .await
            .map_err(during("rename the index `books_code_key` of `books` to `books_signature_key`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" RENAME CONSTRAINT "fk-books-shelf_id" TO "fk-books-place_id""#,
            )
            .await
            .map_err(during(
                "rename the constraint `fk-books-shelf_id` of `books` to `fk-books-place_id`",
            ))?;

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
            .alter_table(
                Table::alter()
                    .table("books")
                    .rename_column("name", "title")
                    .to_owned(),
            )
            .await
            .map_err(during("rename the column `name` of `books` to `title`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .rename_column("signature", "code")
                    .to_owned(),
            )
            .await
            .map_err(during("rename the column `signature` of `books` to `code`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .rename_column("place_id", "shelf_id")
                    .to_owned(),
            )
            .await
            .map_err(during("rename the column `place_id` of `books` to `shelf_id`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER INDEX "books_signature_key" RENAME TO "books_code_key""#)
            .await
            .map_err(during("rename the index `books_signature_key` of `books` to `books_code_key`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" RENAME CONSTRAINT "fk-books-place_id" TO "fk-books-shelf_id""#,
            )
            .await
            .map_err(during(
                "rename the constraint `fk-books-place_id` of `books` to `fk-books-shelf_id`",
            ))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
