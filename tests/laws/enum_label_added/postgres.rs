//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::enum_label_added::after`, for PostgreSQL.
//! It mends 1 difference.

use sea_orm_migration::prelude::extension::postgres::Type;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // mood
        manager
            .alter_type(
                Type::alter()
                    .name("mood")
                    .add_value("middle")
                    .before("high"),
            )
            .await
            .map_err(during("change the labels of `mood`"))?;
        manager
            .alter_type(Type::alter().name("mood").add_value("best"))
            .await
            .map_err(during("change the labels of `mood`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // mood
        // narrows-type: `mood` has no 'middle', 'best' any more. Make sure that nothing writes it.
        // fails-on-existing-rows: It fails when a row has 'middle', 'best'. The migration counts such rows first, and stops with a query that lists them.
        // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
        // rewrites-table: All of `films` is written anew, and nobody can read or write it meanwhile. Run it when nobody waits for the table.
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TYPE "mood" RENAME TO "mood_old""#)
            .await
            .map_err(during("change the labels of `mood`"))?;
        manager
            .create_type(
                Type::create()
                    .as_enum("mood")
                    .values(["low", "high"])
                    .to_owned(),
            )
            .await
            .map_err(during("change the labels of `mood`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" ALTER COLUMN "mood" DROP DEFAULT"#)
            .await
            .map_err(during("change the labels of `mood`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ALTER COLUMN "mood" TYPE mood USING "mood"::text::mood"#,
            )
            .await
            .map_err(during("change the labels of `mood`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("mood").default(Expr::cust("'low'::mood")))
                    .to_owned(),
            )
            .await
            .map_err(during("change the labels of `mood`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "books" ALTER COLUMN "other" TYPE mood USING "other"::text::mood"#,
            )
            .await
            .map_err(during("change the labels of `mood`"))?;
        manager
            .get_connection()
            .execute_unprepared(
                r#"ALTER TABLE "films" ALTER COLUMN "mood" TYPE mood USING "mood"::text::mood"#,
            )
            .await
            .map_err(during("change the labels of `mood`"))?;
        manager
            .drop_type(Type::drop().name("mood_old").to_owned())
            .await
            .map_err(during("change the labels of `mood`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
