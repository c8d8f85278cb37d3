//! What the entities say was renamed, as far as the live schema still has the former name.

use crate::model::{Column, ForeignKey, Index, IndexTarget, ObjectName, Schema, Table};
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
            rename_table(&mut schema, former, new);
        }
        for (table, columns) in &self.columns {
            for (new, former) in columns {
                rename_column(&mut schema, table, former, new);
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

/// Renames a table, also where keys point at it.
pub(super) fn rename_table(schema: &mut Schema, from: &ObjectName, to: &ObjectName) {
    let Some(mut table) = schema.tables.remove(from) else { return };
    table.name = to.clone();
    schema.tables.insert(to.clone(), table);
    for key in schema.tables.values_mut().flat_map(|table| &mut table.foreign_keys) {
        if key.references == *from {
            key.references = to.clone();
        }
    }
}

/// Renames a column, also where keys and indexes name it. The texts of expressions stay: a server knows columns
/// in them by number, and gives them their new names by itself.
pub(super) fn rename_column(schema: &mut Schema, table: &ObjectName, from: &str, to: &str) {
    let rename = |name: &mut String| {
        if name == from {
            to.clone_into(name);
        }
    };
    if let Some(table) = schema.tables.get_mut(table) {
        table.columns.iter_mut().for_each(|column| rename(&mut column.name));
        table.primary_key.iter_mut().flat_map(|key| &mut key.columns).for_each(rename);
        for Index { parts, include, .. } in &mut table.indexes {
            include.iter_mut().for_each(rename);
            for part in parts {
                match &mut part.target {
                    IndexTarget::Column(name) => rename(name),
                    IndexTarget::Expr(_) => {}
                }
            }
        }
        table.foreign_keys.iter_mut().flat_map(|key| &mut key.columns).for_each(rename);
    }
    for ForeignKey { references, referenced_columns, .. } in
        schema.tables.values_mut().flat_map(|table| &mut table.foreign_keys)
    {
        if references == table {
            referenced_columns.iter_mut().for_each(rename);
        }
    }
}
