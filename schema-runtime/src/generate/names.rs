//! What was renamed comes in; indexes that were named for it follow.

use crate::model::{Index, Schema};
use crate::plan::Capabilities;

/// Where a table or a column has another name than before, gives the indexes named for it the names that the entities
/// give them.
pub(super) fn follow(target: &mut Schema, declared: &Schema, can: &Capabilities) {
    if !can.rename_index {
        return;
    }
    for (name, table) in &mut target.tables {
        let Some(declared) = declared.tables.get(name) else { continue };
        let columns = table.columns.iter().filter_map(|column| column.renamed_from.clone());
        let former: Vec<_> = table.renamed_from.iter().cloned().chain(columns).collect();
        let taken: Vec<_> = table.indexes.iter().filter_map(|index| index.name.clone()).collect();
        for index in &mut table.indexes {
            let named_for = |index: &Index| {
                index
                    .name
                    .as_ref()
                    .is_some_and(|name| former.iter().any(|former| name.contains(former.as_str())))
            };
            let nameless = |index: &Index| Index { name: None, origin: None, ..index.clone() };
            let wanted = declared.indexes.iter().find(|other| nameless(other) == nameless(index));
            let wanted = wanted.and_then(|other| other.name.clone()).filter(|name| !taken.contains(name));
            if let (true, Some(name)) = (named_for(index), wanted) {
                index.name = Some(name);
            }
        }
        table.indexes.sort_by(|left, right| left.name.cmp(&right.name));
    }
}
