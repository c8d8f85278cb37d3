//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::column_added::after::book`, for PostgreSQL.
//! It mends 3 differences.
//! `down` removes what `up` adds, with all that was written there since.

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
                    .add_column(ColumnDef::new("subtitle").string())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `subtitle` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .add_column(ColumnDef::new("copies").integer().not_null().default(1))
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `copies` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .add_column(ColumnDef::new("state").string().not_null().default("x"))
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `state` of `books`"))?;

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
                    .drop_column("subtitle")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `subtitle` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .drop_column("copies")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `copies` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .drop_column("state")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `state` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
