//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::types_postgres::after`, for PostgreSQL.
//! It mends 1 difference.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // samples
        manager
            .create_table(
                Table::create()
                    .table("samples")
                    .col(
                        ColumnDef::new("id")
                            .uuid()
                            .not_null()
                            .default(Expr::cust("gen_random_uuid()"))
                            .primary_key(),
                    )
                    .col(ColumnDef::new("octet").small_integer().not_null())
                    .col(ColumnDef::new("counted").big_integer().not_null())
                    .col(
                        ColumnDef::new("labels")
                            .array(ColumnType::String(StringLen::None))
                            .not_null(),
                    )
                    .col(
                        ColumnDef::new("numbers")
                            .array(ColumnType::Integer)
                            .not_null()
                            .default("{}"),
                    )
                    .col(ColumnDef::new("ids").array(ColumnType::Uuid))
                    .col(ColumnDef::new("addr").inet())
                    .col(ColumnDef::new("net").cidr().not_null())
                    .col(ColumnDef::new("mac").mac_address().not_null())
                    .col(ColumnDef::new("price").money().not_null())
                    .col(ColumnDef::new("any").decimal().not_null())
                    .col(ColumnDef::new("email").custom("citext").not_null())
                    .col(
                        ColumnDef::new("doc")
                            .json_binary()
                            .not_null()
                            .default(r#"{"a": [1, 2]}"#),
                    )
                    .col(
                        ColumnDef::new("due")
                            .date()
                            .not_null()
                            .default(Expr::cust("CURRENT_DATE + 3")),
                    )
                    .col(
                        ColumnDef::new("late")
                            .timestamp_with_time_zone()
                            .not_null()
                            .default(Expr::cust("now() + interval '3 days'")),
                    )
                    .col(
                        ColumnDef::new("exact")
                            .custom("timestamp(3) with time zone")
                            .not_null(),
                    )
                    .col(ColumnDef::new("clock").time().not_null())
                    .col(
                        ColumnDef::new("moment")
                            .timestamp_with_time_zone()
                            .not_null(),
                    )
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

        // samples
        manager
            .drop_table(Table::drop().table("samples").to_owned())
            .await
            .map_err(during("drop the table `samples`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
