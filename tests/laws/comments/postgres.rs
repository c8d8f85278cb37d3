//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::comments::after`, for PostgreSQL.
//! It mends 4 differences.

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

        // memos
        manager
            .get_connection()
            .execute_unprepared(r#"COMMENT ON TABLE "memos" IS 'Kept short'"#)
            .await
            .map_err(during("set the comment of `memos`"))?;

        // notes
        manager
            .get_connection()
            .execute_unprepared(r#"COMMENT ON COLUMN "notes"."first" IS 'What it''s about'"#)
            .await
            .map_err(during("change the column `first` of `notes`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"COMMENT ON COLUMN "notes"."second" IS E'New \\ and "quoted"'"#)
            .await
            .map_err(during("change the column `second` of `notes`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"COMMENT ON TABLE "notes" IS 'Reader''s slips'"#)
            .await
            .map_err(during("set the comment of `notes`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // memos
        manager
            .get_connection()
            .execute_unprepared(r#"COMMENT ON TABLE "memos" IS NULL"#)
            .await
            .map_err(during("set the comment of `memos`"))?;

        // notes
        manager
            .get_connection()
            .execute_unprepared(r#"COMMENT ON COLUMN "notes"."first" IS NULL"#)
            .await
            .map_err(during("change the column `first` of `notes`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"COMMENT ON COLUMN "notes"."second" IS 'Old'"#)
            .await
            .map_err(during("change the column `second` of `notes`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"COMMENT ON TABLE "notes" IS 'Slips'"#)
            .await
            .map_err(during("set the comment of `notes`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
