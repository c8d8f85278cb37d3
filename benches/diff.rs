//! What comparing two schemas of 10,000 tables costs, without a database: where nothing, one thing and every table
//! changed. Tables have 12 columns, 4 indexes, 2 foreign keys and a check.
//!
//! ```sh
//! cargo bench --bench diff
//! ```

#![allow(missing_docs, reason = "a program, not a library")]

use schema_runtime::diff::{Meanings, diff};
use schema_runtime::model::{
    Action, Check, Column, Deferrability, Expr, ForeignKey, Index, IndexKind, IndexPart, ObjectName, Options,
    PrimaryKey, Promise, Schema, SqlType, Table,
};
use std::time::{Duration, Instant};

const TABLES: usize = 10_000;

fn main() {
    let live = schema();
    println!("{:>8} {:>12} {:>12} {:>14}", "tables", "changed", "diff", "differences");
    for changed in [0, 1, TABLES] {
        let declared = with_changes(&live, changed);
        let mut times = Vec::new();
        let mut found = 0;
        for _ in 0..7 {
            let start = Instant::now();
            let differences = diff(&live, &declared, &Meanings::default());
            times.push(start.elapsed());
            found = differences.len();
        }
        assert_eq!(found, changed);
        println!("{TABLES:>8} {changed:>12} {:>12.1?} {found:>14}", median(times));
    }
}

/// The schema with another type of a column in so many tables.
fn with_changes(schema: &Schema, changed: usize) -> Schema {
    let mut schema = schema.clone();
    for table in schema.tables.values_mut().take(changed) {
        table.columns[3].ty = Promise::Exact(SqlType::new("character varying").with([100]));
    }
    schema
}

fn schema() -> Schema {
    let tables = (0..TABLES).map(table).map(|table| (table.name.clone(), table)).collect();
    Schema { tables, ..Schema::default() }
}

fn table(number: usize) -> Table {
    let name = format!("record_{number:05}");
    let mut table = Table::new(ObjectName::new(&name));
    table.columns = columns();
    table.primary_key = Some(PrimaryKey { name: Some(format!("{name}_pkey")), columns: strings(&["id"]) });
    table.indexes = vec![
        index(&name, IndexKind::Plain, &["owner_id"]),
        index(&name, IndexKind::Plain, &["parent_id"]),
        index(&name, IndexKind::Plain, &["status", "created_at"]),
        index(&name, IndexKind::Constraint(Deferrability::NotDeferrable), &["code"]),
    ];
    table.foreign_keys = vec![key(&name, "owner_id"), key(&name, "parent_id")];
    table.checks = vec![Check {
        name: Some("amount_is_paid".to_owned()),
        expr: Expr::new("amount >= (0)::numeric"),
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    }];
    table
}

fn columns() -> Vec<Column> {
    let column = |name: &str, ty: &str| Column::new(name, SqlType::new(ty));
    let with_default = |column: Column, default: &str| Column {
        nullable: false,
        default: Promise::Exact(Some(Expr::new(default))),
        ..column
    };
    vec![
        Column { nullable: false, ..column("id", "bigint") },
        Column { nullable: false, ..column("owner_id", "bigint") },
        column("parent_id", "bigint"),
        Column::new("name", SqlType::new("character varying").with([200])),
        Column::new("code", SqlType::new("character varying").with([50])),
        with_default(Column::new("status", SqlType::new("character varying").with([20])), "'new'"),
        with_default(Column::new("amount", SqlType::new("numeric").with([12, 2])), "0"),
        column("quantity", "integer"),
        column("notes", "text"),
        with_default(column("data", "jsonb"), "'{}'::jsonb"),
        with_default(column("created_at", "timestamp with time zone"), "now()"),
        column("updated_at", "timestamp with time zone"),
    ]
}

fn index(table: &str, kind: IndexKind, columns: &[&str]) -> Index {
    Index {
        name: Some(format!("idx-{table}-{}", columns.join("-"))),
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

fn key(table: &str, column: &str) -> ForeignKey {
    ForeignKey {
        name: Some(format!("fk-{table}-{column}")),
        columns: strings(&[column]),
        references: ObjectName::new("record_00000"),
        referenced_columns: strings(&["id"]),
        on_delete: Promise::Exact(Action::Cascade),
        on_update: Promise::Exact(Action::NoAction),
        deferrable: Deferrability::NotDeferrable,
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    }
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
