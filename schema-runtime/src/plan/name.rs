//! A schema and what is to become of it come in; names that two tables cannot both have are told apart.

use super::Capabilities;
use crate::model::{ForeignKey, Index, ObjectName, PrimaryKey, Schema, Table};
use std::collections::BTreeSet;

/// Gives what is new in `target` another name where a table that stays has the name already, and this database lets only
/// one table of a schema have it: a table that is renamed by hand keeps its indexes' names, and is in the way of the one
/// that is created in its place.
pub fn distinct_names(live: &Schema, target: &mut Schema, can: &Capabilities) {
    let mut taken: BTreeSet<(Option<String>, String)> = BTreeSet::new();
    let former = |table: &Table| {
        let name = table.renamed_from.clone().unwrap_or_else(|| table.name.name.clone());
        live.tables.get(&ObjectName { name, ..table.name.clone() }).or_else(|| live.tables.get(&table.name))
    };
    for table in target.tables.values() {
        let stays = former(table).map(|live| names(live, can)).unwrap_or_default();
        let stays = names(table, can).into_iter().filter(|name| stays.contains(name));
        taken.extend(stays.map(|name| (table.name.schema.clone(), name.to_owned())));
    }
    for table in target.tables.values_mut() {
        let stays: BTreeSet<String> =
            former(table).into_iter().flat_map(|live| names(live, can)).map(str::to_owned).collect();
        let schema = table.name.schema.clone();
        for name in names_mut(table, can).into_iter().filter(|name| !stays.contains(*name)) {
            while !taken.insert((schema.clone(), name.clone())) {
                *name = next(name);
            }
        }
    }
}

/// Whether a table that goes has a name that another one is to have.
pub(super) fn in_the_way(gone: &[&Table], to: &Schema) -> bool {
    let wanted: BTreeSet<_> = to.tables.values().flat_map(all_names).collect();
    gone.iter().any(|table| all_names(table).iter().any(|name| wanted.contains(name)))
}

/// The names of the indexes of tables that come, by the schema they are in.
pub(super) fn of_new<'a>(from: &Schema, to: &'a Schema) -> BTreeSet<(Option<&'a str>, &'a str)> {
    let new = to.tables.values().filter(|table| !from.tables.contains_key(&table.name));
    let names = |table| index_names(table).map(|name| (table.name.schema.as_deref(), name));
    new.flat_map(|table: &Table| names(table)).collect()
}

/// The table's own too: some databases keep tables and indexes in one space of names.
fn all_names(table: &Table) -> BTreeSet<&str> {
    index_names(table).chain(key_names(table)).chain([table.name.name.as_str()]).collect()
}

fn names<'a>(table: &'a Table, can: &Capabilities) -> BTreeSet<&'a str> {
    let indexes = index_names(table).filter(|_| can.one_index_of_a_name);
    indexes.chain(key_names(table).filter(|_| can.one_key_of_a_name)).collect()
}

pub(super) fn index_names(table: &Table) -> impl Iterator<Item = &str> {
    let primary_key = table.primary_key.iter().filter_map(|PrimaryKey { name, columns: _ }| name.as_deref());
    primary_key.chain(table.indexes.iter().filter_map(|Index { name, .. }| name.as_deref()))
}

/// The names of all indexes, by the schema they are in.
pub(super) fn all_index_names(schema: &Schema) -> BTreeSet<(Option<String>, String)> {
    let names = |table| index_names(table).map(|name: &str| (table.name.schema.clone(), name.to_owned()));
    schema.tables.values().flat_map(names).collect()
}

fn key_names(table: &Table) -> impl Iterator<Item = &str> {
    table.foreign_keys.iter().filter_map(|ForeignKey { name, .. }| name.as_deref())
}

fn names_mut<'a>(table: &'a mut Table, can: &Capabilities) -> Vec<&'a mut String> {
    let primary_key = table.primary_key.iter_mut().filter_map(|key| key.name.as_mut());
    let indexes = primary_key.chain(table.indexes.iter_mut().filter_map(|index| index.name.as_mut()));
    let keys = table.foreign_keys.iter_mut().filter_map(|key| key.name.as_mut());
    let mut names: Vec<_> = indexes.filter(|_| can.one_index_of_a_name).collect();
    names.extend(keys.filter(|_| can.one_key_of_a_name));
    names
}

/// `name-2`, `name-3`…, of at most 63 bytes, which every database takes.
pub(super) fn next(name: &str) -> String {
    let numbered = name.rsplit_once('-').and_then(|(base, number)| Some((base, number.parse::<u32>().ok()?)));
    let (base, number) = numbered.unwrap_or((name, 1));
    let suffix = format!("-{}", number.saturating_add(1));
    format!("{}{suffix}", &base[..base.floor_char_boundary(63 - suffix.len())])
}
