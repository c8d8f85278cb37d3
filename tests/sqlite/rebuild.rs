//! Tables are made again, on one connection or a pool of five, on ordinary databases and odd ones: nothing is lost, and
//! foreign keys are on again.

use super::live;
use super::pool::{Pool, state};
use schema_runtime::generate::{Migration, migrations_between};
use schema_runtime::model::{Expr, Schema};
use schema_runtime::plan::Transaction;
use sea_orm::{ConnectionTrait, Database, DbErr, TransactionTrait};
use sea_orm_migration::{MigrationTrait, SchemaManager};
use std::time::UNIX_EPOCH;

// As it was generated, by rustfmt's defaults.
#[rustfmt::skip]
#[allow(clippy::duplicate_mod, reason = "the same migration is cut off here that a law runs")]
#[path = "../laws/keys_between/sqlite.rs"]
pub(super) mod keys_between;

/// What the migration of `keys_between` begins with.
pub(super) const BOOKS: &str = "
    CREATE TABLE shelves (id integer NOT NULL PRIMARY KEY, label varchar, best_id integer,
        FOREIGN KEY (best_id) REFERENCES books (id) ON DELETE SET NULL);
    CREATE TABLE books (id integer NOT NULL PRIMARY KEY, title varchar, shelf_id integer NOT NULL, sequel_of integer,
        FOREIGN KEY (shelf_id) REFERENCES shelves (id) ON DELETE CASCADE,
        FOREIGN KEY (sequel_of) REFERENCES books (id) ON DELETE CASCADE);
    CREATE TABLE loans (id integer NOT NULL PRIMARY KEY, book_id integer NOT NULL,
        FOREIGN KEY (book_id) REFERENCES books (id) ON DELETE CASCADE);
    CREATE TABLE log (what text);
    CREATE TRIGGER lent AFTER INSERT ON loans BEGIN INSERT INTO log SELECT title FROM books WHERE id = NEW.book_id; END;
    CREATE TRIGGER gone AFTER DELETE ON books BEGIN INSERT INTO log VALUES (OLD.title); END;
    INSERT INTO shelves (id, label) VALUES (1, 'A'), (2, NULL);
    INSERT INTO books (id, title, shelf_id, sequel_of) VALUES (1, 'One', 1, NULL), (2, NULL, 1, 1), (3, 'Three', 2, 2);
    UPDATE shelves SET best_id = 3 WHERE id = 1;
    INSERT INTO loans VALUES (1, 1), (2, 3);";

pub(super) async fn up(pool: &Pool) -> Result<(), DbErr> {
    keys_between::Migration.up(&SchemaManager::new(&pool.db)).await
}

pub(super) async fn down(pool: &Pool) -> Result<(), DbErr> {
    keys_between::Migration.down(&SchemaManager::new(&pool.db)).await
}

#[tokio::test]
async fn p12_p13_no_row_is_lost_on_a_pool_of_five_and_keys_are_on_again() {
    let pool = Pool::of_five(BOOKS).await;
    let before = state(&pool.db).await;
    assert_eq!(pool.keys().await, [true; 5]);
    up(&pool).await.expect("it runs");
    assert_eq!(pool.keys().await, [true; 5]);
    for (table, rows) in [("shelves", 2), ("books", 3), ("loans", 2), ("log", 2)] {
        assert_eq!(pool.count(&format!("SELECT COUNT(*) FROM {table}")).await, rows, "{table}");
    }
    assert_eq!(pool.count("SELECT COUNT(*) FROM shelves WHERE label = 'none'").await, 1);
    assert_eq!(pool.count("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'trigger'").await, 2);
    // Keys and triggers work as before.
    pool.run("DELETE FROM shelves WHERE id = 1").await;
    assert_eq!(pool.count("SELECT COUNT(*) FROM books").await, 0);
    assert_eq!(pool.count("SELECT COUNT(*) FROM log").await, 5);

    let pool = Pool::of_five(BOOKS).await;
    up(&pool).await.expect("it runs");
    down(&pool).await.expect("it leads back");
    assert_eq!(pool.keys().await, [true; 5]);
    // One value was filled, and stays; all else is back.
    let rows = |state: Vec<String>| {
        let is_row = |line: &String| !line.contains("CREATE TABLE") && !line.starts_with("shelves: [2");
        state.into_iter().filter(is_row).collect::<Vec<_>>()
    };
    assert_eq!(rows(state(&pool.db).await), rows(before));
    let (_db, original) = live(BOOKS).await;
    assert_eq!(pool.live().await.schema, original.schema);
}

#[tokio::test]
async fn keys_that_were_off_are_off_again() {
    let pool = Pool::of(BOOKS, 1).await;
    pool.run("PRAGMA foreign_keys = OFF").await;
    up(&pool).await.expect("it runs");
    assert_eq!(pool.keys().await, [false]);
    pool.run("DROP TABLE books").await;
    assert!(down(&pool).await.is_err());
    assert_eq!(pool.keys().await, [false]);
}

#[tokio::test]
async fn in_memory_on_one_connection_and_on_a_shared_one() {
    let (db, _) = live(BOOKS).await;
    keys_between::Migration.up(&SchemaManager::new(&db.db)).await.expect("it runs");
    let shared = Database::connect("sqlite:file:rebuild?mode=memory&cache=shared").await.expect("a database");
    shared.execute_unprepared(BOOKS).await.expect("it is made");
    keys_between::Migration.up(&SchemaManager::new(&shared)).await.expect("it runs");
    keys_between::Migration.down(&SchemaManager::new(&shared)).await.expect("it leads back");
}

#[tokio::test]
async fn p14_inside_a_transaction_it_refuses_before_it_does_anything() {
    let pool = Pool::of_five(BOOKS).await;
    let before = state(&pool.db).await;
    let transaction = pool.db.begin().await.expect("a transaction");
    transaction.execute_unprepared("INSERT INTO log VALUES ('kept')").await.expect("a row");
    let error = keys_between::Migration.up(&SchemaManager::new(&transaction)).await.expect_err("refused");
    assert!(error.to_string().contains("inside a transaction"), "{error}");
    transaction.rollback().await.expect("it is still one");
    assert_eq!(state(&pool.db).await, before);
    assert_eq!(keys_between::Migration.use_transaction(), Some(false));
}

#[tokio::test]
async fn rows_that_were_broken_before_are_left_alone_and_new_ones_are_refused() {
    let pool = Pool::of(BOOKS, 1).await;
    pool.run("PRAGMA foreign_keys = OFF; INSERT INTO loans VALUES (3, 77); PRAGMA foreign_keys = ON").await;
    up(&pool).await.expect("what it did not break is not in its way");
    assert_eq!(pool.count("SELECT COUNT(*) FROM loans WHERE book_id = 77").await, 1);

    // A key of a table that the migration does not know needs what the migration takes away.
    let from = "CREATE TABLE a (id integer NOT NULL PRIMARY KEY, x text, CONSTRAINT u UNIQUE (x))";
    let migration = between(from, "CREATE TABLE a (id integer NOT NULL PRIMARY KEY, x text)").await;
    let with =
        "CREATE TABLE b (y text REFERENCES a (x)); INSERT INTO a VALUES (1, 'x'); INSERT INTO b VALUES ('x')";
    let pool = Pool::of_five(&format!("{from}; {with}")).await;
    let before = state(&pool.db).await;
    let error = migration.up(&pool.db).await.expect_err("the key would not be whole");
    assert!(error.to_string().contains("b at "), "{error}");
    assert!(error.to_string().contains("foreign key mismatch"), "{error}");
    assert_eq!(state(&pool.db).await, before);
    assert_eq!(pool.keys().await, [true; 5]);

    // Where it was not whole before, it is not this migration that breaks it.
    let pool = Pool::of(from, 1).await;
    pool.run(
        "PRAGMA foreign_keys = OFF; CREATE TABLE c (y int REFERENCES a (nope)); PRAGMA foreign_keys = ON",
    )
    .await;
    migration.up(&pool.db).await.expect("it runs");
}

/// The one migration between what these make.
pub(super) async fn between(from: &str, to: &str) -> Migration {
    let (_db, from) = live(from).await;
    let (_db, to) = live(to).await;
    let migrations = migrations_between(&from.server, &from.schema, &to.schema, UNIX_EPOCH.into());
    let mut migrations = migrations.expect("a way");
    assert_eq!(migrations.len(), 1);
    migrations.remove(0)
}

/// A check need not name its own table.
fn unqualified(mut schema: Schema) -> Schema {
    for (name, table) in &mut schema.tables {
        let own = format!("\"{}\".", name.name.replace('"', "\"\""));
        for check in &mut table.checks {
            check.expr = Expr::new(check.expr.as_str().replace(&own, ""));
        }
    }
    schema
}

/// From one text to the other and back, with rows; what these queries count must hold on arrival.
async fn leads_there_and_back(from: &str, rows: &str, to: &str, finds: &[(&str, i64)]) {
    let migration = between(from, to).await;
    assert_eq!(migration.transaction, Transaction::WithoutKeys, "{}", migration.text);
    let pool = Pool::of_five(&format!("{from}; {rows}")).await;
    let (_db, target) = live(to).await;
    let (before, schema) = (state(&pool.db).await, pool.live().await.schema);
    migration.up(&pool.db).await.unwrap_or_else(|error| panic!("{error}\n{}", migration.text));
    assert_eq!(unqualified(pool.live().await.schema), unqualified(target.schema));
    for (query, count) in finds {
        assert_eq!(pool.count(query).await, *count, "{query}");
    }
    migration.down(&pool.db).await.unwrap_or_else(|error| panic!("{error}\n{}", migration.text));
    assert_eq!(unqualified(pool.live().await.schema), unqualified(schema));
    let rows =
        |state: Vec<String>| state.into_iter().filter(|line| !line.contains("CREATE ")).collect::<Vec<_>>();
    assert_eq!(rows(state(&pool.db).await), rows(before));
    assert_eq!(pool.keys().await, [true; 5]);
}

#[tokio::test]
async fn the_other_name_is_nobodys() {
    let others = "CREATE TABLE new_t (x); CREATE VIEW NEW_T_2 AS SELECT 1; CREATE TABLE o (y); CREATE INDEX new_t_3 ON o (y);";
    leads_there_and_back(
        &format!("{others} CREATE TABLE t (a int)"),
        "INSERT INTO t VALUES (1)",
        &format!("{others} CREATE TABLE t (a int NOT NULL)"),
        &[("SELECT a FROM t", 1)],
    )
    .await;
}

#[tokio::test]
async fn hostile_names_and_checks_that_name_their_table() {
    let table = |rest: &str| {
        format!(
            "CREATE TABLE \"it's `a` \"\"t\"\"\" (\"select\" integer NOT NULL PRIMARY KEY AUTOINCREMENT, \"Größe 'x'\" text{rest}, rowid int,
                twice int AS (\"select\" * 2) STORED,
                CHECK (length(\"it's `a` \"\"t\"\"\".\"Größe 'x'\") < 100)); CREATE INDEX \"i'`\"\"x\" ON \"it's `a` \"\"t\"\"\" (lower(\"Größe 'x'\")) WHERE rowid > 0"
        )
    };
    leads_there_and_back(
        &table(""),
        "INSERT INTO \"it's `a` \"\"t\"\"\" VALUES (4, 'select', 9)",
        &table(" NOT NULL DEFAULT 'it''s'"),
        &[("SELECT twice FROM \"it's `a` \"\"t\"\"\" WHERE \"Größe 'x'\" = 'select' AND rowid = 9", 8)],
    )
    .await;
}

#[tokio::test]
async fn a_table_gains_and_loses_its_row_ids_and_numbers() {
    let rows = "INSERT INTO t (id, a) VALUES (3, 'c'), (1, 'a')";
    for (from, to) in [
        (
            "CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a text)",
            "CREATE TABLE t (id text NOT NULL PRIMARY KEY, a text)",
        ),
        (
            "CREATE TABLE t (id integer NOT NULL, a text)",
            "CREATE TABLE t (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, a text)",
        ),
        (
            "CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a text)",
            "CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a text) WITHOUT ROWID",
        ),
        (
            "CREATE TABLE t (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, a text)",
            "CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a text) STRICT",
        ),
    ] {
        leads_there_and_back(from, rows, to, &[("SELECT COUNT(*) FROM t WHERE id = 3 AND a = 'c'", 1)]).await;
    }
}

#[tokio::test]
async fn what_alter_table_can_do_is_done_in_place() {
    let from = "CREATE TABLE t (id integer NOT NULL PRIMARY KEY, gone text); CREATE INDEX i ON t (id)";
    let to = "CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a integer NOT NULL DEFAULT 5, b text DEFAULT 'x', c text, \
              d int AS (a + 1) VIRTUAL); CREATE UNIQUE INDEX i ON t (a)";
    assert_eq!(between(from, to).await.transaction, Transaction::Whole);
    for column in [
        "a integer NOT NULL",
        "a text DEFAULT CURRENT_TIMESTAMP",
        "a int DEFAULT (1 + 1)",
        "a int AS (id + 1) STORED",
        "a int UNIQUE",
    ] {
        let to = format!("CREATE TABLE t (id integer NOT NULL PRIMARY KEY, {column})");
        let migration = between("CREATE TABLE t (id integer NOT NULL PRIMARY KEY)", &to).await;
        assert_eq!(migration.transaction, Transaction::WithoutKeys, "{column}");
        assert_eq!(migration.up.steps.len(), 1, "{column}");
    }
}

#[tokio::test]
async fn what_was_made_by_hand_is_not_lost() {
    let migration = between("CREATE TABLE t (a int)", "CREATE TABLE t (a int NOT NULL)").await;
    for by_hand in ["ALTER TABLE t ADD COLUMN b int", "CREATE INDEX i ON t (a)"] {
        let pool = Pool::of_five(&format!("CREATE TABLE t (a int); {by_hand}")).await;
        let before = state(&pool.db).await;
        let error = migration.up(&pool.db).await.expect_err("it would be lost");
        assert!(
            error.to_string().contains("1 columns and indexes of `t` that this migration does not know"),
            "{error}"
        );
        assert_eq!(state(&pool.db).await, before);
    }
}

#[tokio::test]
async fn a_conflict_clause_is_not_lost_in_silence() {
    let (_db, from) = live("CREATE TABLE t (a int UNIQUE ON CONFLICT REPLACE)").await;
    let (_db, to) = live("CREATE TABLE t (a int NOT NULL UNIQUE)").await;
    let error =
        migrations_between(&from.server, &from.schema, &to.schema, UNIX_EPOCH.into()).expect_err("refused");
    assert!(error.to_string().contains("conflict clause"), "{error}");
}
