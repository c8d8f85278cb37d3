//! Two schemas, written out, and what must differ: each rule of the comparison on its own. Needs no database.

mod applying;
mod columns;
mod enums;
mod expressions;
mod indexes;
mod keys;
mod law;
mod speed;
mod tables;

pub(crate) use indexes::plain;
pub(crate) use keys::key;

use schema_runtime::diff::{Difference, Kind, Meanings, Severity, diff};
use schema_runtime::model::{Column, ObjectName, Promise, Schema, SqlType, Table};

/// A table `t` with an `id` and what is added to it.
pub(crate) fn table(add: impl FnOnce(&mut Table)) -> Table {
    let mut table = Table::new(ObjectName::new("t"));
    table.columns.push(column("id", "integer", |column| column.nullable = false));
    add(&mut table);
    table
}

/// A nullable column with what is said of it besides.
pub(crate) fn column(name: &str, ty: &str, say: impl FnOnce(&mut Column)) -> Column {
    let mut column = Column::new(name, SqlType::new(ty));
    say(&mut column);
    column
}

/// The same column as an entity that says only its Rust type declares it.
pub(crate) fn open(name: &str, ty: &str, accepts: &[&str]) -> Column {
    column(name, ty, |column| {
        column.ty = Promise::Open(SqlType::new(ty));
        column.accepts = accepts.iter().map(|&name| name.to_owned()).collect();
        column.default = Promise::Open(None);
        column.identity = Promise::Open(None);
        column.collation = Promise::Open(None);
        column.comment = Promise::Open(None);
        column.on_update = Promise::Open(None);
    })
}

pub(crate) fn schema(tables: impl IntoIterator<Item = Table>) -> Schema {
    let tables = tables.into_iter().map(|table| (table.name.clone(), table)).collect();
    Schema { tables, ..Schema::default() }
}

/// Kind, severity, table and object of each difference.
pub(crate) fn found(differences: &[Difference]) -> Vec<(Kind, Severity, String, String)> {
    differences
        .iter()
        .map(|difference| {
            let Difference { kind, severity, table, object, .. } = difference;
            (*kind, *severity, table.to_string(), object.clone())
        })
        .collect()
}

/// What differs between two tables of one name, without what they are called by.
pub(crate) fn of_tables(live: &Table, declared: &Table) -> Vec<Difference> {
    diff(&schema([live.clone()]), &schema([declared.clone()]), &Meanings::default())
}

/// Kind, severity and object of what differs between two tables `t`.
#[track_caller]
pub(crate) fn assert_differ(live: &Table, declared: &Table, expected: &[(Kind, Severity, &str)]) {
    let differences = of_tables(live, declared);
    let found = found(&differences);
    let found: Vec<_> =
        found.iter().map(|(kind, severity, _, object)| (*kind, *severity, object.as_str())).collect();
    assert_eq!(found, expected);
}
