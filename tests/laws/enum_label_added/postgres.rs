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
        count_rows_that_would_be_in_the_way(manager).await?;

        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        change_mood(manager).await?;

        Ok(())
    }
}

/// Rows that would be in the way
async fn count_rows_that_would_be_in_the_way(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    stop_for_rows(
        manager,
        &[
            (
                "rows of `books` whose `mood` has a label that goes",
                r#"SELECT * FROM "books" WHERE "mood" IN ('middle', 'best')"#,
            ),
            (
                "rows of `books` whose `other` has a label that goes",
                r#"SELECT * FROM "books" WHERE "other" IN ('middle', 'best')"#,
            ),
            (
                "rows of `films` whose `mood` has a label that goes",
                r#"SELECT * FROM "films" WHERE "mood" IN ('middle', 'best')"#,
            ),
        ],
    )
    .await?;

    Ok(())
}

/// mood
async fn change_mood(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // narrows-type: `mood` has no 'middle', 'best' any more.
    // fails-on-existing-rows: It fails when a row has 'middle', 'best'.
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    // rewrites-table: All of `films` is written anew, and nobody can read or write it meanwhile.
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

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}

/// Stops before anything is changed where one of these queries lists rows.
async fn stop_for_rows(manager: &SchemaManager<'_>, queries: &[(&str, &str)]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let mut found = Vec::new();
    for (rows, query) in queries {
        let count = format!("SELECT COUNT(*) FROM ({query}) AS in_the_way");
        let count = sea_orm::Statement::from_string(db.get_database_backend(), count);
        let count: i64 = match db.query_one_raw(count).await? {
            Some(row) => row.try_get_by_index(0)?,
            None => 0,
        };
        if count > 0 {
            found.push(format!("{count} {rows}: {query}"));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(DbErr::Migration(format!(
        "nothing was changed, because rows are in the way\n{}",
        found.join("\n")
    )))
}
