//! Indexes.

use super::column::expression;
use crate::random::gene::Choice;
use crate::random::prune::opclass_of;
use crate::random::words::{Family, Type};
use crate::random::world::{World, mark};
use schema_runtime::model::{Expr, Index, IndexKind, IndexPart, IndexTarget, NullsOrder, ObjectName, Order};

const MOST: usize = 4;

pub fn add(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some(table) = world.a_table(choice) else { return };
    if world.table(&table).indexes.len() >= MOST {
        return;
    }
    let name = world.name(choice, 'i', None);
    if let Some(index) = made(world, choice, &table, name) {
        world.table_mut(&table).indexes.push(index);
    }
}

/// One is defined in another way, under its name.
pub fn change(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some((table, at)) = an_index(world, choice) else { return };
    let before = world.table(&table).indexes[at].clone();
    let (Some(name), IndexKind::Plain | IndexKind::Unique) = (before.name, before.kind) else { return };
    if let Some(index) = made(world, choice, &table, name) {
        world.table_mut(&table).indexes[at] = index;
    }
}

pub fn rename(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some((table, at)) = an_index(world, choice) else { return };
    if let Some(name) = world.table(&table).indexes[at].name.clone() {
        world.rename(choice, &name, None);
    }
}

pub fn an_index(world: &World<'_>, choice: &mut Choice<'_>) -> Option<(ObjectName, usize)> {
    let tables: Vec<_> =
        world.tables().into_iter().filter(|name| !world.table(name).indexes.is_empty()).collect();
    let table = choice.one(&tables)?.clone();
    let at = choice.below(world.table(&table).indexes.len());
    Some((table, at))
}

pub fn plain(name: String, kind: IndexKind, parts: Vec<IndexPart>) -> Index {
    Index {
        name: Some(name),
        kind,
        method: "btree".to_owned(),
        parts,
        include: Vec::new(),
        predicate: None,
        nulls_not_distinct: false,
        valid: true,
        origin: None,
    }
}

fn made(world: &World<'_>, choice: &mut Choice<'_>, table: &ObjectName, name: String) -> Option<Index> {
    if choice.percent(12)
        && let Some(index) = by_method(world, choice, table, &name)
    {
        return Some(index);
    }
    let kind = if choice.percent(30) { IndexKind::Unique } else { IndexKind::Plain };
    let ordered = world.columns(table, |column| {
        let Type { family, ordered, .. } = world.ty(column);
        ordered || (world.words.prefix && family == Family::Text)
    });
    let first = choice.below(ordered.len().max(1));
    let names: Vec<_> =
        ordered.iter().cycle().skip(first).take((1 + choice.below(2)).min(ordered.len())).collect();
    let parts: Vec<_> = names.into_iter().map(|name| part(world, choice, table, name)).collect();
    let mut index = plain(name, kind, parts);
    if index.parts.is_empty() {
        return None;
    }
    if world.words.predicates && choice.percent(15) {
        index.predicate = predicate(world, choice, table);
    }
    if world.words.include && choice.percent(12) {
        let others = world.columns(table, |column| {
            !index.parts.iter().any(|part| part.target == IndexTarget::Column(column.name.clone()))
        });
        index.include = choice.one(&others).into_iter().cloned().collect();
    }
    index.nulls_not_distinct =
        kind == IndexKind::Unique && world.words.nulls_not_distinct && choice.percent(25);
    Some(index)
}

fn by_method(world: &World<'_>, choice: &mut Choice<'_>, table: &ObjectName, name: &str) -> Option<Index> {
    let &(method, family) = choice.one(world.words.methods)?;
    let columns = world.columns(table, |column| world.family(column) == family && column.generated.is_none());
    let column = choice.one(&columns)?;
    let mut index = plain(name.to_owned(), IndexKind::Plain, vec![IndexPart::column(column)]);
    index.method = method.to_owned();
    Some(index)
}

fn part(world: &World<'_>, choice: &mut Choice<'_>, table: &ObjectName, name: &str) -> IndexPart {
    let column = world.table(table).column(name).expect("the column");
    let family = world.family(column);
    let mut part = IndexPart::column(name);
    if choice.percent(20) {
        (part.order, part.nulls) = (Order::Descending, NullsOrder::First);
    }
    if choice.percent(10) {
        part.nulls = if part.nulls == NullsOrder::First { NullsOrder::Last } else { NullsOrder::First };
    }
    let simple = matches!(family, Family::Integer | Family::Text) && column.generated.is_none();
    if world.words.expressions && simple && choice.percent(20) {
        part.target = IndexTarget::Expr(Expr::new(expression(choice, family, name)));
        return part;
    }
    if world.words.opclasses && choice.percent(15) {
        part.opclass = opclass_of(&column.ty.value().name).map(str::to_owned);
    }
    if !world.words.prefix && choice.percent(10) {
        part.collation = choice.one(world.words.collations).map(|&name| name.to_owned());
    }
    if world.words.prefix && choice.percent(20) {
        part.prefix = Some(u32::try_from(1 + choice.below(9)).expect("a small number"));
    }
    part
}

/// Which rows an index has.
fn predicate(world: &World<'_>, choice: &mut Choice<'_>, table: &ObjectName) -> Option<Expr> {
    let columns = world.columns(table, |column| column.generated.is_none());
    let name = choice.one(&columns)?;
    let family = world.family(world.table(table).column(name)?);
    let column = mark(name);
    Some(Expr::new(match family {
        Family::Integer | Family::Number => format!("{column} > 1"),
        Family::Boolean => column,
        Family::Text => format!("{column} <> 'it''s'"),
        Family::Time | Family::Array | Family::Json | Family::Enum | Family::Other => {
            format!("{column} IS NOT NULL")
        }
    }))
}
