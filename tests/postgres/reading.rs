//! How the catalog is read: with one statement, and with no right but to read it.

use super::{live, live_with, table};
use crate::support::TestDb;
use schema_runtime::backend;
use schema_runtime::diff::{Context, Question, Sameness};
use schema_runtime::model::{Expr, ObjectName};
use sea_orm::{ConnectionTrait, TransactionTrait};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

async fn statements_for(tables: usize) -> usize {
    let mut db = TestDb::postgres().await;
    for number in 0..tables {
        db.run(&format!(
            "CREATE TABLE t{number} (id serial PRIMARY KEY, a integer REFERENCES t0, b text DEFAULT 'x' CHECK (b <> 'y'));
             CREATE INDEX ON t{number} (lower(b)) WHERE a > 1"
        ))
        .await;
    }
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    db.db.set_metric_callback(move |_| {
        counted.fetch_add(1, Ordering::Relaxed);
    });
    assert_eq!(live(&db).await.schema.tables.len(), tables);
    count.load(Ordering::Relaxed)
}

#[tokio::test]
async fn one_statement_reads_any_number_of_tables() {
    assert_eq!((statements_for(1).await, statements_for(100).await), (1, 1));
}

#[tokio::test]
async fn t43_a_role_without_any_right_reads_it_all() {
    let db = TestDb::postgres().await;
    db.run(
        "CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT 'x' CHECK (a <> 'y'), b serial);
         CREATE INDEX ON t (lower(a)) WHERE id > 1;
         CREATE TYPE mood AS ENUM ('good')",
    )
    .await;
    let all = live(&db).await;
    let transaction = db.db.begin().await.expect("a transaction begins");
    for sql in ["CREATE ROLE schema_test_nobody", "SET LOCAL ROLE schema_test_nobody"] {
        transaction.execute_unprepared(sql).await.expect(sql);
    }
    transaction.execute_unprepared("SAVEPOINT s; SELECT * FROM t").await.expect_err("it may not select");
    transaction.execute_unprepared("ROLLBACK TO SAVEPOINT s").await.expect("it goes on");
    let seen = backend::introspect(&transaction, &BTreeSet::new()).await.expect("it may read the catalog");
    assert_eq!(seen.schema, all.schema);
    let row = Context::Row(ObjectName::new("t"));
    let [from, to] = ["(a <> 'y'::text)", "a != 'y'"].map(Expr::new);
    let question = |expr: &Expr| Question { context: row.clone(), expr: expr.clone() };
    let questions = [question(&from), question(&to)];
    let meanings = seen.server.explain(&transaction, &seen.schema, &questions).await.expect("it may explain");
    assert_eq!(meanings.compare(&row, &from, &to), Sameness::Same);
    transaction.rollback().await.expect("the role is gone");
}

#[tokio::test]
async fn t43_a_schema_that_the_role_may_not_use_hides_its_tables() {
    let db = TestDb::postgres().await;
    db.run("CREATE SCHEMA secret; CREATE TABLE secret.t (id integer); CREATE TABLE u (id integer)").await;
    let transaction = db.db.begin().await.expect("a transaction begins");
    for sql in [
        "CREATE ROLE schema_test_stranger",
        "SET LOCAL search_path = secret, public",
        "SET LOCAL ROLE schema_test_stranger",
    ] {
        transaction.execute_unprepared(sql).await.expect(sql);
    }
    let seen = backend::introspect(&transaction, &BTreeSet::new()).await.expect("it may read the catalog");
    assert_eq!(seen.schema.invisible, BTreeSet::from([ObjectName::new("t")]));
    assert_eq!(seen.schema.tables.into_keys().collect::<Vec<_>>(), [ObjectName::new("u")]);
    transaction.rollback().await.expect("the role is gone");
}

#[tokio::test]
async fn t40_tables_are_found_on_the_search_path_or_named_by_their_schema() {
    let db = TestDb::postgres().await;
    db.run(
        "CREATE SCHEMA app; CREATE SCHEMA shared;
         CREATE TABLE app.t (a integer); CREATE TABLE shared.t (b integer); CREATE TABLE shared.u (b integer);
         CREATE TABLE public.v (c integer)",
    )
    .await;
    let transaction = db.db.begin().await.expect("a transaction begins");
    transaction.execute_unprepared("SET LOCAL search_path = app, shared").await.expect("it is set");
    let names = async |schemas: &[&str]| {
        let schemas = schemas.iter().map(|&schema| schema.to_owned()).collect();
        let live = backend::introspect(&transaction, &schemas).await.expect("it is read");
        let columns = |table: &schema_runtime::model::Table| table.columns[0].name.clone();
        let tables = live.schema.tables.iter().map(|(name, table)| format!("{name} {}", columns(table)));
        tables.collect::<Vec<_>>()
    };
    assert_eq!(names(&[]).await, ["t a", "u b"]);
    assert_eq!(names(&["shared"]).await, ["t a", "shared.t b", "shared.u b"]);
    assert_eq!(names(&["app", "public"]).await, ["t a", "u b", "public.v c"]);
    transaction.rollback().await.expect("it ends");
}

#[tokio::test]
async fn t39_names_keep_their_case_and_their_quotes() {
    let db = TestDb::postgres().await;
    db.run("CREATE SCHEMA \"Odd, 'one\"; CREATE TABLE \"Odd, 'one\".\"T\"\"t\" (\"A b\" integer)").await;
    let live = live_with(&db, &["Odd, 'one"]).await;
    let name = ObjectName::in_schema(Some("Odd, 'one"), "T\"t");
    assert_eq!(live.schema.tables[&name].columns[0].name, "A b");
    db.run("CREATE TABLE folded (a integer)").await;
    assert_eq!(table(&super::live(&db).await, "folded").columns.len(), 1);
}
