//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::names::after`, for MariaDB.
//! It mends 3 differences.
//! `down` removes what `up` adds, with all that was written there since.
//! Each statement is committed by itself here: when one fails, run it again, and it does what is left.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Räume: "alle"
        if !manager.has_table(r#"Räume: "alle""#).await? {
            manager
                .create_table(
                    Table::create()
                        .table(r#"Räume: "alle""#)
                        .col(ColumnDef::new("the key").integer().not_null().primary_key())
                        .col(
                            ColumnDef::new("it's")
                                .string_len(255)
                                .not_null()
                                .default(Expr::cust(r#"'o\'clock \\ \"x\"'"#)),
                        )
                        .col(ColumnDef::new("Größe").integer().not_null())
                        .col(
                            ColumnDef::new(
                                "a_column_whose_name_is_sixty_three_bytes_long_to_the_very_last_",
                            )
                            .integer()
                            .not_null(),
                        )
                        .col(ColumnDef::new("order").integer().null())
                        .index(
                            Index::create()
                                .name(r#"an "odd" name"#)
                                .col("Größe")
                                .col((
                                    "a_column_whose_name_is_sixty_three_bytes_long_to_the_very_last_",
                                    IndexOrder::Desc,
                                )),
                        )
                        .foreign_key(
                            ForeignKey::create()
                                .name(r#"fk-Räume: "alle"-order"#)
                                .from(r#"Räume: "alle""#, "order")
                                .to("order", "id")
                                .on_delete(ForeignKeyAction::SetNull),
                        )
                        .check((r#"chk-Räume: "alle"-Größe"#, Expr::cust("1 = 1")))
                        .to_owned(),
                )
                .await?;
        }

        // order
        if !manager.has_column("order", "select").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `order` ADD COLUMN `select` varchar(255) NULL, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("add the column `select` of `order`"))?;
        }
        if !manager.has_column("order", "Upper Case").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `order` ADD COLUMN `Upper Case` int NULL, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("add the column `Upper Case` of `order`"))?;
        }

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // order
        if manager.has_column("order", "select").await? {
            manager
                .get_connection()
                .execute_unprepared("ALTER TABLE `order` DROP COLUMN `select`, ALGORITHM=INSTANT")
                .await
                .map_err(during("drop the column `select` of `order`"))?;
        }
        if manager.has_column("order", "Upper Case").await? {
            manager
                .get_connection()
                .execute_unprepared(
                    "ALTER TABLE `order` DROP COLUMN `Upper Case`, ALGORITHM=INSTANT",
                )
                .await
                .map_err(during("drop the column `Upper Case` of `order`"))?;
        }

        // Räume: "alle"
        if manager.has_table(r#"Räume: "alle""#).await? {
            manager
                .drop_table(Table::drop().table(r#"Räume: "alle""#).to_owned())
                .await
                .map_err(during(r#"drop the table `Räume: "alle"`"#))?;
        }

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
