//! PostgreSQL: what its catalog says, what entities say in its words, and the statements that change it.

mod between;
mod catalog;
mod ddl;
mod dependants;
mod detail;
mod entities;
mod expressions;
mod hazards;
mod labels;
mod obstacles;
mod online;
mod reading;

use crate::support::TestDb;
use schema_runtime::backend::{self, Live};
use schema_runtime::model::{ObjectName, Table};
use std::collections::BTreeSet;

/// The default schema of the database.
async fn live(db: &TestDb) -> Live {
    live_with(db, &[]).await
}

/// The default schema, and these.
async fn live_with(db: &TestDb, schemas: &[&str]) -> Live {
    let schemas: BTreeSet<_> = schemas.iter().map(|&schema| schema.to_owned()).collect();
    backend::introspect(&db.db, &schemas).await.expect("the catalog is read")
}

/// The table of this name in the default schema, after some SQL.
async fn table_after(sql: &str, name: &str) -> Table {
    let db = TestDb::postgres().await;
    db.run(sql).await;
    table(&live(&db).await, name).clone()
}

fn table<'a>(live: &'a Live, name: &str) -> &'a Table {
    live.schema.tables.get(&ObjectName::new(name)).unwrap_or_else(|| panic!("`{name}` is there"))
}
