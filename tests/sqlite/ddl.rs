//! Steps become statements that SQLite takes, and what they make is read back as it was meant.

use super::{created, live, read, table};
use crate::support::TestDb;
use schema_runtime::backend::{Live, Server};
use schema_runtime::model::{
    Check, Column, Expr, ForeignKey, Generated, Identity, Index, ObjectName, Options, Promise, Schema,
    SqlType, Storage, Table,
};
use schema_runtime::plan::{Statement, Step, plan};
use schema_runtime::{Entities, Error, Guard};

async fn server() -> Server {
    live("").await.1.server
}

async fn run(db: &TestDb, live: &Live, to: &Schema) {
    for step in plan(&live.schema, to, &live.server.capabilities()) {
        for statement in live.server.ddl(&step).expect("a step that SQLite can do") {
            db.run(&live.server.sql(&statement)).await;
        }
    }
}

/// Everything that a table can be, hostile names included.
const EVERYTHING: &str = "
    CREATE TABLE parent (a INTEGER NOT NULL, \"b \"\"x\" TEXT NOT NULL, CONSTRAINT \"pk \"\"p\" PRIMARY KEY (\"b \"\"x\", a));
    CREATE TABLE \"order\" (
        \"from\" INTEGER PRIMARY KEY AUTOINCREMENT,
        \"Größe 'x'\" VARCHAR(20) NOT NULL DEFAULT 'it''s' COLLATE NOCASE CONSTRAINT \"c\"\"1\" CHECK (length(\"Größe 'x'\") > 1),
        price real(10, 6) DEFAULT -1.5,
        twice INT AS (\"from\" * 2) VIRTUAL,
        thrice INT AS (\"from\" * 3) STORED,
        made datetime_text NOT NULL DEFAULT CURRENT_TIMESTAMP,
        key BLOB DEFAULT (randomblob(16)),
        parent INTEGER, parent_b TEXT REFERENCES \"order\" (\"Größe 'x'\") ON DELETE SET NULL,
        UNIQUE (price), CONSTRAINT \"u\"\"1\" UNIQUE (price, made), CHECK (price <> 0),
        CONSTRAINT \"k\"\"1\" FOREIGN KEY (parent_b, parent) REFERENCES parent (\"b \"\"x\", a) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
    );
    CREATE UNIQUE INDEX \"i\"\"1\" ON \"order\" (\"Größe 'x'\" COLLATE BINARY, price DESC) WHERE price > 0;
    CREATE INDEX i2 ON \"order\" (lower(\"Größe 'x'\") COLLATE RTRIM DESC, made);
    CREATE TABLE named (id INTEGER CONSTRAINT pk PRIMARY KEY AUTOINCREMENT, up INT CONSTRAINT \"up\" REFERENCES named (id));
    CREATE TABLE strict (id TEXT NOT NULL PRIMARY KEY, any ANY) STRICT, WITHOUT ROWID;";

#[tokio::test]
async fn what_is_created_is_what_was_read() {
    let (_db, original) = live(EVERYTHING).await;
    let (copy, empty) = live("").await;
    run(&copy, &empty, &original.schema).await;
    let copied = read(&copy).await;
    for (name, table) in &original.schema.tables {
        assert_eq!(&copied.schema.tables[name], table, "{name}");
    }
    assert_eq!(copied.schema, original.schema);
    assert_eq!(plan(&copied.schema, &original.schema, &copied.server.capabilities()), []);
    run(&copy, &copied, &Schema::default()).await;
    assert_eq!(read(&copy).await.schema, Schema::default());
}

fn column(name: &str) -> Column {
    Column::new(name, SqlType::new("integer"))
}

fn default(column: Column, default: &str) -> Column {
    Column { default: Promise::Exact(Some(Expr::new(default))), ..column }
}

fn not_null(column: Column) -> Column {
    Column { nullable: false, ..column }
}

fn generated(storage: Storage) -> Column {
    Column { generated: Some(Generated { expr: Expr::new("a + 1"), storage }), ..column("new") }
}

fn add(column: Column) -> Step {
    Step::AddColumn { table: ObjectName::new("t"), column }
}

#[tokio::test]
async fn columns_are_added_to_a_table_with_rows() {
    let (db, _) = live("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1)").await;
    let server = server().await;
    let columns = [
        column("b"),
        default(not_null(column("c")), "('5')"),
        default(not_null(Column::new("d", SqlType::new("boolean"))), "FALSE"),
        Column { name: "e".to_owned(), ..generated(Storage::Virtual) },
        Column { backfill: Some(Expr::new("a * 7")), ..column("f") },
        default(column("g"), "-1"),
    ];
    for column in columns {
        for statement in server.ddl(&add(column)).expect("in place") {
            db.run(&server.sql(&statement)).await;
        }
    }
    db.run("CREATE TABLE seen AS SELECT a FROM t WHERE b IS NULL AND c = 5 AND d = 0 AND e = 2 AND f = 7 AND g = -1").await;
    assert_eq!(table(&read(&db).await, "t").columns.len(), 7);
    db.run("CREATE TABLE one (a CHECK (a = 1)); INSERT INTO one SELECT count(*) FROM seen").await;
}

#[tokio::test]
async fn what_cannot_be_done_in_place_is_an_error_that_names_the_step() {
    let server = server().await;
    let name = || ObjectName::new("t");
    let key = ForeignKey {
        name: None,
        columns: vec!["a".to_owned(), "b".to_owned()],
        references: name(),
        referenced_columns: vec!["c".to_owned(), "d".to_owned()],
        on_delete: Promise::Exact(schema_runtime::model::Action::NoAction),
        on_update: Promise::Exact(schema_runtime::model::Action::NoAction),
        deferrable: schema_runtime::model::Deferrability::NotDeferrable,
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    };
    let check = Check {
        name: Some("c".to_owned()),
        expr: Expr::new("a > 0"),
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    };
    let numbered = Column { identity: Promise::Exact(Some(Identity::RowId)), ..column("id") };
    for (step, said) in [
        (add(not_null(column("new"))), "add the column `t.new`"),
        (add(default(column("new"), "CURRENT_TIMESTAMP")), "the default `CURRENT_TIMESTAMP` is not constant"),
        (add(default(column("new"), "(1 + 1)")), "not constant"),
        (add(default(not_null(column("new")), "NULL")), "add the column `t.new`"),
        (add(generated(Storage::Stored)), "stored"),
        (add(numbered.clone()), "primary key"),
        (Step::DropColumn { table: name(), column: numbered }, "drop the column `t.id`"),
        (
            Step::AlterColumn { table: name(), from: column("a"), to: not_null(column("a")) },
            "change the column `t.a`",
        ),
        (Step::AddForeignKey { table: name(), key: key.clone() }, "add the foreign key of `t` (a, b)"),
        (Step::DropForeignKey { table: name(), key }, "drop the foreign key of `t` (a, b)"),
        (Step::AddCheck { table: name(), check: check.clone() }, "add the check `c` of `t`"),
        (Step::DropCheck { table: name(), check }, "drop the check `c` of `t`"),
        (
            Step::RebuildTable { from: Box::new(Table::new(name())), to: Box::new(Table::new(name())) },
            "change the table `t`",
        ),
    ] {
        match server.ddl(&step) {
            Err(error @ Error::Unsupported { .. }) => assert!(error.to_string().contains(said), "{error}"),
            other => panic!("{step:?}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_misspelt_name_in_double_quotes_does_not_become_a_string() {
    let mut table = Table::new(ObjectName::new("t"));
    table.columns = vec![column("cost")];
    let check = |expr| Check {
        name: None,
        expr: Expr::new(expr),
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    };
    table.checks = vec![check("\"COST\" > 0"), check("\"cots\" > 0")];
    let error = server().await.ddl(&Step::CreateTable(table)).expect_err("no such column");
    assert_eq!(
        error.to_string(),
        "cannot create `t` with the expression `\"cots\" > 0` in place on SQLite: there is no column \"cots\", which \
         would be taken for a string; write 'cots' if it is one"
    );
}

fn indexes(live: &Live) -> Vec<Index> {
    table(live, "t").indexes.clone()
}

#[tokio::test]
async fn tables_columns_and_indexes_are_renamed_and_dropped() {
    let (db, before) = live("CREATE TABLE t (a INT, b INT, c INT); CREATE INDEX i ON t (b)").await;
    let name = || ObjectName::new("t");
    let index = indexes(&before)[0].clone();
    let steps = [
        Step::RenameIndex { table: name(), from: index.clone(), to: "j".to_owned() },
        Step::DropIndex { table: name(), index: Index { name: Some("j".to_owned()), ..index } },
        Step::RenameColumn { table: name(), from: "a".to_owned(), to: "new \"a".to_owned() },
        Step::DropColumn { table: name(), column: column("b") },
        Step::RenameTable { from: name(), to: ObjectName::new("new \"t") },
    ];
    for step in &steps {
        for statement in before.server.ddl(step).expect("in place") {
            db.run(&before.server.sql(&statement)).await;
        }
    }
    let after = read(&db).await;
    let renamed = table(&after, "new \"t");
    let names: Vec<_> = renamed.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["new \"a", "c"]);
    assert_eq!(renamed.indexes, []);
}

#[tokio::test]
async fn a_migration_reads_as_a_person_would_write_it() {
    let server = server().await;
    let mut table = Table::new(ObjectName::new("cakes"));
    table.columns = vec![
        not_null(Column { identity: Promise::Exact(Some(Identity::AutoIncrement)), ..column("id") }),
        not_null(Column::new("name", SqlType::new("varchar").with([80]))),
    ];
    table.primary_key =
        Some(schema_runtime::model::PrimaryKey { name: None, columns: vec!["id".to_owned()] });
    let statements = server.ddl(&Step::CreateTable(table)).expect("a table");
    assert!(matches!(statements.as_slice(), [Statement::CreateTable(_)]));
    assert_eq!(
        server.sql(&statements[0]),
        "CREATE TABLE \"cakes\" ( \"id\" integer NOT NULL PRIMARY KEY AUTOINCREMENT, \"name\" varchar(80) NOT NULL )"
    );
}

mod declared {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "order", comment = "orders")]
    #[schema(index(
        columns(group, expr("lower(name)"), price(desc, nulls_last)),
        unique,
        predicate = "price > 0"
    ))]
    #[schema(index(columns(price), include(name), method = "gin"))]
    #[schema(unique(columns(name, group)))]
    #[schema(check(name = "positive", expr = "price >= 0"))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[schema(collation = "nocase")]
        pub name: String,
        pub group: Option<i64>,
        #[schema(default = "0", check = "price < 1000")]
        pub price: f64,
        #[schema(generated = "price * 2")]
        pub twice: Option<f64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
    pub enum Relation {
        #[sea_orm(belongs_to = "Entity", from = "Column::Group", to = "Column::Id", on_delete = "SetNull")]
        Group,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn what_is_created_from_entities_is_clean_even_when_all_is_insisted_on() {
    let entities = Entities::none().with::<declared::Entity>();
    let (db, _) = created(&entities).await;
    for guard in [Guard::new(), Guard::new().strict()] {
        let report = guard.entities(entities.clone()).check(&db.db).await.expect("a report");
        assert_eq!(report.differences, []);
    }
}
