//! Genes come in; the schema that they make, or make another one of, goes out.

mod column;
mod constraint;
mod drop;
mod index;
mod table;

use super::gene::{Choice, Gene};
use super::world::World;

pub use column::a_value;

type Edit = fn(&mut World<'_>, &mut Choice<'_>);

/// What makes a schema.
const MAKING: &[Edit] = &[
    table::add,
    column::add,
    constraint::add_key,
    index::add,
    constraint::add_check,
    column::add,
    table::add_enum,
    constraint::add_unique,
    column::add,
    constraint::add_key,
    column::generate,
    index::add,
    constraint::set_primary_key,
    table::add,
];

/// What makes another one of it.
const CHANGING: &[Edit] = &[
    column::add,
    drop::column,
    column::retype,
    table::add,
    index::add,
    drop::index,
    table::rename,
    column::rename,
    constraint::add_key,
    drop::key,
    column::nullability,
    column::default,
    drop::table,
    constraint::add_unique,
    constraint::add_check,
    drop::check,
    constraint::set_primary_key,
    drop::primary_key,
    column::identity,
    column::collation,
    column::comment,
    column::generate,
    column::keep,
    column::on_update,
    table::comment,
    table::add_enum,
    table::change_enum,
    table::rename_enum,
    drop::enum_type,
    index::change,
    index::rename,
    constraint::change_key,
    constraint::change_check,
    constraint::rename_key,
    column::retype,
];

pub fn make(world: &mut World<'_>, genes: &[Gene]) {
    edit(world, genes, MAKING);
}

pub fn change(world: &mut World<'_>, genes: &[Gene]) {
    edit(world, genes, CHANGING);
}

fn edit(world: &mut World<'_>, genes: &[Gene], edits: &[Edit]) {
    for gene in genes {
        let mut choice = Choice::of(gene);
        let edit = *choice.one(edits).expect("an edit");
        if world.schema.tables.is_empty() {
            table::add(world, &mut choice);
        } else {
            edit(world, &mut choice);
        }
        world.prune();
    }
}
