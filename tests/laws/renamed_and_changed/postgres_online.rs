//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::renamed_and_changed::after`, for PostgreSQL.
//! It mends 5 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // cabinets
        if finds(
            manager,
            r#"SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('"idx-cabinets-place-height"') AND NOT indisvalid"#,
        )
        .await?
        {
            manager
                .drop_index(
                    Index::drop()
                        .name("idx-cabinets-place-height")
                        .table("cabinets")
                        .concurrently()
                        .if_exists()
                        .to_owned(),
                )
                .await
                .map_err(during("create the index `idx-cabinets-place-height` of `cabinets`"))?;
        }
        manager
            .create_index(
                Index::create()
                    .name("idx-cabinets-place-height")
                    .table("cabinets")
                    .col("place")
                    .col("height")
                    .concurrently()
                    .if_not_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("create the index `idx-cabinets-place-height` of `cabinets`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[(
                "rows of `cabinets` whose `height` does not fit integer",
                r#"SELECT * FROM "cabinets" WHERE "height" NOT BETWEEN -2147483648 AND 2147483647"#,
            )],
        )
        .await?;

        // cabinets
        manager
            .drop_index(
                Index::drop()
                    .name("idx-cabinets-place-height")
                    .table("cabinets")
                    .concurrently()
                    .if_exists()
                    .to_owned(),
            )
            .await
            .map_err(during("drop the index `idx-cabinets-place-height` of `cabinets`"))?;

        Ok(())
    }

    /// Each statement by itself, beside those who use the tables; cut off, it can run again.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}

/// Whether the query gives a row.
async fn finds(manager: &SchemaManager<'_>, query: &str) -> Result<bool, DbErr> {
    let db = manager.get_connection();
    let query = sea_orm::Statement::from_string(db.get_database_backend(), query);
    Ok(db.query_one_raw(query).await?.is_some())
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
