//! Rules for renames.

use super::error;
use crate::ast::Entity;
use darling::error::Accumulator;

/// What is renamed is gone: no column has the former name, and no two come from one.
pub(super) fn from_what_is_gone(entity: &Entity, errors: &mut Accumulator) {
    if let (Some(former), Some(table)) = (&entity.renamed_from, &entity.table)
        && former.value() == table.value()
    {
        errors.push(error(former.span(), "this is the table's name still: write the one it had before"));
    }
    let mut seen: Vec<String> = Vec::new();
    for column in &entity.columns {
        let sea_orm = column.sea_renamed_from.as_ref().map(|former| (former.value(), former.span()));
        let ours = column.attr.renamed_from.as_ref().map(|former| (former.value(), former.span()));
        if let (Some((theirs, _)), Some((ours, span))) = (&sea_orm, &ours) {
            let why = if theirs == ours { "stands" } else { "is another" };
            errors
                .push(error(*span, format!("`renamed_from` {why} in `sea_orm` too: leave one of them out")));
            continue;
        }
        let Some((former, span)) = ours.or(sea_orm) else { continue };
        match entity.columns.iter().find(|other| other.name.as_deref() == Some(former.as_str())) {
            Some(other) if other.plain == column.plain => {
                errors.push(error(span, "this is the column's name still: write the one it had before"));
            }
            Some(other) => errors.push(error(
                span,
                format!(
                    "the column `{former}` still exists, as the field `{}`: nothing was renamed",
                    other.plain
                ),
            )),
            None if seen.contains(&former) => {
                errors.push(error(span, format!("two columns cannot both have been `{former}`")));
            }
            None => seen.push(former),
        }
    }
}

/// A value has a name before and another one after, and only an enum has values that have names.
pub(super) fn values_of_an_enum(entity: &Entity, errors: &mut Accumulator) {
    for column in &entity.columns {
        let mut seen: Vec<(String, String)> = Vec::new();
        for renamed in &column.attr.renamed_values {
            let (Some(from), Some(to)) = (&renamed.value.from, &renamed.value.to) else {
                let message = "a value has two names: write `renamed_value(from = \"…\", to = \"…\")`";
                errors.push(error(renamed.span, message));
                continue;
            };
            let names = (from.value(), to.value());
            if column.scalar().is_some() {
                let message = format!(
                    "`{}` is no enum, so its values have no names: give it a type that derives `DeriveActiveEnum`, \
                     or leave this out",
                    column.plain
                );
                errors.push(error(renamed.span, message));
            } else if names.0 == names.1 {
                errors
                    .push(error(from.span(), "this is the value's name still: write the one it had before"));
            } else if seen.iter().any(|(other, _)| *other == names.0) {
                errors.push(error(from.span(), format!("`{}` cannot have become two values", names.0)));
            } else if seen.iter().any(|(_, other)| *other == names.1) {
                errors.push(error(to.span(), format!("two values cannot both have become `{}`", names.1)));
            }
            seen.push(names);
        }
    }
}
