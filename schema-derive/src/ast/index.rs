//! `index(…)` on the struct and on fields in, indexes over positions out.

use super::column::Column;
use super::scope::Scope;
use crate::attr::{At, Columns, FieldIndexAttr, Flag, IndexAttr, Part, Target, Text};
use darling::Error;
use darling::error::Accumulator;
use proc_macro2::Span;

/// An index.
#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) name: Option<Text>,
    pub(crate) parts: Vec<IndexPart>,
    pub(crate) unique: bool,
    pub(crate) predicate: Option<Text>,
    pub(crate) include: Vec<usize>,
    pub(crate) method: Option<Text>,
    pub(crate) nulls_not_distinct: bool,
    pub(crate) span: Span,
}

/// One part of an index.
#[derive(Debug)]
pub(crate) struct IndexPart {
    pub(crate) span: Span,
    pub(crate) target: PartTarget,
    pub(crate) descending: bool,
    /// Whether nulls stand first, if written.
    pub(crate) nulls_first: Option<bool>,
    pub(crate) opclass: Option<Text>,
    pub(crate) collation: Option<Text>,
}

/// What a part is over.
#[derive(Debug)]
pub(crate) enum PartTarget {
    Column(usize),
    Expr(Text),
}

/// The indexes of the struct, then those of fields.
pub(super) fn read_all(
    attrs: Vec<At<IndexAttr>>,
    columns: &[Column],
    scope: &Scope<'_>,
    errors: &mut Accumulator,
) -> Vec<Index> {
    let mut indexes = Vec::new();
    for attr in attrs {
        indexes.extend(of_table(attr, scope, errors));
    }
    for (position, column) in columns.iter().enumerate() {
        indexes.extend(column.attr.indexes.iter().filter_map(|attr| of_field(attr, position, scope, errors)));
    }
    indexes
}

fn of_table(attr: At<IndexAttr>, scope: &Scope<'_>, errors: &mut Accumulator) -> Option<Index> {
    let At { value: attr, span } = attr;
    let Some(parts) = attr.columns else {
        errors.push(
            Error::custom("an index needs columns: write `index(columns(a, b))`, with fields of the model")
                .with_span(&span),
        );
        return None;
    };
    let parts: Vec<_> =
        parts.0.into_iter().map(|part| of_part(part, attr.opclass.as_ref(), scope, errors)).collect();
    for (at, part) in parts.iter().enumerate() {
        let Some(IndexPart { target: PartTarget::Column(position), span, .. }) = part else { continue };
        let earlier = parts[..at].iter().flatten();
        if earlier
            .map(|part| &part.target)
            .any(|target| matches!(target, PartTarget::Column(other) if other == position))
        {
            errors.push(Error::custom("this field stands here twice: name it once").with_span(span));
        }
    }
    let include = included(attr.include.as_ref(), scope, errors);
    Some(Index {
        name: attr.name,
        parts: parts.into_iter().collect::<Option<_>>()?,
        unique: attr.unique.is_some(),
        predicate: attr.predicate,
        include: include?,
        method: attr.method,
        nulls_not_distinct: attr.nulls_not_distinct.is_some(),
        span,
    })
}

fn of_part(
    part: Part,
    opclass: Option<&Text>,
    scope: &Scope<'_>,
    errors: &mut Accumulator,
) -> Option<IndexPart> {
    let Part { target, options } = part;
    let span = match &target {
        Target::Field(field) => field.span(),
        Target::Expr(sql) => sql.span(),
    };
    let target = match target {
        Target::Field(field) => PartTarget::Column(errors.handle(scope.position(&field))?),
        Target::Expr(sql) => PartTarget::Expr(sql),
    };
    clash(options.asc, options.desc, "`asc` and `desc`", errors);
    Some(IndexPart {
        span,
        target,
        descending: options.desc.is_some(),
        nulls_first: nulls(options.nulls_first, options.nulls_last, errors),
        opclass: options.opclass.or_else(|| opclass.cloned()),
        collation: options.collation,
    })
}

fn of_field(
    attr: &At<FieldIndexAttr>,
    position: usize,
    scope: &Scope<'_>,
    errors: &mut Accumulator,
) -> Option<Index> {
    let At { value: attr, span } = attr;
    let part = IndexPart {
        span: *span,
        target: PartTarget::Column(position),
        descending: attr.desc.is_some(),
        nulls_first: nulls(attr.nulls_first, attr.nulls_last, errors),
        opclass: attr.opclass.clone(),
        collation: attr.collation.clone(),
    };
    Some(Index {
        name: attr.name.clone(),
        parts: vec![part],
        unique: attr.unique.is_some(),
        predicate: attr.predicate.clone(),
        include: included(attr.include.as_ref(), scope, errors)?,
        method: attr.method.clone(),
        nulls_not_distinct: attr.nulls_not_distinct.is_some(),
        span: *span,
    })
}

fn included(include: Option<&Columns>, scope: &Scope<'_>, errors: &mut Accumulator) -> Option<Vec<usize>> {
    include.map_or(Some(Vec::new()), |include| scope.positions(include, errors))
}

fn nulls(first: Option<Flag>, last: Option<Flag>, errors: &mut Accumulator) -> Option<bool> {
    clash(first, last, "`nulls_first` and `nulls_last`", errors);
    first.map(|_| true).or(last.map(|_| false))
}

fn clash(one: Option<Flag>, other: Option<Flag>, both: &str, errors: &mut Accumulator) {
    if let (Some(_), Some(other)) = (one, other) {
        errors.push(
            Error::custom(format!("{both} exclude each other: write one of them")).with_span(&other.span()),
        );
    }
}
