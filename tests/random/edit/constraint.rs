//! Keys, unique constraints and checks.

use super::index::plain;
use crate::random::gene::Choice;
use crate::random::words::{self, Family};
use crate::random::world::{World, mark};
use schema_runtime::model::{
    Action, Check, Column, Deferrability, Expr, ForeignKey, IndexKind, IndexPart, ObjectName, Options,
    PrimaryKey, Promise,
};

/// Over columns that are there and fit, or over new ones.
pub fn add_key(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some(table) = world.a_table(choice) else { return };
    let targets: Vec<_> = world
        .tables()
        .into_iter()
        .flat_map(|name| {
            world.unique_sets(world.table(&name)).into_iter().map(move |set| (name.clone(), set))
        })
        .collect();
    let Some((references, mut referenced_columns)) = choice.one(&targets).cloned() else { return };
    if choice.percent(20) && !world.can.foreign_key_needs_index {
        referenced_columns.reverse();
    }
    let mut columns: Vec<String> = Vec::new();
    for name in &referenced_columns {
        let there = world.table(&references).column(name).expect("the column").clone();
        let fitting = world.columns(&table, |column| {
            column.ty == there.ty
                && column.collation == there.collation
                && column.generated.is_none()
                && !columns.contains(&column.name)
                && (&table, &column.name) != (&references, name)
        });
        let column = choice.maybe(50, |choice| choice.one(&fitting).cloned()).unwrap_or_else(|| {
            let name = world.name(choice, 'c', Some(&table));
            let ty = there.ty.value().clone();
            let column = Column { collation: there.collation.clone(), ..Column::new(name.clone(), ty) };
            world.table_mut(&table).columns.push(column);
            name
        });
        columns.push(column);
    }
    let name = Some(world.name(choice, 'f', None));
    let mut key = ForeignKey {
        name,
        columns,
        references,
        referenced_columns,
        on_delete: Promise::Exact(Action::NoAction),
        on_update: Promise::Exact(Action::NoAction),
        deferrable: Deferrability::NotDeferrable,
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    };
    vary(world, choice, &mut key);
    world.table_mut(&table).foreign_keys.push(key);
}

fn vary(world: &World<'_>, choice: &mut Choice<'_>, key: &mut ForeignKey) {
    for action in [&mut key.on_delete, &mut key.on_update] {
        *action = Promise::Exact(choice.one(world.words.actions).copied().unwrap_or(Action::NoAction));
    }
    if world.words.deferrable != words::Deferrable::Nothing {
        key.deferrable = deferrability(choice);
    }
}

fn deferrability(choice: &mut Choice<'_>) -> Deferrability {
    match choice.below(10) {
        0..=6 => Deferrability::NotDeferrable,
        7..=8 => Deferrability::InitiallyDeferred,
        _ => Deferrability::InitiallyImmediate,
    }
}

fn a_key(world: &World<'_>, choice: &mut Choice<'_>) -> Option<(ObjectName, usize)> {
    let tables: Vec<_> =
        world.tables().into_iter().filter(|name| !world.table(name).foreign_keys.is_empty()).collect();
    let table = choice.one(&tables)?.clone();
    let at = choice.below(world.table(&table).foreign_keys.len());
    Some((table, at))
}

pub fn change_key(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some((table, at)) = a_key(world, choice) else { return };
    let mut key = world.table(&table).foreign_keys[at].clone();
    vary(world, choice, &mut key);
    world.table_mut(&table).foreign_keys[at] = key;
}

pub fn rename_key(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some((table, at)) = a_key(world, choice) else { return };
    if let Some(name) = world.table(&table).foreign_keys[at].name.clone() {
        world.rename(choice, &name, None);
    }
}

pub fn add_unique(world: &mut World<'_>, choice: &mut Choice<'_>) {
    if !world.words.unique_constraints {
        return super::index::add(world, choice);
    }
    let Some(table) = world.a_table(choice) else { return };
    let ordered = world.columns(&table, |column| world.ty(column).ordered);
    let first = choice.below(ordered.len().max(1));
    let columns = ordered.iter().cycle().skip(first).take((1 + choice.below(2)).min(ordered.len()));
    let parts: Vec<_> = columns.map(IndexPart::column).collect();
    if parts.is_empty() {
        return;
    }
    let when = if world.words.deferrable == words::Deferrable::KeysAndUniques {
        deferrability(choice)
    } else {
        Deferrability::NotDeferrable
    };
    let name = world.name(choice, 'u', None);
    let mut index = plain(name, IndexKind::Constraint(when), parts);
    index.nulls_not_distinct = world.words.nulls_not_distinct && choice.percent(20);
    world.table_mut(&table).indexes.push(index);
}

pub fn set_primary_key(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some(table) = world.a_table(choice) else { return };
    let fitting = world.columns(&table, |column| world.ty(column).ordered && column.generated.is_none());
    let first = choice.below(fitting.len().max(1));
    let columns: Vec<_> =
        fitting.iter().cycle().skip(first).take((1 + choice.below(2)).min(fitting.len())).cloned().collect();
    if columns.is_empty() {
        return;
    }
    let former = world.table(&table).primary_key.as_ref().and_then(|key| key.name.clone());
    let name = world.words.primary_key_names.then(|| former.unwrap_or_else(|| world.name(choice, 'p', None)));
    world.table_mut(&table).primary_key = Some(PrimaryKey { name, columns });
}

pub fn add_check(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some(table) = world.a_table(choice) else { return };
    let Some(expr) = condition(world, choice, &table) else { return };
    let name = Some(world.name(choice, 'k', Some(&table)));
    world.table_mut(&table).checks.push(Check {
        name,
        expr,
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    });
}

pub fn change_check(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let tables: Vec<_> =
        world.tables().into_iter().filter(|name| !world.table(name).checks.is_empty()).collect();
    let Some(table) = choice.one(&tables).cloned() else { return };
    let at = choice.below(world.table(&table).checks.len());
    if let Some(expr) = condition(world, choice, &table) {
        world.table_mut(&table).checks[at].expr = expr;
    }
}

/// What most rows keep.
fn condition(world: &World<'_>, choice: &mut Choice<'_>, table: &ObjectName) -> Option<Expr> {
    let columns = world.columns(table, |column| column.generated.is_none());
    let name = choice.one(&columns)?;
    let column = mark(name);
    let texts = match world.family(world.table(table).column(name)?) {
        Family::Integer | Family::Number => vec![
            format!("{column} > -1000"),
            format!("{column} BETWEEN -10000 AND 10000 OR {column} IS NULL"),
            format!("{column} IN (1, 2, 3, 4, 100)"),
            format!("{column} != 4"),
        ],
        Family::Text => vec![
            format!("length({column}) < 50"),
            format!("{column} <> 'it''s; -- $1 % ?'"),
            format!("{column} IN ('x', '1', 'it''s', '2', '')"),
            format!("{column} NOT LIKE '%;%' OR {column} = ''"),
        ],
        Family::Boolean => vec![format!("{column} OR NOT {column}"), format!("{column} IS NOT NULL")],
        Family::Time | Family::Array | Family::Json | Family::Enum | Family::Other => {
            vec![format!("{column} IS NOT NULL OR 1 = 1"), format!("{column} IS NOT NULL")]
        }
    };
    choice.one(&texts).map(Expr::new)
}
