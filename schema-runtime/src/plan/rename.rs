//! Two schemas come in; the renames between them, and the first as if they had happened, go out.

use crate::model::{ObjectName, Schema, Table};
use std::collections::BTreeMap;

/// The renames between two schemas: either side may remember the other's name, so that a plan's inverse finds them too.
#[derive(Debug, Default)]
pub(super) struct Renames {
    /// The former name of each renamed table, by its new one.
    pub(super) tables: BTreeMap<ObjectName, ObjectName>,
    /// Former and new name of each renamed column, by the table's new name.
    pub(super) columns: BTreeMap<ObjectName, Vec<(String, String)>>,
}

impl Renames {
    pub(super) fn find(from: &Schema, to: &Schema) -> Self {
        let mut renames = Self::default();
        for (former, new) in tables(from, to) {
            renames.tables.insert(new, former);
        }
        for (name, table) in &to.tables {
            let former = renames.tables.get(name).unwrap_or(name);
            let Some(live) = from.tables.get(former) else { continue };
            let columns = columns(live, table);
            if !columns.is_empty() {
                renames.columns.insert(name.clone(), columns);
            }
        }
        renames
    }

    /// The schema with the new names, in the texts of expressions as far as they can be told there.
    pub(super) fn applied(&self, schema: &Schema) -> Schema {
        let mut schema = schema.clone();
        for (new, former) in &self.tables {
            schema.rename_table(former, new);
        }
        for (table, columns) in &self.columns {
            for (former, new) in columns {
                schema.rename_column(table, former, new);
            }
            if let Some(table) = schema.tables.get_mut(table) {
                table.rename_in_texts(&columns.iter().cloned().collect());
            }
        }
        schema
    }
}

/// A pair counts where each name is on one side alone, and one side remembers the other.
fn tables(from: &Schema, to: &Schema) -> Vec<(ObjectName, ObjectName)> {
    let gone = from.tables.values().filter(|table| !to.tables.contains_key(&table.name));
    let mut new: Vec<_> = to.tables.values().filter(|table| !from.tables.contains_key(&table.name)).collect();
    let mut pairs = Vec::new();
    for former in gone {
        let position = new.iter().position(|new| {
            former.name.schema == new.name.schema
                && (new.renamed_from.as_ref() == Some(&former.name.name)
                    || former.renamed_from.as_ref() == Some(&new.name.name))
        });
        if let Some(position) = position {
            pairs.push((former.name.clone(), new.remove(position).name.clone()));
        }
    }
    pairs
}

fn columns(from: &Table, to: &Table) -> Vec<(String, String)> {
    let gone = from.columns.iter().filter(|column| to.column(&column.name).is_none());
    let mut new: Vec<_> = to.columns.iter().filter(|column| from.column(&column.name).is_none()).collect();
    let mut pairs = Vec::new();
    for former in gone {
        let position = new.iter().position(|new| {
            new.renamed_from.as_ref() == Some(&former.name) || former.renamed_from.as_ref() == Some(&new.name)
        });
        if let Some(position) = position {
            pairs.push((former.name.clone(), new.remove(position).name.clone()));
        }
    }
    pairs
}
