//! What the hazards say of a step is what the server does.

use super::live;
use crate::support::TestDb;
use schema_runtime::model::{Column, Expr, Generated, Identity, ObjectName, Promise, Storage, Table};
use schema_runtime::plan::{HazardKind, Journey, Manner, Pace, Step, plan};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// Whether the table `t` is written anew when it changes so; and whether a hazard says it.
async fn rewrites(db: &TestDb, change: impl FnOnce(&mut Table)) -> (bool, bool) {
    let live = live(db).await;
    let mut to = live.schema.clone();
    change(to.tables.get_mut(&ObjectName::new("t")).expect("it is there"));
    let steps = plan(&live.schema, &to, &live.server.capabilities());
    let journey = Journey {
        from: &live.schema,
        to: &to,
        steps: &steps,
        manner: Manner::AtOnce,
        pace: &Pace::default(),
    };
    let hazards = |step: &Step| live.server.hazards(step, &journey);
    let said = steps.iter().flat_map(hazards).any(|hazard| hazard.kind == HazardKind::RewritesTable);
    let before = file(db).await;
    for statement in steps.iter().flat_map(|step| live.server.ddl(step).expect("it can")) {
        db.run(&live.server.sql(&statement)).await;
    }
    (file(db).await != before, said)
}

async fn file(db: &TestDb) -> i64 {
    let sql = "SELECT pg_relation_filenode('t')::bigint";
    let row = db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await.expect("it answers");
    row.expect("a row").try_get_by_index(0).expect("a number")
}

#[tokio::test]
async fn a_type_is_said_to_rewrite_where_the_server_does() {
    let db = TestDb::postgres().await;
    for (from, to) in [
        ("varchar(20)", "varchar(30)"),
        ("varchar(20)", "varchar(10)"),
        ("varchar(20)", "varchar"),
        ("varchar(20)", "text"),
        ("text", "varchar"),
        ("text", "varchar(20)"),
        ("char(3)", "char(5)"),
        ("char(3)", "text"),
        ("char(3)", "bpchar"),
        ("text", "bpchar"),
        ("numeric(8,2)", "numeric(10,2)"),
        ("numeric(8,2)", "numeric(10,3)"),
        ("numeric(8,2)", "numeric"),
        ("numeric", "numeric(8,2)"),
        ("smallint", "integer"),
        ("integer", "bigint"),
        ("integer", "numeric"),
        ("integer", "text"),
        ("real", "double precision"),
        ("timestamp(3)", "timestamp"),
        ("timestamp(3)", "timestamp(6)"),
        ("timestamp", "timestamp(3)"),
        ("timestamp(2) with time zone", "timestamp(4) with time zone"),
        ("date", "timestamp"),
        ("time(2)", "time(4)"),
        ("time", "time(2)"),
        ("interval(2)", "interval"),
        ("interval", "interval(2)"),
        ("cidr", "inet"),
        ("bit(3)", "bit varying(5)"),
        ("bit varying(3)", "bit varying(5)"),
        ("bit varying(5)", "bit varying(3)"),
        ("bit varying(5)", "bit varying"),
        ("json", "jsonb"),
        ("jsonb", "json"),
        ("text", "uuid"),
        ("text[]", "varchar[]"),
        ("varchar(3)[]", "varchar(5)[]"),
        ("varchar(3)[]", "text[]"),
        ("numeric(8,2)[]", "numeric(10,2)[]"),
        ("numeric(8,2)[]", "numeric[]"),
        ("timestamp(3)[]", "timestamp[]"),
        ("integer[]", "bigint[]"),
    ] {
        db.run(&format!(
            "DROP TABLE IF EXISTS t, wanted; CREATE TABLE t (c {from}); CREATE TABLE wanted (c {to})"
        ))
        .await;
        let wanted = super::table(&live(&db).await, "wanted").columns[0].ty.clone();
        let (does, said) = rewrites(&db, |table| table.columns[0].ty = wanted).await;
        assert_eq!(said, does, "{from} to {to}");
    }
}

#[tokio::test]
async fn t12_a_new_column_is_said_to_rewrite_where_the_server_does() {
    let db = TestDb::postgres().await;
    let column = || Column::new("new", schema_runtime::model::SqlType::new("text"));
    let with = |default: &str| Column { default: Promise::Exact(Some(Expr::new(default))), ..column() };
    let integer = || Column::new("new", schema_runtime::model::SqlType::new("integer"));
    let numbered =
        |identity| Column { nullable: false, identity: Promise::Exact(Some(identity)), ..integer() };
    for column in [
        column(),
        with("'x'"),
        with("now()::text"),
        with("lower ('X')"),
        with("gen_random_uuid()::text"),
        with("clock_timestamp()::text"),
        with("own()"),
        numbered(Identity::Always),
        numbered(Identity::ByDefault),
        numbered(Identity::Serial),
        Column {
            generated: Some(Generated { expr: Expr::new("upper(c)"), storage: Storage::Stored }),
            ..column()
        },
    ] {
        db.run(
            "DROP TABLE IF EXISTS t; CREATE TABLE t (c text);
             CREATE OR REPLACE FUNCTION own() RETURNS text LANGUAGE sql AS 'SELECT random()::text'",
        )
        .await;
        let (does, said) = rewrites(&db, |table| table.columns.push(column.clone())).await;
        assert_eq!(said, does, "{column:?}");
    }
}
