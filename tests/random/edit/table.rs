//! Tables and enum types.

use super::column;
use crate::random::gene::Choice;
use crate::random::words::TEXTS;
use crate::random::world::World;
use schema_runtime::model::{EnumType, ObjectName, PrimaryKey, Promise, Table};

const MOST: usize = 4;

pub fn add(world: &mut World<'_>, choice: &mut Choice<'_>) {
    if world.schema.tables.len() >= MOST {
        return column::add(world, choice);
    }
    let number = world.name(choice, 't', None);
    let schema = choice.maybe(10, |choice| choice.one(world.words.schemas).copied());
    let name = ObjectName::in_schema(schema, number);
    world.schema.tables.insert(name.clone(), Table::new(name.clone()));
    let id = column::plain(world, choice, &name, 0);
    world.table_mut(&name).columns.push(id.clone());
    if !choice.percent(25) {
        let key = world.words.primary_key_names.then(|| world.name(choice, 'p', None));
        world.table_mut(&name).primary_key = Some(PrimaryKey { name: key, columns: vec![id.name.clone()] });
        if choice.percent(40) {
            let identity = choice.one(world.words.identities).copied();
            world.table_mut(&name).columns[0].identity = Promise::Exact(identity);
        }
    }
    for _ in 0..1 + choice.below(3) {
        column::add_to(world, choice, &name);
    }
    if choice.percent(20) {
        set_comment(world, choice, &name);
    }
    let options = choice.maybe(15, |choice| choice.one(world.words.options).copied());
    world.table_mut(&name).options = Promise::Exact(options.into_iter().map(str::to_owned).collect());
}

pub fn rename(world: &mut World<'_>, choice: &mut Choice<'_>) {
    if let Some(table) = world.a_table(choice) {
        world.rename(choice, &table.name, None);
    }
}

pub fn comment(world: &mut World<'_>, choice: &mut Choice<'_>) {
    if let Some(table) = world.a_table(choice) {
        set_comment(world, choice, &table);
    }
}

fn set_comment(world: &mut World<'_>, choice: &mut Choice<'_>, table: &ObjectName) {
    let text = choice.maybe(80, |choice| choice.one(&TEXTS)).map(|text| (*text).to_owned());
    if world.words.comments {
        world.table_mut(table).comment = Promise::Exact(text);
    }
}

const LABELS: [&str; 8] = ["x", "y", "z", "it's", "a \"b\"", "back\\slash", "%;--$1", "名前"];

pub fn add_enum(world: &mut World<'_>, choice: &mut Choice<'_>) {
    if !world.words.enums {
        return column::add(world, choice);
    }
    let number = world.name(choice, 'e', None);
    let schema = choice.maybe(10, |choice| choice.one(world.words.schemas).copied());
    let name = ObjectName::in_schema(schema, number);
    let (first, count) = (choice.below(LABELS.len()), 1 + choice.below(3));
    let values = LABELS.iter().cycle().skip(first).take(count).map(|&label| label.to_owned()).collect();
    world.schema.enums.insert(name.clone(), EnumType { name: name.clone(), values, renamed: Vec::new() });
    if let Some(table) = world.a_table(choice) {
        let column = column::of_enum(world, choice, &table, &name);
        world.table_mut(&table).columns.push(column);
    }
}

fn an_enum(world: &World<'_>, choice: &mut Choice<'_>) -> Option<ObjectName> {
    choice.one(&world.schema.enums.keys().cloned().collect::<Vec<_>>()).cloned()
}

pub fn rename_enum(world: &mut World<'_>, choice: &mut Choice<'_>) {
    if let Some(name) = an_enum(world, choice) {
        world.rename(choice, &name.name, None);
    }
}

pub fn change_enum(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some(name) = an_enum(world, choice) else { return };
    let values = &mut world.schema.enums.get_mut(&name).expect("the enum").values;
    match choice.below(4) {
        0 | 1 => {
            let new = LABELS.iter().find(|label| !values.iter().any(|value| value == *label));
            let at = choice.below(values.len() + 1);
            values.splice(at..at, new.map(|label| (*label).to_owned()));
        }
        2 => {
            let (one, other) = (choice.below(values.len()), choice.below(values.len()));
            values.swap(one, other);
        }
        _ if values.len() > 1 => {
            values.remove(choice.below(values.len()));
        }
        _ => {}
    }
    let values = values.clone();
    let words = world.words;
    let gone = |text: &str| !values.iter().any(|value| text == words.text(value)) && text != "'{}'";
    for table in world.schema.tables.values_mut() {
        for column in table.columns.iter_mut().filter(|column| column.ty.value().name == name.name) {
            if column.default.value().as_ref().is_some_and(|default| gone(default.as_str())) {
                column.default = Promise::Exact(None);
            }
        }
    }
}
