//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::enum_label_used::after::book`, for MariaDB.
//! It mends 5 differences.
//! Each statement is committed by itself here: when one fails, those before it stay.

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
                    .add_column(
                        ColumnDef::new("third")
                            .custom("enum('low', 'middle', 'high')")
                            .null(),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `third` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared("UPDATE `books` SET `third` = 'middle'")
            .await
            .map_err(during("add the column `third` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("third")
                            .custom("enum('low', 'middle', 'high')")
                            .not_null(),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `third` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("mood")
                            .custom("enum('low', 'middle', 'high')")
                            .not_null()
                            .default(Expr::cust("'middle'")),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("other")
                            .custom("enum('low', 'middle', 'high')")
                            .not_null(),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `other` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `books` ADD CONSTRAINT `books_mood` CHECK (mood <> 'middle' OR third = 'middle')",
            )
            .await
            .map_err(during("add the check `books_mood` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `books` DROP CONSTRAINT `books_mood`")
            .await
            .map_err(during("drop the check `books_mood` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("mood")
                            .custom("enum('low', 'high')")
                            .not_null()
                            .default(Expr::cust("'low'")),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("other").text().not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `other` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .drop_column("third")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `third` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
