//! A noun comes in; the same noun without what only entities say goes out, so that `==` compares what a database has.

use crate::model::{Check, Column, ForeignKey, Index, PrimaryKey, Promise};
use std::collections::BTreeSet;

pub(super) fn column(column: &Column) -> Column {
    let Column {
        name,
        ty,
        accepts: _,
        nullable,
        default,
        generated,
        identity,
        numbering,
        collation,
        comment,
        on_update,
        extra: _,
        renamed_from: _,
        renamed_values: _,
        using: _,
        backfill: _,
        origin: _,
    } = column;
    Column {
        name: name.clone(),
        ty: exact(ty),
        accepts: BTreeSet::new(),
        nullable: *nullable,
        default: exact(default),
        generated: generated.clone(),
        identity: exact(identity),
        numbering: exact(numbering),
        collation: exact(collation),
        comment: exact(comment),
        on_update: exact(on_update),
        extra: None,
        renamed_from: None,
        renamed_values: Vec::new(),
        using: None,
        backfill: None,
        origin: None,
    }
}

pub(super) fn index(index: &Index) -> Index {
    Index { origin: None, ..index.clone() }
}

pub(super) fn check(check: &Check) -> Check {
    Check { options: exact(&check.options), origin: None, ..check.clone() }
}

/// The order of the pairs of columns means nothing.
pub(super) fn foreign_key(key: &ForeignKey) -> ForeignKey {
    let mut pairs: Vec<_> = key.columns.iter().cloned().zip(key.referenced_columns.iter().cloned()).collect();
    pairs.sort();
    let (columns, referenced_columns) = pairs.into_iter().unzip();
    ForeignKey {
        columns,
        referenced_columns,
        on_delete: exact(&key.on_delete),
        on_update: exact(&key.on_update),
        options: exact(&key.options),
        origin: None,
        ..key.clone()
    }
}

/// A key's name alone is nothing to change it for.
pub(super) fn primary_key(key: Option<&PrimaryKey>) -> Option<&[String]> {
    key.map(|PrimaryKey { name: _, columns }| columns.as_slice())
}

fn exact<T: Clone>(promise: &Promise<T>) -> Promise<T> {
    Promise::Exact(promise.value().clone())
}
