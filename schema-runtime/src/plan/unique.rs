//! A table's indexes and columns come in; whether a key can point at these columns, and whether rows are found by them,
//! goes out.

use crate::model::{Deferrability, Index, IndexKind, IndexTarget, Table};

/// Whether an index or the primary key finds rows by these columns, first to last.
pub(super) fn has_index_for(table: &Table, columns: &[String]) -> bool {
    table.primary_key.as_ref().is_some_and(|key| key.columns.starts_with(columns))
        || table.indexes.iter().any(|index| leads_with(index, columns))
}

/// Whether an index finds rows by the values of these columns; one of words or of places does not.
pub(super) fn leads_with(index: &Index, columns: &[String]) -> bool {
    !matches!(index.method.as_str(), "fulltext" | "spatial")
        && index.predicate.is_none()
        && index.parts.len() >= columns.len()
        && index.parts.iter().zip(columns).all(|(part, column)| is_column(&part.target, column))
}

/// Whether a key can point at these columns.
pub(super) fn has_unique(table: &Table, columns: &[String]) -> bool {
    table.primary_key.as_ref().is_some_and(|key| same_set(&key.columns, columns))
        || table.indexes.iter().any(|index| is_unique_over(index, columns))
}

/// Whether the index makes these columns unique, so that a key can point at them.
pub(super) fn is_unique_over(index: &Index, columns: &[String]) -> bool {
    let unique = match index.kind {
        // No key can point at what is not unique all the time.
        IndexKind::Plain
        | IndexKind::Constraint(Deferrability::InitiallyImmediate | Deferrability::InitiallyDeferred) => {
            false
        }
        IndexKind::Unique | IndexKind::Constraint(Deferrability::NotDeferrable) => true,
    };
    unique
        && index.predicate.is_none()
        && index.parts.len() == columns.len()
        && columns.iter().all(|column| index.parts.iter().any(|part| is_column(&part.target, column)))
}

pub(super) fn same_set(some: &[String], others: &[String]) -> bool {
    some.len() == others.len() && some.iter().all(|name| others.contains(name))
}

fn is_column(target: &IndexTarget, column: &str) -> bool {
    match target {
        IndexTarget::Column(name) => name == column,
        IndexTarget::Expr(_) => false,
    }
}
