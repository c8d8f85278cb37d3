//! What random pairs led to, each by its name: both schemas as SQL, and what must hold between them.

use crate::support::TestDb;
use schema_runtime::Error;
use schema_runtime::backend::{Live, introspect};
use schema_runtime::diff::{self, Meanings};
use schema_runtime::generate::{Migration, migrations_between};
use schema_runtime::migrations::Moment;
use schema_runtime::model::{IndexPart, ObjectName, Promise, Schema};
use sea_orm::DbBackend;
use std::collections::BTreeSet;

async fn made(backend: DbBackend, sql: &str) -> TestDb {
    let db = TestDb::of(backend).await;
    db.run(sql).await;
    db
}

async fn live(db: &TestDb) -> Live {
    introspect(&db.db, &BTreeSet::new()).await.expect("it can be read")
}

fn between(from: &Live, to: &Schema) -> Result<Vec<Migration>, Error> {
    migrations_between(&from.server, &from.schema, to, Moment::from_unix_seconds(0))
}

/// From the one to the other and back.
async fn leads_there_and_back(backend: DbBackend, from: &str, to: &str) {
    let (db, to) = (made(backend, from).await, live(&made(backend, to).await).await.schema);
    let before = live(&db).await;
    let migrations = between(&before, &to).expect("there is a way");
    for migration in &migrations {
        migration.up(&db.db).await.expect("it goes up");
    }
    assert_eq!(live(&db).await.schema, to);
    for migration in migrations.iter().rev() {
        migration.down(&db.db).await.expect("it goes down");
    }
    assert_eq!(live(&db).await.schema, before.schema);
}

async fn refused(backend: DbBackend, from: &str, change: impl FnOnce(&mut Schema)) -> String {
    let before = live(&made(backend, from).await).await;
    let mut to = before.schema.clone();
    change(&mut to);
    match between(&before, &to).expect_err("it is known beforehand") {
        error @ Error::Unsupported { .. } => error.to_string(),
        error => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn a_numbered_key_keeps_its_name() {
    let table = |more: &str| {
        format!(
            "CREATE TABLE t (id integer NOT NULL CONSTRAINT \"its key\" PRIMARY KEY AUTOINCREMENT, n integer{more})"
        )
    };
    leads_there_and_back(DbBackend::Sqlite, &table(""), &table(" NOT NULL DEFAULT 1")).await;
}

/// SQLite gives a null in an integer key a number of its own.
#[tokio::test]
async fn nulls_of_a_column_that_becomes_the_key_are_counted() {
    let db = made(DbBackend::Sqlite, "CREATE TABLE t (n integer); INSERT INTO t VALUES (7), (NULL)").await;
    let to = made(DbBackend::Sqlite, "CREATE TABLE t (n integer NOT NULL PRIMARY KEY)").await;
    let migrations = between(&live(&db).await, &live(&to).await.schema).expect("there is a way");
    let error = migrations[0].up(&db.db).await.expect_err("a row has no key");
    assert!(matches!(error, Error::RowsInTheWay(_)), "{error}");
    assert!(error.to_string().contains("1 rows of `t` whose `n` would be null"), "{error}");
}

#[tokio::test]
async fn a_unique_column_may_be_computed_of_what_comes_with_it() {
    let from = "CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a integer)";
    let to = "CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a integer NOT NULL DEFAULT 3, \
              twice integer GENERATED ALWAYS AS (id * 2) VIRTUAL, CONSTRAINT once UNIQUE (twice))";
    leads_there_and_back(DbBackend::Sqlite, from, to).await;
}

#[tokio::test]
async fn what_a_tables_options_forbid_is_refused() {
    let options = |option: &str| Promise::Exact(vec![option.to_owned()]);
    let sqlite = DbBackend::Sqlite;
    for (from, option, why) in [
        ("CREATE TABLE t (a varchar(9))", "STRICT", "write one of INTEGER, REAL, TEXT, BLOB and ANY"),
        ("CREATE TABLE t (a integer)", "WITHOUT ROWID", "needs a primary key"),
        ("CREATE TABLE t (a integer PRIMARY KEY AUTOINCREMENT)", "WITHOUT ROWID", "cannot number its rows"),
    ] {
        let error = refused(sqlite, from, |schema| {
            schema.tables.get_mut(&ObjectName::new("t")).expect("the table").options = options(option);
        });
        let error = error.await;
        assert!(error.contains(why), "{error}");
    }
}

#[tokio::test]
async fn a_column_that_is_no_longer_the_key_does_not_number_rows() {
    let from = made(DbBackend::Sqlite, "CREATE TABLE t (a integer PRIMARY KEY, b integer NOT NULL)").await;
    let to = made(DbBackend::Sqlite, "CREATE TABLE t (a integer, b integer, PRIMARY KEY (a, b))").await;
    let (from, to) = (live(&from).await.schema, live(&to).await.schema);
    let differences = diff::diff(&from, &to, &Meanings::default());
    let changes = differences.iter().filter_map(|difference| difference.change.as_ref());
    let target = diff::apply(&from, changes);
    let column = |schema: &Schema| schema.tables[&ObjectName::new("t")].columns[0].identity;
    assert_eq!(column(&target), column(&to));
}

#[tokio::test]
async fn a_check_over_what_a_key_sets_is_refused() {
    let table = "CREATE TABLE t (id integer PRIMARY KEY, x integer, CONSTRAINT k CHECK (x > 1))";
    let key = "CREATE TABLE t (id integer PRIMARY KEY, x integer, \
               CONSTRAINT f FOREIGN KEY (x) REFERENCES t (id) ON UPDATE CASCADE)";
    let with_key = live(&made(DbBackend::MySql, key).await).await.schema;
    let error = refused(DbBackend::MySql, table, |schema| {
        let name = ObjectName::new("t");
        let keys = with_key.tables[&name].foreign_keys.clone();
        schema.tables.get_mut(&name).expect("the table").foreign_keys = keys;
    });
    let error = error.await;
    assert!(error.contains("cannot name `x`, which a foreign key sets"), "{error}");
}

/// MariaDB gives such a column a default of its own, which nobody wrote.
#[tokio::test]
async fn a_time_that_is_set_on_update_has_no_default() {
    let from = "CREATE TABLE t (id integer PRIMARY KEY, at datetime(3) NULL ON UPDATE CURRENT_TIMESTAMP(3))";
    let to =
        "CREATE TABLE t (id integer PRIMARY KEY, at datetime(3) NOT NULL ON UPDATE CURRENT_TIMESTAMP(3))";
    let there = live(&made(DbBackend::MySql, to).await).await.schema;
    let column = there.tables[&ObjectName::new("t")].column("at").expect("the column").clone();
    assert_eq!(column.default, Promise::Exact(None));
    leads_there_and_back(DbBackend::MySql, from, to).await;
}

/// SQLite makes one index for both, which is the primary key's.
#[tokio::test]
async fn a_unique_over_the_columns_of_the_key_is_there() {
    for columns in ["(a)", "(a, b)"] {
        let table = |more: &str| {
            format!("CREATE TABLE t (a text NOT NULL, b text NOT NULL, PRIMARY KEY {columns}{more})")
        };
        let unique = table(&format!(", CONSTRAINT once UNIQUE {columns}, CONSTRAINT other UNIQUE (b)"));
        let there = live(&made(DbBackend::Sqlite, &unique).await).await.schema;
        let indexes = there.tables[&ObjectName::new("t")].indexes.iter();
        assert_eq!(indexes.filter_map(|index| index.name.as_deref()).collect::<Vec<_>>(), ["once", "other"]);
        leads_there_and_back(DbBackend::Sqlite, &table(""), &unique).await;
    }
}

#[tokio::test]
async fn a_table_may_be_made_again_without_one_of_its_columns() {
    let from = "CREATE TABLE t (a integer, b text)";
    let to = "CREATE TABLE t (id integer NOT NULL PRIMARY KEY, c text DEFAULT 'x')";
    leads_there_and_back(DbBackend::Sqlite, from, to).await;
    let db = made(DbBackend::Sqlite, &format!("{from}; INSERT INTO t VALUES (7, 'a'), (8, 'b')")).await;
    let to = live(&made(DbBackend::Sqlite, to).await).await.schema;
    for migration in between(&live(&db).await, &to).expect("there is a way") {
        migration.up(&db.db).await.expect("it goes up");
    }
    assert_eq!(db.texts("SELECT id || c FROM t ORDER BY id").await, ["1x", "2x"]);
}

/// The key's own table stays as it is.
#[tokio::test]
async fn what_makes_a_keys_target_unique_may_be_exchanged() {
    let tables = |unique: &str| {
        format!(
            "CREATE TABLE parent (id integer NOT NULL PRIMARY KEY, x integer, y integer); {unique}; \
             CREATE TABLE child (x integer, CONSTRAINT f FOREIGN KEY (x) REFERENCES parent (x))"
        )
    };
    let from = tables("CREATE UNIQUE INDEX u ON parent (x)");
    let to = tables("CREATE UNIQUE INDEX u ON parent (x DESC)");
    leads_there_and_back(DbBackend::Sqlite, &from, &to).await;
}

#[tokio::test]
async fn a_name_that_sqlite_cannot_change_is_refused() {
    let from = "CREATE TABLE t (a integer NOT NULL, b text, PRIMARY KEY (a), UNIQUE (b, a)) WITHOUT ROWID";
    let error = refused(DbBackend::Sqlite, from, |schema| {
        let table = schema.tables.get_mut(&ObjectName::new("t")).expect("the table");
        table.columns[0].name = "c".to_owned();
        table.columns[0].renamed_from = Some("a".to_owned());
        table.primary_key.as_mut().expect("the key").columns = vec!["c".to_owned()];
        table.indexes[0].parts[1] = IndexPart::column("c");
    });
    assert!(error.await.contains("drop the constraint before"));
}
