//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::enum_renamed::after`, for PostgreSQL.
//! It mends 5 differences.

use sea_orm_migration::prelude::extension::postgres::Type;
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

        change_books(manager).await?;
        change_films(manager).await?;

        // mood
        manager
            .drop_type(Type::drop().name("mood").to_owned())
            .await
            .map_err(during("drop the type `mood`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

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

        change_books_2(manager).await?;
        change_films_2(manager).await?;

        // temper
        manager
            .drop_type(Type::drop().name("temper").to_owned())
            .await
            .map_err(during("drop the type `temper`"))?;

        Ok(())
    }
}

/// books
async fn change_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    // Run it when nobody waits for the table.
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
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    // Run it when nobody waits for the table.
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

    Ok(())
}

/// films
async fn change_films(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // rewrites-table: All of `films` is written anew, and nobody can read or write it meanwhile.
    // Run it when nobody waits for the table.
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

    Ok(())
}

/// books
async fn change_books_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
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
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
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

    Ok(())
}

/// films
async fn change_films_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // rewrites-table: All of `films` is written anew, and nobody can read or write it meanwhile.
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

    Ok(())
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
