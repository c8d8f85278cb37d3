use super::live;
use schema_runtime::diff::{Context, Question, Sameness};
use schema_runtime::model::{Expr, ObjectName, SqlType};

const TABLE: &str =
    "CREATE TABLE t (id int PRIMARY KEY, state varchar(9), cost decimal(8,2), note text, seen datetime)";

fn question(context: &Context, expr: &str) -> Question {
    Question { context: context.clone(), expr: Expr::new(expr) }
}

fn row() -> Context {
    Context::Row(ObjectName::new("t"))
}

/// All in one go, so that one bad expression stands beside good ones.
async fn compare(context: Context, pairs: &[(&str, &str)]) -> Vec<Sameness> {
    let (db, live) = live(TABLE).await;
    let questions: Vec<_> =
        pairs.iter().flat_map(|(from, to)| [question(&context, from), question(&context, to)]).collect();
    let meanings = live.server.explain(&db.db, &live.schema, &questions).await.expect("the server answers");
    pairs.iter().map(|(from, to)| meanings.compare(&context, &Expr::new(from), &Expr::new(to))).collect()
}

#[tokio::test]
async fn t29_t32_one_meaning_in_two_texts() {
    let pairs = [
        ("`cost` >= 0", "cost>=0"),
        ("`state` in ('a','b\\\\c')", "state IN ('a', 'b\\\\c')"),
        ("`cost` <> 1", "t.cost != 1"),
        ("`cost` between 1 and 5", "(cost BETWEEN 1 AND 5)"),
        ("`state` like 'x%'", "state LIKE 'x%' -- why"),
        ("lcase(`state`)", "LOWER(state)"),
        ("`state` is not null", "state IS NOT NULL"),
        ("current_timestamp() > `seen`", "NOW() > seen"),
        (
            "case when `cost` > 1 then 'a, b' else '`' end = `note`",
            "CASE WHEN cost>1\nTHEN 'a, b' ELSE '`' END = note",
        ),
        ("octet_length(`note`) > 1 and `state` = 'é'", "LENGTH(note) > 1 AND state = 'é'"),
    ];
    let answers = compare(row(), &pairs).await;
    for (pair, answer) in pairs.iter().zip(answers) {
        assert_eq!(answer, Sameness::Same, "{pair:?}");
    }
}

#[tokio::test]
async fn t29_two_meanings() {
    let pairs = [
        ("`cost` >= 0", "cost > 0"),
        ("`state` in ('a','b')", "state IN ('a', 'c')"),
        ("`state` = 'a'", "note = 'a'"),
        ("`state` = 'a'", "state = 'A'"),
        ("`state` = 'a'", "state = 'a' COLLATE utf8mb4_bin"),
    ];
    let answers = compare(row(), &pairs).await;
    for (pair, answer) in pairs.iter().zip(answers) {
        assert_eq!(answer, Sameness::Different, "{pair:?}");
    }
}

#[tokio::test]
async fn one_bad_expression_spoils_no_other() {
    let answers = compare(
        row(),
        &[
            ("`cost` > 0", "cost>0"),
            ("`cost` > 0", "missing > 0"),
            ("`cost` > 1", "cost >"),
            ("`cost` > 2", "no_such_function(cost)"),
            ("`cost` > 3", "cost > 3); DROP TABLE t; SELECT (1"),
        ],
    )
    .await;
    assert_eq!(answers[0], Sameness::Same);
    let words = [
        "Unknown column 'missing'",
        "You have an error in your SQL syntax",
        "no_such_function",
        "SQL syntax",
    ];
    for (answer, words) in answers[1..].iter().zip(words) {
        let Sameness::Rejected(said) = answer else { panic!("{words}: {answer:?}") };
        assert!(said.contains(words), "{said}");
    }
}

#[tokio::test]
async fn t2_t5_t6_t7_t9_defaults_are_compared_as_their_column_takes_them() {
    let sql_type = |name: &str, arguments: &[&str]| Context::Default(SqlType::new(name).with(arguments));
    for (context, from, to, same) in [
        (sql_type("int", &[]), "0", "'0'", true),
        (sql_type("tinyint", &["1"]), "0", "false", true),
        (sql_type("decimal", &["8", "2"]), "1.50", "1.5", true),
        (sql_type("datetime", &[]), "current_timestamp()", "now()", true),
        (sql_type("datetime", &["6"]), "current_timestamp(6)", "CURRENT_TIMESTAMP(6)", true),
        (sql_type("varchar", &["36"]), "uuid()", "UUID( )", true),
        (sql_type("date", &[]), "curdate()", "CURRENT_DATE", true),
        (sql_type("datetime", &[]), "current_timestamp() + interval 3 day", "NOW() + INTERVAL 3 DAY", true),
        (sql_type("int", &[]), "0", "1", false),
        (sql_type("varchar", &["36"]), "uuid()", "uuid_short()", false),
        (sql_type("varchar", &["9"]), "'a'", "'A'", false),
    ] {
        let answer = compare(context.clone(), &[(from, to)]).await.remove(0);
        assert_eq!(answer == Sameness::Same, same, "{context:?}: {from} | {to}: {answer:?}");
    }
}

/// Nothing of an answer is cut.
#[tokio::test]
async fn t50_long_expressions_and_many_of_them() {
    let list = (0..2000).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    let long = [(format!("`cost` in ({list})"), format!("cost IN ({list})"))];
    let many = (0..450).map(|n| (format!("`cost` > {n}"), format!("cost>{n}")));
    let all: Vec<_> = long.into_iter().chain(many).collect();
    let pairs: Vec<_> = all.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    assert_eq!(compare(row(), &pairs).await, vec![Sameness::Same; 451]);
}

#[tokio::test]
async fn a_table_that_is_gone_leaves_it_unknown() {
    let (db, live) = live(TABLE).await;
    db.run("DROP TABLE t").await;
    let questions = ["cost > 0", "`cost` > 0"].map(|expr| question(&row(), expr));
    let meanings = live.server.explain(&db.db, &live.schema, &questions).await.unwrap();
    let answer = meanings.compare(&row(), &Expr::new("cost > 0"), &Expr::new("`cost` > 0"));
    assert!(matches!(answer, Sameness::Unknown(_)), "{answer:?}");
}
