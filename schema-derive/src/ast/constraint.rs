//! `unique(…)`, `check(…)` and `foreign_key(…)` in, constraints over positions out.

use super::name;
use super::relation::allows;
use super::scope::Scope;
use crate::attr::{At, CheckAttr, ForeignKeyAttr, Referenced, Text, UniqueAttr, When, Word};
use darling::Error;
use darling::error::Accumulator;
use proc_macro2::Span;
use syn::{Ident, Path};

/// A unique constraint.
#[derive(Debug)]
pub(crate) struct Unique {
    pub(crate) name: Option<Text>,
    pub(crate) columns: Vec<usize>,
    pub(crate) nulls_not_distinct: bool,
    pub(crate) deferrable: Option<When>,
    pub(crate) span: Span,
}

/// A check of the table.
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) name: Option<Text>,
    pub(crate) expr: Text,
    pub(crate) span: Span,
}

/// A foreign key that is no relation.
#[derive(Debug)]
pub(crate) struct ForeignKey {
    pub(crate) name: Option<Text>,
    pub(crate) columns: Vec<usize>,
    pub(crate) target: ForeignKeyTarget,
    pub(crate) on_delete: Option<Word>,
    pub(crate) on_update: Option<Word>,
    pub(crate) deferrable: Option<When>,
    /// Whether columns of different types are meant.
    pub(crate) any_types: bool,
    pub(crate) span: Span,
}

/// What a foreign key points at, and which columns of it.
#[derive(Debug)]
pub(crate) enum ForeignKeyTarget {
    Entity(Path, Vec<Ident>),
    Table(Text, Vec<String>),
}

pub(super) fn uniques(
    attrs: Vec<At<UniqueAttr>>,
    scope: &Scope<'_>,
    errors: &mut Accumulator,
) -> Vec<Unique> {
    let mut uniques = Vec::new();
    for At { value: attr, span } in attrs {
        let Some(columns) = attr.columns else {
            errors.push(missing(span, "a unique constraint needs columns: write `unique(columns(a, b))`"));
            continue;
        };
        let Some(columns) = scope.positions(&columns, errors) else { continue };
        uniques.push(Unique {
            name: attr.name,
            columns,
            nulls_not_distinct: attr.nulls_not_distinct.is_some(),
            deferrable: attr.deferrable,
            span,
        });
    }
    uniques
}

pub(super) fn checks(attrs: Vec<At<CheckAttr>>, errors: &mut Accumulator) -> Vec<Check> {
    let mut checks = Vec::new();
    for At { value: attr, span } in attrs {
        match attr.expr {
            Some(expr) => checks.push(Check { name: attr.name, expr, span }),
            None => errors.push(missing(
                span,
                "a check needs an expression: write `check(name = \"…\", expr = \"cost >= 0\")`",
            )),
        }
    }
    checks
}

pub(super) fn foreign_keys(
    attrs: Vec<At<ForeignKeyAttr>>,
    scope: &Scope<'_>,
    errors: &mut Accumulator,
) -> Vec<ForeignKey> {
    let mut keys = Vec::new();
    for At { value: attr, span } in attrs {
        let (Some(columns), Some(references)) = (attr.columns, attr.references) else {
            errors.push(missing(
                span,
                "a foreign key needs columns and what they reference: \
                 write `foreign_key(columns(a), references(super::b::Entity, columns(id)))`",
            ));
            continue;
        };
        if columns.0.len() != references.columns.0.len() {
            errors.push(missing(
                references.span,
                "a foreign key references as many columns as it has: name them in the same order",
            ));
            continue;
        }
        let referenced = references.columns.0;
        let target = match references.target {
            Referenced::Entity(path) => ForeignKeyTarget::Entity(path, referenced),
            Referenced::Table(table) => {
                ForeignKeyTarget::Table(table, referenced.iter().map(name::plain).collect())
            }
        };
        let Some(columns) = scope.positions(&columns, errors) else { continue };
        keys.push(ForeignKey {
            name: attr.name,
            columns,
            target,
            on_delete: attr.on_delete,
            on_update: attr.on_update,
            deferrable: attr.deferrable,
            any_types: allows(attr.allow.as_ref(), errors),
            span,
        });
    }
    keys
}

fn missing(span: Span, message: &str) -> Error {
    Error::custom(message).with_span(&span)
}
