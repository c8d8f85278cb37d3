//! A database in a file, and a pool of connections to it.

use schema_runtime::backend::{self, Live};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, TransactionTrait,
};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

/// The file goes with this value.
pub(super) struct Pool {
    pub(super) db: DatabaseConnection,
    connections: usize,
    file: PathBuf,
}

impl Pool {
    /// Five connections to a database in which this SQL has run.
    pub(super) async fn of_five(sql: &str) -> Self {
        Self::of(sql, 5).await
    }

    pub(super) async fn of(sql: &str, connections: u32) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let file = std::env::temp_dir().join(format!("schema-test-{}-{next}.sqlite", std::process::id()));
        let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", file.display()));
        options.max_connections(connections).min_connections(connections).sqlx_logging(false);
        let db = Database::connect(options).await.expect("a database");
        db.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{error}\nin: {sql}"));
        Self { db, connections: usize::try_from(connections).expect("a few"), file }
    }

    pub(super) async fn run(&self, sql: &str) {
        self.db.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{error}\nin: {sql}"));
    }

    pub(super) async fn count(&self, sql: &str) -> i64 {
        count(&self.db, sql).await
    }

    pub(super) async fn live(&self) -> Live {
        backend::introspect(&self.db, &BTreeSet::new()).await.expect("it can be read")
    }

    /// Whether each of its connections has foreign keys on, and the usual way to rename.
    pub(super) async fn keys(&self) -> Vec<bool> {
        let mut held = Vec::new();
        for _ in 0..self.connections {
            held.push(self.db.begin().await.expect("a connection"));
        }
        let mut keys = Vec::new();
        for connection in held {
            assert_eq!(count(&connection, "PRAGMA legacy_alter_table").await, 0);
            keys.push(count(&connection, "PRAGMA foreign_keys").await == 1);
            connection.rollback().await.expect("it is in a transaction");
        }
        keys
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.file);
    }
}

async fn count<C: ConnectionTrait>(db: &C, sql: &str) -> i64 {
    let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await;
    let row = row.unwrap_or_else(|error| panic!("{error}\nin: {sql}")).expect("a row");
    row.try_get_by_index(0).expect("a number")
}

/// All that was created, and all rows with their numbers and numbering, a line each.
pub(super) async fn state(db: &DatabaseConnection) -> Vec<String> {
    let texts = |sql: String| async move {
        let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.expect("rows");
        rows.iter().map(|row| row.try_get_by_index::<String>(0).expect("a text")).collect::<Vec<_>>()
    };
    let mut lines =
        texts("SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1".into())
            .await;
    let tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name <> 'sqlite_schema' ORDER BY name";
    for table in texts(tables.into()).await {
        let quoted = table.replace('"', "\"\"");
        let columns =
            texts(format!("SELECT name FROM pragma_table_xinfo('{}')", table.replace('\'', "''"))).await;
        let columns: Vec<_> =
            columns.iter().map(|name| format!("\"{}\"", name.replace('"', "\"\""))).collect();
        let columns = columns.join(", ");
        let rows = format!(
            "SELECT '{}: ' || json_array({columns}) FROM \"{quoted}\" ORDER BY 1",
            table.replace('\'', "''")
        );
        lines.extend(texts(rows).await);
    }
    lines
}
