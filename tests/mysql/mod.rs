//! MySQL and MariaDB: what is read of a database, in which words, and what is asked of the server.

mod ddl;
mod explain;
mod fault;
mod introspect;
mod obstacle;
mod online;
mod roles;
mod seaorm;

use crate::support::TestDb;
use schema_runtime::backend::{self, Live};
use schema_runtime::model::{ObjectName, Table};
use std::collections::BTreeSet;

/// A database in which this SQL has run, and what is read of it.
async fn live(sql: &str) -> (TestDb, Live) {
    let db = TestDb::mysql().await;
    for statement in sql.split(";\n") {
        db.run(statement).await;
    }
    let live = read(&db).await;
    (db, live)
}

async fn read(db: &TestDb) -> Live {
    backend::introspect(&db.db, &BTreeSet::new()).await.expect("the schema can be read")
}

fn table<'a>(live: &'a Live, name: &str) -> &'a Table {
    &live.schema.tables[&ObjectName::new(name)]
}
