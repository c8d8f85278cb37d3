//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::table_created::after`, for PostgreSQL.
//! It mends 1 difference.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .create_table(
                Table::create()
                    .table("books")
                    .col(
                        ColumnDef::new("id")
                            .integer()
                            .not_null()
                            .auto_increment()
                            .primary_key(),
                    )
                    .col(ColumnDef::new("title").string().not_null())
                    .col(ColumnDef::new("blurb").text())
                    .col(
                        ColumnDef::new("short")
                            .string_len(40)
                            .not_null()
                            .default(Expr::cust(r#"E'it\'s'"#)),
                    )
                    .col(
                        ColumnDef::new("currency")
                            .char_len(3)
                            .not_null()
                            .default("EUR"),
                    )
                    .col(ColumnDef::new("empty").string_len(9).not_null().default(""))
                    .col(ColumnDef::new("tiny").small_integer().not_null())
                    .col(
                        ColumnDef::new("small")
                            .small_integer()
                            .not_null()
                            .default(-50),
                    )
                    .col(ColumnDef::new("medium").integer().not_null().default(7))
                    .col(
                        ColumnDef::new("large")
                            .big_integer()
                            .not_null()
                            .default(9000000000_i64),
                    )
                    .col(ColumnDef::new("ratio").float().not_null())
                    .col(ColumnDef::new("precise").double().not_null().default(0.5))
                    .col(
                        ColumnDef::new("price")
                            .decimal_len(10, 2)
                            .not_null()
                            .default(Expr::cust("1.50")),
                    )
                    .col(
                        ColumnDef::new("lendable")
                            .boolean()
                            .not_null()
                            .default(true),
                    )
                    .col(ColumnDef::new("lost").boolean().not_null().default(false))
                    .col(ColumnDef::new("isbn").uuid())
                    .col(ColumnDef::new("tags").json().not_null())
                    .col(ColumnDef::new("more").json_binary())
                    .col(ColumnDef::new("printed").date().not_null())
                    .col(ColumnDef::new("opens").time().not_null())
                    .col(ColumnDef::new("local").timestamp().not_null())
                    .col(
                        ColumnDef::new("created")
                            .timestamp_with_time_zone()
                            .not_null()
                            .default(Expr::current_timestamp()),
                    )
                    .col(ColumnDef::new("zoned").timestamp_with_time_zone())
                    .col(ColumnDef::new("cover").blob())
                    .col(ColumnDef::new("digest").blob().not_null())
                    .col(ColumnDef::new("salt").blob().not_null())
                    .to_owned(),
            )
            .await?;

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
            .drop_table(Table::drop().table("books").to_owned())
            .await
            .map_err(during("drop the table `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
