//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::enum_reordered::after`, for PostgreSQL.
//! It mends 2 differences.

use sea_orm_migration::prelude::extension::postgres::Type;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        count_rows_that_would_be_in_the_way(manager).await?;

        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        change_books(manager).await?;
        change_mood(manager).await?;
        change_books_2(manager).await?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        change_books_3(manager).await?;
        change_mood_2(manager).await?;
        change_books_4(manager).await?;

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
                r#"SELECT * FROM "books" WHERE "mood" IN ('lost')"#,
            ),
            (
                "rows of `books` whose `moods` has a label that goes",
                r#"SELECT * FROM "books" WHERE "moods" && ARRAY['lost']::mood[]"#,
            ),
            (
                "rows of `shelves` whose `mood` has a label that goes",
                r#"SELECT * FROM "shelves" WHERE "mood" IN ('lost')"#,
            ),
        ],
    )
    .await?;

    Ok(())
}

/// books
async fn change_books(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .drop_foreign_key(
            ForeignKey::drop()
                .name("fk-books-mood")
                .table("books")
                .to_owned(),
        )
        .await
        .map_err(during("drop the foreign key (mood) of `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_mood""#)
        .await
        .map_err(during("drop the check `books_mood` of `books`"))?;
    manager
        .drop_index(Index::drop().name("books_high").table("books").to_owned())
        .await
        .map_err(during("drop the index `books_high` of `books`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .drop_column("score")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `score` of `books`"))?;

    Ok(())
}

/// mood
async fn change_mood(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // narrows-type: `mood` has no 'lost' any more.
    // Make sure that nothing writes it.
    // fails-on-existing-rows: It fails when a row has 'lost'.
    // The migration counts such rows first, and stops with a query that lists them.
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    // Run it when nobody waits for the table.
    // rewrites-table: All of `shelves` is written anew, and nobody can read or write it meanwhile.
    // Run it when nobody waits for the table.
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TYPE "mood" RENAME TO "mood_old""#)
        .await
        .map_err(during("change the labels of `mood`"))?;
    manager
        .create_type(
            Type::create()
                .as_enum("mood")
                .values(["best", "high", "low"])
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
                .modify_column(ColumnDef::new("mood").default(Expr::cust("'high'::mood")))
                .to_owned(),
        )
        .await
        .map_err(during("change the labels of `mood`"))?;
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "books" ALTER COLUMN "moods" DROP DEFAULT"#)
        .await
        .map_err(during("change the labels of `mood`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "books" ALTER COLUMN "moods" TYPE mood[] USING "moods"::text[]::mood[]"#,
        )
        .await
        .map_err(during("change the labels of `mood`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .modify_column(ColumnDef::new("moods").default(Expr::cust("'{low,high}'::mood[]")))
                .to_owned(),
        )
        .await
        .map_err(during("change the labels of `mood`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "shelves" ALTER COLUMN "mood" TYPE mood USING "mood"::text::mood"#,
        )
        .await
        .map_err(during("change the labels of `mood`"))?;
    manager
        .drop_type(Type::drop().name("mood_old").to_owned())
        .await
        .map_err(during("change the labels of `mood`"))?;

    Ok(())
}

/// books
async fn change_books_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    // Run it when nobody waits for the table.
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .add_column(
                    ColumnDef::new("score")
                        .integer()
                        .generated(
                            Expr::cust(
                                r#"CASE
    WHEN (mood = 'high'::mood) THEN id
    ELSE 0
END"#,
                            ),
                            true,
                        ),
                )
                .to_owned(),
        )
        .await
        .map_err(during("add the column `score` of `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "books" ADD CONSTRAINT "books_mood" CHECK (((mood <> 'best'::mood) OR (id > 0))) NOT VALID"#,
        )
        .await
        .map_err(during("add the check `books_mood` of `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "books" ADD CONSTRAINT "fk-books-mood" FOREIGN KEY ("mood") REFERENCES "shelves" ("mood") ON DELETE CASCADE NOT VALID"#,
        )
        .await
        .map_err(during("add the foreign key (mood) of `books`"))?;

    Ok(())
}

/// books
async fn change_books_3(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .drop_foreign_key(
            ForeignKey::drop()
                .name("fk-books-mood")
                .table("books")
                .to_owned(),
        )
        .await
        .map_err(during("drop the foreign key (mood) of `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "books" DROP CONSTRAINT "books_mood""#)
        .await
        .map_err(during("drop the check `books_mood` of `books`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .drop_column("score")
                .to_owned(),
        )
        .await
        .map_err(during("drop the column `score` of `books`"))?;

    Ok(())
}

/// mood
async fn change_mood_2(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    // rewrites-table: All of `shelves` is written anew, and nobody can read or write it meanwhile.
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TYPE "mood" RENAME TO "mood_old""#)
        .await
        .map_err(during("change the labels of `mood`"))?;
    manager
        .create_type(
            Type::create()
                .as_enum("mood")
                .values(["low", "lost", "high", "best"])
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
                .modify_column(ColumnDef::new("mood").default(Expr::cust("'high'::mood")))
                .to_owned(),
        )
        .await
        .map_err(during("change the labels of `mood`"))?;
    manager
        .get_connection()
        .execute_unprepared(r#"ALTER TABLE "books" ALTER COLUMN "moods" DROP DEFAULT"#)
        .await
        .map_err(during("change the labels of `mood`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "books" ALTER COLUMN "moods" TYPE mood[] USING "moods"::text[]::mood[]"#,
        )
        .await
        .map_err(during("change the labels of `mood`"))?;
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .modify_column(ColumnDef::new("moods").default(Expr::cust("'{low,high}'::mood[]")))
                .to_owned(),
        )
        .await
        .map_err(during("change the labels of `mood`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "shelves" ALTER COLUMN "mood" TYPE mood USING "mood"::text::mood"#,
        )
        .await
        .map_err(during("change the labels of `mood`"))?;
    manager
        .drop_type(Type::drop().name("mood_old").to_owned())
        .await
        .map_err(during("change the labels of `mood`"))?;

    Ok(())
}

/// books
async fn change_books_4(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile.
    manager
        .alter_table(
            Table::alter()
                .table("books")
                .add_column(
                    ColumnDef::new("score")
                        .integer()
                        .generated(
                            Expr::cust(
                                r#"CASE
    WHEN (mood = 'high'::mood) THEN id
    ELSE 0
END"#,
                            ),
                            true,
                        ),
                )
                .to_owned(),
        )
        .await
        .map_err(during("add the column `score` of `books`"))?;
    // blocks-writes: `books_high` is built while nobody can write to `books`.
    manager
        .create_index(
            Index::create()
                .name("books_high")
                .table("books")
                .col("id")
                .and_where(Expr::cust("(mood = 'high'::mood)"))
                .to_owned(),
        )
        .await
        .map_err(during("create the index `books_high` of `books`"))?;
    // fails-on-existing-rows: It fails when a row of `books` breaks `((mood <> 'best'::mood) OR (id > 0))`.
    // blocks-writes: All rows are looked at while nobody can write to `books`.
    manager
        .get_connection()
        .execute_unprepared(
            r#"ALTER TABLE "books" ADD CONSTRAINT "books_mood" CHECK (((mood <> 'best'::mood) OR (id > 0)))"#,
        )
        .await
        .map_err(during("add the check `books_mood` of `books`"))?;
    // fails-on-existing-rows: It fails when a row of `books` points at no row of `shelves`.
    // blocks-writes: All rows are looked at while nobody can write to `books`.
    // blocks-writes: All rows of `books` are looked at while nobody can write to `shelves`.
    manager
        .create_foreign_key(
            ForeignKey::create()
                .name("fk-books-mood")
                .from("books", "mood")
                .to("shelves", "mood")
                .on_delete(ForeignKeyAction::Cascade)
                .to_owned(),
        )
        .await
        .map_err(during("add the foreign key (mood) of `books`"))?;

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
