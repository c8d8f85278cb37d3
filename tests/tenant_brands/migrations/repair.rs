//! Written by schema-runtime on 2026-01-01 from the entities of `suite::tenant_brands::entity`, for PostgreSQL.
//! It mends 3 differences.
//! `down` removes what `up` adds, with all that was written there since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows that would be in the way
        stop_for_rows(
            manager,
            &[(
                "rows of `tenant_users` whose `role_id` points at `tenant_roles`, which is new",
                r#"SELECT * FROM "tenant_users" WHERE "role_id" IS NOT NULL"#,
            )],
        )
        .await?;

        // Whoever waits for a lock has all others wait behind: not for longer than this
        manager
            .get_connection()
            .execute_unprepared("SET LOCAL lock_timeout = '5s'")
            .await?;

        // platform_connections
        manager
            .create_table(
                Table::create()
                    .table("platform_connections")
                    .col(ColumnDef::new("id").string_len(36).not_null().primary_key())
                    .col(ColumnDef::new("brand_id").string_len(36).not_null())
                    .col(ColumnDef::new("platform").string_len(50).not_null())
                    .col(ColumnDef::new("status").string_len(50).not_null())
                    .col(
                        ColumnDef::new("created_at")
                            .timestamp()
                            .default(Expr::cust("now()")),
                    )
                    .col(
                        ColumnDef::new("updated_at")
                            .timestamp()
                            .default(Expr::cust("now()")),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk-platform_connections-brand_id")
                            .from("platform_connections", "brand_id")
                            .to("brands", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;

        // tenant_roles
        manager
            .create_table(
                Table::create()
                    .table("tenant_roles")
                    .col(ColumnDef::new("id").string_len(36).not_null().primary_key())
                    .col(ColumnDef::new("tenant_id").string_len(36).not_null())
                    .col(ColumnDef::new("name").string_len(100).not_null())
                    .col(ColumnDef::new("permissions").json().not_null())
                    .col(ColumnDef::new("is_system_role").boolean().default(false))
                    .col(
                        ColumnDef::new("created_at")
                            .timestamp()
                            .default(Expr::cust("now()")),
                    )
                    .col(
                        ColumnDef::new("updated_at")
                            .timestamp()
                            .default(Expr::cust("now()")),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk-tenant_roles-tenant_id")
                            .from("tenant_roles", "tenant_id")
                            .to("tenants", "id")
                            .on_delete(ForeignKeyAction::Cascade),
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

        // tenant_roles
        manager
            .drop_table(Table::drop().table("tenant_roles").to_owned())
            .await
            .map_err(during("drop the table `tenant_roles`"))?;

        // platform_connections
        manager
            .drop_table(Table::drop().table("platform_connections").to_owned())
            .await
            .map_err(during("drop the table `platform_connections`"))?;

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
