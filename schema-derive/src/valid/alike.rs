//! Rules against saying the same twice.

use super::error;
use crate::ast::{Check, Entity, ForeignKey, ForeignKeyTarget, Index, PartTarget};
use crate::attr::Text;
use darling::error::Accumulator;
use proc_macro2::Span;
use quote::ToTokens;

/// Two indexes that differ in nothing but their names cost twice and help once. A unique constraint is an index too.
pub(super) fn no_two_indexes(entity: &Entity, errors: &mut Accumulator) {
    let columns = entity.columns.iter().enumerate();
    let mut seen: Vec<(String, &str)> = Vec::new();
    for (position, column) in columns {
        if column.indexed {
            seen.push((plain(&[position], ""), "`indexed` of its field"));
        }
        if column.unique {
            seen.push((plain(&[position], "unique"), "`unique` of its field"));
        }
    }
    let uniques = entity.uniques.iter().map(|unique| (plain(&unique.columns, "unique"), unique.span));
    let indexes = entity.indexes.iter().map(|index| (shape(index), index.span));
    for (shape, span) in uniques.chain(indexes) {
        match seen.iter().find(|(other, _)| *other == shape) {
            Some((_, which)) => errors.push(error(
                span,
                format!("this is the same index as the one of {which}: leave one of them out"),
            )),
            None => seen.push((shape, "another attribute")),
        }
    }
}

/// The same check or foreign key stands once.
pub(super) fn no_two_constraints(entity: &Entity, errors: &mut Accumulator) {
    let mut seen: Vec<String> = Vec::new();
    let mut once = |shape: String, span: Span, what: &str| {
        if seen.contains(&shape) {
            errors.push(error(span, format!("this {what} stands here twice: leave one of them out")));
        }
        seen.push(shape);
    };
    for item in &entity.checks {
        once(check(item), item.span, "check");
    }
    for key in &entity.foreign_keys {
        once(foreign_key(key), key.span, "foreign key");
    }
}

/// All of a check but its name.
pub(super) fn check(check: &Check) -> String {
    format!("check {}", check.expr.value().trim())
}

/// What a foreign key points from and at.
pub(super) fn foreign_key(key: &ForeignKey) -> String {
    let target = match &key.target {
        ForeignKeyTarget::Entity(path, fields) => format!("{} {fields:?}", path.to_token_stream()),
        ForeignKeyTarget::Table(table, columns) => format!("{} {columns:?}", table.value()),
    };
    format!("key {:?} {target}", key.columns)
}

/// All of an index but its name, as text that is equal for equal ones.
pub(super) fn shape(index: &Index) -> String {
    let parts = index.parts.iter().map(|part| {
        let target = match &part.target {
            PartTarget::Column(position) => position.to_string(),
            PartTarget::Expr(sql) => format!("({})", sql.value().trim()),
        };
        let nulls_first = part.nulls_first.unwrap_or(part.descending);
        let (opclass, collation) = (text(part.opclass.as_ref()), text(part.collation.as_ref()));
        format!("{target} {} {nulls_first} {opclass} {collation}", part.descending)
    });
    let parts: Vec<_> = parts.collect();
    let unique = if index.unique { "unique" } else { "" };
    let method = index.method.as_ref().map_or_else(|| "btree".to_owned(), Text::value);
    format!("{unique} {method} {parts:?} {}", text(index.predicate.as_ref()))
}

/// The shape of an index of nothing but columns.
pub(super) fn plain(columns: &[usize], unique: &str) -> String {
    let parts: Vec<_> = columns.iter().map(|position| format!("{position} false false  ")).collect();
    format!("{unique} btree {parts:?} ")
}

fn text(text: Option<&Text>) -> String {
    text.map(Text::value).unwrap_or_default().trim().to_owned()
}
