//! Steps become statements that the server takes, and what they make is read back as it was meant.

use super::{live, read, table};
use crate::support::TestDb;
use schema_runtime::Error;
use schema_runtime::backend::Live;
use schema_runtime::model::{
    Action, Column, Deferrability, Expr, ForeignKey, Index, IndexKind, IndexPart, IndexTarget, ObjectName,
    Options, Promise, Schema, SqlType, Table,
};
use schema_runtime::plan::{Step, plan};

async fn run(db: &TestDb, live: &Live, to: &Schema) {
    for step in plan(&live.schema, to, &live.server.capabilities()) {
        for statement in live.server.ddl(&step).expect("a step that the server can do") {
            db.run(&live.server.sql(&statement)).await;
        }
    }
}

async fn run_step(db: &TestDb, live: &Live, step: Step) {
    for statement in live.server.ddl(&step).expect("a step that the server can do") {
        db.run(&live.server.sql(&statement)).await;
    }
}

/// Both schemas' tables are the same, and one arrives from the other and returns.
async fn there_and_back(from: &str, to: &str) {
    let (_wanted_db, wanted) = live(to).await;
    let (db, before) = live(from).await;
    run(&db, &before, &wanted.schema).await;
    let after = read(&db).await;
    assert_eq!(sorted(&after), sorted(&wanted));
    assert_eq!(plan(&after.schema, &wanted.schema, &after.server.capabilities()), []);
    run(&db, &after, &before.schema).await;
    assert_eq!(sorted(&read(&db).await), sorted(&before));
}

/// T45: a column that comes again comes last.
fn sorted(live: &Live) -> Vec<Table> {
    let mut tables: Vec<_> = live.schema.tables.values().cloned().collect();
    tables.iter_mut().for_each(|table| table.columns.sort_by(|a, b| a.name.cmp(&b.name)));
    tables
}

/// Everything that a table can be, hostile names included.
const EVERYTHING: &str = "
    CREATE TABLE parent (a int NOT NULL, `b ``'\"` varchar(20) NOT NULL, PRIMARY KEY (`b ``'\"`, a));
    CREATE TABLE `order` (
        `from` bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY COMMENT 'it''s \\\\ a number',
        `Größe 'x'` varchar(20) NOT NULL DEFAULT 'it''s \\\\' COLLATE utf8mb4_bin,
        old varchar(9) CHARACTER SET latin1 DEFAULT 'a' COMMENT 'b',
        price decimal(10,6) DEFAULT -1.5 CHECK (price <> 3),
        plain int CHECK (plain > 0), flag tinyint(1) NOT NULL DEFAULT 0,
        twice bigint unsigned AS (`from` * 2) VIRTUAL, named varchar(30) COLLATE utf8mb4_bin AS (concat('a', old)) STORED,
        made datetime(6) NOT NULL DEFAULT current_timestamp(6) ON UPDATE current_timestamp(6),
        seen timestamp NULL, stamp timestamp NOT NULL DEFAULT current_timestamp(),
        token binary(16) DEFAULT (unhex(replace(uuid(), '-', ''))), hidden int INVISIBLE DEFAULT 4,
        note text DEFAULT 'x', doc json DEFAULT '{}' COMMENT 'json', state enum('a', 'b''c') DEFAULT 'b''c', flags set('x', 'y') DEFAULT 'x,y',
        place point NOT NULL, width int(5) unsigned zerofill, bits bit(3) DEFAULT b'101',
        parent int, parent_b varchar(20),
        UNIQUE KEY `u``1` (price), UNIQUE KEY u2 (price, made DESC), KEY i1 (note(10), price),
        KEY ignored (flag) IGNORED, FULLTEXT KEY f (note), SPATIAL KEY s (place),
        CONSTRAINT `c``1` CHECK (length(`Größe 'x'`) > 1), CONSTRAINT `k``1` FOREIGN KEY (parent_b, parent)
        REFERENCES parent (`b ``'\"`, a) ON UPDATE CASCADE ON DELETE SET NULL
    ) COMMENT 'it''s \\\\ all';
    CREATE TABLE one (id int PRIMARY KEY, other int, CONSTRAINT one_other FOREIGN KEY (id) REFERENCES parents_of (id));
    CREATE TABLE aria (id int PRIMARY KEY) ENGINE=Aria DEFAULT CHARSET=latin1;
    CREATE TABLE history (id int PRIMARY KEY) WITH SYSTEM VERSIONING";

#[tokio::test]
async fn what_is_created_is_what_was_read() {
    let everything = EVERYTHING.replace(
        "    CREATE TABLE one",
        "    CREATE TABLE parents_of (id int PRIMARY KEY, up int, CONSTRAINT up FOREIGN KEY (up) REFERENCES parents_of (id));\n    CREATE TABLE one",
    );
    let (_db, original) = live(&everything).await;
    let (copy, empty) = live("DO 0").await;
    run(&copy, &empty, &original.schema).await;
    let copied = read(&copy).await;
    for (name, table) in &original.schema.tables {
        assert_eq!(&copied.schema.tables[name], table, "{name}");
    }
    assert_eq!(plan(&copied.schema, &original.schema, &copied.server.capabilities()), []);
    run(&copy, &copied, &Schema::default()).await;
    assert_eq!(read(&copy).await.schema.tables, Schema::default().tables);
}

#[tokio::test]
async fn columns_change_in_place_and_keep_what_does_not_change() {
    there_and_back(
        "CREATE TABLE t (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, a int COMMENT 'kept' CHECK (a > 0), \
         b varchar(9) COLLATE utf8mb4_bin DEFAULT 'x', c int INVISIBLE COMMENT 'hidden' CHECK (c > 2), d timestamp NULL, e json, f enum('a'), g int)",
        "CREATE TABLE t (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, a bigint NOT NULL COMMENT 'kept' CHECK (a > 0), \
         b varchar(20) COLLATE utf8mb4_bin DEFAULT 'y', c bigint INVISIBLE COMMENT 'hidden' CHECK (c > 2), \
         d timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(), e json NOT NULL, \
         f enum('b', 'a') NOT NULL DEFAULT 'b', g int COMMENT 'new') COMMENT 'new'",
    )
    .await;
}

#[tokio::test]
async fn columns_come_and_go() {
    there_and_back(
        "CREATE TABLE t (id int NOT NULL PRIMARY KEY, a int)",
        "CREATE TABLE t (id int NOT NULL PRIMARY KEY, a int, b int NOT NULL DEFAULT 3, c json, \
         d varchar(36) DEFAULT (uuid()), e int AS (a + 1) STORED, f text DEFAULT 'x', g datetime(3) DEFAULT now(3), \
         h enum('a', 'b') NOT NULL DEFAULT 'a', UNIQUE KEY u (b), KEY k (b, id), CONSTRAINT n CHECK (b > a))",
    )
    .await;
}

#[tokio::test]
async fn keys_and_indexes_come_and_go() {
    there_and_back(
        "CREATE TABLE t (a int NOT NULL, b int NOT NULL, KEY one (a))",
        "CREATE TABLE t (a int NOT NULL, b int NOT NULL, PRIMARY KEY (b, a), KEY two (a, b DESC), UNIQUE KEY u (b))",
    )
    .await;
    there_and_back(
        "CREATE TABLE t (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, b int NOT NULL)",
        "CREATE TABLE t (id int NOT NULL, b int NOT NULL AUTO_INCREMENT PRIMARY KEY)",
    )
    .await;
}

/// T26, P8: the index that the server makes for a key comes with it and goes with it.
#[tokio::test]
async fn t26_p8_foreign_keys_come_and_go_with_their_indexes() {
    let parent = "CREATE TABLE p (id int PRIMARY KEY);\n";
    let table = |rest: &str| format!("{parent}CREATE TABLE t (id int PRIMARY KEY, a int, b int{rest})");
    let key = ", CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id)";
    for (from, to) in [
        (String::new(), key.to_owned()),
        (", KEY mine (a)".to_owned(), format!("{key}, KEY mine (a)")),
        (key.to_owned(), format!("{key}, KEY more (a, b)")),
        (key.to_owned(), format!("{key} ON DELETE CASCADE")),
        (format!("{key}, KEY more (a, b)"), format!("{key}, KEY others (a, id)")),
        (format!("{key}, KEY more (a, b)"), ", KEY more (b, a)".to_owned()),
    ] {
        there_and_back(&table(&from), &table(&to)).await;
        there_and_back(&table(&to), &table(&from)).await;
    }
    let (db, before) = live(&table("")).await;
    let (_other, wanted) = live(&table(key)).await;
    run(&db, &before, &wanted.schema).await;
    run(&db, &read(&db).await, &before.schema).await;
    assert_eq!(super::table(&read(&db).await, "t").indexes, [], "the server's own index is gone");
}

/// P16: a type that changes on both ends of a key.
#[tokio::test]
async fn p16_a_key_stands_aside_while_its_columns_change() {
    let tables = |ty: &str| {
        format!(
            "CREATE TABLE p (id {ty} NOT NULL PRIMARY KEY);\n\
             CREATE TABLE t (id int PRIMARY KEY, a {ty}, CONSTRAINT f FOREIGN KEY (a) REFERENCES p (id))"
        )
    };
    there_and_back(&tables("int"), &tables("bigint")).await;
}

/// P3: the rows that are there get a value before the column must have one.
#[tokio::test]
async fn p3_rows_are_filled_before_a_column_is_not_null() {
    let (db, before) =
        live("CREATE TABLE t (a int, b varchar(9));\nINSERT INTO t VALUES (1, '7'), (2, NULL)").await;
    let name = || ObjectName::new("t");
    let not_null = |column: Column| Column { nullable: false, ..column };
    let column = Column { backfill: Some(Expr::new("a * 10")), ..Column::new("c", SqlType::new("int")) };
    run_step(&db, &before, Step::AddColumn { table: name(), column: not_null(column) }).await;
    let from = table(&before, "t").column("b").unwrap().clone();
    let to = Column {
        ty: Promise::Exact(SqlType::new("int")),
        backfill: Some(Expr::new("a")),
        using: Some(Expr::new("concat(b, '0')")),
        ..not_null(from.clone())
    };
    run_step(&db, &before, Step::AlterColumn { table: name(), from, to }).await;
    let after = read(&db).await;
    let columns = &table(&after, "t").columns;
    assert_eq!(
        columns.iter().map(|column| (column.name.as_str(), column.nullable)).collect::<Vec<_>>(),
        [("a", true), ("b", false), ("c", false)]
    );
    db.run("CREATE TABLE seen (n int CHECK (n = 2))").await;
    db.run("INSERT INTO seen SELECT count(*) FROM t WHERE (a, b, c) IN ((1, 70, 10), (2, 2, 20))").await;
}

#[tokio::test]
async fn names_change() {
    let (db, before) = live("CREATE TABLE t (a int, KEY i (a))").await;
    let name = || ObjectName::new("t");
    let index = table(&before, "t").indexes[0].clone();
    for step in [
        Step::RenameColumn { table: name(), from: "a".to_owned(), to: "b `c".to_owned() },
        Step::RenameIndex { table: name(), from: index, to: "j `k".to_owned() },
        Step::RenameTable { from: name(), to: ObjectName::new("u `v") },
        Step::SetTableComment {
            table: ObjectName::new("u `v"),
            from: None,
            to: Some("it's \\ new".to_owned()),
        },
    ] {
        run_step(&db, &before, step).await;
    }
    let after = read(&db).await;
    let table = table(&after, "u `v");
    assert_eq!(table.columns[0].name, "b `c");
    assert_eq!(table.indexes[0].name.as_deref(), Some("j `k"));
    assert_eq!(table.comment, Promise::Exact(Some("it's \\ new".to_owned())));
}

fn plain(parts: Vec<IndexPart>) -> Index {
    Index {
        name: Some("i".to_owned()),
        kind: IndexKind::Plain,
        method: "btree".to_owned(),
        parts,
        include: Vec::new(),
        predicate: None,
        nulls_not_distinct: false,
        valid: true,
        origin: None,
    }
}

#[tokio::test]
async fn what_the_server_has_no_words_for_is_an_error_that_names_the_step() {
    let (_db, live) = live("DO 0").await;
    let create = |index| Step::CreateIndex { table: ObjectName::new("t"), index };
    let part = || vec![IndexPart::column("a")];
    let expression = IndexPart { target: IndexTarget::Expr(Expr::new("lower(a)")), ..IndexPart::column("") };
    let key = ForeignKey {
        name: None,
        columns: vec!["a".to_owned()],
        references: ObjectName::new("p"),
        referenced_columns: vec!["id".to_owned()],
        on_delete: Promise::Exact(Action::NoAction),
        on_update: Promise::Exact(Action::NoAction),
        deferrable: Deferrability::NotDeferrable,
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    };
    let add = |key| Step::AddForeignKey { table: ObjectName::new("t"), key };
    for (step, said, why) in [
        (
            create(Index { predicate: Some(Expr::new("a > 0")), ..plain(part()) }),
            "create the index `i` of `t`",
            "predicate",
        ),
        (create(plain(vec![expression])), "create the index `i` of `t`", "generated column"),
        (
            create(Index { include: vec!["b".to_owned()], ..plain(part()) }),
            "create the index `i` of `t`",
            "include",
        ),
        (create(Index { method: "gin".to_owned(), ..plain(part()) }), "create the index `i` of `t`", "`gin`"),
        (
            create(Index { nulls_not_distinct: true, ..plain(part()) }),
            "create the index `i` of `t`",
            "not null",
        ),
        (
            add(ForeignKey { deferrable: Deferrability::InitiallyDeferred, ..key.clone() }),
            "add the foreign key of `t` (a)",
            "deferrable",
        ),
        (
            add(ForeignKey { on_delete: Promise::Exact(Action::SetDefault), ..key.clone() }),
            "add the foreign key of `t` (a)",
            "SetNull",
        ),
    ] {
        match live.server.ddl(&step) {
            Err(Error::Unsupported { step, backend, why: reason }) => {
                assert_eq!((step.as_str(), backend), (said, "MariaDB"));
                assert!(reason.contains(why), "{reason}");
            }
            other => panic!("{said}: {other:?}"),
        }
    }
}
