//! A schema and what is to become of it come in; indexes that a database made for keys go from it with these keys.

use super::Capabilities;
use crate::model::{ForeignKey, Index, IndexKind, IndexPart, ObjectName, Schema, Table};

/// Takes an index out of `target` that came with a key which is not there any more: a database that makes an index for
/// a key drops it as soon as another key's index serves it, so that nobody can have it stay. One that is declared stays.
pub fn leave_no_index(live: &Schema, declared: &Schema, target: &mut Schema, can: &Capabilities) {
    if !can.foreign_key_needs_index {
        return;
    }
    for table in target.tables.values_mut() {
        let former = table.renamed_from.clone().unwrap_or_else(|| table.name.name.clone());
        let Some(live) = live.tables.get(&ObjectName { name: former, ..table.name.clone() }) else {
            continue;
        };
        let declared = declared.tables.get(&table.name);
        let keys: Vec<_> = live.foreign_keys.iter().filter(|key| is_gone(key, table)).collect();
        let is_left = |index: &Index| {
            let is_declared = declared.is_some_and(|declared| has_index(declared, index));
            !is_declared && keys.iter().any(|key| came_with(index, key))
        };
        table.indexes.retain(|index| !is_left(index));
    }
}

fn is_gone(key: &ForeignKey, table: &Table) -> bool {
    !table.foreign_keys.iter().any(|other| other.name == key.name)
}

fn has_index(table: &Table, index: &Index) -> bool {
    table.indexes.iter().any(|other| other.name == index.name || other.parts == index.parts)
}

/// By its name and the number of its columns, which may be called otherwise by now.
fn came_with(index: &Index, key: &ForeignKey) -> bool {
    let plain =
        |part: &IndexPart| *part == IndexPart { target: part.target.clone(), ..IndexPart::column("") };
    index.kind == IndexKind::Plain
        && index.name.is_some()
        && index.name == key.name
        && index.parts.len() == key.columns.len()
        && index.parts.iter().all(plain)
}
