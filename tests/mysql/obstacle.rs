//! Rows that stand in the way are counted before anything is changed, and no others.

use super::{live, read};
use schema_runtime::Error;
use schema_runtime::generate::migrations_between;
use schema_runtime::migrations::Moment;
use schema_runtime::model::{Expr, ObjectName, Schema};
use schema_runtime::plan::{Obstacle, plan};
use sea_orm::{ConnectionTrait, Statement};

/// What comes of a value whose column changes its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    /// It stays the same.
    Fits,
    /// The server refuses it.
    Refused,
    /// The server rounds or cuts it, and says nothing.
    Cut,
}

use Value::{Cut, Fits, Refused};

/// The type before and after, and values with what becomes of them.
type Conversion = (&'static str, &'static str, &'static [(&'static str, Value)]);

const CONVERSIONS: &[Conversion] = &[
    (
        "varchar(20)",
        "int",
        &[
            ("''", Refused),
            ("' 12 '", Fits),
            ("'+5'", Fits),
            ("'12a'", Refused),
            ("'1.5'", Refused),
            ("'99999999999'", Refused),
            ("NULL", Fits),
        ],
    ),
    (
        "varchar(20)",
        "decimal(5,2)",
        &[("'12.345'", Cut), ("'12.34'", Fits), ("'1234'", Refused), ("'.5'", Fits), ("'x'", Refused)],
    ),
    ("varchar(20)", "double", &[("'1e3'", Fits), ("'-1.5'", Fits), ("'1.5x'", Refused), ("''", Refused)]),
    (
        "varchar(20)",
        "date",
        &[
            ("'2020-01-01'", Fits),
            ("'20200101'", Fits),
            ("'2020-01-01 10:11:12'", Cut),
            ("'2020-13-01'", Refused),
            ("'x'", Refused),
            ("NULL", Fits),
        ],
    ),
    (
        "varchar(30)",
        "datetime",
        &[
            ("'2020-01-01 10:00:00'", Fits),
            ("'2020-01-01 10:00:00.5'", Cut),
            ("'x'", Refused),
            ("NULL", Fits),
        ],
    ),
    ("varchar(30)", "time", &[("'10:00:00'", Fits), ("'10:00:00.5'", Cut), ("NULL", Fits)]),
    ("varchar(30)", "binary(4)", &[("'abcd'", Fits), ("'ab'", Cut), ("'abcde'", Refused)]),
    ("enum('10', '20', '3')", "int", &[("'20'", Cut), ("'3'", Fits)]),
    ("varchar(20)", "enum('a', 'b')", &[("'a'", Fits), ("'B'", Fits), ("'c'", Refused), ("''", Refused)]),
    ("varchar(20)", "varchar(3)", &[("'abc'", Fits), ("'abcd'", Refused), ("'äöü'", Fits)]),
    ("varchar(20)", "json", &[("'{}'", Fits), ("'x'", Refused)]),
    ("varchar(40)", "uuid", &[("'123e4567-e89b-12d3-a456-426614174000'", Fits), ("'x'", Refused)]),
    ("text", "varchar(5)", &[("'abc'", Fits), ("'abcdef'", Refused)]),
    ("text", "tinytext", &[("repeat('x', 255)", Fits), ("repeat('ä', 128)", Refused)]),
    ("varchar(200)", "tinytext", &[("repeat('x', 200)", Fits), ("repeat('ä', 200)", Refused)]),
    ("int", "tinyint", &[("127", Fits), ("128", Refused), ("-129", Refused)]),
    ("int", "int unsigned", &[("-1", Refused), ("1", Fits)]),
    ("int unsigned", "int", &[("4000000000", Refused), ("1", Fits)]),
    ("int", "decimal(4,2)", &[("99", Fits), ("-100", Refused)]),
    ("int", "varchar(2)", &[("99", Fits), ("-10", Refused)]),
    ("int", "float", &[("16", Fits), ("16777217", Cut)]),
    ("decimal(10,4)", "decimal(6,2)", &[("12.34", Fits), ("12.345", Cut), ("99999", Refused)]),
    ("decimal(10,4)", "int", &[("12", Fits), ("12.5", Cut)]),
    ("double", "int", &[("12", Fits), ("12.5", Cut), ("3e10", Refused)]),
    ("double", "float", &[("0.5", Fits), ("1e39", Refused)]),
    ("double", "decimal(5,2)", &[("1.25", Fits), ("1000", Refused)]),
    ("datetime(6)", "datetime", &[("'2020-01-01 10:00:00'", Fits), ("'2020-01-01 10:00:00.7'", Cut)]),
    ("datetime", "date", &[("'2020-01-01'", Fits), ("'2020-01-01 10:00:00'", Cut)]),
    (
        "datetime",
        "timestamp NULL",
        &[("'2020-01-01'", Fits), ("'1960-01-01'", Refused), ("'2039-01-01'", Refused), ("NULL", Fits)],
    ),
    ("datetime", "varchar(10)", &[("'2020-01-01 10:00:00'", Refused)]),
    ("time(3)", "time", &[("'10:00:00'", Fits), ("'10:00:00.5'", Cut)]),
    ("enum('a', 'b')", "enum('a', 'c')", &[("'a'", Fits), ("'b'", Refused)]),
    ("enum('a', 'b')", "enum('B', 'A')", &[("'a'", Fits), ("'b'", Fits)]),
    ("enum('a', 'bbb')", "varchar(2)", &[("'a'", Fits), ("'bbb'", Refused)]),
    ("set('a', 'b')", "set('a')", &[("'a'", Fits), ("'a,b'", Refused)]),
    ("varbinary(9)", "varbinary(3)", &[("'abc'", Fits), ("'abcd'", Refused)]),
];

async fn count(db: &impl ConnectionTrait, query: &str) -> i64 {
    let query = format!("SELECT COUNT(*) FROM ({query}) AS in_the_way");
    let statement = Statement::from_string(db.get_database_backend(), &query);
    let row = db.query_one_raw(statement).await.unwrap_or_else(|error| panic!("{error}\nin: {query}"));
    row.expect("a row").try_get_by_index(0).expect("a number")
}

fn obstacles(live: &schema_runtime::backend::Live, to: &Schema) -> Vec<Obstacle> {
    live.server.obstacles(&live.schema, &plan(&live.schema, to, &live.server.capabilities()))
}

/// P4: what a type has no room for, beside what the server makes of it.
#[tokio::test]
async fn p4_a_value_is_in_the_way_where_it_would_not_be_the_same() {
    let each = || {
        CONVERSIONS.iter().flat_map(|(from, to, values)| values.iter().map(move |value| (from, to, value)))
    };
    let create = |ty: &str, at: usize| format!("CREATE TABLE t{at} (a {ty}) DEFAULT CHARSET=utf8mb4;\n");
    let from: String = each()
        .enumerate()
        .map(|(at, (from, _, (value, _)))| {
            let extra = if from.starts_with("timestamp") { " NULL" } else { "" };
            create(&format!("{from}{extra}"), at) + &format!("INSERT INTO t{at} VALUES ({value});\n")
        })
        .collect();
    let to: String = each().enumerate().map(|(at, (_, to, _))| create(to, at)).collect();
    let (_other, wanted) = live(to.trim_end_matches(";\n")).await;
    let (db, before) = live(from.trim_end_matches(";\n")).await;
    let found = obstacles(&before, &wanted.schema);
    for (at, (from, to, (value, what))) in each().enumerate() {
        let mut counted = 0;
        for obstacle in found.iter().filter(|obstacle| obstacle.query.contains(&format!("`t{at}`"))) {
            counted += count(&db.db, &obstacle.query).await;
        }
        let case = format!("{value} of {from} as {to}");
        assert_eq!(counted, i64::from(*what != Fits), "{case}: {found:#?}");
        let altered = db.db.execute_unprepared(&format!("ALTER TABLE t{at} MODIFY a {to}")).await;
        assert_eq!(altered.is_err(), *what == Refused, "{case}: {altered:?}");
    }
}

const SHELF: &str = "CREATE TABLE shelves (id int NOT NULL PRIMARY KEY);\nINSERT INTO shelves VALUES (1);\n";

/// Runs the way from one schema to another, and says which rows were in the way.
async fn stopped(from: &str, to: &str, declare: impl Fn(&mut Schema)) -> Vec<(i64, String)> {
    let (_other, mut wanted) = live(&format!("{SHELF}{to}")).await;
    declare(&mut wanted.schema);
    let (db, before) = live(&format!("{SHELF}{from}")).await;
    let moment = Moment::from_unix_seconds(1_767_225_600);
    let migrations =
        migrations_between(&before.server, &before.schema, &wanted.schema, moment).expect("a way");
    match migrations[0].up(&db.db).await {
        Ok(()) => Vec::new(),
        Err(Error::RowsInTheWay(found)) => {
            assert_eq!(read(&db).await.schema, before.schema, "nothing is changed");
            for (number, obstacle) in &found {
                assert_eq!(count(&db.db, &obstacle.query).await, *number, "{}", obstacle.query);
            }
            found.into_iter().map(|(number, obstacle)| (number, obstacle.what)).collect()
        }
        Err(error) => panic!("{error}"),
    }
}

fn said(found: &[(i64, String)]) -> Vec<String> {
    found.iter().map(|(number, what)| format!("{number} {what}")).collect()
}

/// P3, P4: nulls, duplicates, orphans and rows that break a check, under the names that they have before.
#[tokio::test]
async fn p3_p4_rows_are_counted_under_their_former_names() {
    let from = "CREATE TABLE titles (id int NOT NULL PRIMARY KEY, name varchar(20), code varchar(20), shelf int, price int);
        INSERT INTO titles VALUES (1, 'a', 'X', 1, 5), (2, 'A', 'x', 2, -5), (3, NULL, 'y', NULL, NULL)"
        .replace(";\n        ", ";\n");
    let to = "CREATE TABLE books (id int NOT NULL PRIMARY KEY, title varchar(20) NOT NULL, code varchar(20), shelf int, cost int,
        UNIQUE KEY by_code (code), CONSTRAINT on_shelf FOREIGN KEY (shelf) REFERENCES shelves (id), CONSTRAINT paid CHECK (cost > 0))";
    let renamed = |schema: &mut Schema| {
        let books = schema.tables.get_mut(&ObjectName::new("books")).expect("a table");
        books.renamed_from = Some("titles".to_owned());
        for column in &mut books.columns {
            column.renamed_from = match column.name.as_str() {
                "title" => Some("name".to_owned()),
                "cost" => Some("price".to_owned()),
                _ => None,
            };
        }
    };
    assert_eq!(
        said(&stopped(&from, to, renamed).await),
        [
            "1 rows of `books` whose `title` is null",
            "1 values of `code` that several rows of `books` have",
            "1 rows of `books` that break the check `paid`",
            "1 rows of `books` whose `shelf` points at no row of `shelves`",
        ]
    );
}

/// Where a collation changes, it is the new one that tells what is the same.
#[tokio::test]
async fn duplicates_are_those_of_the_collation_that_comes() {
    let table = |collation: &str, rest: &str| {
        format!("CREATE TABLE t (a varchar(20) COLLATE {collation}{rest}) DEFAULT CHARSET=utf8mb4")
    };
    let rows = ";\nINSERT INTO t VALUES ('a'), ('A'), (NULL), (NULL)";
    let unique = ", UNIQUE KEY u (a)";
    let (binary, blind) = ("utf8mb4_bin", "utf8mb4_general_ci");
    let from = |collation| table(collation, "") + rows;
    let nothing = |_: &mut Schema| ();
    assert_eq!(
        said(&stopped(&from(binary), &table(blind, unique), nothing).await),
        ["1 values of `a` that several rows of `t` have"]
    );
    assert_eq!(stopped(&from(blind), &table(binary, unique), nothing).await, []);
    assert_eq!(stopped(&from(binary), &table(binary, unique), nothing).await, []);
}

/// A column that comes not null: what it is filled with, or nothing.
#[tokio::test]
async fn p3_a_column_that_comes_has_a_value_for_each_row() {
    let from = "CREATE TABLE t (id int NOT NULL PRIMARY KEY, a varchar(20));\nINSERT INTO t VALUES (1, 'a'), (2, NULL)";
    let to = "CREATE TABLE t (id int NOT NULL PRIMARY KEY, a varchar(20), b varchar(20) NOT NULL, UNIQUE KEY u (b))";
    let fill = |fill: &'static str| {
        move |schema: &mut Schema| {
            let t = schema.tables.get_mut(&ObjectName::new("t")).expect("a table");
            t.columns
                .iter_mut()
                .filter(|column| column.name == "b")
                .for_each(|column| column.backfill = Some(Expr::new(fill)));
        }
    };
    assert_eq!(said(&stopped(from, to, |_| ()).await), ["2 rows of `t` that would have no `b`"]);
    assert_eq!(said(&stopped(from, to, fill("upper(a)")).await), ["1 rows of `t` that would have no `b`"]);
    assert_eq!(
        said(&stopped(from, to, fill("'x'")).await),
        ["1 values of `b` that several rows of `t` have"]
    );
    assert_eq!(stopped(from, to, fill("concat('b', id)")).await, []);
}
