//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::generated_stored::after::line`, for PostgreSQL.
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

        // lines
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .drop_column("dropped")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `dropped` of `lines`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .drop_column("changed")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `changed` of `lines`"))?;
        // rewrites-table: All of `lines` is written anew, and nobody can read or write it meanwhile.
        // Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .add_column(
                        ColumnDef::new("changed")
                            .integer()
                            .generated(Expr::cust("price * amount"), true),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `changed` of `lines`"))?;
        // rewrites-table: All of `lines` is written anew, and nobody can read or write it meanwhile.
        // Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .add_column(
                        ColumnDef::new("added")
                            .integer()
                            .generated(Expr::cust("price - amount"), true),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `added` of `lines`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // lines
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .drop_column("added")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `added` of `lines`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .drop_column("changed")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `changed` of `lines`"))?;
        // rewrites-table: All of `lines` is written anew, and nobody can read or write it meanwhile.
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .add_column(
                        ColumnDef::new("changed")
                            .integer()
                            .generated(Expr::cust("(price + amount)"), true),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `changed` of `lines`"))?;
        // rewrites-table: All of `lines` is written anew, and nobody can read or write it meanwhile.
        manager
            .alter_table(
                Table::alter()
                    .table("lines")
                    .add_column(
                        ColumnDef::new("dropped")
                            .integer()
                            .generated(Expr::cust("(price * 2)"), true),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `dropped` of `lines`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
