//! What people and programs read of a check. Needs no database.

use crate::diff::{column, schema};
use schema_runtime::backend::Backend;
use schema_runtime::diff::{Meaning, Meanings, diff, questions};
use schema_runtime::model::{
    Action, Check, EnumType, Expr, ForeignKey, Identity, Index, IndexKind, Kept, Location, ObjectName,
    Options, Promise, Schema, SqlType, Table,
};
use schema_runtime::report::{Colour, Report, Verdict};

fn table(name: &str, file: &'static str, columns: &[(&str, &str)]) -> Table {
    let mut table = Table::new(ObjectName::new(name));
    table.origin = Some(Location { file, line: 9 });
    table.columns.push(column("id", "uuid", |column| column.nullable = false));
    for (number, (name, ty)) in (0..).zip(columns) {
        table
            .columns
            .push(column(name, ty, |column| column.origin = Some(Location { file, line: 12 + number })));
    }
    table
}

fn key(column: &str, references: &str, line: u32) -> ForeignKey {
    crate::diff::key(column, references, |key| {
        key.on_delete = Promise::Exact(Action::Cascade);
        key.origin = Some(Location { file: "src/entity/asset.rs", line });
    })
}

fn index(columns: &[&str], line: u32) -> Index {
    Index { origin: Some(Location { file: "src/entity/asset.rs", line }), ..crate::diff::plain(columns) }
}

fn check(name: &str, expr: &str) -> Check {
    let origin = Some(Location { file: "src/entity/asset.rs", line: 10 });
    Check {
        name: Some(name.to_owned()),
        expr: Expr::new(expr),
        valid: true,
        options: Promise::Exact(Options::new()),
        origin,
    }
}

const ASSET: &str = "src/entity/asset.rs";

fn declared() -> Schema {
    let mut assets = table(
        "assets",
        ASSET,
        &[
            ("asset_type", "asset_type"),
            ("raw_data", "json"),
            ("status", "character varying"),
            ("hostname", "character varying"),
            ("flow_id", "uuid"),
            ("session_id", "uuid"),
            ("cpu_utilization_percent", "double precision"),
            ("technology_stack", "text"),
            ("name", "text"),
        ],
    );
    assets.columns[2].accepts.insert("jsonb".to_owned());
    assets.columns[3].default = Promise::Exact(Some(Expr::new("'discovered'")));
    assets.columns[5].default = Promise::Exact(Some(Expr::new("gen_random_uuid()")));
    assets.columns[9].ty = Promise::Open(SqlType::new("text"));
    assets.columns[9].accepts.insert("character varying".to_owned());
    assets.indexes = vec![index(&["flow_id"], 16), index(&["hostname", "status"], 4)];
    assets.foreign_keys = vec![key("flow_id", "discovery_flows", 16), key("session_id", "sessions", 17)];
    assets.checks = vec![
        check(
            "assets_status",
            "status IN ('discovered', 'assessed', 'planned', 'migrating', 'migrated', 'failed')",
        ),
        check("assets_cost_positive", "cost >= 0"),
    ];
    let mut tags = table("tags", "src/entity/tag.rs", &[("word", "text")]);
    tags.columns[0].identity = Promise::Exact(Some(Identity::ByDefault));
    let long = "services/inventory/crates/persistence/src/entity/enhanced_access_audit_log_with_details.rs";
    let audit = table("audit_log", long, &[("details", "jsonb")]);
    let analyses =
        table("cmdb_sixr_analyses", "src/entity/analysis.rs", &[("name", "text"), ("status", "text")]);
    let workflow =
        table("workflow_progress", "src/entity/workflow.rs", &[("phase", "text"), ("progress", "integer")]);
    let mut schema = schema([assets, tags, audit, analyses, workflow]);
    let mood = ObjectName::new("asset_type");
    let values = ["server", "database", "storage"].map(str::to_owned).into();
    schema.enums.insert(mood.clone(), EnumType::new(mood, values));
    schema
}

fn live() -> Schema {
    let mut assets = table(
        "assets",
        ASSET,
        &[
            ("asset_type", "character varying(100)"),
            ("raw_data", "jsonb"),
            ("status", "character varying"),
            ("hostname", "character varying"),
            ("cost", "numeric"),
            ("inventory_number", "text"),
            ("name", "character varying"),
        ],
    );
    assets.columns[3].default = Promise::Exact(Some(Expr::new("'unknown'")));
    assets.columns[6].nullable = false;
    assets.checks = vec![check("assets_cost_positive", "(cost >= (0)::numeric)")];
    assets.indexes = vec![Index { kind: IndexKind::Unique, ..index(&["inventory_number"], 1) }];
    let tags = table("tags", "src/entity/tag.rs", &[("word", "text")]);
    let audit = table("audit_log", "", &[]);
    let analysis = table("cmdb_sixr_analysis", "", &[("name", "text"), ("status", "text")]);
    let mut schema = schema([assets, tags, audit, analysis]);
    let mood = ObjectName::new("asset_type");
    let values = ["server", "database", "network"].map(str::to_owned).into();
    schema.enums.insert(mood.clone(), EnumType::new(mood, values));
    schema
}

fn report() -> Report {
    let (live, declared) = (live(), declared());
    let mut meanings = Meanings::default();
    for question in questions(&live, &declared) {
        let meaning = match question.expr.as_str() {
            "cost >= 0" | "(cost >= (0)::numeric)" => {
                Meaning::Unknown("permission denied for table assets".to_owned())
            }
            text => Meaning::Is(text.to_owned()),
        };
        meanings.insert(question, meaning);
    }
    Report::new(Backend::Postgres, diff(&live, &declared, &meanings))
}

#[test]
fn people_read_it_table_by_table_and_the_worst_first() {
    insta::assert_snapshot!("text", report());
    insta::assert_snapshot!("text_with_harmless", report().text().with_harmless());
}

#[test]
fn a_pull_request_shows_it_as_markdown() {
    insta::assert_snapshot!("markdown", report().markdown());
    let same = Report::new(Backend::Sqlite, Vec::new());
    assert_eq!(same.markdown(), "**Schema check**: the database fits the entities.\n");
}

#[test]
fn no_line_is_wider_than_a_screen_unless_a_path_is() {
    let text = report().text().with_harmless().to_string();
    let wide: Vec<_> =
        text.lines().filter(|line| line.chars().count() > 100 && !line.contains("services/")).collect();
    assert_eq!(wide, Vec::<&str>::new());
}

#[test]
fn colour_adds_nothing_but_colour() {
    let plain = report().to_string();
    let coloured = report().text().colour(Colour::Always).to_string();
    assert!(coloured.contains("\x1b[1;31mbreaking\x1b[0m"));
    let mut stripped = String::new();
    for piece in coloured.split('\x1b') {
        let code = piece.strip_prefix('[').and_then(|piece| piece.split_once('m'));
        stripped.push_str(code.map_or(piece, |(_, text)| text));
    }
    assert_eq!(stripped, plain);
}

#[test]
fn a_pipe_gets_no_colour() {
    let file = std::fs::File::open(file!()).expect("this file is there");
    assert_eq!(Colour::of(&file), Colour::Never);
}

#[test]
fn programs_read_it_as_json() {
    let json = serde_json::to_value(report()).expect("a report is JSON");
    assert_eq!(json["backend"], "postgres");
    assert_eq!(json["verdict"], "drifted");
    let of = |kind: &str, object: &str| {
        let differences = json["differences"].as_array().expect("a list");
        differences.iter().find(|one| one["kind"] == kind && one["object"] == object).cloned()
    };
    let text = serde_json::to_string(&of("missing_column", "flow_id")).expect("JSON");
    let expected = serde_json::json!({
        "kind": "missing_column", "severity": "breaking", "table": "assets", "object": "flow_id",
        "declared": "uuid null default gen_random_uuid()", "live": null, "entity": "src/entity/asset.rs:16",
        "why": "selecting assets names this column"
    });
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON"), expected);
    let order = ["kind", "severity", "table", "object", "declared", "live", "entity", "why"];
    let one = serde_json::to_string(&report().differences[0]).expect("JSON");
    let places: Vec<_> =
        order.iter().map(|key| one.find(&format!("\"{key}\":")).expect("each key is there")).collect();
    assert!(places.is_sorted(), "{one}");
    assert_eq!(of("missing_table", "").expect("one")["hint"], "cmdb_sixr_analysis");
    assert_eq!(of("check_expression", "assets_cost_positive").expect("one")["severity"], "unknown");
}

#[test]
fn a_verdict_is_what_the_worst_difference_says() {
    let same = Report::new(Backend::Sqlite, Vec::new());
    assert_eq!(same.verdict, Verdict::Clean);
    assert_eq!(same.to_string(), "clean: the database fits the entities\n");
    let mut harmless = report().differences;
    harmless.retain(|difference| difference.severity == schema_runtime::diff::Severity::Harmless);
    let compatible = Report::new(Backend::Sqlite, harmless);
    assert_eq!(compatible.verdict, Verdict::Compatible);
    insta::assert_snapshot!("compatible", compatible);
    assert_eq!(report().verdict, Verdict::Drifted);
}

#[test]
fn what_entities_cannot_say_is_listed_when_asked_for() {
    let mut report = Report::new(Backend::Sqlite, Vec::new());
    let kept = |kind, name: &str, table: Option<&str>| Kept {
        kind,
        name: ObjectName::new(name),
        table: table.map(ObjectName::new),
    };
    report.kept = vec![kept("trigger", "touch", Some("assets")), kept("view", "active_assets", None)];
    insta::assert_snapshot!("kept", report);
    let json = serde_json::to_value(&report).expect("JSON");
    assert_eq!(json["kept"][0], serde_json::json!({ "kind": "trigger", "name": "touch", "table": "assets" }));
}
