//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::foreign_key_type::after`, for PostgreSQL.
//! It mends 2 differences.

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
                    .name("fk-books-shelf_id")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the foreign key (shelf_id) of `books`"))?;
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
        // Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("shelf_id").big_integer())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `shelf_id` of `books`"))?;

        // shelves
        // rewrites-table: All of `shelves` is written anew, and nobody can read or write it meanwhile.
        // Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("shelves")
                    .modify_column(ColumnDef::new("id").big_integer())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `id` of `shelves`"))?;

        // books
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ADD CONSTRAINT "fk-books-shelf_id" FOREIGN KEY ("shelf_id") REFERENCES "shelves" ("id") ON DELETE CASCADE NOT VALID"#,
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
                    .name("fk-books-shelf_id")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the foreign key (shelf_id) of `books`"))?;
        // narrows-type: Not every value of bigint fits integer.
        // fails-on-existing-rows: It fails when a value does not fit integer.
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("shelf_id").integer())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `shelf_id` of `books`"))?;

        // shelves
        // narrows-type: Not every value of bigint fits integer.
        // fails-on-existing-rows: It fails when a value does not fit integer.
        // rewrites-table: All of `shelves` is written anew, and nobody can read or write it meanwhile.
        manager
            .alter_table(
                Table::alter()
                    .table("shelves")
                    .modify_column(ColumnDef::new("id").integer())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `id` of `shelves`"))?;

        // books
        // fails-on-existing-rows: It fails when a row of `books` points at no row of `shelves`.
        // blocks-writes: All rows are looked at while nobody can write to `books`.
        // blocks-writes: All rows of `books` are looked at while nobody can write to `shelves`.
        manager
            .create_foreign_key(
                ForeignKey::create()
                    .name("fk-books-shelf_id")
                    .from("books", "shelf_id")
                    .to("shelves", "id")
                    .on_delete(ForeignKeyAction::Cascade)
                    .to_owned(),
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
