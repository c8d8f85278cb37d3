use super::{column, schema};
use schema_runtime::diff::{Meanings, diff, questions};
use schema_runtime::model::{Check, Expr, ObjectName, Options, PrimaryKey, Promise, Schema, Table};
use std::time::{Duration, Instant};

fn tables(count: usize) -> Schema {
    schema((0..count).map(|number| {
        let mut table = Table::new(ObjectName::new(format!("table_{number:05}")));
        table.columns =
            (0..12).map(|column_number| column(&format!("column_{column_number}"), "text", |_| {})).collect();
        table.primary_key = Some(PrimaryKey { name: None, columns: vec!["column_0".to_owned()] });
        table.indexes = (1..5).map(|column| super::indexes::plain(&[&format!("column_{column}")])).collect();
        table.foreign_keys = (5..7)
            .map(|column| super::keys::key(&format!("column_{column}"), "table_00000", |_| {}))
            .collect();
        table.checks.push(Check {
            name: Some("positive".to_owned()),
            expr: Expr::new("column_1 > ''"),
            valid: true,
            options: Promise::Exact(Options::new()),
            origin: None,
        });
        table
    }))
}

/// A generous line for a build without optimisation; the benches measure one with it.
#[test]
fn ten_thousand_equal_tables_take_no_time_to_speak_of() {
    let (live, mut declared) = (tables(10_000), tables(10_000));
    for column in declared.tables.values_mut().flat_map(|table| &mut table.columns) {
        column.accepts.insert("text".to_owned());
    }
    let start = Instant::now();
    assert_eq!(questions(&live, &declared), []);
    assert_eq!(diff(&live, &declared, &Meanings::default()), []);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(5), "{took:?}");
}
