//! Written by schema-runtime on 2026-01-01 from the entities of `suite::rbac_profiles`, for PostgreSQL.
//! It mends 6 differences.
//! `down` does not bring back what the change to uuid takes away.
//! Unproven: cannot add the foreign key (id) of `users` on a scratch copy: Execution Error: error returned from database: schema "auth" does not exist at line 3099.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[
                (
                    "rows of `sidebar_features` whose `tenant_id` points at no row of `tenants`",
                    r#"SELECT * FROM "sidebar_features" WHERE "tenant_id" IS NOT NULL AND NOT EXISTS (SELECT FROM "tenants" AS "there" WHERE "there"."id" = "sidebar_features"."tenant_id")"#,
                ),
                (
                    "rows of `user_roles` whose `user_id` points at no row of `profiles`",
                    r#"SELECT * FROM "user_roles" WHERE NOT EXISTS (SELECT FROM "profiles" AS "there" WHERE "there"."id" = "user_roles"."user_id")"#,
                ),
            ],
        )
        .await?;

        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // profiles
        // narrows-type: Not every text is one of uuid.
        // Make sure that nothing writes other values.
        // fails-on-existing-rows: It fails when a value is no uuid.
        // The server refuses it then, and nothing is changed.
        // rewrites-table: All of `profiles` is written anew, and nobody can read or write it meanwhile.
        // Run it when nobody waits for the table.
        manager
            .alter_table(
                Table::alter()
                    .table("profiles")
                    .modify_column(
                        ColumnDef::new("tenant_id")
                            .uuid()
                            .using(Expr::cust(
                                "CASE WHEN tenant_id LIKE '00000000-0000-0000-0000-00000000000_' THEN tenant_id::uuid ELSE '00000000-0000-0000-0000-000000000001' END",
                            )),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `tenant_id` of `profiles`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // profiles
        // rewrites-table: All of `profiles` is written anew, and nobody can read or write it meanwhile.
        manager
            .alter_table(
                Table::alter()
                    .table("profiles")
                    .modify_column(ColumnDef::new("tenant_id").text())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `tenant_id` of `profiles`"))?;

        Ok(())
    }
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
