//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::comments::after`, for MariaDB.
//! It mends 4 differences.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // memos
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `memos` COMMENT = 'Kept short', ALGORITHM=INSTANT")
            .await
            .map_err(during("set the comment of `memos`"))?;

        // notes
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE `notes` MODIFY COLUMN `first` varchar(255) NOT NULL COMMENT 'What it\'s about', ALGORITHM=INSTANT"#,
            )
            .await
            .map_err(during("change the column `first` of `notes`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE `notes` MODIFY COLUMN `second` varchar(255) NOT NULL COMMENT 'New \\ and \"quoted\"', ALGORITHM=INSTANT"#,
            )
            .await
            .map_err(during("change the column `second` of `notes`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `notes` COMMENT = 'Reader''s slips', ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("set the comment of `notes`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // memos
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `memos` COMMENT = '', ALGORITHM=INSTANT")
            .await
            .map_err(during("set the comment of `memos`"))?;

        // notes
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `notes` MODIFY COLUMN `first` varchar(255) NOT NULL, ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("change the column `first` of `notes`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                "ALTER TABLE `notes` MODIFY COLUMN `second` varchar(255) NOT NULL COMMENT 'Old', ALGORITHM=INSTANT",
            )
            .await
            .map_err(during("change the column `second` of `notes`"))?;
        manager
            .get_connection()
            .execute_unprepared("ALTER TABLE `notes` COMMENT = 'Slips', ALGORITHM=INSTANT")
            .await
            .map_err(during("set the comment of `notes`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
