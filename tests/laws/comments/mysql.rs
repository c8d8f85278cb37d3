//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::comments::after`, for MariaDB.
//! It mends 4 differences.
//! Each statement is committed by itself here: when one fails, those before it stay.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // memos
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `memos` COMMENT = 'Kept short'")
            .await
            .map_err(during("set the comment of `memos`"))?;

        // notes
        manager
            .alter_table(
                Table::alter()
                    .table("notes")
                    .modify_column(
                        ColumnDef::new("first")
                            .string_len(255)
                            .not_null()
                            .comment("What it's about"),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `first` of `notes`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("notes")
                    .modify_column(
                        ColumnDef::new("second")
                            .string_len(255)
                            .not_null()
                            .comment(r#"New \ and "quoted""#),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `second` of `notes`"))?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `notes` COMMENT = 'Reader''s slips'")
            .await
            .map_err(during("set the comment of `notes`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // memos
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `memos` COMMENT = ''")
            .await
            .map_err(during("set the comment of `memos`"))?;

        // notes
        manager
            .alter_table(
                Table::alter()
                    .table("notes")
                    .modify_column(ColumnDef::new("first").string_len(255).not_null())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `first` of `notes`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("notes")
                    .modify_column(
                        ColumnDef::new("second")
                            .string_len(255)
                            .not_null()
                            .comment("Old"),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `second` of `notes`"))?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `notes` COMMENT = 'Slips'")
            .await
            .map_err(during("set the comment of `notes`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
