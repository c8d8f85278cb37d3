//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::enum_renamed::after`, for PostgreSQL.
//! It mends 5 differences.

use sea_orm_migration::prelude::extension::postgres::Type;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // temper
        manager
            .create_type(
                Type::create()
                    .as_enum("temper")
                    .values(["low", "high"])
                    .to_owned(),
            )
            .await
            .map_err(during("create the type `temper`"))?;

        // books
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" ALTER COLUMN "mood" DROP DEFAULT"#)
            .await
            .map_err(during("change the column `mood` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("mood")
                            .custom("temper")
                            .using(Expr::cust(r#""mood"::text::temper"#)),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("mood").default("low"))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `books`"))?;
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("other")
                            .custom("temper")
                            .using(Expr::cust(r#""other"::text::temper"#)),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `other` of `books`"))?;

        // films
        // rewrites-table: All of `films` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("films")
                    .modify_column(
                        ColumnDef::new("mood")
                            .custom("temper")
                            .using(Expr::cust(r#""mood"::text::temper"#)),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `films`"))?;

        // mood
        manager
            .drop_type(Type::drop().name("mood").to_owned())
            .await
            .map_err(during("drop the type `mood`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // mood
        manager
            .create_type(
                Type::create()
                    .as_enum("mood")
                    .values(["low", "high"])
                    .to_owned(),
            )
            .await
            .map_err(during("create the type `mood`"))?;

        // books
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" ALTER COLUMN "mood" DROP DEFAULT"#)
            .await
            .map_err(during("change the column `mood` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("mood")
                            .custom("mood")
                            .using(Expr::cust(r#""mood"::text::mood"#)),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("mood").default(Expr::cust("'low'::mood")))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `books`"))?;
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("other")
                            .custom("mood")
                            .using(Expr::cust(r#""other"::text::mood"#)),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `other` of `books`"))?;

        // films
        // rewrites-table: All of `films` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("films")
                    .modify_column(
                        ColumnDef::new("mood")
                            .custom("mood")
                            .using(Expr::cust(r#""mood"::text::mood"#)),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `mood` of `films`"))?;

        // temper
        manager
            .drop_type(Type::drop().name("temper").to_owned())
            .await
            .map_err(during("drop the type `temper`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
