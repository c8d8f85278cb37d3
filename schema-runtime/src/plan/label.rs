//! Two schemas come in; the labels that have to be there, committed, before anything else can use them, go out.

use super::Capabilities;
use super::enums::is_extended;
use super::rename::Renames;
use crate::model::{Column, EnumType, Expr, IndexTarget, ObjectName, Schema, Table};

/// `from` with the labels that come to its enum types, where what else changes uses them: a label cannot be used in the
/// transaction that adds it. `None` where nothing has to go first.
pub(super) fn before_use(from: &Schema, to: &Schema, can: &Capabilities) -> Option<Schema> {
    if !can.enum_types {
        return None;
    }
    let renamed = Renames::find(from, to).applied(from);
    let mut first = from.clone();
    for (name, new) in &to.enums {
        let Some(old) = from.enums.get(name) else { continue };
        let called = old.called_as_in(new);
        let comes: Vec<_> = new.values.iter().filter(|label| !called.values.contains(label)).collect();
        if !comes.is_empty() && is_extended(&called, new) && is_used(new, &comes, &renamed, to) {
            first.enums.insert(name.clone(), new.clone());
        }
    }
    (first.enums != from.enums).then_some(first)
}

/// Whether an expression that comes names one of the labels, or values become ones of this type.
fn is_used(ty: &EnumType, labels: &[&String], from: &Schema, to: &Schema) -> bool {
    let known: Vec<_> = from.tables.values().flat_map(expressions).collect();
    let named = |expr: &Expr| {
        let text = expr.as_str();
        labels.iter().any(|label| text.contains(&format!("'{}'", label.replace('\'', "''"))))
    };
    to.tables.iter().any(|(name, table)| {
        let was = from.tables.get(name);
        let filled = |column: &Column| {
            let was = was.and_then(|table| table.column(&column.name));
            is_of(column, &ty.name)
                && (column.backfill.is_some() || was.is_some_and(|was| was.ty.value() != column.ty.value()))
        };
        table.columns.iter().any(filled)
            || expressions(table).into_iter().any(|expr| !known.contains(&expr) && named(expr))
    })
}

fn is_of(column: &Column, ty: &ObjectName) -> bool {
    let of = column.ty.value();
    (&of.schema, &of.name) == (&ty.schema, &ty.name)
}

/// All that a migration may ask the server to read.
fn expressions(table: &Table) -> Vec<&Expr> {
    let columns = table.columns.iter().flat_map(|column| {
        let generated = column.generated.as_ref().map(|generated| &generated.expr);
        let filled = [column.default.value().as_ref(), column.using.as_ref(), column.backfill.as_ref()];
        filled.into_iter().flatten().chain(generated)
    });
    let indexes = table.indexes.iter().flat_map(|index| {
        let parts = index.parts.iter().filter_map(|part| match &part.target {
            IndexTarget::Column(_) => None,
            IndexTarget::Expr(expr) => Some(expr),
        });
        parts.chain(&index.predicate)
    });
    columns.chain(indexes).chain(table.checks.iter().map(|check| &check.expr)).collect()
}
