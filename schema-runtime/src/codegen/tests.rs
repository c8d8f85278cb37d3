use super::*;
use crate::backend::Backend;
use crate::model::{
    Action, Check, Deferrability, Expr, ForeignKey, Index, IndexKind, IndexPart, IndexTarget, NullsOrder,
    ObjectName, Options, Order, PrimaryKey, Promise,
};
use crate::plan::{ColumnCall, CreateTable, Obstacle};
use sea_orm::ColumnType;
use std::io::Write;
use std::process::{Command, Stdio};

fn column(name: &str, ty: ColumnType) -> ColumnCall {
    ColumnCall { ty: Some(ty), not_null: Some(true), ..ColumnCall::new(name) }
}

fn table(name: &str) -> CreateTable {
    CreateTable {
        name: ObjectName::new(name),
        columns: vec![ColumnCall {
            default: Some(Expr::new("gen_random_uuid()")),
            primary_key: true,
            ..column("id", ColumnType::Uuid)
        }],
        primary_key: None,
        uniques: Vec::new(),
        foreign_keys: Vec::new(),
        checks: Vec::new(),
        comment: None,
        extra: None,
    }
}

fn index(name: &str, parts: Vec<IndexPart>) -> Index {
    Index {
        name: Some(name.to_owned()),
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

fn key() -> ForeignKey {
    ForeignKey {
        name: Some("fk-assets-tenant_id".to_owned()),
        columns: vec!["tenant_id".to_owned()],
        references: ObjectName::new("tenants"),
        referenced_columns: vec!["id".to_owned()],
        on_delete: Promise::Exact(Action::Cascade),
        on_update: Promise::Exact(Action::NoAction),
        deferrable: Deferrability::NotDeferrable,
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    }
}

fn assets() -> Vec<Statement> {
    let mut assets = table("assets");
    assets.columns.extend([
        column("tenant_id", ColumnType::Uuid),
        column("name", ColumnType::string(Some(200))),
        ColumnCall { default: Some(Expr::new("'active'")), ..column("status", ColumnType::string(Some(20))) },
        ColumnCall {
            default: Some(Expr::new("CURRENT_TIMESTAMP")),
            ..column("created_at", ColumnType::TimestampWithTimeZone)
        },
        ColumnCall { not_null: Some(false), ..column("cost", ColumnType::Decimal(Some((12, 2)))) },
        ColumnCall { default: Some(Expr::new("'{}'::jsonb")), ..column("data", ColumnType::JsonBinary) },
        column("tags", ColumnType::Array(sea_orm::sea_query::RcOrArc::new(ColumnType::Text))),
        column("odd", ColumnType::VarBinary(sea_orm::sea_query::StringLen::Max)),
    ]);
    assets.checks.push(Check {
        name: Some("assets_cost_positive".to_owned()),
        expr: Expr::new("cost >= 0"),
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    });
    assets.checks.push(Check {
        name: None,
        expr: Expr::new("status IN ('active', 'retired', 'maintenance', 'disposed', 'lost', 'stolen')"),
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    });
    assets.foreign_keys.push(key());
    assets.uniques.push(Index {
        kind: IndexKind::Constraint(Deferrability::NotDeferrable),
        ..index("uq-assets-tenant_id-name", vec![IndexPart::column("tenant_id"), IndexPart::column("name")])
    });
    vec![
        Statement::CreateTable(assets),
        Statement::CreateIndex {
            table: ObjectName::new("assets"),
            index: Index {
                kind: IndexKind::Unique,
                predicate: Some(Expr::new("deleted_at IS NULL")),
                ..index(
                    "idx-assets-name",
                    vec![IndexPart {
                        order: Order::Descending,
                        nulls: NullsOrder::First,
                        ..IndexPart::column("name")
                    }],
                )
            },
        },
        Statement::CreateIndex {
            table: ObjectName::new("assets"),
            index: Index {
                method: "gin".to_owned(),
                ..index(
                    "idx-assets-lower",
                    vec![
                        IndexPart {
                            target: IndexTarget::Expr(Expr::new("lower(name)")),
                            ..IndexPart::column("")
                        },
                        IndexPart { opclass: Some("jsonb_path_ops".to_owned()), ..IndexPart::column("data") },
                    ],
                )
            },
        },
        Statement::Raw("COMMENT ON TABLE \"assets\" IS 'what a tenant owns'".to_owned()),
    ]
}

fn group(subject: &str, statements: Vec<Statement>) -> Group {
    let instructions = statements.into_iter().map(Instruction::Run).collect();
    let part = Part { title: None, notes: Vec::new(), instructions };
    Group { subject: subject.to_owned(), parts: vec![part] }
}

fn all_kinds() -> Vec<Group> {
    let assets = || ObjectName::new("assets");
    let mood = || ObjectName::in_schema(Some("shop"), "mood");
    vec![
        group(
            "mood",
            vec![
                Statement::CreateType { name: mood(), values: vec!["sad".to_owned(), "ok".to_owned()] },
                Statement::AddTypeValue {
                    name: mood(),
                    value: "fine".to_owned(),
                    before: Some("ok".to_owned()),
                },
                Statement::DropType { name: mood() },
            ],
        ),
        group(
            "assets",
            vec![
                Statement::AddColumn {
                    table: assets(),
                    column: ColumnCall { not_null: Some(false), ..column("flow_id", ColumnType::Uuid) },
                },
                Statement::ModifyColumn {
                    table: assets(),
                    column: ColumnCall {
                        using: Some(Expr::new("raw_data::jsonb")),
                        ..column("raw_data", ColumnType::JsonBinary)
                    },
                },
                Statement::RenameColumn {
                    table: assets(),
                    from: "hostname".to_owned(),
                    to: "name".to_owned(),
                },
                Statement::DropColumn { table: assets(), column: "gone".to_owned() },
                Statement::DropIndex { table: assets(), name: "idx-assets-gone".to_owned() },
                Statement::AddForeignKey {
                    table: assets(),
                    key: ForeignKey { deferrable: Deferrability::InitiallyDeferred, ..key() },
                },
                Statement::DropForeignKey { table: assets(), name: "fk-assets-gone".to_owned() },
                Statement::RenameTable { from: assets(), to: ObjectName::new("things") },
            ],
        ),
        group("things", vec![Statement::DropTable(ObjectName::new("things"))]),
    ]
}

fn formatted(text: &str) -> String {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("rustfmt is there");
    rustfmt.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it reads");
    let output = rustfmt.wait_with_output().expect("it ends");
    assert!(output.status.success(), "rustfmt refuses:\n{text}");
    String::from_utf8(output.stdout).expect("text")
}

fn create() -> String {
    let drop = vec![group("assets", vec![Statement::DropTable(ObjectName::new("assets"))])];
    migration(
        Backend::Postgres,
        "Written in a test.",
        Transaction::Whole,
        &[group("assets", assets())],
        &drop,
    )
}

#[test]
fn a_migration_reads_as_a_person_would_have_written_it() {
    insta::assert_snapshot!(create());
    insta::assert_snapshot!(migration(
        Backend::Postgres,
        "Written in a test.",
        Transaction::Whole,
        &all_kinds(),
        &[]
    ));
}

fn rebuild() -> Part {
    let assets = || ObjectName::new("assets");
    let obstacle = Obstacle { what: "rows".to_owned(), query: "SELECT 1".to_owned() };
    let around =
        vec![Statement::DropTable(assets()), Statement::RenameTable { from: assets(), to: assets() }];
    Part {
        title: Some("rebuild the table `assets`".to_owned()),
        notes: vec!["A note.".to_owned()],
        instructions: vec![
            Instruction::Require(vec![obstacle]),
            Instruction::WithTriggers { table: "assets".to_owned(), around },
        ],
    }
}

#[test]
fn rustfmt_finds_nothing_to_do() {
    let long: Vec<_> = (0..30).map(|number| group(&format!("t{number}"), assets())).collect();
    let drop: Vec<_> = (0..30)
        .map(|number| {
            group(&format!("t{number}"), vec![Statement::DropTable(ObjectName::new(format!("t{number}")))])
        })
        .collect();
    for text in [
        create(),
        migration(
            Backend::Postgres,
            "Written in a test.\nIn two sentences.",
            Transaction::Whole,
            &all_kinds(),
            &[],
        ),
        migration(Backend::MySql, "Written in a test.", Transaction::Whole, &all_kinds(), &all_kinds()),
        migration(Backend::Postgres, "Written in a test.", Transaction::Whole, &long, &drop),
        migration(
            Backend::Sqlite,
            "Written in a test.",
            Transaction::WithoutKeys,
            &[Group { subject: "assets".to_owned(), parts: vec![rebuild()] }],
            &[],
        ),
    ] {
        assert_eq!(formatted(&text), text);
    }
}

#[test]
fn the_same_statements_give_the_same_text_and_functions_have_names_of_their_own() {
    let long: Vec<_> = (0..6).map(|_| group("a b", assets())).collect();
    let text = migration(Backend::Postgres, "Written in a test.", Transaction::Whole, &long, &[]);
    assert_eq!(text, migration(Backend::Postgres, "Written in a test.", Transaction::Whole, &long, &[]));
    assert!(text.contains("        create_a_b(manager).await?;\n        create_a_b_2(manager).await?;\n"));
}

#[test]
fn hostile_text_stays_inside_its_literal() {
    let hostile = "a\"#b\\c\nd\u{7}".to_owned();
    let mut odd = table(&hostile);
    odd.primary_key = Some(PrimaryKey { name: Some(hostile.clone()), columns: vec![hostile.clone()] });
    let statements =
        vec![Statement::CreateTable(odd), Statement::Raw("SELECT \"x\"# FROM t\nWHERE 1".to_owned())];
    let text = migration(
        Backend::Postgres,
        "Written in a test.",
        Transaction::Whole,
        &[group(&hostile, statements)],
        &[],
    );
    syn::parse_file(&text).expect("it parses");
    insta::assert_snapshot!(text);
}

#[test]
fn a_label_that_is_used_leaves_the_transaction_however_it_is_written() {
    let added = |value: &str| Statement::AddTypeValue {
        name: ObjectName::new("mood"),
        value: value.to_owned(),
        before: None,
    };
    for (label, used, expected) in [
        ("y", "SELECT 'y'", true),
        ("it's", "SELECT 'it''s'", true),
        ("y", "SELECT '{x,y}'::mood[]", true),
        ("in use", "SELECT '{\"in use\",x}'::mood[]", true),
        ("y", "SELECT 'yes', year FROM y", false),
    ] {
        let groups = [group("mood", vec![added(label), Statement::Raw(used.to_owned())])];
        assert_eq!(super::uses_new_label(&groups), expected, "{label} in {used}");
    }
}
