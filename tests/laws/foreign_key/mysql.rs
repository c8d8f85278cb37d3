//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::foreign_key::after`, for MariaDB.
//! It mends 4 differences.
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
                    .name("fk-books-last_id")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the foreign key (last_id) of `books`"))?;
        manager
            .drop_foreign_key(
                ForeignKey::drop()
                    .name("fk-books-spare_id")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the foreign key (spare_id) of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("fk-books-spare_id")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `fk-books-spare_id` of `books`"))?;
        manager
            .create_foreign_key(
                ForeignKey::create()
                    .name("fk-books-shelf_id")
                    .from("books", "shelf_id")
                    .to("shelves", "id")
                    .to_owned(),
            )
            .await
            .map_err(during("add the foreign key (shelf_id) of `books`"))?;
        manager
            .create_foreign_key(
                ForeignKey::create()
                    .name("fk-books-last_id")
                    .from("books", "last_id")
                    .to("shelves", "id")
                    .on_delete(ForeignKeyAction::SetNull)
                    .on_update(ForeignKeyAction::Cascade)
                    .to_owned(),
            )
            .await
            .map_err(during("add the foreign key (last_id) of `books`"))?;

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
            .drop_foreign_key(
                ForeignKey::drop()
                    .name("fk-books-last_id")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the foreign key (last_id) of `books`"))?;
        manager
            .drop_index(
                Index::drop()
                    .name("fk-books-shelf_id")
                    .table("books")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `fk-books-shelf_id` of `books`"))?;
        manager
            .create_index(
                Index::create()
                    .name("fk-books-spare_id")
                    .table("books")
                    .col("spare_id")
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `fk-books-spare_id` of `books`"))?;
        manager
            .create_foreign_key(
                ForeignKey::create()
                    .name("fk-books-last_id")
                    .from("books", "last_id")
                    .to("shelves", "id")
                    .on_delete(ForeignKeyAction::Cascade)
                    .on_update(ForeignKeyAction::Cascade)
                    .to_owned(),
            )
            .await
            .map_err(during("add the foreign key (last_id) of `books`"))?;
        manager
            .create_foreign_key(
                ForeignKey::create()
                    .name("fk-books-spare_id")
                    .from("books", "spare_id")
                    .to("shelves", "id")
                    .to_owned(),
            )
            .await
            .map_err(during("add the foreign key (spare_id) of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
