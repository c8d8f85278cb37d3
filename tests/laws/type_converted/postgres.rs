//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::type_converted::after::book`, for PostgreSQL.
//! It mends 2 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("isbn")
                            .uuid()
                            .using(Expr::cust("isbn::uuid")),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `isbn` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" ALTER COLUMN "pages" DROP DEFAULT"#)
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(
                        ColumnDef::new("pages")
                            .integer()
                            .using(Expr::cust("pages::integer")),
                    )
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").default(0))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;

        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // books
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("isbn").text())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `isbn` of `books`"))?;
        manager
            .get_connection()
            .execute_unprepared(r#"ALTER TABLE "books" ALTER COLUMN "pages" DROP DEFAULT"#)
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").text())
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;
        manager
            .alter_table(
                Table::alter()
                    .table("books")
                    .modify_column(ColumnDef::new("pages").default(Expr::cust("'0'::text")))
                    .to_owned(),
            )
            .await
            .map_err(during("change the column `pages` of `books`"))?;

        Ok(())
    }
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}
