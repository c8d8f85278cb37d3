//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::foreign_key_deferrable::after`, for PostgreSQL.
//! It mends 1 difference.

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
            .drop_foreign_key(
                ForeignKey::drop()
                    .name("books_shelf")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the foreign key (shelf_id) of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_shelf" FOREIGN KEY ("shelf_id") REFERENCES "shelves" ("id") DEFERRABLE INITIALLY DEFERRED NOT VALID"#,
            )
            .await
            .map_err(during("add the foreign key (shelf_id) of `books`"))?;

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
            .drop_foreign_key(
                ForeignKey::drop()
                    .name("books_shelf")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the foreign key (shelf_id) of `books`"))?;
        // fails-on-existing-rows: It fails when a row of `books` points at no row of `shelves`.
        // blocks-writes: All rows are looked at while nobody can write to `books`.
        // blocks-writes: All rows of `books` are looked at while nobody can write to `shelves`.
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "books_shelf" FOREIGN KEY ("shelf_id") REFERENCES "shelves" ("id") DEFERRABLE INITIALLY IMMEDIATE"#,
            )
            .await
            .map_err(during("add the foreign key (shelf_id) of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
