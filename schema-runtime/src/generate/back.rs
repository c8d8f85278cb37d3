//! Both ends of a migration come in; the end that `down` leads back to goes out, with what it can fill.

use crate::backend::Backend;
use crate::model::{Column, Expr, Schema, Table};

/// The schema that was there. Where a column goes and a new one is filled from it (its `backfill` is that column's
/// name), the way back fills it from the new one.
pub(super) fn way_back(backend: Backend, from: &Schema, to: &Schema) -> Schema {
    let mut back = from.clone();
    for (name, table) in &mut back.tables {
        let renamed = |after: &&Table| {
            after.name.schema == name.schema && after.renamed_from.as_ref() == Some(&name.name)
        };
        let after = to.tables.get(name).or_else(|| to.tables.values().find(renamed));
        let Some(after) = after else { continue };
        let filled: Vec<_> = table.columns.iter().map(|column| successor(column, table, after)).collect();
        for (column, successor) in table.columns.iter_mut().zip(filled) {
            if let Some(successor) = successor {
                column.backfill = Some(Expr::new(backend.quoted(&successor.name)));
            }
        }
    }
    back
}

/// The new column that takes over what a column that goes has in it.
fn successor<'a>(column: &Column, before: &Table, after: &'a Table) -> Option<&'a Column> {
    if after.column(&column.name).is_some() {
        return None;
    }
    after.columns.iter().find(|new| {
        before.column(&new.name).is_none()
            && new.ty.value() == column.ty.value()
            && new.backfill.as_ref().is_some_and(|fill| fill.as_str() == column.name)
    })
}
