//! What random pairs led to, each by its name: both schemas as SQL, and what must hold between them.

use crate::support::TestDb;
use schema_runtime::Error;
use schema_runtime::backend::{Live, introspect};
use schema_runtime::diff::{self, Meanings};
use schema_runtime::generate::{Migration, migrations_between};
use schema_runtime::migrations::Moment;
use schema_runtime::model::{Check, Expr, IndexPart, ObjectName, Options, Promise, Schema, SqlType};
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

#[tokio::test]
async fn a_type_without_a_cast_is_refused() {
    let table = "CREATE TABLE t (id integer PRIMARY KEY, x int)";
    let error = refused(DbBackend::MySql, table, |schema| {
        let table = schema.tables.get_mut(&ObjectName::new("t")).expect("the table");
        table.columns[1].ty = Promise::Exact(SqlType::new("uuid"));
    });
    let error = error.await;
    assert!(error.contains("it has no cast from the one to the other"), "{error}");
    // A value that was computed is kept, and so converted too.
    for storage in ["STORED", "VIRTUAL"] {
        let table = format!("CREATE TABLE t (id integer PRIMARY KEY, x int AS (id * 2) {storage})");
        let error = refused(DbBackend::MySql, &table, |schema| {
            let column = &mut schema.tables.get_mut(&ObjectName::new("t")).expect("the table").columns[1];
            (column.ty, column.generated) = (Promise::Exact(SqlType::new("uuid")), None);
        });
        assert!(error.await.contains("it has no cast from the one to the other"));
    }
}

/// MariaDB says of such a key that it is incorrectly formed, and no more.
#[tokio::test]
async fn a_key_by_which_a_null_could_come_is_refused() {
    let tables = |null: &str, key: &str| {
        format!(
            "CREATE TABLE p (id integer PRIMARY KEY, x integer NULL, UNIQUE KEY u (x)); \
             CREATE TABLE t (id integer PRIMARY KEY, x integer {null}{key})"
        )
    };
    let key = ", CONSTRAINT f FOREIGN KEY (x) REFERENCES p (x) ON UPDATE CASCADE";
    let with_key = live(&made(DbBackend::MySql, &tables("NULL", key)).await).await.schema;
    let without = tables("NOT NULL", "");
    let error = refused(DbBackend::MySql, &without, |schema| {
        let name = ObjectName::new("t");
        let keys = with_key.tables[&name].foreign_keys.clone();
        schema.tables.get_mut(&name).expect("the table").foreign_keys = keys;
    });
    let error = error.await;
    assert!(error.contains("follows `x` of `p`, which can"), "{error}");
    let both = tables("NOT NULL", key).replace("x integer NULL", "x integer NOT NULL");
    let error = refused(DbBackend::MySql, &both, |schema| {
        schema.tables.get_mut(&ObjectName::new("p")).expect("the table").columns[1].nullable = true;
    });
    let error = error.await;
    assert!(error.contains("follows `x` of `p`, which can"), "{error}");
}

/// MariaDB is asked to do it beside those who use the table, and refuses what it cannot do so.
#[tokio::test]
async fn what_the_server_can_only_copy_is_not_asked_for_otherwise() {
    for (from, to) in [
        // A column that comes at once does not do so in one statement with an index.
        ("x int, CONSTRAINT k CHECK (x > 1)", "x bigint, y int, KEY i (y), CONSTRAINT k CHECK (x > 1)"),
        ("x int, CONSTRAINT k CHECK (x > 1)", "x int, y int, KEY i (y), CONSTRAINT k CHECK (x > 2)"),
        ("at timestamp NULL", "at timestamp NOT NULL DEFAULT '2020-01-01 00:00:00'"),
        ("x int, y int AS (x * 2) STORED", "x int, y int AS (x * 2) STORED COMMENT 'twice'"),
        ("x int, y int AS (x * 2), KEY i (y)", "x int, y int AS (x * 2) COMMENT 'twice', KEY i (y)"),
        // A column that is computed when it is read comes and goes alone or not at all.
        ("x int, y int", "x int, y int NOT NULL, z int AS (x * 2) VIRTUAL"),
        ("x int, y int NOT NULL, z int AS (x * 2) VIRTUAL", "x int, y int"),
        ("x int, z int AS (x * 2) VIRTUAL", "x int, z int NOT NULL"),
        ("x int, z int AS (x * 2) VIRTUAL, KEY i (z)", "x int, z int, KEY i (z)"),
        ("x int, y int, z int AS (x * 2) VIRTUAL", "x int, y int NOT NULL, z int"),
        // Without a primary key, rows are kept in the order of the first unique index without nulls.
        ("x int NOT NULL, y int, KEY i (y), UNIQUE KEY u (x)", "x int NOT NULL, y int, KEY i (y)"),
        ("x int NOT NULL, UNIQUE KEY u (x)", "x int NULL, UNIQUE KEY u (x)"),
        ("x int", "x int, y int NOT NULL DEFAULT 1, z int AS (x * 2) VIRTUAL, KEY i (y)"),
        // The index that was made for the second key serves the first one too, and stays.
        (
            "x int, y int, u int, v int, w int, UNIQUE KEY uv (u, v), \
             CONSTRAINT f FOREIGN KEY (x, y) REFERENCES t (u, v), \
             CONSTRAINT g FOREIGN KEY (x, w) REFERENCES t (u, v)",
            "x int, y int, u int, v int, UNIQUE KEY uv (u, v), CONSTRAINT f FOREIGN KEY (x, y) REFERENCES t (u, v)",
        ),
    ] {
        let key = if from.contains("UNIQUE KEY u (x)") { "" } else { " PRIMARY KEY" };
        let table = |columns: &str| format!("CREATE TABLE t (id integer{key}, {columns})");
        leads_there_and_back(DbBackend::MySql, &table(from), &table(to)).await;
    }
}

#[tokio::test]
async fn a_new_table_takes_the_name_of_a_key_that_another_gives_up() {
    let from = "CREATE TABLE a (x integer NOT NULL, y integer NOT NULL, CONSTRAINT k PRIMARY KEY (x))";
    for given_up in [
        "CREATE TABLE a (x integer NOT NULL, y integer NOT NULL, CONSTRAINT other PRIMARY KEY (y))",
        "CREATE TABLE a (x integer NOT NULL, y integer NOT NULL, CONSTRAINT other PRIMARY KEY (x))",
        "CREATE TABLE a (x integer NOT NULL, y integer NOT NULL)",
    ] {
        let to = format!("{given_up}; CREATE TABLE b (x integer NOT NULL, CONSTRAINT k PRIMARY KEY (x))");
        leads_there_and_back(DbBackend::Postgres, from, &to).await;
    }
}

#[tokio::test]
async fn the_check_of_a_json_column_keeps_its_name() {
    let table = "CREATE TABLE t (id integer PRIMARY KEY, Doc json)";
    let error = refused(DbBackend::MySql, table, |schema| {
        let check = Check {
            name: Some("doc".to_owned()),
            expr: Expr::new("id > 0"),
            valid: true,
            options: Promise::Exact(Options::new()),
            origin: None,
        };
        schema.tables.get_mut(&ObjectName::new("t")).expect("the table").checks.push(check);
    });
    let error = error.await;
    assert!(error.contains("give yours another"), "{error}");
}

#[tokio::test]
async fn a_unique_index_is_counted_over_what_is_computed_of_what_comes() {
    let from = "CREATE TABLE t (id integer PRIMARY KEY, x int)";
    let to = "CREATE TABLE t (id integer PRIMARY KEY, x int, y int NOT NULL DEFAULT 3, z int AS (y + 1) VIRTUAL, \
              UNIQUE KEY u (x, z))";
    leads_there_and_back(DbBackend::MySql, from, to).await;
}

/// MariaDB goes on to name its check by the former name, for a while.
#[tokio::test]
async fn a_json_column_that_was_renamed_is_one_still() {
    let table = "CREATE TABLE t (id integer PRIMARY KEY, x json)";
    let db =
        made(DbBackend::MySql, &format!("{table}; ALTER TABLE t RENAME COLUMN x TO y, ALGORITHM=INSTANT"))
            .await;
    let there = live(&db).await.schema;
    let there = &there.tables[&ObjectName::new("t")];
    assert_eq!((there.columns[1].ty.value(), &there.checks), (&SqlType::new("json"), &Vec::new()));
}
