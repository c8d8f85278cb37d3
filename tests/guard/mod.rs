//! The guard at start-up: what it lets pass, what it refuses, and what it says when it cannot tell.

mod entity;

use crate::support::TestDb;
use entity::{account, invoice, stranger};
use schema_runtime::diff::{Kind, Severity};
use schema_runtime::report::Verdict;
use schema_runtime::{Entities, Error, Guard, Response, Scope, compare};
use sea_orm::{ConnectionTrait, DbBackend};
use std::time::Duration;

/// The two entities of [`entity`], as every test here holds a database to them.
fn guard() -> Guard {
    Guard::new().entities(entities())
}

fn entities() -> Entities {
    Entities::none().with::<account::Entity>().with::<invoice::Entity>()
}

/// A database of this kind in which SeaORM itself made the tables.
async fn made_by_seaorm(backend: DbBackend) -> TestDb {
    let db = TestDb::of(backend).await;
    let schema = sea_orm::Schema::new(backend);
    db.execute(&schema.create_table_from_entity(account::Entity)).await.expect("accounts");
    db.execute(&schema.create_table_from_entity(invoice::Entity)).await.expect("invoices");
    for index in schema.create_index_from_entity(invoice::Entity) {
        db.execute(&index).await.expect("an index");
    }
    db
}

async fn lets_a_good_database_start(backend: DbBackend) {
    let db = made_by_seaorm(backend).await;
    let report = guard().run(&*db).await.expect("it fits");
    assert_eq!(report.verdict, Verdict::Clean, "{report}");
    assert_eq!(report.tables, 2);
}

async fn refuses_with_every_reason(backend: DbBackend) {
    let db = made_by_seaorm(backend).await;
    db.run("DROP TABLE invoices").await;
    db.run("ALTER TABLE accounts RENAME COLUMN email TO mail").await;
    let error = guard().run(&*db).await.expect_err("it does not fit");
    let Error::Drift(refusal) = &error else { panic!("{error}") };
    let found: Vec<_> =
        refusal.report.differences.iter().map(|d| (d.kind, d.object.as_str(), d.severity)).collect();
    assert!(found.contains(&(Kind::MissingTable, "", Severity::Breaking)), "{found:?}");
    assert!(found.contains(&(Kind::MissingColumn, "email", Severity::Breaking)), "{found:?}");
    let text = error.to_string();
    assert!(
        text.contains("invoices") && text.contains("email") && text.contains("tests/guard/entity.rs:"),
        "{text}"
    );
    assert_eq!(format!("{error:?}"), text, "a `main` that returns the error shows the same");
}

/// Everything that a database of another kind might do in another way.
macro_rules! on_each_backend {
    ($($name:ident),*) => {
        mod postgres { $(#[tokio::test] async fn $name() { super::$name(sea_orm::DbBackend::Postgres).await })* }
        mod mysql { $(#[tokio::test] async fn $name() { super::$name(sea_orm::DbBackend::MySql).await })* }
        mod sqlite { $(#[tokio::test] async fn $name() { super::$name(sea_orm::DbBackend::Sqlite).await })* }
    };
}
on_each_backend!(
    lets_a_good_database_start,
    refuses_with_every_reason,
    changes_nothing,
    waits_for_the_schema,
    names_what_it_did_when_the_server_went_away
);

async fn changes_nothing(backend: DbBackend) {
    let db = TestDb::of(backend).await;
    let before = compare(&*db, &entities(), &Scope::default()).await.expect("it can be read").live.schema;
    guard().run(&*db).await.expect_err("there is nothing");
    let after = compare(&*db, &entities(), &Scope::default()).await.expect("it can be read").live.schema;
    assert_eq!(before, after);
    assert!(after.tables.is_empty(), "no bookkeeping either: {:?}", after.tables.keys());
}

async fn waits_for_the_schema(backend: DbBackend) {
    let db = made_by_seaorm(backend).await;
    db.run("ALTER TABLE accounts RENAME COLUMN email TO mail").await;
    let arrives = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        db.run("ALTER TABLE accounts RENAME COLUMN mail TO email").await;
    };
    let guard = guard().wait(Duration::from_secs(20));
    let (report, ()) = tokio::join!(guard.run(&*db), arrives);
    assert_eq!(report.expect("it arrived").verdict, Verdict::Clean);
}

async fn names_what_it_did_when_the_server_went_away(backend: DbBackend) {
    let db = made_by_seaorm(backend).await;
    db.close_by_ref().await.expect("it closes");
    let error = guard().run(&*db).await.expect_err("nobody answers");
    assert!(matches!(&error, Error::Database { during, .. } if during.contains("read")), "{error}");
}

#[tokio::test]
async fn without_entities_it_names_the_usual_cause() {
    let db = TestDb::sqlite().await;
    let error = Guard::new().entities(Entities::none()).run(&*db).await.expect_err("there is none");
    assert!(matches!(error, Error::NoEntities));
    assert!(error.to_string().contains("use entity as _;"), "{error}");
    let nowhere = Guard::new().entities(Entities::in_module("no::such::module"));
    assert!(matches!(nowhere.run(&*db).await, Err(Error::NoEntities)));
}

#[tokio::test]
async fn two_entities_of_one_table_must_agree() {
    let db = TestDb::sqlite().await;
    let both = Entities::none().with::<account::Entity>().with::<stranger::Entity>();
    let error = Guard::new().entities(both).run(&*db).await.expect_err("they disagree");
    let Error::Conflict { table, first, second, what } = &error else { panic!("{error}") };
    assert_eq!(table.to_string(), "accounts");
    assert!(first.file.ends_with("tests/guard/entity.rs") && second.line > first.line, "{error}");
    assert!(what.contains("`email`"), "{what}");
    let twice =
        Entities::none().with::<account::Entity>().with::<account::Entity>().with::<invoice::Entity>();
    let db = made_by_seaorm(DbBackend::Sqlite).await;
    Guard::new().entities(twice).run(&*db).await.expect("the same entity twice agrees with itself");
}

#[tokio::test]
async fn every_entity_of_a_module_is_found() {
    let module = concat!(module_path!(), "::entity");
    let tables = Entities::in_module(module);
    let names: Vec<_> = tables.tables().expect("some").iter().map(|table| (table.entity)().table).collect();
    assert_eq!(names, ["accounts", "invoices", "accounts"]);
    assert!(Entities::in_module("suite::guard::ent").is_empty(), "a module is not a prefix of letters");
}

#[tokio::test]
async fn the_policy_decides_what_refuses() {
    let db = made_by_seaorm(DbBackend::Sqlite).await;
    db.run("DROP INDEX \"idx-invoices-account_id\"").await;
    guard().run(&*db).await.expect_err("a missing index is divergent");
    guard().refuse(Severity::Breaking).run(&*db).await.expect("it is not breaking");
    guard().kind(Kind::MissingIndex, Response::Warn).run(&*db).await.expect("the kind only warns");
    guard().object("invoices.*", Response::Warn).run(&*db).await.expect("the object only warns");
    let ignored =
        guard().object("invoices.account_id", Response::Ignore).run(&*db).await.expect("it is ignored");
    assert_eq!(ignored.verdict, Verdict::Clean, "{ignored}");
    let left_out = guard().ignore_tables("invoi*").run(&*db).await.expect("the table is left out");
    assert_eq!(left_out.tables, 1);
}

/// Run by itself, and by the next test in processes of their own, since the variable belongs to a whole process.
#[tokio::test]
async fn a_drifted_database_meets_the_variable() {
    let db = TestDb::sqlite().await;
    let outcome = guard().run(&*db).await;
    match std::env::var("SCHEMA_GUARD").as_deref() {
        Err(_) | Ok("refuse") => assert!(matches!(outcome, Err(Error::Drift(_)))),
        Ok("warn") => assert_eq!(outcome.expect("it only warns").verdict, Verdict::Drifted),
        Ok("off") => assert_eq!(outcome.expect("nothing is read").differences, []),
        Ok(other) => assert!(matches!(outcome, Err(Error::Setting { value, .. }) if value == other)),
    }
}

#[test]
fn the_variable_turns_a_refusal_into_a_warning_or_the_guard_off() {
    for value in ["off", "warn", "refuse", "perhaps"] {
        let mut child = std::process::Command::new(std::env::current_exe().expect("this program"));
        child.args(["--exact", "guard::a_drifted_database_meets_the_variable"]).env("SCHEMA_GUARD", value);
        let output = child.output().expect("it runs");
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && text.contains("1 passed"), "SCHEMA_GUARD={value}: {text}");
    }
}

#[tokio::test]
async fn on_postgres_the_right_to_read_the_catalog_is_enough() {
    let db = made_by_seaorm(DbBackend::Postgres).await;
    let role = format!("reader_{}", std::process::id());
    db.run(&format!("CREATE ROLE {role} LOGIN")).await;
    let url = db.url.replacen("postgres@", &format!("{role}@"), 1);
    let reader = sea_orm::Database::connect(&url).await.expect("it connects");
    let report = guard().run(&reader).await;
    reader.close().await.expect("it closes");
    drop_role(db, &role).await;
    assert_eq!(report.expect("it fits").verdict, Verdict::Clean);
}

/// Roles outlive the database, so the role goes through a connection to it first.
async fn drop_role(db: TestDb, role: &str) {
    db.run(&format!("DROP OWNED BY {role}")).await;
    db.run(&format!("DROP ROLE {role}")).await;
}

#[tokio::test]
async fn on_mysql_a_table_that_the_role_may_not_see_is_not_missing() {
    let db = made_by_seaorm(DbBackend::MySql).await;
    let name = db.url.rsplit('/').next().expect("a name").to_owned();
    let role = format!("reader_{}", std::process::id());
    // An anonymous user of the same host, as fresh servers have one, would come before `%`.
    for host in ["%", "localhost"] {
        db.run(&format!("CREATE USER {role}@'{host}' IDENTIFIED BY 'secret'")).await;
        db.run(&format!("GRANT SELECT ON {name}.accounts TO {role}@'{host}'")).await;
    }
    let url = db.url.replacen("root@", &format!("{role}:secret@"), 1);
    let reader = sea_orm::Database::connect(&url).await.expect("it connects");
    let outcome = guard().run(&reader).await;
    reader.close().await.expect("it closes");
    db.run(&format!("DROP USER {role}@'%', {role}@localhost")).await;
    let error = outcome.expect_err("invoices cannot be seen");
    assert!(matches!(&error, Error::NotVisible(names) if names.len() == 1), "{error}");
    assert!(error.to_string().contains("`invoices`"), "{error}");
}

#[test]
fn its_future_is_send() {
    fn send<T: Send>(future: T) -> T {
        future
    }
    let db = sea_orm::DatabaseConnection::default();
    drop(send(guard().run(&db)));
    drop(send(schema_runtime::guard(&db)));
}
