//! Rules for one column.

use super::error;
use crate::ast::{Column, Entity, Scalar};
use darling::error::Accumulator;

/// The server computes a generated column: no other source of values makes sense.
pub(super) fn generated_stands_alone(entity: &Entity, errors: &mut Accumulator) {
    for column in entity.columns.iter().filter(|column| column.attr.generated.is_some()) {
        let others = [
            ("default", column.attr.default.as_ref()),
            ("backfill", column.attr.backfill.as_ref()),
            ("using", column.attr.using.as_ref()),
        ];
        for (key, text) in others {
            if let Some(text) = text {
                errors.push(error(
                    text.span(),
                    format!("`{}` is generated, so it takes no `{key}`: leave one of them out", column.plain),
                ));
            }
        }
        if let Some(span) = column.sea_default {
            let message =
                format!("`{}` is generated, so it takes no default: leave one of them out", column.plain);
            errors.push(error(span, message));
        }
        if let Some(identity) = column.attr.identity {
            let message =
                format!("`{}` is generated, so it is no identity: leave one of them out", column.plain);
            errors.push(error(identity.span, message));
        }
    }
}

/// `stored` and `virtual` say how a generated column is kept.
pub(super) fn storage_is_of_a_generated_column(entity: &Entity, errors: &mut Accumulator) {
    for Column { attr, .. } in &entity.columns {
        match (attr.stored, attr.virtual_) {
            (Some(_), Some(second)) => {
                errors.push(error(
                    second.span(),
                    "`stored` and `virtual` exclude each other: write one of them",
                ));
            }
            (Some(flag), None) | (None, Some(flag)) if attr.generated.is_none() => errors.push(error(
                flag.span(),
                "this says how a generated column is kept: write `generated = \"…\"` too, or leave it out",
            )),
            (Some(_), None) | (None, Some(_)) | (None, None) => {}
        }
    }
}

/// The server numbers an identity: it is a whole number, never null, and has no other default.
pub(super) fn identity_fits(entity: &Entity, errors: &mut Accumulator) {
    for column in &entity.columns {
        let Some(identity) = column.attr.identity else { continue };
        let name = &column.plain;
        if column.attr.default.is_some() || column.sea_default.is_some() {
            let message =
                format!("`{name}` is numbered by the server, so it takes no default: leave one of them out");
            errors.push(error(identity.span, message));
        }
        if column.nullable {
            let message =
                format!("an identity is never null: make `{name}` a plain integer, without `Option`");
            errors.push(error(identity.span, message));
        }
        if column.scalar().is_some_and(|scalar| !matches!(scalar, Scalar::Integer { .. })) {
            let message = format!("an identity is a whole number: make `{name}` an `i32` or `i64`");
            errors.push(error(identity.span, message));
        }
    }
}

/// Only text is collated.
pub(super) fn collation_is_of_text(entity: &Entity, errors: &mut Accumulator) {
    for column in &entity.columns {
        let Some(collation) = &column.attr.collation else { continue };
        if column.scalar().is_some_and(|scalar| !matches!(scalar, Scalar::Text)) {
            let message = format!("`{}` is no text, so it has no collation: leave it out", column.plain);
            errors.push(error(collation.span(), message));
        }
    }
}

/// The values come from an enum; whether another type is one, rustc finds out.
pub(super) fn check_values_has_an_enum(entity: &Entity, errors: &mut Accumulator) {
    for column in &entity.columns {
        let Some(flag) = column.attr.check_values else { continue };
        if column.scalar().is_some() {
            errors.push(error(
                flag.span(),
                format!(
                    "`{}` is no enum, so its values are not known: give it a type that derives `DeriveActiveEnum`, \
                     or write `check = \"…\"`",
                    column.plain
                ),
            ));
        }
    }
}
