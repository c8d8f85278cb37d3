use super::{live, table};
use schema_runtime::model::{
    Action, Check, Column, Deferrability, Expr, ForeignKey, Generated, Identity, Index, IndexKind, IndexPart,
    IndexTarget, Kept, NullsOrder, ObjectName, Options, Order, PrimaryKey, Promise, SqlType, Storage,
};

fn column(name: &str, ty: SqlType) -> Column {
    Column::new(name, ty)
}

fn not_null(column: Column) -> Column {
    Column { nullable: false, ..column }
}

fn part(name: &str) -> IndexPart {
    IndexPart::column(name)
}

fn index(name: Option<&str>, kind: IndexKind, parts: Vec<IndexPart>) -> Index {
    Index {
        name: name.map(str::to_owned),
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

fn check(name: Option<&str>, expr: &str) -> Check {
    Check {
        name: name.map(str::to_owned),
        expr: Expr::new(expr),
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    }
}

const CONSTRAINT: IndexKind = IndexKind::Constraint(Deferrability::NotDeferrable);

#[tokio::test]
async fn columns_with_all_that_stands_behind_them() {
    let (_db, live) = live(
        "CREATE TABLE /* ( */ \"a \"\"b\"(
            id INTEGER PRIMARY KEY AUTOINCREMENT, -- a comment, with (
            [name] VARCHAR ( 20 ) NOT NULL DEFAULT \"x\" COLLATE nocase CONSTRAINT long CHECK (length(name) > 1),
            `price` decimal(10,2) DEFAULT -1 CHECK(price<>0),
            'twice' int GENERATED ALWAYS AS (price * 2) STORED,
            half AS (price / 2),
            made DOUBLE  PRECISION DEFAULT (1 + 1),
            bare
        )",
    )
    .await;
    let table = table(&live, "a \"b");
    let exact = |text: &str| Promise::Exact(Some(Expr::new(text)));
    let generated = |expr: &str, storage| Some(Generated { expr: Expr::new(expr), storage });
    assert_eq!(
        table.columns,
        [
            Column {
                identity: Promise::Exact(Some(Identity::AutoIncrement)),
                ..column("id", SqlType::new("integer"))
            },
            Column {
                default: exact("'x'"),
                collation: Promise::Exact(Some("NOCASE".to_owned())),
                ..not_null(column("name", SqlType::new("varchar").with([20])))
            },
            Column { default: exact("-1"), ..column("price", SqlType::new("decimal").with([10, 2])) },
            Column {
                generated: generated("price * 2", Storage::Stored),
                ..column("twice", SqlType::new("int"))
            },
            Column {
                generated: generated("price / 2", Storage::Virtual),
                ..column("half", SqlType::new(""))
            },
            Column { default: exact("1 + 1"), ..column("made", SqlType::new("double precision")) },
            column("bare", SqlType::new("")),
        ]
    );
    assert_eq!(table.primary_key, Some(PrimaryKey { name: None, columns: vec!["id".to_owned()] }));
    assert_eq!(table.checks, [check(Some("long"), "length(name) > 1"), check(None, "price<>0")]);
}

#[tokio::test]
async fn t5_a_default_of_null_is_none() {
    let (_db, live) = live("CREATE TABLE t (a INTEGER DEFAULT NULL, b INTEGER DEFAULT (null))").await;
    for column in &table(&live, "t").columns {
        assert_eq!(column.default, Promise::Exact(None), "{}", column.name);
    }
}

#[tokio::test]
async fn t8_a_default_in_double_quotes_is_a_string() {
    let (_db, live) = live(
        "CREATE TABLE t (a TEXT DEFAULT \"it's\", b TEXT DEFAULT word, c TEXT DEFAULT CURRENT_TIMESTAMP)",
    )
    .await;
    let defaults: Vec<_> = table(&live, "t")
        .columns
        .iter()
        .map(|column| column.default.value().clone().expect("one").to_string())
        .collect();
    assert_eq!(defaults, ["'it''s'", "'word'", "CURRENT_TIMESTAMP"]);
}

#[tokio::test]
async fn t15_only_integer_primary_key_is_numbered() {
    let (_db, live) = live(
        "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id BIGINT PRIMARY KEY);
         CREATE TABLE c (id INTEGER, PRIMARY KEY (id)); CREATE TABLE d (id INTEGER PRIMARY KEY DESC);
         CREATE TABLE e (id INTEGER PRIMARY KEY) WITHOUT ROWID; CREATE TABLE f (a INTEGER, b INTEGER, PRIMARY KEY (b, a))",
    )
    .await;
    let identity = |name| *table(&live, name).columns[0].identity.value();
    assert_eq!(
        ["a", "b", "c", "d", "e", "f"].map(identity),
        [Some(Identity::RowId), None, Some(Identity::RowId), None, None, None]
    );
    let key = table(&live, "f").primary_key.as_ref().expect("a key");
    assert_eq!(key.columns, ["b", "a"]);
}

#[tokio::test]
async fn p12_strict_and_without_rowid_are_options() {
    let (_db, live) =
        live("CREATE TABLE t (id TEXT NOT NULL PRIMARY KEY, a ANY) WITHOUT ROWID, STRICT").await;
    assert_eq!(
        table(&live, "t").options,
        Promise::Exact(vec!["STRICT".to_owned(), "WITHOUT ROWID".to_owned()])
    );
}

#[tokio::test]
async fn t25_t34_indexes_and_unique_constraints() {
    let (_db, live) = live(
        "CREATE TABLE t (id TEXT PRIMARY KEY, email TEXT UNIQUE COLLATE NOCASE, a INT, b TEXT, CONSTRAINT ab UNIQUE (a, b));
         CREATE INDEX i1 ON t (b DESC, email COLLATE nocase, a COLLATE RTRIM);
         CREATE UNIQUE INDEX \"i\"\"2\" ON t (lower(email) COLLATE rtrim DESC, a) WHERE a > 0 AND b = \"x\"",
    )
    .await;
    let mut rtrim = part("a");
    rtrim.collation = Some("RTRIM".to_owned());
    let descending = |part| IndexPart { order: Order::Descending, nulls: NullsOrder::First, ..part };
    let expr = IndexPart {
        target: IndexTarget::Expr(Expr::new("lower(email)")),
        collation: Some("RTRIM".to_owned()),
        ..descending(part(""))
    };
    assert_eq!(
        table(&live, "t").indexes,
        [
            index(None, CONSTRAINT, vec![part("email")]),
            index(Some("ab"), CONSTRAINT, vec![part("a"), part("b")]),
            Index {
                predicate: Some(Expr::new("a > 0 AND b = 'x'")),
                ..index(Some("i\"2"), IndexKind::Unique, vec![expr, part("a")])
            },
            index(Some("i1"), IndexKind::Plain, vec![descending(part("b")), part("email"), rtrim]),
        ]
    );
}

#[tokio::test]
async fn t27_t28_foreign_keys() {
    let (_db, live) = live(
        "CREATE TABLE Parent (a INT, b INT, PRIMARY KEY (b, a));
         CREATE TABLE t (
            x INT CONSTRAINT self REFERENCES t (X) ON DELETE SET NULL ON UPDATE RESTRICT,
            y INT, x2 INT REFERENCES gone(z) DEFERRABLE INITIALLY IMMEDIATE,
            CONSTRAINT both FOREIGN KEY (X, y) REFERENCES parent ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
         )",
    )
    .await;
    let key = |name: Option<&str>, columns: &[&str], to: &str, referenced: &[&str]| ForeignKey {
        name: name.map(str::to_owned),
        columns: columns.iter().map(|&column| column.to_owned()).collect(),
        references: ObjectName::new(to),
        referenced_columns: referenced.iter().map(|&column| column.to_owned()).collect(),
        on_delete: Promise::Exact(Action::NoAction),
        on_update: Promise::Exact(Action::NoAction),
        deferrable: Deferrability::NotDeferrable,
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    };
    assert_eq!(
        table(&live, "t").foreign_keys,
        [
            ForeignKey {
                on_delete: Promise::Exact(Action::SetNull),
                on_update: Promise::Exact(Action::Restrict),
                ..key(Some("self"), &["x"], "t", &["x"])
            },
            key(None, &["x2"], "gone", &["z"]),
            ForeignKey {
                on_delete: Promise::Exact(Action::Cascade),
                deferrable: Deferrability::InitiallyDeferred,
                ..key(Some("both"), &["x", "y"], "Parent", &["b", "a"])
            },
        ]
    );
}

#[tokio::test]
async fn t42_t47_what_entities_cannot_express_is_kept_and_bookkeeping_is_ignored() {
    let (_db, live) = live(
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT UNIQUE ON CONFLICT IGNORE);
         CREATE TABLE _litestream_seq (id INTEGER);
         CREATE VIEW v AS SELECT a FROM t;
         CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END;
         CREATE VIRTUAL TABLE f USING fts5(x)",
    )
    .await;
    let names: Vec<_> = live.schema.tables.keys().map(ToString::to_string).collect();
    assert_eq!(names, ["t"]);
    let kept = |kind, name: &str, table: Option<&str>| Kept {
        kind,
        name: ObjectName::new(name),
        table: table.map(ObjectName::new),
    };
    assert_eq!(
        live.schema.kept,
        [
            kept("conflict clause", "t", Some("t")),
            kept("trigger", "g", Some("t")),
            kept("view", "v", None),
            kept("virtual table", "f", None),
        ]
    );
    assert!(live.schema.invisible.is_empty());
}

#[tokio::test]
async fn t40_a_temporary_table_does_not_hide_the_real_one() {
    let (_db, live) =
        live("CREATE TABLE t (a INT); CREATE TEMP TABLE t (b INT); CREATE TEMP TABLE other (c INT)").await;
    assert_eq!(table(&live, "t").columns, [column("a", SqlType::new("int"))]);
    assert_eq!(live.schema.tables.len(), 1);
}

#[tokio::test]
async fn altered_tables_are_read_as_they_are_now() {
    let (_db, live) = live(
        "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (a INT CHECK (a > 0), b INT); CREATE INDEX i ON t (b) WHERE a > 1;
         ALTER TABLE t RENAME COLUMN a TO \"new name\"; ALTER TABLE t ADD COLUMN c INT DEFAULT 3 REFERENCES p;
         ALTER TABLE t RENAME TO u; CREATE TABLE copy AS SELECT * FROM u",
    )
    .await;
    let u = table(&live, "u");
    assert_eq!(u.checks, [check(None, "\"new name\" > 0")]);
    assert_eq!(u.indexes[0].predicate, Some(Expr::new("\"new name\" > 1")));
    assert_eq!(u.foreign_keys[0].referenced_columns, ["id"]);
    let names: Vec<_> = table(&live, "copy").columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["new name", "b", "c"]);
}

#[tokio::test]
async fn an_empty_database_is_an_empty_schema() {
    let (_db, live) = live("").await;
    assert_eq!(live.schema, schema_runtime::model::Schema::default());
}

#[tokio::test]
async fn five_statements_for_one_table_and_for_a_hundred() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    for tables in [1, 100] {
        let mut db = crate::support::TestDb::sqlite().await;
        for table in 0..tables {
            db.run(&format!("CREATE TABLE t{table} (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b INT REFERENCES t0); CREATE INDEX i{table} ON t{table} (b)")).await;
        }
        let counted = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&counted);
        db.db.set_metric_callback(move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
        });
        let live = super::read(&db).await;
        assert_eq!(live.schema.tables.len(), tables);
        assert_eq!(live.schema.tables.values().map(|table| table.indexes.len()).sum::<usize>(), 2 * tables);
        assert_eq!(counted.load(Ordering::Relaxed), 5);
    }
}
