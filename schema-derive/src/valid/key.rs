//! Rules for keys and indexes, one by one.

use super::error;
use crate::ast::{Entity, PartTarget};
use darling::error::Accumulator;

/// `SetNull` needs columns that can be null.
pub(super) fn set_null_can_be_null(entity: &Entity, errors: &mut Accumulator) {
    for key in &entity.foreign_keys {
        for action in
            [&key.on_delete, &key.on_update].into_iter().flatten().filter(|action| action.text == "SetNull")
        {
            for &position in &key.columns {
                let column = &entity.columns[position];
                if !column.nullable {
                    errors.push(error(
                        action.span,
                        format!(
                            "`SetNull` on `{}`, which cannot be null: make it an `Option`, or choose another action",
                            column.plain
                        ),
                    ));
                }
            }
        }
    }
}

/// What an index says of itself fits together.
pub(super) fn index_is_consistent(entity: &Entity, errors: &mut Accumulator) {
    for index in &entity.indexes {
        if index.nulls_not_distinct && !index.unique {
            errors.push(error(index.span, "`nulls_not_distinct` is of a unique index: write `unique` too"));
        }
        let method = index
            .method
            .as_ref()
            .filter(|method| ["gin", "gist", "spgist", "brin"].contains(&method.value().as_str()));
        if let (Some(method), true) = (method, index.unique) {
            let message = format!("an index with the method {} cannot be unique", method.value());
            errors.push(error(method.span(), message));
        }
        for &carried in &index.include {
            let is_key =
                |target: &PartTarget| matches!(target, PartTarget::Column(column) if *column == carried);
            if index.parts.iter().any(|part| is_key(&part.target)) {
                let name = &entity.columns[carried].plain;
                let message = format!("`{name}` is in the index already: take it out of `include`");
                errors.push(error(index.span, message));
            }
        }
    }
}
