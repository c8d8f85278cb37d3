//! Tables come in; an order in which each stands behind those that its keys point at goes out.

use crate::model::{ObjectName, Table};
use std::collections::BTreeSet;

/// By name, but each table behind the tables that it points at. In a cycle the one with the fewest tables still to
/// come goes first, and its keys to these have to wait.
pub(super) fn by_dependency<'a>(tables: &[&'a Table]) -> Vec<&'a Table> {
    let mut open: Vec<_> = tables.to_vec();
    open.sort_by_key(|table| &table.name);
    let mut missing: BTreeSet<&ObjectName> = open.iter().map(|table| &table.name).collect();
    let mut ordered = Vec::with_capacity(open.len());
    while !open.is_empty() {
        let waits = |table: &Table| {
            let points_at: BTreeSet<_> = table.foreign_keys.iter().map(|key| &key.references).collect();
            points_at.into_iter().filter(|name| **name != table.name && missing.contains(name)).count()
        };
        // A plain search for the first that waits for none, as there nearly always is one.
        let next = open.iter().position(|table| waits(table) == 0);
        let fewest = || (0..open.len()).min_by_key(|&at| waits(open[at])).unwrap_or_default();
        let table = open.remove(next.unwrap_or_else(fewest));
        missing.remove(&table.name);
        ordered.push(table);
    }
    ordered
}
