//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::foreign_key_type::after`, for MariaDB.
//! It mends 2 differences.
//! Each statement is committed by itself here: when one fails, those before it stay.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
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
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("shelf_id").big_integer().not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `shelf_id` of `books`"))?;

        // shelves
        manager
            .alter_table(
                Table::alter()
                    .table("shelves")
                    .modify_column(ColumnDef::new("id").big_integer().not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `id` of `shelves`"))?;

        // books
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

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
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
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("shelf_id").integer().not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `shelf_id` of `books`"))?;

        // shelves
        manager
            .alter_table(
                Table::alter()
                    .table("shelves")
                    .modify_column(ColumnDef::new("id").integer().not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `id` of `shelves`"))?;

        // books
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
