//! Two databases that no entity describes: what `diff --sql` prints turns the one into the other exactly, or nothing where
//! nothing is different.

use super::ends;
use crate::support::{TestDb, pipe};
use sea_orm::DbBackend;

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

/// Both ways, by the server's own client.
async fn arrive(backend: DbBackend, pairs: Pairs<'_>) {
    for (what, from, to) in pairs {
        for (from, to) in [(from, to), (to, from)] {
            let (a, b) = two(backend, from, to).await;
            let arguments = ["diff", "--from", &a.url, "--to", &b.url, "--sql", "--allow", "all"];
            let script = ends(&a.url, &arguments, 1).out;
            let piped = pipe(&a, &script);
            assert_eq!(piped.code, 0, "{what}: {}\n{script}", piped.err);
            let schema = |db: &TestDb| ends(&db.url, &["inspect", "--format", "json"], 0).out;
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
                "parentheses around an expression",
                "CREATE TABLE rooms (name text, floor int); CREATE INDEX i ON rooms (lower(name), floor + 1)",
                "CREATE TABLE rooms (name text, floor int); CREATE INDEX i ON rooms ((lower(name)), ((floor + 1)))",
            ),
        ],
    )
    .await;
}
