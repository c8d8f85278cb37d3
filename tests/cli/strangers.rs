//! Two databases that no entity describes: what `diff --sql` prints turns the one into the other exactly, or nothing where
//! nothing is different.

use super::ends;
use crate::support::{TestDb, pipe};
use sea_orm::{ConnectionTrait, DbBackend};

/// What each is about, a database, and the one that it is to become.
type Pairs<'a> = &'a [(&'a str, &'a str, &'a str)];

async fn two(backend: DbBackend, from: &str, to: &str) -> (TestDb, TestDb) {
    let (a, b) = (TestDb::shared(backend).await, TestDb::shared(backend).await);
    for (db, sql) in [(&a, from), (&b, to)] {
        if !sql.is_empty() {
            db.run(sql).await;
        }
    }
    (a, b)
}

/// All that the tool sees of a database, but for the order of columns, which no statement changes.
fn schema(db: &TestDb) -> serde_json::Value {
    let mut schema: serde_json::Value =
        serde_json::from_str(&ends(&db.url, &["inspect", "--format", "json"], 0).out).expect("it is JSON");
    for table in schema["tables"].as_object_mut().expect("tables").values_mut() {
        let columns = table["columns"].as_array_mut().expect("columns");
        columns.sort_by_key(|column| column["name"].as_str().map(str::to_owned));
    }
    schema
}

/// Both ways, by the server's own client.
async fn arrive(backend: DbBackend, pairs: Pairs<'_>) {
    for (what, from, to) in pairs {
        for (from, to) in [(from, to), (to, from)] {
            let (a, b) = two(backend, from, to).await;
            let arguments = ["diff", "--from", &a.url, "--to", &b.url, "--sql", "--allow", "all"];
            let script = ends(&a.url, &arguments, 1).out;
            let piped = pipe(&a, &script);
            assert_eq!(piped.code, 0, "{what}: {}\n{script}", piped.err);
            assert_eq!(schema(&a), schema(&b), "{what}, after\n{script}");
            ends(&a.url, &arguments, 0);
        }
    }
}

/// Nothing is printed, either way.
async fn are_the_same(backend: DbBackend, pairs: Pairs<'_>) {
    for (what, from, to) in pairs {
        let (a, b) = two(backend, from, to).await;
        for (a, b) in [(&a, &b), (&b, &a)] {
            let script = ends(&a.url, &["diff", "--from", &a.url, "--to", &b.url, "--sql"], 0).out;
            assert_eq!(script, "", "{what}");
        }
    }
}

#[tokio::test]
async fn sqlite_arrives() {
    arrive(
        DbBackend::Sqlite,
        &[
            (
                "keys as they were written, with and without NOT NULL",
                "",
                "CREATE TABLE rooms (id integer PRIMARY KEY AUTOINCREMENT, name text);
                 CREATE TABLE shelves (id integer NOT NULL PRIMARY KEY, room integer REFERENCES rooms (id));
                 CREATE TABLE codes (code text PRIMARY KEY, means any) STRICT;
                 CREATE TABLE pairs (a text, b text NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID",
            ),
            (
                "indexes over expressions, by their texts",
                "CREATE TABLE readings (at text, celsius real, wind real);
                 CREATE INDEX by_sum ON readings (at, celsius + wind);
                 CREATE INDEX by_day ON readings ((date(at)) DESC)",
                "CREATE TABLE readings (at text, celsius real, wind real);
                 CREATE INDEX by_sum ON readings (at, celsius * wind);
                 CREATE INDEX by_day ON readings (substr(at, 1, 10), -celsius)",
            ),
            (
                "a key that may be null stays so when its table is made anew",
                "CREATE TABLE codes (code text PRIMARY KEY, means text)",
                "CREATE TABLE codes (code text PRIMARY KEY, means text NOT NULL CHECK (means <> ''))",
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn mariadb_says_nothing() {
    are_the_same(
        DbBackend::MySql,
        &[
            (
                "names of columns that differ in case alone",
                "CREATE TABLE rooms (Id int PRIMARY KEY, Name varchar(9), UNIQUE KEY one (Name))",
                "CREATE TABLE rooms (id int PRIMARY KEY, name varchar(9), UNIQUE KEY one (name))",
            ),
            (
                "sequences, each of its own database",
                "CREATE SEQUENCE numbers; CREATE TABLE bills (id int DEFAULT nextval(numbers))",
                "CREATE SEQUENCE numbers; CREATE TABLE bills (id int DEFAULT nextval(numbers))",
            ),
        ],
    )
    .await;
}

/// What only the second database has, and is not managed, cannot be a column's type in the first; and a name must mean
/// the same in both.
#[tokio::test]
async fn what_cannot_be_is_refused_by_name() {
    let with_type = "CREATE DOMAIN year AS integer; CREATE TABLE wines (of year)";
    let (a, b) = two(DbBackend::Postgres, "CREATE TABLE wines (of integer)", with_type).await;
    let diff = |a: &str, b: &str| super::fails(None, &["diff", "--from", a, "--to", b, "--sql"]);
    let refused = diff(&a.url, &b.url);
    assert!(refused.contains("`wines.of` is of the domain `year`, which is not managed"), "{refused}");

    a.run("CREATE SCHEMA cellar").await;
    let elsewhere = format!("{}?options=-csearch_path%3Dcellar", a.url);
    let refused = diff(&a.url, &elsewhere);
    assert!(refused.contains("in `public` in the first database and in `cellar` in the second"), "{refused}");
}

#[tokio::test]
async fn sqlite_says_nothing() {
    are_the_same(
        DbBackend::Sqlite,
        &[
            (
                "the name of a unique constraint is a word in the table's text",
                "CREATE TABLE rooms (id integer PRIMARY KEY, name text, CONSTRAINT one_name UNIQUE (name))",
                "CREATE TABLE rooms (id integer PRIMARY KEY, name text, CONSTRAINT \"OneName\" UNIQUE (name))",
            ),
            (
                "so it is when there is none",
                "CREATE TABLE rooms (id integer PRIMARY KEY, name text UNIQUE)",
                "CREATE TABLE rooms (id integer PRIMARY KEY, name text, CONSTRAINT one_name UNIQUE (name))",
            ),
            (
                "a key is never null",
                "CREATE TABLE rooms (id integer PRIMARY KEY, name text)",
                "CREATE TABLE rooms (id integer NOT NULL PRIMARY KEY, name text)",
            ),
            (
                "names that differ in case alone",
                "CREATE TABLE Rooms (Name text PRIMARY KEY, floor int); CREATE INDEX i ON Rooms (Name)",
                "CREATE TABLE rooms (name text PRIMARY KEY, Floor int); CREATE INDEX i ON rooms (name)",
            ),
            (
                "parentheses around an expression",
                "CREATE TABLE rooms (name text, floor int); CREATE INDEX i ON rooms (lower(name), floor + 1)",
                "CREATE TABLE rooms (name text, floor int); CREATE INDEX i ON rooms ((lower(name)), ((floor + 1)))",
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn mariadb_arrives() {
    arrive(
        DbBackend::MySql,
        &[
            (
                "a column that numbers the rows, and the key that it needs",
                "CREATE TABLE guests (name varchar(20)); INSERT INTO guests VALUES ('ada'), ('bo')",
                "CREATE TABLE guests (id bigint NOT NULL AUTO_INCREMENT, name varchar(20), PRIMARY KEY (id))",
            ),
            (
                "names that a query of ours could have",
                "CREATE TABLE target (id int PRIMARY KEY, many int); INSERT INTO target VALUES (1, NULL), (2, 1)",
                "CREATE TABLE target (id int PRIMARY KEY, many int, UNIQUE KEY one (many),
                   CONSTRAINT itself FOREIGN KEY (many) REFERENCES target (id));
                 INSERT INTO target VALUES (1, NULL), (2, 1)",
            ),
            (
                "columns computed from others that come, and what is another each time",
                "CREATE SEQUENCE numbers; CREATE TABLE bills (id int PRIMARY KEY); INSERT INTO bills VALUES (1), (2)",
                "CREATE SEQUENCE numbers;
                 CREATE TABLE bills (id int PRIMARY KEY, d int NOT NULL DEFAULT 3, g int AS (id * d) STORED,
                   h int AS (g + 1) STORED, n int DEFAULT nextval(numbers), UNIQUE KEY (h), UNIQUE KEY (n), CHECK (h > 0));
                 INSERT INTO bills (id) VALUES (1), (2)",
            ),
            (
                "an index of words, which serves no key",
                "CREATE TABLE authors (name varchar(20) PRIMARY KEY);
                 CREATE TABLE books (id int PRIMARY KEY, author varchar(20), KEY by_author (author),
                   FULLTEXT KEY words (author), CONSTRAINT of_author FOREIGN KEY (author) REFERENCES authors (name))",
                "CREATE TABLE authors (name varchar(20) PRIMARY KEY);
                 CREATE TABLE books (id int PRIMARY KEY, author varchar(20), KEY by_both (author, id),
                   FULLTEXT KEY words (author), CONSTRAINT of_author FOREIGN KEY (author) REFERENCES authors (name))",
            ),
            (
                "with an index alone",
                "CREATE TABLE guests (name varchar(20) NOT NULL PRIMARY KEY); INSERT INTO guests VALUES ('ada')",
                "CREATE TABLE guests (name varchar(20) NOT NULL PRIMARY KEY, no int NOT NULL AUTO_INCREMENT, KEY (no))",
            ),
            (
                "in the place of another key",
                "CREATE TABLE guests (name varchar(20) NOT NULL PRIMARY KEY); INSERT INTO guests VALUES ('ada')",
                "CREATE TABLE guests (id int NOT NULL AUTO_INCREMENT, name varchar(20) NOT NULL, PRIMARY KEY (id))",
            ),
            (
                "a virtual column that becomes one with values of its own, and back",
                "CREATE TABLE bills (net int, gross int AS (net * 2), at date, KEY by_gross (gross));
                 INSERT INTO bills (net) VALUES (1), (2)",
                "CREATE TABLE bills (net int, gross int NOT NULL DEFAULT 0, at date, KEY by_gross (gross));
                 INSERT INTO bills (net) VALUES (1), (2)",
            ),
            (
                "what stands behind the closing parenthesis, and the columns that follow it",
                "CREATE TABLE rooms (name varchar(20), code char(3) CHARACTER SET latin1 COLLATE latin1_bin)
                     ENGINE=MyISAM MAX_ROWS=5 COLLATE=utf8mb4_bin",
                "CREATE TABLE rooms (name varchar(20), code char(3)) ROW_FORMAT=DYNAMIC COLLATE=latin1_swedish_ci",
            ),
            (
                "what is said of indexes",
                "CREATE TABLE rooms (a int, b int, KEY one (a) COMMENT 'it''s one', UNIQUE KEY two (b) USING BTREE)",
                "CREATE TABLE rooms (a int, b int, KEY one (a) USING BTREE, UNIQUE KEY two (b) COMMENT 'two',
                     KEY three (b, a) COMMENT 'three')",
            ),
            (
                "checks in the definitions of columns, which come, go and change",
                "CREATE TABLE bills (net int CHECK (net > 0), tax int CHECK (tax < net), at date, paid int CHECK (paid > 1))",
                "CREATE TABLE bills (net bigint CHECK (net > 1), tax int, at date CHECK (at > '2000-01-01'),
                     paid int CHECK (paid > 2))",
            ),
            (
                "a check of the table that becomes one of its column",
                "CREATE TABLE bills (state varchar(9), CONSTRAINT known CHECK (state IN ('open', 'paid')))",
                "CREATE TABLE bills (state varchar(9) CHECK (state IN ('open', 'paid')))",
            ),
            (
                "a key that does something else, and the name of the index that was made for it",
                "CREATE TABLE rooms (id int PRIMARY KEY);
                 CREATE TABLE guests (id int PRIMARY KEY, room int, FOREIGN KEY (room) REFERENCES rooms (id))",
                "CREATE TABLE rooms (id int PRIMARY KEY);
                 CREATE TABLE guests (id int PRIMARY KEY, room int,
                     FOREIGN KEY (room) REFERENCES rooms (id) ON DELETE CASCADE ON UPDATE SET NULL)",
            ),
        ],
    )
    .await;
}

/// The values of a virtual column become those of the column that takes its place.
#[tokio::test]
async fn mariadb_keeps_what_a_virtual_column_showed() {
    let (a, b) = two(
        DbBackend::MySql,
        "CREATE TABLE bills (net int, gross int AS (net * 2)); INSERT INTO bills (net) VALUES (1), (2)",
        "CREATE TABLE bills (net int, gross int)",
    )
    .await;
    let arguments = ["diff", "--from", &a.url, "--to", &b.url, "--sql", "--allow", "all"];
    let piped = pipe(&a, &ends(&a.url, &arguments, 1).out);
    assert_eq!(piped.code, 0, "{}", piped.err);
    let sum = "SELECT CAST(sum(gross) AS SIGNED) AS gross FROM bills";
    let row = a.query_one_raw(sea_orm::Statement::from_string(DbBackend::MySql, sum)).await;
    let gross: i64 = row.expect("it is asked").expect("a row").try_get("", "gross").expect("a number");
    assert_eq!(gross, 6);
}

/// MySQL takes nothing back, so the script has to look before it changes the first table.
#[tokio::test]
async fn mariadb_changes_nothing_where_rows_are_in_the_way() {
    let (a, b) = two(
        DbBackend::MySql,
        "CREATE TABLE authors (id int PRIMARY KEY, name text CHARACTER SET utf8mb4, nick text);
         CREATE TABLE fairs (id int, day varchar(30), size enum('10', '20'));
         INSERT INTO fairs VALUES (0, '2020-01-01 10:11:12', '20'), (5, NULL, NULL);
         CREATE TABLE books (id int PRIMARY KEY, author int, title varchar(20));
         INSERT INTO authors VALUES (1, 'Ada 🚀', 'A'), (2, 'Zoë', 'Z');
         INSERT INTO books VALUES (1, 1, 'Notes'), (2, 7, NULL)",
        "CREATE TABLE authors (id int PRIMARY KEY, name text CHARACTER SET latin1);
         CREATE TABLE fairs (id int AUTO_INCREMENT PRIMARY KEY, day date, size int);
         CREATE TABLE books (id int PRIMARY KEY, author int, title varchar(20) NOT NULL,
           FOREIGN KEY (author) REFERENCES authors (id))",
    )
    .await;
    let arguments = ["diff", "--from", &a.url, "--to", &b.url, "--sql", "--allow", "all"];
    let (before, script) = (schema(&a), ends(&a.url, &arguments, 1).out);
    for (what, mend) in [
        (
            "rows of `authors` whose `name` has letters that the character set latin1 lacks",
            "UPDATE authors SET name = 'Ada' WHERE id = 1",
        ),
        (
            "rows of `fairs` whose `id` is 0, which would get another number",
            "UPDATE fairs SET id = 1 WHERE id = 0",
        ),
        ("rows of `fairs` whose `day` does not fit date", "UPDATE fairs SET day = '2020-01-01' WHERE id = 1"),
        ("rows of `fairs` whose `size` does not fit int", "UPDATE fairs SET size = NULL"),
        ("rows of `books` whose `title` is null", "UPDATE books SET title = 'Letters' WHERE id = 2"),
        ("rows of `books` whose `author` points at no row of `authors`", "UPDATE books SET author = 1"),
    ] {
        assert!(script.contains(&format!("where there are {what}:\n")), "{script}");
        let stopped = pipe(&a, &script);
        assert_ne!(stopped.code, 0);
        assert!(stopped.err.contains("Subquery returns more than 1 row"), "{}", stopped.err);
        assert_eq!(schema(&a), before, "{what}");
        a.run(mend).await;
    }
    let piped = pipe(&a, &script);
    assert_eq!(piped.code, 0, "{}", piped.err);
    assert_eq!(schema(&a), schema(&b));
}

/// `sqlite3` keeps text in a column of numbers without a word, and drops an index that nobody told it of.
#[tokio::test]
async fn sqlite_takes_all_back_where_something_is_in_the_way() {
    let (a, b) = two(
        DbBackend::Sqlite,
        "CREATE TABLE scans (id integer PRIMARY KEY, gate text, seat text);
         INSERT INTO scans VALUES (1, 'north', 'a'), (2, '7', NULL)",
        "CREATE TABLE scans (id integer PRIMARY KEY, gate integer, seat text NOT NULL DEFAULT 'none')",
    )
    .await;
    let arguments = ["diff", "--from", &a.url, "--to", &b.url, "--sql", "--allow", "all"];
    let script = ends(&a.url, &arguments, 1).out;
    a.run("CREATE INDEX by_hand ON scans (gate)").await;
    let before = schema(&a);
    for (what, mend) in [
        ("rows of `scans` whose `gate` is no whole number", "UPDATE scans SET gate = '8' WHERE id = 1"),
        ("rows of `scans` whose `seat` would be null", "UPDATE scans SET seat = 'b' WHERE id = 2"),
        ("columns and indexes of `scans` that this migration does not know", "DROP INDEX by_hand"),
    ] {
        assert!(
            script.contains(&format!("-- It takes all back at its end where there are {what}")),
            "{script}"
        );
        let stopped = pipe(&a, &script);
        assert_ne!(stopped.code, 0, "{what}");
        assert_eq!(schema(&a), before, "{what}");
        a.run(mend).await;
    }
    let piped = pipe(&a, &script);
    assert_eq!(piped.code, 0, "{}\n{script}", piped.err);
    assert_eq!(schema(&a), schema(&b));
    let sum = sea_orm::Statement::from_string(DbBackend::Sqlite, "SELECT sum(gate) AS gates FROM scans");
    let row = a.query_one_raw(sum).await.expect("it is asked").expect("a row");
    assert_eq!(row.try_get::<i64>("", "gates").expect("a number"), 15);
}
