//! SQLite: what is read of a database, in which words, and what is asked of the library.

mod ddl;
mod explain;
mod faults;
mod introspect;
mod kept;
mod obstacles;
mod pool;
mod rebuild;
mod seaorm;

use crate::support::TestDb;
use schema_runtime::Entities;
use schema_runtime::backend::{self, Live};
use schema_runtime::diff::{self, Meanings};
use schema_runtime::model::{ObjectName, Table};
use schema_runtime::plan::plan;
use std::collections::BTreeSet;

/// An empty database in which this SQL has run, and what is read of it.
async fn live(sql: &str) -> (TestDb, Live) {
    let db = TestDb::sqlite().await;
    db.run(sql).await;
    let live = read(&db).await;
    (db, live)
}

async fn read(db: &TestDb) -> Live {
    backend::introspect(&db.db, &BTreeSet::new()).await.expect("the schema can be read")
}

fn table<'a>(live: &'a Live, name: &str) -> &'a Table {
    &live.schema.tables[&ObjectName::new(name)]
}

/// A database made from entities by our own statements, and what is read of it.
async fn created(entities: &Entities) -> (TestDb, Live) {
    let (db, empty) = live("").await;
    let declared = empty.server.spell(entities.tables().expect("some")).expect("words for all of it");
    let differences = diff::diff(&empty.schema, &declared, &Meanings::default());
    let target =
        diff::apply(&empty.schema, differences.iter().filter_map(|difference| difference.change.as_ref()));
    for step in plan(&empty.schema, &target, &empty.server.capabilities()) {
        for statement in empty.server.ddl(&step).expect("a step that SQLite can do") {
            db.run(&empty.server.sql(&statement)).await;
        }
    }
    let live = read(&db).await;
    (db, live)
}
