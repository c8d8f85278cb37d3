//! A schema and changes come in, the schema that will be goes out.

use super::difference::{Change, ColumnAspect};
use crate::model::{
    Check, Column, ForeignKey, Identity, Index, IndexTarget, ObjectName, Options, Promise, Schema, Table,
};
use std::collections::{BTreeMap, BTreeSet};

/// `schema` after these changes, whatever order they come in: what they do not speak of stays as it is, what is left
/// open by the entities becomes what would be created.
///
/// What cannot be without what goes, goes with it: with a column its indexes, keys and checks, with a table the keys
/// that point at it. What has another name remembers its former one, so that a plan finds it. What comes under a name that something else in its table still has, comes under the next free one.
pub fn apply<'a>(schema: &Schema, changes: impl IntoIterator<Item = &'a Change>) -> Schema {
    let mut changes: Vec<_> = changes.into_iter().collect();
    changes.sort_by_key(|change| phase(change));
    let renamed = renamed_columns(&changes);
    let mut schema = schema.clone();
    for change in &changes {
        remove(&mut schema, change, &renamed);
    }
    for change in &changes {
        bring(&mut schema, change);
    }
    schema.tables.values_mut().for_each(number_by_key);
    schema
}

/// A column that numbers the rows as their only key does so no longer where it is not.
fn number_by_key(table: &mut Table) {
    let key = table.primary_key.as_ref().map(|key| key.columns.as_slice()).unwrap_or_default();
    for column in &mut table.columns {
        if *column.identity.value() == Some(Identity::RowId) && key != [column.name.as_str()] {
            *column.identity.value_mut() = None;
        }
    }
}

/// Names first, since all others use the new ones; labels go after others came.
fn phase(change: &Change) -> usize {
    match change {
        Change::RenameTable { .. } => 0,
        Change::RenameColumn { .. } => 1,
        Change::Enum { .. } if !change.removes() => 2,
        Change::Enum { .. } => 3,
        Change::Table { .. } => 4,
        Change::TableComment { .. } => 5,
        Change::Column { .. } => 6,
        Change::ColumnAspect { .. } => 7,
        Change::PrimaryKey { .. } => 8,
        Change::Index { .. } => 9,
        Change::ForeignKey { .. } => 10,
        Change::Check { .. } => 11,
    }
}

/// The new names of columns, by their former ones.
type Renamed = BTreeMap<ObjectName, BTreeMap<String, String>>;

fn renamed_columns(changes: &[&Change]) -> Renamed {
    let mut renamed = Renamed::new();
    for change in changes {
        if let Change::RenameColumn { table, from, to } = change {
            renamed.entry(table.clone()).or_default().insert(from.clone(), to.clone());
        }
    }
    renamed
}

/// New names, and all that goes: what a change takes away has the former ones in its texts.
fn remove(schema: &mut Schema, change: &Change, renamed: &Renamed) {
    let mut in_table = |name: &ObjectName, remove: &dyn Fn(&mut Table)| {
        if let Some(table) = schema.tables.get_mut(name) {
            remove(table);
        }
    };
    match change {
        Change::RenameTable { from, to } => {
            schema.rename_table(from, to);
            if let Some(table) = schema.tables.get_mut(to) {
                table.renamed_from = Some(from.name.clone());
            }
        }
        Change::RenameColumn { table, from, to } => {
            schema.rename_column(table, from, to);
            if let Some(table) = schema.tables.get_mut(table) {
                table.rename_in_texts(&[(from.clone(), to.clone())].into());
            }
            let columns = schema.tables.get_mut(table).into_iter().flat_map(|table| &mut table.columns);
            for column in columns.filter(|column| column.name == *to) {
                column.renamed_from = Some(from.clone());
            }
        }
        Change::Enum { from: Some(from), to: None } => {
            schema.enums.remove(&from.name);
        }
        Change::Table { from: Some(from), to: _ } => remove_table(schema, &from.name),
        Change::Column { table, from: Some(from), to: _ } => remove_column(schema, table, &from.name),
        Change::PrimaryKey { table, from: Some(_), to: _ } => {
            in_table(table, &|table| table.primary_key = None)
        }
        Change::Index { table, from: Some(from), to: _ } => {
            let mut from = Index::clone(from);
            renamed.get(table).into_iter().for_each(|names| from.rename_in_texts(names));
            in_table(table, &|table| take(&mut table.indexes, &from));
        }
        Change::ForeignKey { table, from: Some(from), to: _ } => {
            in_table(table, &|table| take(&mut table.foreign_keys, from));
        }
        Change::Check { table, from: Some(from), to: _ } => {
            let mut from = from.clone();
            renamed.get(table).into_iter().for_each(|names| from.expr = from.expr.renamed(names));
            in_table(table, &|table| take(&mut table.checks, &from));
        }
        Change::Enum { from: _, to: _ }
        | Change::Table { from: None, to: _ }
        | Change::TableComment { table: _, from: _, to: _ }
        | Change::Column { table: _, from: None, to: _ }
        | Change::ColumnAspect { table: _, column: _, aspect: _ }
        | Change::PrimaryKey { table: _, from: None, to: _ }
        | Change::Index { table: _, from: None, to: _ }
        | Change::ForeignKey { table: _, from: None, to: _ }
        | Change::Check { table: _, from: None, to: _ } => {}
    }
}

/// All that comes, and all that becomes another.
fn bring(schema: &mut Schema, change: &Change) {
    match change {
        Change::Enum { from: _, to: Some(to) } => {
            schema.enums.insert(to.name.clone(), to.clone());
        }
        Change::Table { from: _, to: Some(to) } => {
            schema.tables.insert(to.name.clone(), exact_table(to));
        }
        Change::TableComment { table, from: _, to } => {
            if let Some(table) = schema.tables.get_mut(table) {
                table.comment = Promise::Exact(to.clone());
            }
        }
        Change::ColumnAspect { table, column, aspect } => {
            let columns = schema.tables.get_mut(table).into_iter().flat_map(|table| &mut table.columns);
            for column in columns.filter(|candidate| candidate.name == *column) {
                set(column, aspect);
            }
        }
        Change::Column { table, from: _, to: Some(to) } => {
            if let Some(table) = schema.tables.get_mut(table) {
                table.columns.push(exact_column(to));
            }
        }
        Change::PrimaryKey { table, from: _, to } => {
            if let (Some(table), Some(to)) = (schema.tables.get_mut(table), to) {
                table.primary_key = Some(to.clone());
            }
        }
        Change::Index { table, from: _, to: Some(to) } => {
            if let Some(table) = schema.tables.get_mut(table) {
                let name = free_name(table, to.name.as_deref());
                table.indexes.push(Index { name, ..exact_index(to) });
                table.indexes.sort_by(|left, right| left.name.cmp(&right.name));
            }
        }
        Change::ForeignKey { table, from, to: Some(to) } => {
            if let Some(table) = schema.tables.get_mut(table) {
                let is_own = from.as_ref().is_some_and(|from| from.name == to.name);
                let name = if is_own { to.name.clone() } else { free_name(table, to.name.as_deref()) };
                let options = kept(from.as_ref().map(|from| &from.options), &to.options);
                table.foreign_keys.push(ForeignKey { name, options, ..exact_key(to) });
            }
        }
        Change::Check { table, from, to: Some(to) } => {
            if let Some(table) = schema.tables.get_mut(table) {
                let name = free_name(table, to.name.as_deref());
                let options = kept(from.as_ref().map(|from| &from.options), &to.options);
                table.checks.push(Check { name, options, ..exact_check(to) });
            }
        }
        Change::RenameTable { from: _, to: _ }
        | Change::RenameColumn { table: _, from: _, to: _ }
        | Change::Enum { from: _, to: None }
        | Change::Table { from: _, to: None }
        | Change::Column { table: _, from: _, to: None }
        | Change::Index { table: _, from: _, to: None }
        | Change::ForeignKey { table: _, from: _, to: None }
        | Change::Check { table: _, from: _, to: None } => {}
    }
}

/// What an entity leaves open stays as it was.
fn kept(from: Option<&Promise<Options>>, to: &Promise<Options>) -> Promise<Options> {
    let was = from.filter(|_| !to.is_exact()).unwrap_or(to);
    was.clone().into_exact()
}

fn set(column: &mut Column, aspect: &ColumnAspect) {
    match aspect {
        ColumnAspect::Type { from: _, to, renamed, using, default } => {
            // It came with the type.
            if *column.identity.value() == Some(Identity::RowId) && column.ty.value() != to {
                column.identity = Promise::Exact(None);
            }
            column.ty = Promise::Exact(to.clone());
            column.renamed_values.extend(renamed.iter().cloned());
            column.using.clone_from(using);
            if default.is_some() && column.default.value().is_some() {
                column.default = Promise::Exact(default.clone());
            }
        }
        ColumnAspect::Nullability { from: _, to, backfill } => {
            column.nullable = *to;
            column.backfill.clone_from(backfill);
        }
        ColumnAspect::Default { from: _, to } => column.default = Promise::Exact(to.clone()),
        ColumnAspect::Generated { from: _, to } => column.generated.clone_from(to),
        ColumnAspect::Identity { from: _, to } => {
            column.identity = Promise::Exact(*to);
            if to.is_none() {
                column.numbering.value_mut().clear();
            }
        }
        ColumnAspect::Numbering { from: _, to } => column.numbering = Promise::Exact(to.clone()),
        ColumnAspect::Collation { from: _, to } => column.collation = Promise::Exact(to.clone()),
        ColumnAspect::Comment { from: _, to } => column.comment = Promise::Exact(to.clone()),
        ColumnAspect::OnUpdate { from: _, to } => column.on_update = Promise::Exact(to.clone()),
    }
}

fn take<T: PartialEq>(all: &mut Vec<T>, one: &T) {
    if let Some(position) = all.iter().position(|other| other == one) {
        all.remove(position);
    }
}

fn remove_table(schema: &mut Schema, name: &ObjectName) {
    schema.tables.remove(name);
    for table in schema.tables.values_mut() {
        table.foreign_keys.retain(|key| key.references != *name);
    }
}

fn remove_column(schema: &mut Schema, name: &ObjectName, column: &str) {
    for table in schema.tables.values_mut() {
        let points = |key: &ForeignKey| {
            key.references == *name && key.referenced_columns.iter().any(|other| other == column)
        };
        table.foreign_keys.retain(|key| !points(key));
    }
    let Some(table) = schema.tables.get_mut(name) else { return };
    table.columns.retain(|other| other.name != column);
    table.primary_key.take_if(|key| key.columns.iter().any(|other| other == column));
    table.indexes.retain(|index| !index_names(index, column));
    table.foreign_keys.retain(|key| !key.columns.iter().any(|other| other == column));
    table.checks.retain(|check| !check.expr.mentions(column));
}

fn index_names(index: &Index, column: &str) -> bool {
    let part = index.parts.iter().any(|part| match &part.target {
        IndexTarget::Column(name) => name == column,
        IndexTarget::Expr(expr) => expr.mentions(column),
    });
    part || index.include.iter().any(|name| name == column)
        || index.predicate.as_ref().is_some_and(|predicate| predicate.mentions(column))
}

/// The name, or the next one like it that nothing in the table has.
fn free_name(table: &Table, name: Option<&str>) -> Option<String> {
    let name = name?;
    let indexes = table.indexes.iter().filter_map(|index| index.name.as_deref());
    let keys = table.foreign_keys.iter().filter_map(|key| key.name.as_deref());
    let checks = table.checks.iter().filter_map(|check| check.name.as_deref());
    let taken: BTreeSet<_> = indexes.chain(keys).chain(checks).collect();
    let numbered = (2..).map(|number| {
        let suffix = format!("-{number}");
        // No database takes names of more than 63 bytes as they are.
        let kept = name.floor_char_boundary(63 - suffix.len());
        format!("{}{suffix}", &name[..kept])
    });
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken.contains(name.as_str()))
}

/// The table as it will be once created; nothing is left to convert or to fill.
fn exact_table(table: &Table) -> Table {
    let Table {
        name,
        columns,
        primary_key,
        indexes,
        foreign_keys,
        checks,
        comment,
        options,
        renamed_from: _,
        origin: _,
    } = table;
    let column = |column: &Column| Column { using: None, backfill: None, ..exact_column(column) };
    Table {
        name: name.clone(),
        columns: columns.iter().map(column).collect(),
        primary_key: primary_key.clone(),
        indexes: indexes.iter().map(exact_index).collect(),
        foreign_keys: foreign_keys.iter().map(exact_key).collect(),
        checks: checks.iter().map(exact_check).collect(),
        comment: comment.clone().into_exact(),
        options: options.clone().into_exact(),
        renamed_from: None,
        origin: None,
    }
}

/// The column as it will be; `using` and `backfill` stay, for the plan.
fn exact_column(column: &Column) -> Column {
    let Column {
        name,
        ty,
        accepts: _,
        nullable,
        default,
        generated,
        identity,
        numbering,
        collation,
        comment,
        on_update,
        extra,
        renamed_from: _,
        renamed_values: _,
        using,
        backfill,
        origin: _,
    } = column;
    Column {
        name: name.clone(),
        ty: ty.clone().into_exact(),
        accepts: BTreeSet::new(),
        nullable: *nullable,
        default: default.clone().into_exact(),
        generated: generated.clone(),
        identity: identity.into_exact(),
        numbering: numbering.clone().into_exact(),
        collation: collation.clone().into_exact(),
        comment: comment.clone().into_exact(),
        on_update: on_update.clone().into_exact(),
        extra: extra.clone(),
        renamed_from: None,
        renamed_values: Vec::new(),
        using: using.clone(),
        backfill: backfill.clone(),
        origin: None,
    }
}

fn exact_index(index: &Index) -> Index {
    Index { origin: None, ..index.clone() }
}

fn exact_key(key: &ForeignKey) -> ForeignKey {
    ForeignKey {
        on_delete: key.on_delete.into_exact(),
        on_update: key.on_update.into_exact(),
        options: key.options.clone().into_exact(),
        origin: None,
        ..key.clone()
    }
}

fn exact_check(check: &Check) -> Check {
    Check { options: check.options.clone().into_exact(), origin: None, ..check.clone() }
}
