//! Steps become statements that the server takes, and what they make is read back as it was meant.

use super::{live, live_with, table};
use crate::support::TestDb;
use schema_runtime::backend::Live;
use schema_runtime::model::{
    Action, Check, Column, Deferrability, EnumType, Expr, ForeignKey, Generated, Identity, Index, IndexKind,
    IndexPart, IndexTarget, NullsOrder, ObjectName, Options, Order, PrimaryKey, Promise, SqlType, Storage,
    Table,
};
use schema_runtime::plan::Step;

/// Runs the statements of a step.
async fn run(db: &TestDb, step: Step) -> Live {
    let live = live(db).await;
    for statement in live.server.ddl(&step).expect("PostgreSQL can do it") {
        db.run(&live.server.sql(&statement)).await;
    }
    super::live(db).await
}

fn column(name: &str, ty: SqlType) -> Column {
    Column { nullable: false, ..Column::new(name, ty) }
}

fn with_default(name: &str, ty: SqlType, default: &str) -> Column {
    Column { default: Promise::Exact(Some(Expr::new(default))), ..column(name, ty) }
}

fn index(name: &str, kind: IndexKind, columns: &[&str]) -> Index {
    Index {
        name: Some(name.to_owned()),
        kind,
        method: "btree".to_owned(),
        parts: columns.iter().map(|&column| IndexPart::column(column)).collect(),
        include: Vec::new(),
        predicate: None,
        nulls_not_distinct: false,
        valid: true,
        origin: None,
    }
}

/// A table with one of everything that its creation says.
fn everything(name: ObjectName) -> Table {
    let mut table = Table::new(name);
    let mut twice = Column::new("twice", SqlType::new("numeric"));
    twice.generated = Some(Generated { expr: Expr::new("(cost * (2)::numeric)"), storage: Storage::Stored });
    let mut sorted = Column::new("sor\"ted", SqlType::new("text"));
    sorted.collation = Promise::Exact(Some("C".to_owned()));
    sorted.comment = Promise::Exact(Some("it's \\ sorted".to_owned()));
    let mut id = column("id", SqlType::new("bigint"));
    id.identity = Promise::Exact(Some(Identity::ByDefault));
    let mut other = column("other", SqlType::new("integer"));
    other.identity = Promise::Exact(Some(Identity::Always));
    let mut third = column("third", SqlType::new("smallint"));
    third.identity = Promise::Exact(Some(Identity::Serial));
    table.columns = vec![
        id,
        other,
        third,
        with_default("name", SqlType::new("character varying").with([255]), "'it''s'::character varying"),
        with_default("cost", SqlType::new("numeric").with([10, 2]), "0"),
        with_default("tags", SqlType { dimensions: 1, ..SqlType::new("text") }, "'{}'::text[]"),
        with_default("at", SqlType::new("timestamp with time zone").with([3]), "now()"),
        twice,
        sorted,
    ];
    table.primary_key =
        Some(PrimaryKey { name: Some(format!("{}_pkey", table.name.name)), columns: vec!["id".to_owned()] });
    let constraint = IndexKind::Constraint(Deferrability::NotDeferrable);
    let deferred = IndexKind::Constraint(Deferrability::InitiallyDeferred);
    table.indexes = vec![
        index("a pair", constraint, &["name", "cost"]),
        Index { nulls_not_distinct: true, ..index("lonely", constraint, &["sor\"ted"]) },
        index("patient", deferred, &["at"]),
        index(&format!("{}_name_key", table.name.name), constraint, &["name"]),
    ];
    table.indexes.sort_by(|a, b| a.name.cmp(&b.name));
    table.checks = vec![
        Check {
            name: Some("later".to_owned()),
            expr: Expr::new("(cost < (9)::numeric)"),
            valid: false,
            options: Promise::Exact(Options::new()),
            origin: None,
        },
        Check {
            name: Some("positive".to_owned()),
            expr: Expr::new("(cost >= (0)::numeric)"),
            valid: true,
            options: Promise::Exact(Options::new()),
            origin: None,
        },
    ];
    table.comment = Promise::Exact(Some("what we own".to_owned()));
    table
}

#[tokio::test]
async fn a_table_is_created_as_it_is_meant() {
    let db = TestDb::postgres().await;
    let meant = everything(ObjectName::new("assets"));
    let live = run(&db, Step::CreateTable(meant.clone())).await;
    assert_eq!(*table(&live, "assets"), meant);
    let live = run(&db, Step::DropTable(meant)).await;
    assert!(live.schema.tables.is_empty());
}

#[tokio::test]
async fn a_table_of_another_schema() {
    let db = TestDb::postgres().await;
    run(&db, Step::CreateSchema("Far Away".to_owned())).await;
    let name = ObjectName::in_schema(Some("Far Away"), "as\"sets");
    let meant = everything(name.clone());
    run(&db, Step::CreateTable(meant.clone())).await;
    assert_eq!(live_with(&db, &["Far Away"]).await.schema.tables[&name], meant);
    let plain = index("idx-a", IndexKind::Plain, &["name"]);
    run(&db, Step::CreateIndex { table: name.clone(), index: plain.clone() }).await;
    run(&db, Step::RenameIndex { table: name.clone(), from: plain.clone(), to: "idx-b".to_owned() }).await;
    let renamed = index("idx-b", IndexKind::Plain, &["name"]);
    assert!(live_with(&db, &["Far Away"]).await.schema.tables[&name].indexes.contains(&renamed));
    run(&db, Step::DropIndex { table: name.clone(), index: renamed }).await;
    assert_eq!(live_with(&db, &["Far Away"]).await.schema.tables[&name], meant);
    let to = ObjectName::in_schema(Some("Far Away"), "b");
    run(&db, Step::RenameTable { from: name, to: to.clone() }).await;
    assert!(live_with(&db, &["Far Away"]).await.schema.tables.contains_key(&to));
}

/// A table `t` with one row, and these columns.
async fn with_row(columns: &str, values: &str) -> TestDb {
    let db = TestDb::postgres().await;
    db.run(&format!("CREATE TABLE t ({columns}); INSERT INTO t VALUES ({values})")).await;
    db
}

/// Adds or changes a column as a step, reads it back, undoes it, and reads that back.
async fn there_and_back(db: &TestDb, to: Column) {
    let before = table(&live(db).await, "t").clone();
    let name = ObjectName::new("t");
    let from = before.column(&to.name).cloned();
    let (up, down) = match from {
        Some(from) => (
            Step::AlterColumn { table: name.clone(), from: from.clone(), to: to.clone() },
            Step::AlterColumn { table: name, from: to.clone(), to: from },
        ),
        None => (
            Step::AddColumn { table: name.clone(), column: to.clone() },
            Step::DropColumn { table: name, column: to.clone() },
        ),
    };
    let mut expected = to;
    (expected.using, expected.backfill) = (None, None);
    let after = run(db, up).await;
    assert_eq!(table(&after, "t").column(&expected.name), Some(&expected));
    let after = run(db, down).await;
    assert_eq!(*table(&after, "t"), before);
}

#[tokio::test]
async fn columns_come_and_go() {
    let db = with_row("a integer", "1").await;
    there_and_back(&db, Column::new("b", SqlType::new("text"))).await;
    there_and_back(&db, with_default("b", SqlType::new("integer"), "7")).await;
    let backfill = Some(Expr::new("a + 1"));
    there_and_back(&db, Column { backfill: backfill.clone(), ..column("b", SqlType::new("integer")) }).await;
    there_and_back(&db, Column { backfill, ..with_default("b", SqlType::new("integer"), "7") }).await;
    for identity in [Identity::ByDefault, Identity::Always, Identity::Serial] {
        let identity = Promise::Exact(Some(identity));
        there_and_back(&db, Column { identity, ..column("b", SqlType::new("bigint")) }).await;
    }
    let generated = Some(Generated { expr: Expr::new("(a * 2)"), storage: Storage::Stored });
    there_and_back(&db, Column { generated, ..Column::new("b", SqlType::new("integer")) }).await;
}

#[tokio::test]
async fn a_column_changes_in_every_aspect_and_back() {
    let db =
        with_row("a integer NOT NULL, b varchar(20) DEFAULT '5', c text, d integer", "1, '22', 'x', NULL")
            .await;
    let text = |length: u32| SqlType::new("character varying").with([length]);
    there_and_back(&db, column("b", text(20))).await;
    there_and_back(&db, with_default("b", text(40), "'6'::character varying")).await;
    there_and_back(&db, with_default("b", SqlType::new("integer"), "6")).await;
    there_and_back(&db, with_default("b", SqlType::new("jsonb"), "'{}'::jsonb")).await;
    let using = Some(Expr::new("length(b)"));
    there_and_back(&db, Column { using, ..Column::new("b", SqlType::new("smallint")) }).await;
    there_and_back(&db, Column { nullable: true, ..column("a", SqlType::new("bigint")) }).await;
    let backfill = Some(Expr::new("a"));
    there_and_back(&db, Column { backfill, ..column("d", SqlType::new("integer")) }).await;
    let collation = Promise::Exact(Some("C".to_owned()));
    let comment = Promise::Exact(Some("it's".to_owned()));
    there_and_back(&db, Column { collation, comment, ..Column::new("c", SqlType::new("text")) }).await;
}

#[tokio::test]
async fn a_longer_value_is_never_cut_without_a_word() {
    let db = with_row("a text", "'abcdef'").await;
    let live = live(&db).await;
    let from = table(&live, "t").column("a").expect("it is there").clone();
    for to in ["character varying", "character"] {
        let to = Column::new("a", SqlType::new(to).with([3]));
        let step = Step::AlterColumn { table: ObjectName::new("t"), from: from.clone(), to };
        for statement in live.server.ddl(&step).expect("PostgreSQL can do it") {
            sea_orm::ConnectionTrait::execute_unprepared(&db.db, &live.server.sql(&statement))
                .await
                .expect_err("six characters are more than three");
        }
    }
}

#[tokio::test]
async fn numbering_changes_go_on_after_the_numbers_that_are_there() {
    let db = with_row("a integer NOT NULL, b text", "41, 'x'").await;
    let numbered =
        |identity| Column { identity: Promise::Exact(identity), ..column("a", SqlType::new("integer")) };
    let all = [None, Some(Identity::ByDefault), Some(Identity::Always), Some(Identity::Serial)];
    for from in all {
        for to in all.into_iter().filter(|to| *to != from) {
            let step = |from, to| Step::AlterColumn {
                table: ObjectName::new("t"),
                from: numbered(from),
                to: numbered(to),
            };
            run(&db, step(None, from)).await;
            let after = run(&db, step(from, to)).await;
            assert_eq!(table(&after, "t").columns[0], numbered(to), "{from:?} to {to:?}");
            if to.is_some() {
                db.run("INSERT INTO t (b) VALUES ('y')").await;
                db.run("DELETE FROM t WHERE a = 42").await;
                db.run("DO $$ BEGIN IF (SELECT count(*) FROM t) <> 1 THEN RAISE 'not 42'; END IF; END $$")
                    .await;
            }
            let after = run(&db, step(to, None)).await;
            assert_eq!(table(&after, "t").columns[0], numbered(None));
            assert_eq!(after.schema.kept, []);
        }
    }
}

#[tokio::test]
async fn an_enum_gets_labels_where_they_belong() {
    let db = with_row("a integer", "1").await;
    let mood = |values: &[&str]| {
        EnumType::new(ObjectName::new("Mo od"), values.iter().map(|&value| value.to_owned()).collect())
    };
    run(&db, Step::CreateEnum(mood(&["b", "e'"]))).await;
    db.run(
        "ALTER TABLE t ADD COLUMN m \"Mo od\" NOT NULL DEFAULT 'b', ADD COLUMN l \"Mo od\"[] DEFAULT '{b}'; \
         CREATE INDEX i ON t (m)",
    )
    .await;
    let more = mood(&["a", "b", "c", "d", "e'", "f"]);
    let step = |from: &EnumType, to: &EnumType, table: &Table| Step::AlterEnum {
        from: from.clone(),
        to: to.clone(),
        columns: table.columns[1..].iter().map(|column| (table.name.clone(), column.clone())).collect(),
    };
    let before = table(&live(&db).await, "t").clone();
    let after = run(&db, step(&mood(&["b", "e'"]), &more, &before)).await;
    assert_eq!(after.schema.enums[&more.name], more);
    let fewer = mood(&["e'", "b"]);
    let after = run(&db, step(&more, &fewer, &before)).await;
    assert_eq!(after.schema.enums, [(fewer.name.clone(), fewer.clone())].into());
    assert_eq!(*table(&after, "t"), before);
    db.run("DROP TABLE t").await;
    assert!(run(&db, Step::DropEnum(fewer)).await.schema.enums.is_empty());
}

#[tokio::test]
async fn indexes_and_constraints_come_and_go() {
    let db = TestDb::postgres().await;
    db.run("CREATE TABLE t (a integer NOT NULL, b text, c jsonb, d integer); CREATE TABLE far (x integer UNIQUE)").await;
    let before = live(&db).await.schema;
    let name = ObjectName::new("t");
    let mut full = index("full", IndexKind::Unique, &["b", "d", "a"]);
    full.parts[0].opclass = Some("text_pattern_ops".to_owned());
    full.parts[0].order = Order::Descending;
    full.parts[0].nulls = NullsOrder::First;
    full.parts[1].nulls = NullsOrder::First;
    full.parts[2].target = IndexTarget::Expr(Expr::new("lower(b)"));
    full.parts[2].collation = Some("C".to_owned());
    full.include = vec!["c".to_owned()];
    full.predicate = Some(Expr::new("(a > 1)"));
    full.nulls_not_distinct = true;
    let mut gin = index("g\"in", IndexKind::Plain, &["c"]);
    gin.method = "gin".to_owned();
    gin.parts[0].opclass = Some("jsonb_path_ops".to_owned());
    let mut pattern = index("pattern", IndexKind::Plain, &["b"]);
    pattern.parts[0].opclass = Some("text_pattern_ops".to_owned());
    pattern.parts[0].order = Order::Descending;
    pattern.parts[0].nulls = NullsOrder::First;
    let mut sum = index("sum", IndexKind::Plain, &["a"]);
    sum.parts[0].target = IndexTarget::Expr(Expr::new("(a + d)"));
    let immediate = IndexKind::Constraint(Deferrability::InitiallyImmediate);
    let unique = Index { include: vec!["d".to_owned()], ..index("un", immediate, &["a"]) };
    for index in [full, gin, pattern, sum, unique] {
        let after = run(&db, Step::CreateIndex { table: name.clone(), index: index.clone() }).await;
        assert_eq!(table(&after, "t").indexes, std::slice::from_ref(&index));
        let after = run(&db, Step::DropIndex { table: name.clone(), index }).await;
        assert_eq!(after.schema, before);
    }
    let key = PrimaryKey { name: Some("pk-t".to_owned()), columns: vec!["a".to_owned()] };
    let after = run(&db, Step::AddPrimaryKey { table: name.clone(), key: key.clone() }).await;
    assert_eq!(table(&after, "t").primary_key, Some(key.clone()));
    assert_eq!(run(&db, Step::DropPrimaryKey { table: name.clone(), key }).await.schema, before);
    let check = Check {
        name: Some("c c".to_owned()),
        expr: Expr::new("(a > 0)"),
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    };
    let after = run(&db, Step::AddCheck { table: name.clone(), check: check.clone() }).await;
    assert_eq!(table(&after, "t").checks, std::slice::from_ref(&check));
    assert_eq!(run(&db, Step::DropCheck { table: name.clone(), check }).await.schema, before);
    for (deferrable, valid) in
        [(Deferrability::NotDeferrable, true), (Deferrability::InitiallyDeferred, false)]
    {
        let key = ForeignKey {
            name: Some("f\"k".to_owned()),
            columns: vec!["d".to_owned()],
            references: ObjectName::new("far"),
            referenced_columns: vec!["x".to_owned()],
            on_delete: Promise::Exact(Action::SetNull),
            on_update: Promise::Exact(Action::Restrict),
            deferrable,
            valid,
            options: Promise::Exact(Options::new()),
            origin: None,
        };
        let after = run(&db, Step::AddForeignKey { table: name.clone(), key: key.clone() }).await;
        assert_eq!(table(&after, "t").foreign_keys, std::slice::from_ref(&key));
        assert_eq!(run(&db, Step::DropForeignKey { table: name.clone(), key }).await.schema, before);
    }
}
