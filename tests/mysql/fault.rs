//! A migration that is cut off before any of its statements finishes when it runs again; and what stops one is an error
//! that names the step.

use super::{live, read, table};
use crate::support::{Cut, TestDb};
use schema_runtime::Error;
use schema_runtime::backend::Live;
use schema_runtime::generate::{Migration, migrations_between};
use schema_runtime::migrations::Moment;
use schema_runtime::model::{Expr, ObjectName, Schema, Table};
use schema_runtime::plan::plan;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};
use std::time::Duration;

fn draft(live: &Live, to: &Schema) -> Migration {
    let moment = Moment::from_unix_seconds(1_767_225_600);
    let migrations = migrations_between(&live.server, &live.schema, to, moment).expect("a way");
    let [migration] = migrations.try_into().expect("one migration");
    migration
}

/// The schema with these words of an entity.
fn with(schema: &Schema, name: &str, change: impl FnOnce(&mut Table)) -> Schema {
    let mut schema = schema.clone();
    change(schema.tables.get_mut(&ObjectName::new(name)).expect("a table"));
    schema
}

fn column<'a>(table: &'a mut Table, name: &str) -> &'a mut schema_runtime::model::Column {
    table.columns.iter_mut().find(|column| column.name == name).expect("a column")
}

fn tables(schema: &Schema) -> Vec<Table> {
    let mut tables: Vec<_> = schema.tables.values().cloned().collect();
    // T45: a column that comes again comes last; and what only entities say is no part of a database.
    for table in &mut tables {
        table.columns.sort_by(|a, b| a.name.cmp(&b.name));
        table.foreign_keys.sort_by(|a, b| a.name.cmp(&b.name));
        table.checks.sort_by(|a, b| a.name.cmp(&b.name));
        table.renamed_from = None;
        for column in &mut table.columns {
            (column.renamed_from, column.backfill, column.using) = (None, None, None);
        }
    }
    tables
}

async fn count(db: &DatabaseConnection, sql: &str) -> i64 {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await.expect("it can be counted").expect("a row");
    row.try_get_by_index(0).expect("a number")
}

/// From one schema to another and back, cut off before each statement in turn. After each up, these counts are what
/// they should be.
async fn finishes(from: &str, to: &str, declare: impl Fn(&Schema) -> Schema, counts: &[(&str, i64)]) {
    let (_other, wanted) = live(to).await;
    let wanted = declare(&wanted.schema);
    let (db, before) = live(from).await;
    let migration = draft(&before, &wanted);
    for statements in 0.. {
        let up = migration.up(&Cut::after(&db, statements)).await;
        migration.up(&db.db).await.unwrap_or_else(|error| panic!("up after {statements}: {error}"));
        let there = read(&db).await;
        assert_eq!(tables(&there.schema), tables(&wanted), "up after {statements}");
        assert_eq!(plan(&there.schema, &wanted, &there.server.capabilities()), []);
        for (sql, number) in counts {
            assert_eq!(count(&db.db, sql).await, *number, "{sql} after {statements}");
        }
        let down = migration.down(&Cut::after(&db, statements)).await;
        migration.down(&db.db).await.unwrap_or_else(|error| panic!("down after {statements}: {error}"));
        assert_eq!(tables(&read(&db).await.schema), tables(&before.schema), "down after {statements}");
        if up.is_ok() && down.is_ok() {
            assert!(statements > 3, "there is something to cut off");
            return;
        }
    }
}

/// P7, P14: many steps of all kinds, and rows that are there.
#[tokio::test]
async fn p7_p14_a_migration_that_was_cut_off_finishes() {
    let from = "
        CREATE TABLE shelves (id int NOT NULL PRIMARY KEY, place varchar(20));
        INSERT INTO shelves VALUES (1, 'a'), (2, 'b');
        CREATE TABLE gone (id int NOT NULL PRIMARY KEY, shelf int, KEY gone_shelf (shelf), CONSTRAINT gone_key FOREIGN KEY (shelf) REFERENCES shelves (id));
        CREATE TABLE titles (
            id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(40) NOT NULL, old varchar(20), pages int, price decimal(8,2) NOT NULL,
            kind enum('novel', 'essay'), shelf int, spare int, code varchar(10) NOT NULL,
            twice int AS (pages * 2) VIRTUAL, stored int AS (pages + 1) STORED,
            KEY by_name (name), KEY by_code (code), KEY by_shelf (shelf), KEY by_twice (twice),
            CONSTRAINT positive CHECK (price >= 0), CONSTRAINT short CHECK (length(code) < 9),
            CONSTRAINT titles_shelf FOREIGN KEY (shelf) REFERENCES shelves (id));
        INSERT INTO titles (name, old, pages, price, kind, shelf, spare, code) VALUES
            ('A', 'x', 1, 1.5, 'novel', 1, 7, 'c1'), ('B', 'y', NULL, 2.5, 'essay', 2, NULL, 'c2'), ('C', NULL, 3, 3.5, NULL, NULL, NULL, 'c3')";
    let to = "
        CREATE TABLE shelves (id bigint NOT NULL PRIMARY KEY, place varchar(40), UNIQUE KEY by_place (place));
        CREATE TABLE authors (id int NOT NULL PRIMARY KEY, name varchar(20) NOT NULL, UNIQUE KEY author_name (name));
        CREATE TABLE books (
            id int NOT NULL AUTO_INCREMENT PRIMARY KEY, title varchar(40) NOT NULL, slug varchar(50) NOT NULL, was varchar(20), pages int NOT NULL DEFAULT 3,
            price decimal(12,2) NOT NULL, kind enum('essay', 'novel', 'poem'), shelf bigint, code varchar(10) NOT NULL, author int,
            twice int AS (pages * 3) VIRTUAL, stored int AS (pages + 2) STORED,
            KEY by_title (title), KEY by_code (code, title), KEY by_shelf (shelf, code), KEY by_twice (twice),
            CONSTRAINT positive CHECK (price > 0), CONSTRAINT titled CHECK (title <> ''),
            CONSTRAINT titles_shelf FOREIGN KEY (shelf) REFERENCES shelves (id) ON DELETE CASCADE,
            CONSTRAINT books_author FOREIGN KEY (author) REFERENCES authors (id)) COMMENT 'all'";
    let declare = |schema: &Schema| {
        with(schema, "books", |books| {
            books.renamed_from = Some("titles".to_owned());
            column(books, "title").renamed_from = Some("name".to_owned());
            column(books, "slug").backfill = Some(Expr::new("lower(title)"));
            column(books, "was").backfill = Some(Expr::new("old"));
            column(books, "pages").backfill = Some(Expr::new("3"));
        })
    };
    let counts = [
        ("SELECT COUNT(*) FROM books WHERE slug = lower(title) AND (was IN ('x', 'y') OR id = 3)", 3),
        ("SELECT CAST(SUM(pages) * 1000 + SUM(twice) + SUM(stored) AS SIGNED) FROM books", 7_034),
        ("SELECT COUNT(*) FROM books WHERE kind = 'novel' AND shelf = 1", 1),
    ];
    finishes(from, to, declare, &counts).await;
}

/// A conversion is not done twice, wherever it was cut off, and what is over the column stays.
#[tokio::test]
async fn values_are_converted_once() {
    let from = "
        CREATE TABLE t (id int NOT NULL PRIMARY KEY, state int NOT NULL, size varchar(20), note varchar(9),
            KEY by_state (state, id), KEY by_size (size), CONSTRAINT noted CHECK (note <> 'x'));
        INSERT INTO t VALUES (1, 0, '5', 'a'), (2, 1, '7', 'b'), (3, 1, NULL, NULL)";
    let to = "
        CREATE TABLE t (id int NOT NULL PRIMARY KEY, state varchar(10) NOT NULL, size int NOT NULL, note varchar(20),
            KEY by_state (state, id), KEY by_size (size), CONSTRAINT noted CHECK (note <> 'x'))";
    let declare = |schema: &Schema| {
        with(schema, "t", |t| {
            column(t, "state").using = Some(Expr::new("CASE state WHEN 0 THEN 'new' ELSE 'done' END"));
            column(t, "size").using = Some(Expr::new("size * 10"));
            column(t, "size").backfill = Some(Expr::new("1"));
            column(t, "note").using = Some(Expr::new("concat(note, note)"));
        })
    };
    let (_other, wanted) = live(to).await;
    let wanted = declare(&wanted.schema);
    for statements in 0.. {
        let (db, before) = live(from).await;
        let migration = draft(&before, &wanted);
        let up = migration.up(&Cut::after(&db, statements)).await;
        migration.up(&db.db).await.unwrap_or_else(|error| panic!("up after {statements}: {error}"));
        let there = read(&db).await;
        // In its place, with all that is over it.
        let names: Vec<_> = table(&there, "t").columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["id", "state", "size", "note"]);
        assert_eq!(tables(&there.schema), tables(&wanted), "up after {statements}");
        let converted = "SELECT COUNT(*) FROM t WHERE (id, state, size, COALESCE(note, '')) IN
            ((1, 'new', 50, 'aa'), (2, 'done', 70, 'bb'), (3, 'done', 1, ''))";
        assert_eq!(count(&db.db, converted).await, 3, "after {statements}");
        if up.is_ok() {
            assert!(statements > 3, "there is something to cut off");
            return;
        }
    }
}

async fn one_connection(db: &TestDb) -> DatabaseConnection {
    let mut options = ConnectOptions::new(&db.url);
    options.max_connections(1).test_before_acquire(false).sqlx_logging(false);
    Database::connect(options).await.expect("a connection")
}

/// A table that somebody reads in a transaction that does not end, and a change of it.
async fn held() -> (TestDb, DatabaseConnection, Migration) {
    let (db, before) = live("CREATE TABLE books (id int NOT NULL PRIMARY KEY, title varchar(40))").await;
    let (_other, wanted) = live(
        "CREATE TABLE books (id int NOT NULL PRIMARY KEY, title varchar(40), slug varchar(40), pages bigint)",
    )
    .await;
    let migration = draft(&before, &wanted.schema);
    let reader = one_connection(&db).await;
    reader.execute_unprepared("START TRANSACTION").await.expect("a transaction");
    reader.execute_unprepared("SELECT * FROM books").await.expect("a read");
    (db, reader, migration)
}

#[tokio::test]
async fn a_lock_that_does_not_come_is_an_error_with_the_steps_name() {
    let (db, reader, migration) = held().await;
    let migrating = one_connection(&db).await;
    migrating.execute_unprepared("SET SESSION lock_wait_timeout = 1").await.expect("a setting");
    let error = migration.up(&migrating).await.expect_err("somebody reads the table");
    let text = error.to_string();
    assert!(text.contains("add the column `slug` of `books`"), "{text}");
    assert!(text.contains("Lock wait timeout"), "{text}");
    reader.execute_unprepared("ROLLBACK").await.expect("the end");
    migration.up(&migrating).await.expect("nobody reads it any more");
    assert_eq!(table(&read(&db).await, "books").columns.len(), 4);
}

#[tokio::test]
async fn a_connection_that_is_killed_in_a_statement_is_an_error_with_the_steps_name() {
    let (db, reader, migration) = held().await;
    let migrating = one_connection(&db).await;
    let id = count(&migrating, "SELECT CAST(CONNECTION_ID() AS SIGNED)").await;
    let kill = async {
        let waits = format!(
            "SELECT COUNT(*) FROM information_schema.processlist WHERE id = {id} AND state LIKE 'Waiting for table metadata lock'"
        );
        while count(&db.db, &waits).await == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        db.run(&format!("KILL CONNECTION {id}")).await;
    };
    let (done, ()) = tokio::join!(migration.up(&migrating), kill);
    let error = done.expect_err("the connection is gone");
    assert!(matches!(error, Error::Database { .. }), "{error}");
    assert!(error.to_string().contains("add the column `slug` of `books`"), "{error}");
    reader.execute_unprepared("ROLLBACK").await.expect("the end");
    migration.up(&db.db).await.expect("another connection finishes");
    assert_eq!(table(&read(&db).await, "books").columns.len(), 4);
}
