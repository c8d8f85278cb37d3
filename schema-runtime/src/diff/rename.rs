//! What the entities say was renamed, as far as the live schema still has the former name.

use crate::model::{Column, ObjectName, Schema, Table};
use std::collections::BTreeMap;

/// The renames that are yet to happen; each from its new name to its former one.
#[derive(Debug, Default)]
pub(super) struct Renames {
    tables: BTreeMap<ObjectName, ObjectName>,
    columns: BTreeMap<ObjectName, BTreeMap<String, String>>,
}

impl Renames {
    /// A rename counts where the former name is live and not declared, and the new one is not live: once it ran,
    /// the attribute means nothing.
    pub(super) fn find(from: &Schema, to: &Schema) -> Self {
        let mut renames = Self::default();
        let mut claimed = Vec::new();
        for (name, table) in &to.tables {
            let live = match from.tables.get(name) {
                Some(live) => live,
                None => {
                    let Some(former) = &table.renamed_from else { continue };
                    let former = ObjectName { schema: name.schema.clone(), name: former.clone() };
                    let Some(live) = from.tables.get(&former) else { continue };
                    if to.tables.contains_key(&former) || claimed.contains(&former) {
                        continue;
                    }
                    claimed.push(former.clone());
                    renames.tables.insert(name.clone(), former);
                    live
                }
            };
            let columns = columns(live, table);
            if !columns.is_empty() {
                renames.columns.insert(name.clone(), columns);
            }
        }
        renames
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tables.is_empty() && self.columns.is_empty()
    }

    /// The live schema as if the renames had happened.
    pub(super) fn view(&self, from: &Schema) -> Schema {
        let mut schema = from.clone();
        for (new, former) in &self.tables {
            schema.rename_table(former, new);
        }
        for (table, columns) in &self.columns {
            for (new, former) in columns {
                schema.rename_column(table, former, new);
            }
        }
        schema
    }

    /// The table's former name.
    pub(super) fn table(&self, new: &ObjectName) -> Option<&ObjectName> {
        self.tables.get(new)
    }

    /// The former names of a table's columns, by their new ones.
    pub(super) fn columns(&self, table: &ObjectName) -> Option<&BTreeMap<String, String>> {
        self.columns.get(table)
    }
}

fn columns(from: &Table, to: &Table) -> BTreeMap<String, String> {
    let mut renames = BTreeMap::new();
    for Column { name, renamed_from, .. } in &to.columns {
        let Some(former) = renamed_from else { continue };
        let free = from.column(name).is_none() && to.column(former).is_none();
        if free && from.column(former).is_some() && !renames.values().any(|other| other == former) {
            renames.insert(name.clone(), former.clone());
        }
    }
    renames
}
