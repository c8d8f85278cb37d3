use super::{live, read, table};
use crate::support::TestDb;
use schema_runtime::backend;
use schema_runtime::model::{
    Action, Check, Column, Deferrability, Expr, ForeignKey, Generated, Identity, Index, IndexKind, IndexPart,
    Kept, NullsOrder, ObjectName, Options, Order, PrimaryKey, Promise, SqlType, Storage, Table,
};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

fn types(table: &Table) -> Vec<(&str, String)> {
    table.columns.iter().map(|column| (column.name.as_str(), column.ty.value().to_string())).collect()
}

fn part(name: &str) -> IndexPart {
    IndexPart::column(name)
}

fn index(name: &str, kind: IndexKind, parts: Vec<IndexPart>) -> Index {
    Index {
        name: Some(name.to_owned()),
        kind,
        method: "btree".to_owned(),
        parts,
        include: Vec::new(),
        predicate: None,
        nulls_not_distinct: false,
        valid: true,
        origin: None,
    }
}

fn key(name: &str, columns: &[&str], references: &str, referenced: &[&str]) -> ForeignKey {
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    ForeignKey {
        name: Some(name.to_owned()),
        columns: owned(columns),
        references: ObjectName::new(references),
        referenced_columns: owned(referenced),
        on_delete: Promise::Exact(Action::NoAction),
        on_update: Promise::Exact(Action::NoAction),
        deferrable: Deferrability::NotDeferrable,
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    }
}

fn check(name: Option<&str>, expr: &str) -> Check {
    Check {
        name: name.map(str::to_owned),
        expr: Expr::new(expr),
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    }
}

#[tokio::test]
async fn t13_t18_t19_types_are_read_without_what_is_only_displayed() {
    let (_db, live) = live(
        "CREATE TABLE t (a int(11), b bigint(20) unsigned, c tinyint(1), d tinyint(4), e bool, f decimal, \
         g numeric(8,2), h year(4), i bit, j double precision, k float(30), l varchar(10), m char, \
         n int(7) unsigned zerofill, o datetime(6), p timestamp(0) NULL, q enum('a','b,c','it''s\\\\'), r real, \
         s binary(16), t mediumint, u set('x','y'), v geometry, w float, x double(8,2))",
    )
    .await;
    let expected = [
        ("a", "int"),
        ("b", "bigint unsigned"),
        ("c", "tinyint(1)"),
        ("d", "tinyint"),
        ("e", "tinyint(1)"),
        ("f", "decimal(10,0)"),
        ("g", "decimal(8,2)"),
        ("h", "year"),
        ("i", "bit(1)"),
        ("j", "double"),
        ("k", "double"),
        ("l", "varchar(10)"),
        ("m", "char(1)"),
        ("n", "int unsigned zerofill(7)"),
        ("o", "datetime(6)"),
        ("p", "timestamp"),
        ("q", "enum(a,b,c,it's\\)"),
        ("r", "double"),
        ("s", "binary(16)"),
        ("t", "mediumint"),
        ("u", "set(x,y)"),
        ("v", "geometry"),
        ("w", "float"),
        ("x", "double(8,2)"),
    ];
    assert_eq!(types(table(&live, "t")), expected.map(|(name, ty)| (name, ty.to_owned())));
    assert_eq!(table(&live, "t").column("q").unwrap().ty.value().arguments, ["a", "b,c", "it's\\"]);
}

#[tokio::test]
async fn t5_t7_t9_defaults_are_sql_and_none_is_none() {
    let (_db, live) = live(
        "CREATE TABLE t (a int, b int DEFAULT NULL, c varchar(9) DEFAULT 'NULL', d int DEFAULT '0', \
         e varchar(9) NOT NULL DEFAULT '', f varchar(9) DEFAULT 'it''s', g datetime DEFAULT now(), \
         h varchar(36) DEFAULT (uuid()), i int DEFAULT (1 + 2), j bit(3) DEFAULT b'101')",
    )
    .await;
    let table = table(&live, "t");
    let defaults = table.columns.iter().map(|column| column.default.value().as_ref().map(Expr::as_str));
    assert_eq!(
        defaults.collect::<Vec<_>>(),
        [
            None,
            None,
            Some("'NULL'"),
            Some("0"),
            Some("''"),
            Some("'it''s'"),
            Some("current_timestamp()"),
            Some("uuid()"),
            Some("1 + 2"),
            Some("b'101'"),
        ]
    );
}

#[tokio::test]
async fn columns_with_all_that_stands_behind_them() {
    let (_db, live) = live(
        "CREATE TABLE t (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, \
         n int NOT NULL COMMENT 'how many; it''s', \
         seen timestamp(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3), \
         twice int AS (n * 2) STORED, thrice int GENERATED ALWAYS AS (n * 3) VIRTUAL, \
         hidden int INVISIBLE DEFAULT 4) COMMENT 'all of it'",
    )
    .await;
    let table = table(&live, "t");
    let generated = |expr: &str, storage| Some(Generated { expr: Expr::new(expr), storage });
    let expected = [
        Column {
            nullable: false,
            identity: Promise::Exact(Some(Identity::AutoIncrement)),
            ..Column::new("id", SqlType::new("bigint unsigned"))
        },
        Column {
            nullable: false,
            comment: Promise::Exact(Some("how many; it's".to_owned())),
            ..Column::new("n", SqlType::new("int"))
        },
        Column {
            nullable: false,
            default: Promise::Exact(Some(Expr::new("current_timestamp(3)"))),
            on_update: Promise::Exact(Some(Expr::new("CURRENT_TIMESTAMP(3)"))),
            ..Column::new("seen", SqlType::new("timestamp").with([3]))
        },
        Column {
            generated: generated("`n` * 2", Storage::Stored),
            ..Column::new("twice", SqlType::new("int"))
        },
        Column {
            generated: generated("`n` * 3", Storage::Virtual),
            ..Column::new("thrice", SqlType::new("int"))
        },
        Column {
            default: Promise::Exact(Some(Expr::new("4"))),
            extra: Some("INVISIBLE".to_owned()),
            ..Column::new("hidden", SqlType::new("int"))
        },
    ];
    assert_eq!(table.columns, expected);
    assert_eq!(table.comment, Promise::Exact(Some("all of it".to_owned())));
    assert_eq!(table.primary_key, Some(PrimaryKey { name: None, columns: vec!["id".to_owned()] }));
}

#[tokio::test]
async fn t14_json_of_mariadb_is_json() {
    let (_db, live) =
        live("CREATE TABLE t (a json, b json NOT NULL DEFAULT '{}', c longtext COLLATE utf8mb4_bin)").await;
    let table = table(&live, "t");
    assert_eq!(
        types(table),
        [("a", "json"), ("b", "json"), ("c", "longtext")].map(|(a, b)| (a, b.to_owned()))
    );
    assert_eq!(table.checks, []);
    let collations: Vec<_> = table.columns.iter().map(|column| column.collation.value().as_deref()).collect();
    assert_eq!(collations, [None, None, Some("utf8mb4_bin")]);
}

#[tokio::test]
async fn t20_a_collation_is_told_only_where_it_is_not_the_tables() {
    let (_db, live) = live(
        "CREATE TABLE a (x varchar(9), y varchar(9) COLLATE utf8mb4_bin, z varchar(9) CHARACTER SET utf8) \
         DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
         CREATE TABLE b (x varchar(9))",
    )
    .await;
    let collations = |name| -> Vec<Option<String>> {
        table(&live, name).columns.iter().map(|column| column.collation.value().clone()).collect()
    };
    let utf8 = Some("utf8mb3_general_ci".to_owned());
    assert_eq!(collations("a"), [None, Some("utf8mb4_bin".to_owned()), utf8]);
    assert_eq!(collations("b"), [None]);
    assert_eq!(table(&live, "a").options, Promise::Exact(vec!["COLLATE=utf8mb4_unicode_ci".to_owned()]));
    assert_eq!(table(&live, "b").options, Promise::Exact(vec![]));
}

#[tokio::test]
async fn t25_t34_t35_indexes_with_their_parts() {
    let (_db, live) = live(
        "CREATE TABLE t (a int, b varchar(20), c text, d text, e point NOT NULL, \
         UNIQUE KEY u (b, a), CONSTRAINT v UNIQUE (a), KEY p (c(10), a DESC), FULLTEXT KEY f (c, d), \
         SPATIAL KEY s (e), KEY i (b) IGNORED, UNIQUE KEY l (d), KEY w (d))",
    )
    .await;
    let expected = [
        Index { method: "fulltext".to_owned(), ..index("f", IndexKind::Plain, vec![part("c"), part("d")]) },
        Index { valid: false, ..index("i", IndexKind::Plain, vec![part("b")]) },
        index("l", IndexKind::Unique, vec![part("d")]),
        index(
            "p",
            IndexKind::Plain,
            vec![
                IndexPart { prefix: Some(10), ..part("c") },
                IndexPart { order: Order::Descending, nulls: NullsOrder::First, ..part("a") },
            ],
        ),
        Index { method: "spatial".to_owned(), ..index("s", IndexKind::Plain, vec![part("e")]) },
        index("u", IndexKind::Unique, vec![part("b"), part("a")]),
        index("v", IndexKind::Unique, vec![part("a")]),
        index("w", IndexKind::Plain, vec![part("d")]),
    ];
    assert_eq!(table(&live, "t").indexes, expected);
}

#[tokio::test]
async fn t26_t27_t28_t33_keys_and_the_indexes_that_the_server_made() {
    let (_db, live) = live(
        "CREATE TABLE a (id int PRIMARY KEY, x int, y int, UNIQUE (x, y));
         CREATE TABLE b (id int PRIMARY KEY, p int, q int, r int, self int, KEY mine (q), KEY more (p, q), \
         CONSTRAINT one FOREIGN KEY (p) REFERENCES a (id) ON DELETE CASCADE ON UPDATE SET NULL, \
         CONSTRAINT two FOREIGN KEY (q, r) REFERENCES a (x, y) ON DELETE RESTRICT ON UPDATE NO ACTION, \
         CONSTRAINT three FOREIGN KEY (self) REFERENCES b (id))",
    )
    .await;
    keys(&live);
    let indexes: Vec<_> = table(&live, "b").indexes.iter().map(|index| index.name.clone().unwrap()).collect();
    assert_eq!(indexes, ["mine", "more", "three", "two"]);

    fn keys(live: &backend::Live) {
        let expected = [
            ForeignKey {
                on_delete: Promise::Exact(Action::Cascade),
                on_update: Promise::Exact(Action::SetNull),
                ..key("one", &["p"], "a", &["id"])
            },
            key("three", &["self"], "b", &["id"]),
            key("two", &["q", "r"], "a", &["x", "y"]),
        ];
        assert_eq!(table(live, "b").foreign_keys, expected);
    }
}

#[tokio::test]
async fn t32_t33_checks_of_columns_and_of_tables() {
    let (_db, live) = live(
        "CREATE TABLE a (n int CHECK (n > 0), s varchar(9), CONSTRAINT named CHECK (s <> 'a\\\\b' AND n < 9));
         CREATE TABLE b (n int, CONSTRAINT named CHECK (n > 1))",
    )
    .await;
    assert_eq!(
        table(&live, "a").checks,
        [check(None, "`n` > 0"), check(Some("named"), r"`s` <> 'a\\b' and `n` < 9")]
    );
    assert_eq!(table(&live, "a").column("n").unwrap().extra.as_deref(), Some("CHECK (`n` > 0)"));
    assert_eq!(table(&live, "b").checks, [check(Some("named"), "`n` > 1")]);
}

#[tokio::test]
async fn t44_what_entities_cannot_express_is_kept() {
    let (_db, live) = live(
        "CREATE TABLE t (id int PRIMARY KEY);
         CREATE VIEW v AS SELECT id FROM t;
         CREATE SEQUENCE q;
         CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.id = 1;
         CREATE PROCEDURE p() SELECT 1;
         CREATE FUNCTION f() RETURNS int RETURN 1;
         CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1;
         CREATE TABLE h (id int PRIMARY KEY) WITH SYSTEM VERSIONING;
         CREATE TABLE o (id int PRIMARY KEY, a timestamp(6) AS ROW START, b timestamp(6) AS ROW END, \
         PERIOD FOR SYSTEM_TIME (a, b)) WITH SYSTEM VERSIONING;
         CREATE TABLE n (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 3",
    )
    .await;
    let kept = |kind, name: &str, table: Option<&str>| Kept {
        kind,
        name: ObjectName::new(name),
        table: table.map(ObjectName::new),
    };
    assert_eq!(
        live.schema.kept,
        [
            kept("event", "e", None),
            kept("function", "f", None),
            kept("partitioning", "n", Some("n")),
            kept("period column", "a", Some("o")),
            kept("period column", "b", Some("o")),
            kept("procedure", "p", None),
            kept("sequence", "q", None),
            kept("system versioning", "h", Some("h")),
            kept("system versioning", "o", Some("o")),
            kept("trigger", "tr", Some("t")),
            kept("view", "v", None),
        ]
    );
    let tables: Vec<_> = live.schema.tables.keys().map(|name| name.name.as_str()).collect();
    assert_eq!(tables, ["h", "n", "o", "t"]);
    assert_eq!(types(table(&live, "o")), [("id", "int".to_owned())]);
}

#[tokio::test]
async fn t38_t39_hostile_names_are_read_as_they_are() {
    let long = "é".repeat(64);
    let (_db, live) = live(&format!(
        "CREATE TABLE `a``b 'c\" select` (`select` int, `{long}` int, KEY `i``'\"` (`select`), \
         CONSTRAINT `c``'\"` CHECK (`select` > 0))"
    ))
    .await;
    let table = table(&live, "a`b 'c\" select");
    assert_eq!(types(table), [("select", "int".to_owned()), (long.as_str(), "int".to_owned())]);
    assert_eq!(table.indexes, [index("i`'\"", IndexKind::Plain, vec![part("select")])]);
    assert_eq!(table.checks, [check(Some("c`'\""), "`select` > 0")]);
}

#[tokio::test]
async fn t40_other_databases_are_read_by_name() {
    let db = TestDb::mysql().await;
    let other = TestDb::mysql().await;
    let name = other.url.rsplit('/').next().unwrap().to_owned();
    other.run("CREATE TABLE a (id int PRIMARY KEY)").await;
    db.run(&format!("CREATE TABLE a (id int, CONSTRAINT f FOREIGN KEY (id) REFERENCES {name}.a (id))")).await;
    let live = backend::introspect(&db.db, &BTreeSet::from([name.clone()])).await.unwrap();
    let tables: Vec<_> = live.schema.tables.keys().cloned().collect();
    let there = ObjectName::in_schema(Some(&name), "a");
    assert_eq!(tables, [ObjectName::new("a"), there.clone()]);
    assert_eq!(table(&live, "a").foreign_keys[0].references, there);
    db.run("DROP TABLE a").await;
}

/// A fixed number of statements, whatever the number of tables.
#[tokio::test]
async fn statements_do_not_grow_with_tables() {
    let mut db = TestDb::mysql().await;
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    db.db.set_metric_callback(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    let create = |at: usize| {
        format!(
            "CREATE TABLE t{at} (id int PRIMARY KEY, n int, KEY (n), CHECK (n > 0), \
             FOREIGN KEY (n) REFERENCES t0 (id))"
        )
    };
    db.run(&create(0)).await;
    count.store(0, Ordering::Relaxed);
    assert_eq!(read(&db).await.schema.tables.len(), 1);
    let one = count.swap(0, Ordering::Relaxed);
    for at in 1..100 {
        db.run(&create(at)).await;
    }
    count.store(0, Ordering::Relaxed);
    assert_eq!(read(&db).await.schema.tables.len(), 100);
    assert_eq!((one, count.load(Ordering::Relaxed)), (8, 8));
}
