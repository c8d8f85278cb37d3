//! An entity in, the rules it breaks out: those that need more than one attribute, a function each.

mod alike;
mod column;
mod default;
mod key;
mod name;
mod rename;
mod sql;

use crate::ast::Entity;
use darling::Error;
use darling::error::Accumulator;
use proc_macro2::Span;

/// Puts everything that is wrong with the entity with the errors.
pub(crate) fn check(entity: &Entity, errors: &mut Accumulator) {
    column::generated_stands_alone(entity, errors);
    column::storage_is_of_a_generated_column(entity, errors);
    column::identity_fits(entity, errors);
    column::collation_is_of_text(entity, errors);
    column::check_values_has_an_enum(entity, errors);
    default::written_once(entity, errors);
    default::of_the_type(entity, errors);
    key::set_null_can_be_null(entity, errors);
    key::index_is_consistent(entity, errors);
    sql::texts_are_whole(entity, errors);
    sql::texts_name_a_column(entity, errors);
    alike::no_two_indexes(entity, errors);
    alike::no_two_constraints(entity, errors);
    name::columns_differ(entity, errors);
    name::objects_differ(entity, errors);
    name::not_too_long(entity, errors);
    rename::from_what_is_gone(entity, errors);
    rename::values_of_an_enum(entity, errors);
}

fn error(span: Span, message: impl std::fmt::Display) -> Error {
    Error::custom(message).with_span(&span)
}
