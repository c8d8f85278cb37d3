//! Migrations on tables in use: cut off at each step they are as before or go on, and they wait for nobody for long.

use crate::support::TestDb;
use schema_runtime::Error;
use schema_runtime::backend::{Live, introspect};
use schema_runtime::diff::{Meanings, diff};
use schema_runtime::generate::{Migration, migrations_between};
use schema_runtime::migrations::Moment;
use schema_runtime::model::{Expr, ObjectName, Schema};
use schema_runtime::plan::{self, Instruction, Transaction};
use sea_orm::{ConnectionTrait, Statement, TransactionTrait};
use std::collections::BTreeSet;

const BEFORE: &str = "
    CREATE TABLE shelves (id integer PRIMARY KEY);
    CREATE TABLE books (
        id integer PRIMARY KEY, title text, code text, shelf integer, place integer NOT NULL, old integer, pages integer,
        CONSTRAINT books_place CHECK (place > 0), CONSTRAINT books_gone CHECK (id > 0),
        CONSTRAINT books_code UNIQUE (code)
    );
    CREATE INDEX books_shelf ON books (shelf);
    CREATE INDEX books_old ON books (place, id);
    INSERT INTO shelves SELECT n FROM generate_series(1, 10) n;
    INSERT INTO books SELECT n, CASE WHEN n % 3 > 0 THEN 'T' || n END, 'c' || n, 1 + n % 10, n, n, n
        FROM generate_series(1, 1000) n";

const AFTER: &str = "
    CREATE TABLE shelves (id integer PRIMARY KEY);
    CREATE TABLE books (
        id integer PRIMARY KEY, title text NOT NULL, code text, shelf integer, place integer, pages bigint,
        slug text NOT NULL DEFAULT 'none', fresh integer NOT NULL,
        CONSTRAINT books_place CHECK (place >= 0), CONSTRAINT books_pages CHECK (pages < 5000),
        CONSTRAINT books_title_key UNIQUE (title, id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT books_fk FOREIGN KEY (shelf) REFERENCES shelves
    );
    CREATE INDEX books_shelf ON books (shelf, place);
    CREATE UNIQUE INDEX books_code ON books (code);
    CREATE TABLE loans (id integer PRIMARY KEY, book integer REFERENCES books)";

async fn live(db: &TestDb) -> Live {
    introspect(&db.db, &BTreeSet::new()).await.expect("it can be read")
}

async fn made(sql: &str) -> TestDb {
    let db = TestDb::postgres().await;
    db.run(sql).await;
    db
}

/// The schema after, with what only an entity says.
async fn target() -> Schema {
    let mut schema = live(&made(AFTER).await).await.schema;
    let books = schema.tables.get_mut(&ObjectName::new("books")).expect("the table");
    for (name, fill) in
        [("title", "'untitled'"), ("slug", "lower(coalesce(title, 'untitled'))"), ("fresh", "old")]
    {
        let column = books.columns.iter_mut().find(|column| column.name == name).expect("the column");
        column.backfill = Some(Expr::new(fill));
    }
    schema
}

async fn migrations(db: &TestDb, to: &Schema) -> Vec<Migration> {
    let Live { schema, server } = live(db).await;
    migrations_between(&server, &schema, to, Moment::from_unix_seconds(0)).expect("there is a way")
}

/// Nothing differs but the order of columns and the words of expressions.
async fn assert_is(db: &TestDb, to: &Schema, what: &str) {
    let is = live(db).await.schema;
    let differences = diff(&is, to, &Meanings::default());
    let differences: Vec<_> = differences.iter().filter(|difference| difference.change.is_some()).collect();
    assert!(differences.is_empty(), "{what}: {differences:#?}");
    assert!(
        diff(to, &is, &Meanings::default()).iter().all(|difference| difference.change.is_none()),
        "{what}"
    );
}

/// Kills the connection of the statement that is the `at`-th to begin or to end from here on, of those that change the
/// schema or update `books`.
async fn kill_at(db: &TestDb, at: u32) {
    db.run(&format!("SELECT setval('fault.next', 1, false); UPDATE fault.plan SET at = {at}")).await;
}

async fn with_faults(db: &TestDb) {
    db.run(
        "CREATE SCHEMA fault;
         CREATE SEQUENCE fault.next;
         CREATE TABLE fault.plan AS SELECT 0 AS at;
         CREATE FUNCTION fault.happen() RETURNS boolean LANGUAGE sql AS $$
             SELECT pg_terminate_backend(pg_backend_pid()) FROM fault.plan WHERE nextval('fault.next') = at AND at > 0
         $$;
         CREATE FUNCTION fault.on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS
             $$ BEGIN PERFORM fault.happen(); END $$;
         CREATE FUNCTION fault.on_update() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN PERFORM fault.happen(); RETURN NULL; END $$;
         CREATE TRIGGER fault AFTER UPDATE ON books FOR EACH STATEMENT EXECUTE FUNCTION fault.on_update();
         CREATE EVENT TRIGGER fault_begins ON ddl_command_start EXECUTE FUNCTION fault.on_ddl();
         CREATE EVENT TRIGGER fault_ends ON ddl_command_end EXECUTE FUNCTION fault.on_ddl()",
    )
    .await;
}

/// Which way a migration goes.
#[derive(Debug, Clone, Copy)]
enum Direction {
    Up,
    Down,
}

async fn run(
    db: &TestDb,
    migrations: &[Migration],
    direction: Direction,
) -> Result<(), (Transaction, Error)> {
    let mut order: Vec<_> = migrations.iter().collect();
    if matches!(direction, Direction::Down) {
        order.reverse();
    }
    for migration in order {
        let before = live(db).await.schema;
        let done = match direction {
            Direction::Up => migration.up(&db.db).await,
            Direction::Down => migration.down(&db.db).await,
        };
        if let Err(error) = done {
            if migration.transaction == Transaction::Whole {
                assert_eq!(before, live(db).await.schema, "all of it or nothing");
            }
            // It is recorded as run only when it is done, so it is run again.
            kill_at(db, 0).await;
            match direction {
                Direction::Up => migration.up(&db.db).await.expect("it goes on"),
                Direction::Down => migration.down(&db.db).await.expect("it goes on"),
            }
            kill_at(db, 0).await;
            run_rest(db, migrations, migration, direction).await;
            return Err((migration.transaction, error));
        }
    }
    Ok(())
}

async fn run_rest(db: &TestDb, migrations: &[Migration], after: &Migration, direction: Direction) {
    let at =
        migrations.iter().position(|migration| std::ptr::eq(migration, after)).expect("it is one of them");
    match direction {
        Direction::Up => {
            for migration in &migrations[at + 1..] {
                migration.up(&db.db).await.expect("it goes up");
            }
        }
        Direction::Down => {
            for migration in migrations[..at].iter().rev() {
                migration.down(&db.db).await.expect("it goes down");
            }
        }
    }
}

async fn filled(db: &TestDb) -> i64 {
    let whole = "SELECT count(*) FROM books WHERE title = coalesce('T' || nullif(id * (id % 3 > 0)::int, 0), 'untitled') \
                 AND slug = lower(title) AND fresh = id AND pages = id";
    count(db, whole).await
}

async fn count(db: &TestDb, sql: &str) -> i64 {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await.expect("it can be counted").expect("a row");
    row.try_get_by_index(0).expect("a number")
}

#[tokio::test]
async fn p10_p14_killed_at_each_step_a_migration_is_as_before_or_goes_on() {
    let to = target().await;
    let db = made(BEFORE).await;
    with_faults(&db).await;
    let from = live(&db).await.schema;
    let migrations = migrations(&db, &to).await;
    let suffixes: Vec<_> = migrations.iter().map(|migration| migration.suffix).collect();
    assert_eq!(suffixes, ["", "online", "drop"]);
    let mut kills = [0, 0];
    for at in 1.. {
        kill_at(&db, at).await;
        let up = run(&db, &migrations, Direction::Up).await;
        assert_is(&db, &to, &format!("up, killed at {at}")).await;
        assert_eq!(filled(&db).await, 1000, "up, killed at {at}");
        kill_at(&db, at).await;
        let down = run(&db, &migrations, Direction::Down).await;
        assert_is(&db, &from, &format!("down, killed at {at}")).await;
        assert_eq!(count(&db, "SELECT count(*) FROM books WHERE old = id AND pages = id").await, 1000);
        for (kills, done) in kills.iter_mut().zip([&up, &down]) {
            if let Err((_, error)) = done {
                assert!(matches!(error, Error::Database { .. }), "{error}");
                *kills += 1;
            }
        }
        if up.is_ok() && down.is_ok() {
            break;
        }
        // Titles that were filled stay so.
        kill_at(&db, 0).await;
        db.run("UPDATE books SET title = NULL WHERE title = 'untitled'").await;
    }
    assert!(kills.iter().all(|&kills| kills > 30), "{kills:?}");
}

#[tokio::test]
async fn a_lock_that_is_not_to_be_had_is_an_error_with_the_name_of_the_step() {
    let (main, online) =
        ("ALTER TABLE books ALTER pages TYPE bigint", "ALTER TABLE books ADD CHECK (id > 0)");
    for (change, step) in [
        (main, "change the column `pages` of `books`"),
        (online, "add the check `books_id_check` of `books`"),
    ] {
        let to = made(&format!("{BEFORE}; {change}")).await;
        let db = made(BEFORE).await;
        let migrations = migrations(&db, &live(&to).await.schema).await;
        let reader = db.begin().await.expect("a transaction");
        reader.execute_unprepared("SELECT FROM books").await.expect("it can be read");
        let error = migrations[0].up(&db.db).await.expect_err("the table is in use").to_string();
        assert!(error.contains(step) && error.contains("lock timeout"), "{error}");
        reader.commit().await.expect("it ends");
        migrations[0].up(&db.db).await.expect("nobody is in the way");
        assert_eq!(migrations.len(), 1);
        let statement = Statement::from_string(db.get_database_backend(), "SHOW lock_timeout");
        for _ in 0..8 {
            let row = db.query_one_raw(statement.clone()).await.expect("it is shown").expect("a row");
            assert_eq!(row.try_get_by_index::<String>(0).expect("a text"), "0", "no connection keeps it");
        }
    }
}

#[tokio::test]
async fn a_key_that_is_not_valid_is_validated_where_it_is() {
    let key = "ALTER TABLE books ADD CONSTRAINT books_fk FOREIGN KEY (shelf) REFERENCES shelves";
    let check = "ALTER TABLE books ADD CONSTRAINT books_id CHECK (id < 10000)";
    let db = made(&format!("{BEFORE}; {key} NOT VALID; {check} NOT VALID")).await;
    let to = live(&made(&format!("{BEFORE}; {key}; {check}")).await).await.schema;
    let from = live(&db).await.schema;
    let migrations = migrations(&db, &to).await;
    let [migration] = &migrations[..] else { panic!("one suffices") };
    let validates = r#"ALTER TABLE "books" VALIDATE CONSTRAINT "#;
    // Behind the count of rows that are in the way.
    for instruction in migration.up.instructions().skip(1) {
        let Instruction::Run(plan::Statement::Raw(sql)) = instruction else { panic!("{instruction:?}") };
        assert!(sql.starts_with(validates), "{sql}");
    }
    migration.up(&db.db).await.expect("it goes up");
    assert_eq!(live(&db).await.schema, to);
    migration.down(&db.db).await.expect("it goes down");
    assert_eq!(live(&db).await.schema, from);
}

#[tokio::test]
async fn p9_a_column_is_set_when_no_row_is_left_to_look_at() {
    let db = made(BEFORE).await;
    let to = made(&format!("{BEFORE}; ALTER TABLE books ALTER shelf SET NOT NULL")).await;
    let migrations = migrations(&db, &live(&to).await.schema).await;
    let [migration] = &migrations[..] else { panic!("one suffices") };
    assert_eq!(migration.transaction, Transaction::Each);
    // A reader of the table is in the way of all but the validation, which is what takes long.
    let before = migration.text.find("NOT VALID").expect("a constraint that looks at no row");
    let validated = migration.text.find("VALIDATE CONSTRAINT").expect("it is validated");
    assert!(before < validated);
    migration.up(&db.db).await.expect("it goes up");
    assert_is(&db, &live(&to).await.schema, "up").await;
    migration.down(&db.db).await.expect("it goes down");
    assert_is(&db, &live(&made(BEFORE).await).await.schema, "down").await;
}

/// How many rows the statements with these words read of `books`.
async fn reads(db: &TestDb, words: &str) -> i64 {
    let change = "CASE event WHEN 'ddl_command_end' THEN rows ELSE -rows END";
    count(db, &format!("SELECT sum({change})::bigint FROM fault.seen WHERE query LIKE '%{words}%'")).await
}

#[tokio::test]
async fn p9_what_sets_a_column_not_null_reads_no_row_once_a_check_is_validated() {
    let db = made(BEFORE).await;
    let to = made(&format!("{BEFORE}; ALTER TABLE books ALTER shelf SET NOT NULL")).await;
    let migrations = migrations(&db, &live(&to).await.schema).await;
    db.run(
        "CREATE SCHEMA fault;
         CREATE TABLE fault.seen (event text, query text, rows bigint);
         CREATE FUNCTION fault.see() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
             INSERT INTO fault.seen
             VALUES (tg_event, current_query(), pg_stat_get_xact_tuples_returned('public.books'::regclass));
         END $$;
         CREATE EVENT TRIGGER begins ON ddl_command_start EXECUTE FUNCTION fault.see();
         CREATE EVENT TRIGGER ends ON ddl_command_end EXECUTE FUNCTION fault.see()",
    )
    .await;
    migrations[0].up(&db.db).await.expect("it goes up");
    assert_eq!(reads(&db, "VALIDATE CONSTRAINT").await, 1000, "it is seen who reads");
    assert_eq!(reads(&db, "SET NOT NULL").await, 0);
    db.run("ALTER TABLE books ALTER old SET NOT NULL").await;
    assert_eq!(reads(&db, "ALTER old SET NOT NULL").await, 1000, "without a check the rows are read");
}

/// Nobody takes a lock for all of a migration, so the second one finds what the first one did.
#[tokio::test]
async fn p15_of_two_that_migrate_at_once_one_does_and_the_other_changes_nothing() {
    let db = made(BEFORE).await;
    let to = live(&made(&format!("{BEFORE}; ALTER TABLE books ADD slug text")).await).await.schema;
    let migrations = migrations(&db, &to).await;
    let [migration] = &migrations[..] else { panic!("one suffices") };
    assert_eq!(migration.transaction, Transaction::Whole);
    let (one, other) = tokio::join!(migration.up(&db.db), migration.up(&db.db));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert_is(&db, &to, "up, twice at once").await;
    assert_eq!(count(&db, "SELECT count(*) FROM books WHERE old = id").await, 1000);
}

#[tokio::test]
async fn a_partitioned_table_has_its_indexes_made_at_once() {
    let table = "CREATE TABLE events (id integer NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
                 CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')";
    let db = made(table).await;
    let to = live(&made(&format!("{table}; CREATE INDEX events_at ON events (at)")).await).await.schema;
    let migrations = migrations(&db, &to).await;
    let [migration] = &migrations[..] else { panic!("one suffices") };
    migration.up(&db.db).await.expect("it goes up");
    assert_is(&db, &to, "up").await;
}
