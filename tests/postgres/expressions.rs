//! The server explains expressions, and says the same of two that mean the same.

use super::live;
use crate::support::TestDb;
use schema_runtime::backend::Live;
use schema_runtime::diff::{Context, Meanings, Question, Sameness};
use schema_runtime::model::{Expr, ObjectName, SqlType};
use sea_orm::{ConnectionTrait, TransactionTrait};

const TABLES: &str = "
    CREATE SCHEMA mine;
    CREATE FUNCTION mine.one() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
    CREATE FUNCTION one() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
    CREATE TYPE mood AS ENUM ('good', 'bad');
    CREATE TABLE t (id integer NOT NULL, name varchar(20), email text, m mood, data jsonb, active boolean NOT NULL,
                    gone boolean, \"Odd \"\"one\" integer, price numeric(10,2), at timestamptz);
    CREATE TABLE u (id bigint)";

fn question(context: &Context, expr: &str) -> Question {
    Question { context: context.clone(), expr: Expr::new(expr) }
}

fn row() -> Context {
    Context::Row(ObjectName::new("t"))
}

/// What the server says of pairs of expressions, all asked at once.
async fn compare<C>(db: &C, live: &Live, pairs: &[(Context, &str, &str)]) -> Vec<Sameness>
where
    C: ConnectionTrait + TransactionTrait,
{
    let questions: Vec<_> = pairs
        .iter()
        .flat_map(|(context, from, to)| [question(context, from), question(context, to)])
        .collect();
    let meanings: Meanings =
        live.server.explain(db, &live.schema, &questions).await.expect("the server answers");
    let same = |(context, from, to): &(Context, &str, &str)| {
        meanings.compare(context, &Expr::new(from), &Expr::new(to))
    };
    pairs.iter().map(same).collect()
}

async fn all(expected: &Sameness, pairs: &[(Context, &str, &str)]) {
    let db = TestDb::postgres().await;
    db.run(TABLES).await;
    let live = live(&db).await;
    let found = compare(&db.db, &live, pairs).await;
    for (pair, found) in pairs.iter().zip(found) {
        assert_eq!(found, *expected, "{pair:?}");
    }
}

fn default(ty: &str) -> Context {
    Context::Default(SqlType::new(ty))
}

#[tokio::test]
async fn t1_t2_t3_t4_t6_t10_defaults_that_are_the_same() {
    let varchar = Context::Default(SqlType::new("character varying").with([20]));
    let array = Context::Default(SqlType { dimensions: 1, ..SqlType::new("text") });
    let numeric = Context::Default(SqlType::new("numeric").with([10, 2]));
    all(
        &Sameness::Same,
        &[
            (varchar.clone(), "'x'::character varying", "'x'"),
            (varchar, "'it''s'::character varying", "'it''s'"),
            (array.clone(), "'{}'::text[]", "'{}'"),
            (array, "ARRAY['a'::text, 'b'::text]", "'{a,b}'"),
            (default("integer"), "'-50'::integer", "-50"),
            (default("timestamp without time zone"), "'1970-01-01 00:00:00'::timestamp", "'1970-01-01'"),
            (default("timestamp with time zone"), "now()", "CURRENT_TIMESTAMP"),
            (default("timestamp with time zone"), "transaction_timestamp()", "current_timestamp"),
            (default("date"), "(CURRENT_DATE + '3 days'::interval)", "CURRENT_DATE + interval '3 days'"),
            (default("integer"), "one()", "public.one()"),
            (default("boolean"), "false", "'f'"),
            (default("boolean"), "false", "0"),
            (numeric.clone(), "0", "'0'"),
            (numeric, "1", "1.00"),
            (default("jsonb"), "'{\"a\": 1, \"b\": 2}'::jsonb", "'{\"b\":2,   \"a\":1}'"),
            (default("mood"), "'good'::mood", "'good'"),
            (default("text"), "'CURRENT_TIMESTAMP'::text", "'CURRENT_TIMESTAMP'"),
        ],
    )
    .await;
}

#[tokio::test]
async fn defaults_that_are_not_the_same() {
    all(
        &Sameness::Different,
        &[
            (default("text"), "'x'::text", "'y'"),
            (default("text"), "'now()'::text", "'CURRENT_TIMESTAMP'"),
            (default("integer"), "one()", "mine.one()"),
            (default("timestamp with time zone"), "now()", "clock_timestamp()"),
            (default("uuid"), "gen_random_uuid()", "'00000000-0000-0000-0000-000000000000'"),
        ],
    )
    .await;
}

#[tokio::test]
async fn t29_t30_t31_t34_expressions_over_a_row_that_are_the_same() {
    let pairs = [
        ("(id = ANY (ARRAY[1, 2]))", "id IN (1, 2)"),
        ("((m = 'good'::mood) OR (m = 'bad'::mood))", "m = 'good' OR m = 'bad'"),
        ("(m = ANY (ARRAY['good'::mood, 'bad'::mood]))", "m IN ('good','bad')"),
        (
            "((name)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
            "name IN ('a', 'b')",
        ),
        (
            "((name)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))",
            "name IN ('a', 'b')",
        ),
        ("((id >= 1) AND (id <= 5))", "id BETWEEN 1 AND 5"),
        ("(email ~~ '%@%'::text)", "email LIKE '%@%'"),
        ("(id <> 3)", "id != 3"),
        ("lower((name)::text)", "LOWER( name )"),
        ("(price >= (0)::numeric)", "price >= 0"),
        ("(\"Odd \"\"one\" > 1)", "t.\"Odd \"\"one\" > 1"),
        (
            "CASE\n    WHEN (id > 1) THEN true\n    ELSE false\nEND",
            "case when id > 1 then true else false end",
        ),
        ("((data ->> 'a'::text) IS NOT NULL)", "data->>'a' IS NOT NULL"),
        ("(at > now())", "at > current_timestamp -- now"),
    ];
    all(&Sameness::Same, &pairs.map(|(from, to)| (row(), from, to))).await;
}

#[tokio::test]
async fn expressions_over_a_row_that_are_not_the_same() {
    let pairs = [
        ("active", "gone"),
        ("(id > 1)", "(id >= 1)"),
        ("(name IS NULL)", "(email IS NULL)"),
        ("(id = ANY (ARRAY[1, 2]))", "id IN (1, 2, 3)"),
    ];
    all(&Sameness::Different, &pairs.map(|(from, to)| (row(), from, to))).await;
}

#[tokio::test]
async fn one_that_the_server_rejects_spoils_no_other() {
    let db = TestDb::postgres().await;
    db.run(TABLES).await;
    let live = live(&db).await;
    let pairs = [
        (row(), "(id > 1)", "id>1"),
        (row(), "(id > 2)", "missing > 2"),
        (row(), "(id > 3)", "id > 3) , (id > 4"),
        (row(), "(id > 5)", "(id >"),
        (row(), "(id > 6)", "id > (SELECT max(id) FROM u)"),
        (row(), "(id > 7)", "id > 7); DROP TABLE t; SELECT (1"),
        (default("integer"), "1", "'x'"),
        (default("integer"), "2", "'2'"),
    ];
    let rejected = |words: &str| Sameness::Rejected(words.to_owned());
    let expected = [
        Sameness::Same,
        rejected("column \"missing\" does not exist"),
        rejected("it is not one expression"),
        rejected("syntax error at or near \")\""),
        Sameness::Unknown("it asks a query of its own, which the plan does not show".to_owned()),
        rejected("syntax error at or near \";\""),
        rejected("invalid input syntax for type integer: \"x\""),
        Sameness::Same,
    ];
    assert_eq!(compare(&db.db, &live, &pairs).await, expected);
    // In a transaction of the caller's too, which goes on afterwards.
    let transaction = db.db.begin().await.expect("a transaction begins");
    assert_eq!(compare(&transaction, &live, &pairs).await, expected);
    transaction.execute_unprepared("INSERT INTO u VALUES (1)").await.expect("it is not spoilt");
    transaction.commit().await.expect("it is not spoilt");
}

#[tokio::test]
async fn t11_nothing_is_executed() {
    let db = TestDb::postgres().await;
    db.run(TABLES).await;
    db.run("CREATE SEQUENCE s; CREATE FUNCTION boom() RETURNS integer VOLATILE LANGUAGE plpgsql AS 'BEGIN RAISE ''boom''; END'")
        .await;
    let live = live(&db).await;
    let pairs = [
        (default("bigint"), "nextval('s'::regclass)", "nextval('s')"),
        (default("integer"), "boom()", "public.boom()"),
        (row(), "(id > boom())", "id > boom()"),
        (default("uuid"), "gen_random_uuid()", "pg_catalog.gen_random_uuid()"),
        (default("double precision"), "random()", "(random())"),
    ];
    for found in compare(&db.db, &live, &pairs).await {
        assert_eq!(found, Sameness::Same);
    }
    let row = db.db.query_one_raw(sea_orm::Statement::from_string(
        sea_orm::DbBackend::Postgres,
        "SELECT nextval('s') AS next",
    ));
    let next: i64 = row.await.expect("it is read").expect("a row").try_get("", "next").expect("a number");
    assert_eq!(next, 1);
}
