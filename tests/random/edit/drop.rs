//! What goes.

use super::index::an_index;
use crate::random::gene::Choice;
use crate::random::world::World;

pub fn table(world: &mut World<'_>, choice: &mut Choice<'_>) {
    if let Some(table) = world.a_table(choice) {
        world.schema.tables.remove(&table);
    }
}

/// Never the last one that is not generated.
pub fn column(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some(table) = world.a_table(choice) else { return };
    let columns = world.columns(&table, |_| true);
    let Some(column) = choice.one(&columns) else { return };
    let others = world.columns(&table, |other| other.generated.is_none() && other.name != *column);
    if !others.is_empty() {
        world.drop_column(&table, column);
    }
}

pub fn index(world: &mut World<'_>, choice: &mut Choice<'_>) {
    if let Some((table, at)) = an_index(world, choice) {
        world.table_mut(&table).indexes.remove(at);
    }
}

pub fn key(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some(table) = world.a_table(choice) else { return };
    let keys = &mut world.table_mut(&table).foreign_keys;
    if !keys.is_empty() {
        keys.remove(choice.below(keys.len()));
    }
}

pub fn check(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let Some(table) = world.a_table(choice) else { return };
    let checks = &mut world.table_mut(&table).checks;
    if !checks.is_empty() {
        checks.remove(choice.below(checks.len()));
    }
}

pub fn primary_key(world: &mut World<'_>, choice: &mut Choice<'_>) {
    if let Some(table) = world.a_table(choice) {
        world.table_mut(&table).primary_key = None;
    }
}

/// With the columns that have it, or with a table's that has no others.
pub fn enum_type(world: &mut World<'_>, choice: &mut Choice<'_>) {
    let enums: Vec<_> = world.schema.enums.keys().cloned().collect();
    let Some(name) = choice.one(&enums) else { return };
    for table in world.tables() {
        let users = world.columns(&table, |column| column.ty.value().name == name.name);
        if world.columns(&table, |column| column.generated.is_none()).len() == users.len() {
            world.schema.tables.remove(&table);
            continue;
        }
        for column in users {
            world.drop_column(&table, &column);
        }
    }
    world.schema.enums.remove(name);
}
