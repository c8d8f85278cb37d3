//! Rows for which a migration would fail are counted and listed before anything is changed; what it does to rows is said.

use super::pool::{Pool, state};
use super::rebuild::between;
use schema_runtime::Error;
use schema_runtime::plan::{Hazard, HazardKind};

/// These rows stop it, each so many times; without them it runs.
async fn stops(from: &str, to: &str, rows: &str, expected: &[(i64, &str)], mended: &str) {
    let migration = between(from, to).await;
    let pool = Pool::of_five(&format!("{from}; {rows}")).await;
    let before = state(&pool.db).await;
    match migration.up(&pool.db).await {
        Err(Error::RowsInTheWay(found)) => {
            let said: Vec<_> = found.iter().map(|(count, rows)| (*count, rows.what.as_str())).collect();
            assert_eq!(said, expected, "{found:#?}");
            for (count, obstacle) in found {
                let listed = pool.count(&format!("SELECT COUNT(*) FROM ({})", obstacle.query)).await;
                assert_eq!(listed, count, "{}", obstacle.query);
            }
        }
        other => panic!("{other:?}\n{}", migration.text),
    }
    assert_eq!(state(&pool.db).await, before);
    pool.run(mended).await;
    migration.up(&pool.db).await.unwrap_or_else(|error| panic!("{error}\n{}", migration.text));
    assert_eq!(pool.keys().await, [true; 5]);
}

#[tokio::test]
async fn p3_nulls() {
    stops(
        "CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a text, b text, c text)",
        "CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a text NOT NULL, b text NOT NULL DEFAULT 'b', c text, d int NOT NULL)",
        "INSERT INTO t (id, a) VALUES (1, NULL), (2, 'x')",
        &[
            (1, "rows of `t` whose `a` would be null"),
            (2, "rows of `t` whose `b` would be null"),
            (2, "rows of `t`, for which `d` has no value"),
        ],
        "DELETE FROM t",
    )
    .await;
}

#[tokio::test]
async fn p4_duplicates() {
    stops(
        "CREATE TABLE t (a text, b int, c text COLLATE NOCASE)",
        "CREATE TABLE t (a text UNIQUE, b int, c text COLLATE NOCASE); CREATE UNIQUE INDEX i ON t (c, lower(a)) WHERE b > 0",
        "INSERT INTO t VALUES ('x', 1, 'A'), ('x', 0, 'B'), (NULL, 1, 'C'), (NULL, 1, 'c'), ('Y', 1, 'd'), ('y', 1, 'D')",
        &[(1, "values of (a) that several rows of `t` have"), (1, "values of (c, lower(a)) that several rows of `t` have")],
        "DELETE FROM t WHERE b = 0 OR a = 'y'",
    )
    .await;
    // In place too.
    stops(
        "CREATE TABLE t (a text)",
        "CREATE TABLE t (a text, b int DEFAULT 7); CREATE UNIQUE INDEX i ON t (b)",
        "INSERT INTO t VALUES ('x'), ('y')",
        &[(1, "values of (b) that several rows of `t` have")],
        "DELETE FROM t WHERE a = 'x'",
    )
    .await;
    stops(
        "CREATE TABLE t (a text NOT NULL, b text NOT NULL, PRIMARY KEY (a, b))",
        "CREATE TABLE t (a text NOT NULL, b text NOT NULL, PRIMARY KEY (a))",
        "INSERT INTO t VALUES ('x', 1), ('x', 2)",
        &[(1, "values of (a) that several rows of `t` have")],
        "DELETE FROM t WHERE b = '1'",
    )
    .await;
}

#[tokio::test]
async fn p4_orphans() {
    stops(
        "CREATE TABLE p (id integer NOT NULL PRIMARY KEY, x text UNIQUE); CREATE TABLE t (a int, up int)",
        "CREATE TABLE p (id integer NOT NULL PRIMARY KEY, x text UNIQUE); \
         CREATE TABLE t (a int REFERENCES p (id), up int, FOREIGN KEY (up) REFERENCES p (id) ON DELETE CASCADE)",
        "INSERT INTO p (id) VALUES (1); INSERT INTO t VALUES (1, NULL), (2, 1), (3, 4)",
        &[(2, "rows of `t` whose `a` points at no row of `p`"), (1, "rows of `t` whose `up` points at no row of `p`")],
        "DELETE FROM t WHERE a > 1",
    )
    .await;
    stops(
        "CREATE TABLE target (id integer NOT NULL PRIMARY KEY, up int)",
        "CREATE TABLE target (id integer NOT NULL PRIMARY KEY, up int REFERENCES target (id))",
        "INSERT INTO target VALUES (1, 1), (2, 7)",
        &[(1, "rows of `target` whose `up` points at no row of `target`")],
        "UPDATE target SET up = 1",
    )
    .await;
    stops(
        "CREATE TABLE t (a int)",
        "CREATE TABLE p (id integer NOT NULL PRIMARY KEY); CREATE TABLE t (a int REFERENCES p (id))",
        "INSERT INTO t VALUES (1), (NULL)",
        &[(1, "rows of `t` whose `a` points at no row of `p`")],
        "UPDATE t SET a = NULL",
    )
    .await;
}

#[tokio::test]
async fn checks() {
    stops(
        "CREATE TABLE t (a int, b text)",
        "CREATE TABLE t (a int, b text, c int DEFAULT 3, CONSTRAINT small CHECK (t.a < 10), CHECK (a < c))",
        "INSERT INTO t (a) VALUES (1), (5), (20), (NULL)",
        &[(1, "rows of `t` that break the check `small`"), (2, "rows of `t` that break the check `a < c`")],
        "DELETE FROM t WHERE a > 1",
    )
    .await;
}

#[tokio::test]
async fn values_that_are_not_of_the_new_type() {
    stops(
        "CREATE TABLE t (a text, b text, c text) STRICT",
        "CREATE TABLE t (a integer, b real, c text) STRICT",
        "INSERT INTO t VALUES ('1', '1.5', 'x'), (' 2 ', '3', NULL), ('1.5', 'x', 'y'), (NULL, NULL, NULL)",
        &[(1, "rows of `t` whose `a` is no whole number"), (1, "rows of `t` whose `b` is no number")],
        "DELETE FROM t WHERE a = '1.5'",
    )
    .await;
}

async fn hazards(from: &str, to: &str) -> Vec<(HazardKind, String)> {
    let migration = between(from, to).await;
    // What cannot be brought back stands in the header, in words of its own.
    for hazard in migration.up.hazards.iter().filter(|hazard| hazard.kind != HazardKind::CannotReturn) {
        let Hazard { kind, object: _, why, remedy } = hazard;
        assert!(migration.text.contains(&format!("// {kind}: {why}\n")), "{hazard}");
        assert!(migration.text.contains(&format!("// {remedy}\n")), "{hazard}");
    }
    migration
        .up
        .hazards
        .into_iter()
        .map(|Hazard { kind, object, why: _, remedy: _ }| (kind, object))
        .collect()
}

#[tokio::test]
async fn each_hazard_is_said_where_it_is_and_nowhere_else() {
    use HazardKind::{CannotReturn, DropsData, FailsOnExistingRows, NarrowsType, RewritesTable};
    let of = |kind, object: &str| (kind, object.to_owned());
    let t = "CREATE TABLE t (a int, b text)";
    for (from, to, expected) in [
        (t, "CREATE TABLE t (a int)", vec![of(DropsData, "t.b"), of(CannotReturn, "t.b")]),
        (t, "", vec![of(DropsData, "t"), of(CannotReturn, "t")]),
        (t, "CREATE TABLE t (a int, b text, c int DEFAULT 1)", vec![]),
        ("", t, vec![]),
        (t, "CREATE TABLE t (a int, b text DEFAULT 'x')", vec![of(RewritesTable, "t")]),
        (t, "CREATE TABLE t (a int, b int)", vec![of(NarrowsType, "t.b"), of(RewritesTable, "t")]),
        (t, "CREATE TABLE t (a text, b varchar(9))", vec![of(RewritesTable, "t")]),
        (
            t,
            "CREATE TABLE t (a int NOT NULL)",
            vec![
                of(DropsData, "t.b"),
                of(CannotReturn, "t.b"),
                of(FailsOnExistingRows, "t.a"),
                of(RewritesTable, "t"),
            ],
        ),
        (
            t,
            "CREATE TABLE t (a int NOT NULL DEFAULT 1, b text)",
            vec![of(FailsOnExistingRows, "t.a"), of(RewritesTable, "t")],
        ),
        (t, "CREATE TABLE t (a int, b text); CREATE INDEX i ON t (a)", vec![]),
        (
            t,
            "CREATE TABLE t (a int, b text); CREATE UNIQUE INDEX i ON t (a)",
            vec![of(FailsOnExistingRows, "t.a")],
        ),
    ] {
        let sorted = |mut hazards: Vec<(HazardKind, String)>| {
            hazards.sort();
            hazards
        };
        assert_eq!(sorted(hazards(from, to).await), sorted(expected), "{from} -> {to}");
    }
}
