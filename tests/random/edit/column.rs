//! Columns: made, and changed in each of their aspects.

use super::table;
use crate::random::gene::Choice;
use crate::random::words::{Family, TEXTS};
use crate::random::world::{World, mark};
use schema_runtime::model::{Column, Expr, Generated, ObjectName, Promise, SqlType};

const MOST: usize = 6;

pub fn add(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some(table) = world.a_table(choice) else { return };
    if world.table(&table).columns.len() < MOST {
        add_to(world, choice, &table);
    }
}

pub fn add_to(world: &mut World<'_>, choice: &mut Choice<'_>, table: &ObjectName) {
    let ty = choice.below(world.words.types.len());
    let mut column = match choice
        .maybe(15, |choice| choice.one(&world.schema.enums.keys().cloned().collect::<Vec<_>>()).cloned())
    {
        Some(name) => of_enum(world, choice, table, &name),
        None => plain(world, choice, table, ty),
    };
    column.nullable = !choice.percent(40);
    if choice.percent(35) {
        column.default = a_default(world, choice, &column);
    }
    if choice.percent(10) {
        column.collation = Promise::Exact(choice.one(world.words.collations).map(|&name| name.to_owned()));
    }
    if choice.percent(15) && world.words.comments {
        column.comment = Promise::Exact(choice.one(&TEXTS).map(|&text| text.to_owned()));
    }
    if choice.percent(10) {
        column.on_update = now(world, &column);
    }
    if !column.nullable && column.default.value().is_none() && choice.percent(50) {
        column.backfill = a_value(world, choice, &column);
    }
    world.table_mut(table).columns.push(column);
}

/// A column of one of the types, and nothing else.
pub fn plain(world: &mut World<'_>, choice: &mut Choice<'_>, table: &ObjectName, ty: usize) -> Column {
    Column::new(world.name(choice, 'c', Some(table)), world.words.types[ty].ty.clone())
}

pub fn of_enum(
    world: &mut World<'_>,
    choice: &mut Choice<'_>,
    table: &ObjectName,
    name: &ObjectName,
) -> Column {
    let dimensions = u8::from(choice.percent(30));
    let ty = SqlType { schema: name.schema.clone(), dimensions, ..SqlType::new(&name.name) };
    Column::new(world.name(choice, 'c', Some(table)), ty)
}

fn a_default(world: &World<'_>, choice: &mut Choice<'_>, column: &Column) -> Promise<Option<Expr>> {
    let ty = column.ty.value();
    let text = match world.enum_of(ty) {
        Some(_) if ty.dimensions > 0 => Some("'{}'".to_owned()),
        Some(labels) => choice.one(&labels.values).map(|label| world.words.text(label)),
        None => choice.one(world.ty(column).defaults).map(|&text| text.to_owned()),
    };
    Promise::Exact(text.map(Expr::new))
}

/// A value to fill rows with.
pub fn a_value(world: &World<'_>, choice: &mut Choice<'_>, column: &Column) -> Option<Expr> {
    let ty = column.ty.value();
    match world.enum_of(ty) {
        Some(_) if ty.dimensions > 0 => Some(Expr::new("'{}'")),
        Some(labels) => choice.one(&labels.values).map(|label| Expr::new(world.words.text(label))),
        None => choice.one(world.ty(column).values).map(Expr::new),
    }
}

/// What an `ON UPDATE` may set a column of this type to.
fn now(world: &World<'_>, column: &Column) -> Promise<Option<Expr>> {
    let ty = column.ty.value();
    if !world.words.on_update || !["datetime", "timestamp"].contains(&ty.name.as_str()) {
        return Promise::Exact(None);
    }
    let digits = ty.arguments.first().map(|digits| format!("({digits})")).unwrap_or_default();
    Promise::Exact(Some(Expr::new(format!("CURRENT_TIMESTAMP{digits}"))))
}

fn a_column(world: &World<'_>, choice: &mut Choice<'_>) -> Option<(ObjectName, String)> {
    let table = world.a_table(choice)?;
    let column = choice.one(&world.columns(&table, |_| true)).cloned()?;
    Some((table, column))
}

fn column_mut<'a>(world: &'a mut World<'_>, table: &ObjectName, column: &str) -> &'a mut Column {
    let columns = &mut world.table_mut(table).columns;
    columns.iter_mut().find(|other| other.name == column).expect("the column")
}

fn copied(world: &World<'_>, table: &ObjectName, column: &str) -> Column {
    world.table(table).column(column).expect("the column").clone()
}

/// Most often to a type of the same kind, and on both ends of all keys.
pub fn retype(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some((table, column)) = a_column(world, choice) else { return };
    let before = copied(world, &table, &column);
    let family = world.family(&before);
    let alike: Vec<_> = world.words.types.iter().filter(|ty| ty.family == family).cloned().collect();
    let texts: Vec<_> = world.words.types.iter().filter(|ty| ty.family == Family::Text).cloned().collect();
    let to = match choice.below(10) {
        0..=6 => choice.one(&alike),
        7..=8 => choice.one(&texts),
        _ => choice.one(&world.words.types),
    };
    let Some(to) = to.cloned() else { return };
    if before.generated.is_some() && to.family != family {
        return;
    }
    for (table, column) in world.tied(&table, &column) {
        if to.family != family {
            world.forget(&table, &column);
        }
        let was = copied(world, &table, &column);
        let kept = was.default.value().is_some() && to.family == family && choice.percent(50);
        let default = if kept { was.default.clone() } else { Promise::Exact(None) };
        let mut is = Column { ty: Promise::Exact(to.ty.clone()), default, ..was };
        let known = |default: &Expr| to.defaults.contains(&default.as_str());
        if is.default.value().as_ref().is_some_and(|default| !known(default)) || choice.percent(20) {
            is.default = a_default(world, choice, &is);
        }
        is.on_update = Promise::Exact(None);
        *column_mut(world, &table, &column) = is;
    }
}

pub fn rename(world: &mut World<'_>, choice: &mut Choice<'_>) {
    if let Some((table, column)) = a_column(world, choice) {
        world.rename(choice, &column, Some(&table));
    }
}

pub fn nullability(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some((table, column)) = a_column(world, choice) else { return };
    let before = copied(world, &table, &column);
    if before.generated.is_some() && world.words.numbered_is_key {
        return;
    }
    let backfill =
        if before.nullable { choice.maybe(40, |choice| a_value(world, choice, &before)) } else { None };
    *column_mut(world, &table, &column) = Column { nullable: !before.nullable, backfill, ..before };
}

pub fn default(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some((table, column)) = a_column(world, choice) else { return };
    let before = copied(world, &table, &column);
    let default = if choice.percent(70) { a_default(world, choice, &before) } else { Promise::Exact(None) };
    column_mut(world, &table, &column).default = default;
}

pub fn identity(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some(table) = world.a_table(choice) else { return };
    let numbers = world.columns(&table, |column| world.family(column) == Family::Integer);
    let Some(column) = choice.one(&numbers) else { return };
    let identity = choice.maybe(75, |choice| choice.one(world.words.identities).copied());
    column_mut(world, &table, column).identity = Promise::Exact(identity);
}

pub fn collation(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some(table) = world.a_table(choice) else { return };
    let texts = world.columns(&table, |column| world.family(column) == Family::Text);
    let Some(column) = choice.one(&texts) else { return };
    let collation = choice.maybe(75, |choice| choice.one(world.words.collations).copied());
    for (table, column) in world.tied(&table, column) {
        column_mut(world, &table, &column).collation = Promise::Exact(collation.map(str::to_owned));
    }
}

pub fn comment(world: &mut World<'_>, choice: &mut Choice<'_>) {
    if !world.words.comments {
        return table::add(world, choice);
    }
    let Some((table, column)) = a_column(world, choice) else { return };
    let comment = choice.maybe(75, |choice| choice.one(&TEXTS)).map(|text| (*text).to_owned());
    column_mut(world, &table, &column).comment = Promise::Exact(comment);
}

pub fn on_update(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some(table) = world.a_table(choice) else { return };
    let times = world.columns(&table, |column| world.family(column) == Family::Time);
    let Some(column) = choice.one(&times) else { return };
    let before = copied(world, &table, column);
    let after = if before.on_update.value().is_some() { Promise::Exact(None) } else { now(world, &before) };
    column_mut(world, &table, column).on_update = after;
}

/// A column becomes a generated one, gets another expression, or a new one comes.
pub fn generate(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some(table) = world.a_table(choice) else { return };
    let storage = choice.one(world.words.storages).copied().expect("a storage");
    let generated = world.columns(&table, |column| column.generated.is_some());
    let again = choice.maybe(40, |choice| choice.one(&generated).cloned());
    let sources = world.columns(&table, |column| {
        column.generated.is_none()
            && Some(&column.name) != again.as_ref()
            && matches!(world.family(column), Family::Integer | Family::Text)
            // MariaDB refuses what depends on how many spaces a text is padded with.
            && column.ty.value().name != "char"
    });
    let Some(source) = choice.one(&sources).cloned() else { return };
    let family = world.family(&copied(world, &table, &source));
    let expr = expression(choice, family, &source);
    let generated = Some(Generated { expr: Expr::new(expr), storage });
    let types: Vec<_> = world.words.types.iter().filter(|ty| ty.family == family && ty.ordered).collect();
    let ty = choice.one(&types[..types.len().min(2)]).expect("a type").ty.clone();
    match again {
        Some(name) => {
            world.forget(&table, &name);
            let ty = if choice.percent(60) { copied(world, &table, &name).ty } else { Promise::Exact(ty) };
            if world.words.of_type(ty.value()).is_some_and(|of| of.family == family) {
                let column = column_mut(world, &table, &name);
                (column.generated, column.ty) = (generated, ty);
            }
        }
        None if world.table(&table).columns.len() < MOST => {
            let name = world.name(choice, 'c', Some(&table));
            world.table_mut(&table).columns.push(Column { generated, ..Column::new(name, ty) });
        }
        None => {}
    }
}

/// A generated column becomes one like others, with its values.
pub fn keep(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some(table) = world.a_table(choice) else { return };
    let generated = world.columns(&table, |column| column.generated.is_some());
    if let Some(column) = choice.one(&generated) {
        column_mut(world, &table, column).generated = None;
    }
}

/// A value of the same kind, out of that of a column.
pub fn expression(choice: &mut Choice<'_>, family: Family, column: &str) -> String {
    let column = mark(column);
    match family {
        Family::Integer => [format!("{column} + 1"), format!("{column} * 2"), format!("abs({column})")]
            [choice.below(3)]
        .clone(),
        Family::Text => {
            [format!("lower({column})"), format!("upper({column})"), format!("coalesce({column}, 'it''s')")]
                [choice.below(3)]
            .clone()
        }
        Family::Number
        | Family::Boolean
        | Family::Time
        | Family::Array
        | Family::Json
        | Family::Enum
        | Family::Other => format!("coalesce({column}, {column})"),
    }
}
