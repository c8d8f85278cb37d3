//! From one schema to another: the steps, in the order in which they must happen. No I/O, and no database by name.

mod beside;
mod capability;
mod column;
mod detail;
mod enums;
mod foreign_key;
mod hazard;
mod instruction;
mod label;
mod left;
mod matching;
mod name;
mod order;
mod rename;
mod same;
mod sequence;
mod setting;
mod stage;
mod statement;
mod step;
mod table;
mod unique;
mod view;

pub use crate::model::{HazardKind, UnknownHazard};
pub use capability::{Capabilities, NameLength};
pub use detail::loses_detail;
pub use hazard::Hazard;
pub use instruction::{Condition, Instruction, Journey, Manner, Obstacle, Pace, Transaction};
pub use left::leave_no_index;
pub use name::distinct_names;
pub use stage::{Stage, stages};
pub use statement::{ColumnCall, CreateTable, Statement};
pub use step::Step;

use crate::model::{ForeignKey, Index, IndexKind, ObjectName, Schema, Table};
use foreign_key::Keys;
use rename::Renames;
use std::collections::{BTreeMap, BTreeSet};
use table::Pair;

/// The steps that turn `from` into `to`, both exact; swapped, those that lead back.
///
/// What goes or stands in the way goes first, tables come in the order of their keys, keys come when both ends are
/// there, and what nothing needs any more goes last. The same schemas give the same steps.
///
/// ```
/// use schema_runtime::model::{Column, ObjectName, Schema, SqlType, Table};
/// use schema_runtime::plan::{Capabilities, Step, plan};
///
/// let can = Capabilities {
///     enum_types: true,
///     schemas: true,
///     add_foreign_key: true,
///     alter_constraint: true,
///     alter_primary_key: true,
///     alter_column: true,
///     alter_options: true,
///     add_computed_column: true,
///     comments: true,
///     rename_index: true,
///     rename_constraint: true,
///     named_uniques: true,
///     named_sequences: true,
///     foreign_key_needs_index: false,
///     drop_column_cascades: true,
///     one_index_of_a_name: true,
///     one_key_of_a_name: false,
///     longest_name: None,
///     binary_json: true,
///     online: true,
/// };
/// let mut cakes = Table::new(ObjectName::new("cakes"));
/// cakes.columns.push(Column::new("id", SqlType::new("integer")));
/// let schema = Schema { tables: [(cakes.name.clone(), cakes.clone())].into(), ..Schema::default() };
///
/// assert_eq!(plan(&Schema::default(), &schema, &can), [Step::CreateTable(cakes.clone())]);
/// assert_eq!(plan(&schema, &Schema::default(), &can), [Step::DropTable(cakes)]);
/// assert_eq!(plan(&schema, &schema, &can), []);
/// ```
pub fn plan(from: &Schema, to: &Schema, can: &Capabilities) -> Vec<Step> {
    let renames = Renames::find(from, to);
    let mut renamed = renames.applied(from);
    let enums = enums::compare(&renamed, to);
    let unset = enums.unset(&mut renamed);
    let pairs = pairs(from, &renamed, to, &renames, &enums.exchanged, can);
    let gone: Vec<_> = renamed.tables.values().filter(|table| !to.tables.contains_key(&table.name)).collect();
    let mut dropped = order::by_dependency(&gone);
    dropped.reverse();
    let keys = Keys { pairs: &pairs, dropped: &dropped, can };
    let sequences = sequence::compare(&renamed, to, &pairs);
    let [gone_of_views, new_of_views] = view::compare(from, to);

    let mut steps = Vec::new();
    if can.schemas {
        steps
            .extend(schemas(to).difference(&schemas(from)).map(|&schema| Step::CreateSchema(schema.clone())));
    }
    steps.extend(enums.first);
    steps.extend(sequences.first);
    steps.extend(gone_of_views);
    keys.drop(&mut steps);
    pairs.values().for_each(|pair| pair.clear(&mut steps));
    let mut drops = keys.drops();
    // What goes, goes last, where it can be looked at until then; but not when it is in the way.
    if name::in_the_way(&dropped, to) {
        steps.append(&mut drops);
    }
    rename(&renames, &mut steps);
    steps.extend(unset);
    steps.extend(enums.exchanges);
    let late = create(&renamed, to, &keys, &mut steps);
    pairs.values().for_each(|pair| pair.change(&mut steps));
    steps.extend(sequences.owned);
    keys.rename(&mut steps);
    keys.add(&mut steps);
    steps.extend(late.into_iter().map(|(table, key)| add_key(table, key)));
    steps.extend(new_of_views);
    steps.append(&mut drops);
    steps.extend(sequences.last);
    steps.extend(enums.last);
    let settings = setting::settings(&renamed, to, &steps);
    steps.extend(settings);
    steps
}

/// The tables that both have, by their new names.
fn pairs<'a>(
    from: &'a Schema,
    renamed: &'a Schema,
    to: &'a Schema,
    renames: &Renames,
    exchanged: &[(ObjectName, String)],
    can: &'a Capabilities,
) -> BTreeMap<&'a ObjectName, Pair<'a>> {
    let wanted = name::of_new(renamed, to);
    let tables = to.tables.iter().filter_map(|(name, to)| {
        let view = renamed.tables.get(name)?;
        let original = from.tables.get(renames.tables.get(name).unwrap_or(name))?;
        let exchanged = exchanged.iter().filter(|(table, _)| table == name).map(|(_, column)| column.clone());
        let mut pair = Pair::new(original, view, to, exchanged.collect(), can);
        let key = view.primary_key.as_ref().and_then(|key| key.name.as_deref());
        pair.key_makes_room = key.is_some_and(|key| wanted.contains(&(name.schema.as_deref(), key)));
        Some((name, pair))
    });
    tables.collect()
}

fn rename(renames: &Renames, steps: &mut Vec<Step>) {
    let tables = renames.tables.iter();
    steps.extend(tables.map(|(to, from)| Step::RenameTable { from: from.clone(), to: to.clone() }));
    for (table, columns) in &renames.columns {
        steps.extend(columns.iter().map(|(from, to)| Step::RenameColumn {
            table: table.clone(),
            from: from.clone(),
            to: to.clone(),
        }));
    }
}

/// Creates what is new, each table with its indexes and keys; returns the keys that have to wait.
fn create<'a>(
    renamed: &Schema,
    to: &'a Schema,
    keys: &Keys<'a>,
    steps: &mut Vec<Step>,
) -> Vec<(&'a ObjectName, &'a ForeignKey)> {
    let new: Vec<_> = to.tables.values().filter(|table| !renamed.tables.contains_key(&table.name)).collect();
    let mut created: BTreeMap<&ObjectName, &Table> = BTreeMap::new();
    let mut late = Vec::new();
    for table in order::by_dependency(&new) {
        let keys = keys.of_new(table, &created);
        let inside = |index: &&Index| match index.kind {
            IndexKind::Constraint(_) => true,
            IndexKind::Plain | IndexKind::Unique => false,
        };
        let (constraints, indexes): (Vec<_>, Vec<_>) = table.indexes.iter().partition(inside);
        steps.push(Step::CreateTable(Table {
            indexes: constraints.into_iter().cloned().collect(),
            foreign_keys: keys.inside.into_iter().cloned().collect(),
            ..table.clone()
        }));
        steps.extend(
            indexes
                .into_iter()
                .map(|index| Step::CreateIndex { table: table.name.clone(), index: index.clone() }),
        );
        steps.extend(keys.behind.into_iter().map(|key| add_key(&table.name, key)));
        late.extend(keys.late.into_iter().map(|key| (&table.name, key)));
        created.insert(&table.name, table);
    }
    late
}

fn add_key(table: &ObjectName, key: &ForeignKey) -> Step {
    Step::AddForeignKey { table: table.clone(), key: key.clone() }
}

/// The schemas in which something is.
fn schemas(schema: &Schema) -> BTreeSet<&String> {
    let names = schema.tables.keys().chain(schema.enums.keys()).chain(schema.sequences.keys());
    names.filter_map(|name| name.schema.as_ref()).collect()
}

#[cfg(test)]
mod tests;
