//! What was renamed comes in; indexes, keys and checks that were named for it follow.

use crate::diff::{Difference, Kind};
use crate::model::{Schema, Table};
use crate::plan::Capabilities;

/// Where a table or a column has another name than before, gives the indexes, keys and checks named for it the names
/// that the entities give them, as far as this database renames them in place.
pub(super) fn follow(target: &mut Schema, differences: &[Difference], can: &Capabilities) {
    for difference in differences.iter().filter(|difference| difference.kind == Kind::Name) {
        let (Some(new), Some(old)) = (&difference.declared, &difference.live) else { continue };
        let Some(table) = target.tables.get_mut(&difference.table) else { continue };
        // A key that keeps its name keeps the index that has it from the key, too.
        if !can.rename_constraint && table.foreign_keys.iter().any(|key| key.name.as_ref() == Some(old)) {
            continue;
        }
        let columns = table.columns.iter().filter_map(|column| column.renamed_from.as_ref());
        let mut former = table.renamed_from.iter().chain(columns);
        if former.any(|former| old.contains(former.as_str()))
            && !names(table, can).iter().any(|name| **name == *new)
        {
            names(table, can).into_iter().filter(|name| **name == *old).for_each(|name| name.clone_from(new));
            table.indexes.sort_by(|left, right| left.name.cmp(&right.name));
        }
    }
}

/// The names in a table that can be changed.
fn names<'a>(table: &'a mut Table, can: &Capabilities) -> Vec<&'a mut String> {
    let mut names = Vec::new();
    if can.rename_index {
        names.extend(table.indexes.iter_mut().filter_map(|index| index.name.as_mut()));
    }
    if can.rename_constraint {
        names.extend(table.primary_key.iter_mut().filter_map(|key| key.name.as_mut()));
        names.extend(table.foreign_keys.iter_mut().filter_map(|key| key.name.as_mut()));
        names.extend(table.checks.iter_mut().filter_map(|check| check.name.as_mut()));
    }
    names
}
