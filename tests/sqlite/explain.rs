use super::live;
use schema_runtime::diff::{Context, Question, Sameness};
use schema_runtime::model::{Expr, ObjectName, SqlType};

const TABLE: &str =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, state TEXT, cost REAL, note TEXT COLLATE NOCASE);
     CREATE INDEX i ON t (state)";

async fn compare(context: Context, from: &str, to: &str) -> Sameness {
    let (db, live) = live(TABLE).await;
    let questions = [from, to].map(|text| Question { context: context.clone(), expr: Expr::new(text) });
    let meanings = live.server.explain(&db.db, &live.schema, &questions).await.expect("the library answers");
    meanings.compare(&context, &Expr::new(from), &Expr::new(to))
}

async fn row(from: &str, to: &str) -> Sameness {
    compare(Context::Row(ObjectName::new("t")), from, to).await
}

async fn default(ty: &str, from: &str, to: &str) -> Sameness {
    compare(Context::Default(SqlType::new(ty)), from, to).await
}

#[tokio::test]
async fn t29_another_text_with_the_same_meaning() {
    for (from, to) in [
        ("cost>=0", "(cost >= 0)"),
        ("state in ('a','b')", "\"state\" IN ('a', 'b')"),
        ("cost != 1", "t.cost <> 1"),
        ("state is not null", "state NOTNULL"),
        ("note = 'A' -- why", "[note] = 'A'"),
    ] {
        assert_eq!(row(from, to).await, Sameness::Same, "{from} | {to}");
    }
}

#[tokio::test]
async fn t29_another_meaning() {
    for (from, to) in [
        ("cost >= 0", "cost > 0"),
        ("state IN ('a', 'b')", "state IN ('a', 'c')"),
        ("state = 'A'", "note = 'A'"),
        ("note = 'A'", "note = 'A' COLLATE BINARY"),
        ("state = x'0001'", "state = x'0002'"),
        ("cost = 1", "cost = 2"),
    ] {
        assert_eq!(row(from, to).await, Sameness::Different, "{from} | {to}");
    }
}

#[tokio::test]
async fn what_the_library_rejects_is_said_in_its_words() {
    for (to, words) in [
        ("missing > 0", "no such column: missing"),
        ("cost >", "near \")\": syntax error"),
        ("regexp_replace(state, 'a', 'b')", "no such function: regexp_replace"),
        ("cost > 0); DROP TABLE t; SELECT (1", "its quotes or parentheses do not close"),
    ] {
        match row("cost > 0", to).await {
            Sameness::Rejected(said) => assert!(said.contains(words), "{said}"),
            other => panic!("{to}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_missing_column_in_double_quotes_is_no_string() {
    assert_eq!(
        row("cost > 0", "\"missing\" > 0").await,
        Sameness::Rejected(
            "no such column: missing (SQLite would take \"missing\" for a string, which is to be written 'missing')"
                .to_owned()
        )
    );
}

#[tokio::test]
async fn t6_t7_t8_defaults_are_compared_as_they_are_stored() {
    for (ty, from, to) in [
        ("integer", "'1'", "1"),
        ("boolean", "TRUE", "1"),
        ("boolean", "false", "0"),
        ("datetime_text", "CURRENT_TIMESTAMP", "(datetime('now'))"),
        ("real_decimal", "1", "1.00"),
        ("text", "lower('A')", "lower( 'A' )"),
        ("json_text", "'{}'", "('{}')"),
    ] {
        assert_eq!(default(ty, from, to).await, Sameness::Same, "{ty}: {from} | {to}");
    }
    for (ty, from, to) in
        [("text", "'1'", "'1.0'"), ("boolean", "TRUE", "0"), ("text", "lower('A')", "upper('A')")]
    {
        assert_eq!(default(ty, from, to).await, Sameness::Different, "{ty}: {from} | {to}");
    }
}

#[tokio::test]
async fn t11_what_changes_with_time_is_not_run() {
    assert_eq!(default("uuid_text", "randomblob(16)", "(randomblob( 16 ))").await, Sameness::Same);
    assert_eq!(default("uuid_text", "randomblob(16)", "randomblob(8)").await, Sameness::Different);
}
