//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::names::after`, for SQLite.
//! It mends 3 differences.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Räume: "alle"
        manager
            .create_table(
                Table::create()
                    .table(r#"Räume: "alle""#)
                    .col(ColumnDef::new("the key").integer().not_null().primary_key())
                    .col(
                        ColumnDef::new("it's")
                            .string()
                            .not_null()
                            .default(r#"o'clock \ "x""#),
                    )
                    .col(ColumnDef::new("Größe").integer().not_null())
                    .col(
                        ColumnDef::new(
                            "a_column_whose_name_is_sixty_three_bytes_long_to_the_very_last_",
                        )
                        .integer()
                        .not_null(),
                    )
                    .col(ColumnDef::new("order").integer())
                    .foreign_key(
                        ForeignKey::create()
                            .from(r#"Räume: "alle""#, "order")
                            .to("order", "id")
                            .on_delete(ForeignKeyAction::SetNull),
                    )
                    .check((r#"chk-Räume: "alle"-Größe"#, Expr::cust("1 = 1")))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name(r#"an ""odd"" name"#)
                    .table(r#"Räume: "alle""#)
                    .col("Größe")
                    .col((
                        "a_column_whose_name_is_sixty_three_bytes_long_to_the_very_last_",
                        IndexOrder::Desc,
                    ))
                    .to_owned(),
            )
            .await?;

        // order
        manager
            .alter_table(
                Table::alter()
                    .table("order")
                    .add_column(ColumnDef::new("select").string())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `select` of `order`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("order")
                    .add_column(ColumnDef::new("Upper Case").integer())
                    .to_owned(),
            )
            .await
            .map_err(during("add the column `Upper Case` of `order`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // order
        manager
            .alter_table(
                Table::alter()
                    .table("order")
                    .drop_column("select")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `select` of `order`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("order")
                    .drop_column("Upper Case")
                    .to_owned(),
            )
            .await
            .map_err(during("drop the column `Upper Case` of `order`"))?;

        // Räume: "alle"
        manager
            .drop_table(Table::drop().table(r#"Räume: "alle""#).to_owned())
            .await
            .map_err(during(r#"drop the table `Räume: "alle"`"#))?;

        Ok(())
    }

    /// All of it or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
