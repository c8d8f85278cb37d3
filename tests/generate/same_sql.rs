//! What a generated migration runs is what [`Server::sql`](schema_runtime::backend::Server::sql) says: SQLite keeps the
//! text of each statement that creates something, so the two can be laid side by side.

use super::migrations::platform::sqlite;
use crate::asset_platform::entity;
use crate::support::TestDb;
use schema_runtime::{GenerateOptions, Generated, compare, generate};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

async fn texts(db: &TestDb) -> Vec<String> {
    let sql = "SELECT coalesce(sql, name) AS text FROM sqlite_master ORDER BY type, name";
    let rows = db.db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.expect("rows");
    rows.iter().map(|row| row.try_get("", "text").expect("a text")).collect()
}

#[tokio::test]
async fn the_migration_runs_the_statements_of_the_plan() {
    let (migrated, run) = (TestDb::sqlite().await, TestDb::sqlite().await);
    sqlite::Migration.up(&SchemaManager::new(&migrated.db)).await.expect("it goes up");
    let options = GenerateOptions::text_only();
    let Generated::Text(drafts) = generate(&run.db, &entity::all(), options).await.expect("it is made")
    else {
        panic!("the tables are missing");
    };
    let server =
        compare(&run.db, &entity::all(), &Default::default()).await.expect("a comparison").live.server;
    for step in drafts.migrations.iter().flat_map(|migration| &migration.up.steps) {
        for statement in server.ddl(step).expect("its statements") {
            run.run(&server.sql(&statement)).await;
        }
    }
    assert_eq!(texts(&migrated).await, texts(&run).await);
}
