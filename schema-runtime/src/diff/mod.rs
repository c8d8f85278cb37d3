//! Two schemas of one database's spelling come in, what differs goes out; no I/O, and no database by name.

mod apply;
mod ask;
mod check;
mod column;
mod describe;
mod difference;
mod enums;
mod foreign_key;
mod hint;
mod index;
mod meaning;
mod primary_key;
mod rename;
mod selection;
mod settle;
mod table;

pub use apply::apply;
pub use difference::{Change, ColumnAspect, Difference, Kind, Severity};
pub use meaning::{Context, Meaning, Meanings, Question, Sameness};
pub use selection::{Selection, select};
pub use settle::settle;

use crate::model::Schema;
use ask::Oracle;
use rename::Renames;
use std::collections::BTreeMap;

/// What turns `from` (live) into `to` (declared), in a stable order: enums and tables by name, and within a table as
/// the entity declares, columns first.
///
/// ```
/// use schema_runtime::diff::{Kind, Meanings, Severity, diff};
/// use schema_runtime::model::{Column, ObjectName, Schema, SqlType, Table};
///
/// let mut live = Table::new(ObjectName::new("cakes"));
/// live.columns.push(Column::new("id", SqlType::new("integer")));
/// let mut declared = live.clone();
/// declared.columns.push(Column::new("name", SqlType::new("text")));
/// let schema = |table: Table| Schema { tables: [(table.name.clone(), table)].into(), ..Schema::default() };
///
/// let differences = diff(&schema(live), &schema(declared), &Meanings::default());
/// assert_eq!(differences.len(), 1);
/// assert_eq!(differences[0].kind, Kind::MissingColumn);
/// assert_eq!(differences[0].severity, Severity::Breaking);
/// assert_eq!(differences[0].object, "name");
/// ```
pub fn diff(from: &Schema, to: &Schema, meanings: &Meanings) -> Vec<Difference> {
    compare(from, to, &Oracle::Answers(meanings))
}

/// The expressions that [`diff`] will want to know the meaning of, as questions to the server: those whose texts are
/// not the same on both sides and that could be one; none where there are none.
pub fn questions(from: &Schema, to: &Schema) -> Vec<Question> {
    let oracle = Oracle::asking();
    compare(from, to, &oracle);
    oracle.into_questions()
}

/// Only what is missing can have been renamed, so renames are looked for after a first walk, and seldom.
fn compare(from: &Schema, to: &Schema, oracle: &Oracle<'_>) -> Vec<Difference> {
    let out = walk(from, to, &Renames::default(), oracle);
    if !out.iter().any(Difference::may_be_renamed) {
        return out;
    }
    let renames = Renames::find(from, to);
    if renames.is_empty() {
        return out;
    }
    oracle.forget();
    walk(&renames.view(from), to, &renames, oracle)
}

fn walk(from: &Schema, to: &Schema, renames: &Renames, oracle: &Oracle<'_>) -> Vec<Difference> {
    // Entities do not speak of sequences, settings and materialized views.
    let Schema { tables, enums, sequences: _, settings: _, views: _, kept: _, invisible } = from;
    let mut out = Vec::new();
    for (name, from, to) in sides(enums, &to.enums) {
        enums::compare(name, from, to, &mut out);
    }
    let short = enums::short(enums, &to.enums);
    let tables = table::Tables { from: tables, to: &to.tables, invisible, renames, short: &short, oracle };
    tables.compare(&mut out);
    out
}

/// Both maps' entries side by side, in the order of their keys.
fn sides<'a, K: Ord, V>(
    from: &'a BTreeMap<K, V>,
    to: &'a BTreeMap<K, V>,
) -> impl Iterator<Item = (&'a K, Option<&'a V>, Option<&'a V>)> {
    let (mut from, mut to) = (from.iter().peekable(), to.iter().peekable());
    std::iter::from_fn(move || match (from.peek(), to.peek()) {
        (None, None) => None,
        (Some((left, _)), Some((right, _))) if left == right => {
            let (key, left) = from.next()?;
            Some((key, Some(left), to.next().map(|(_, right)| right)))
        }
        (Some((left, _)), Some((right, _))) if left > right => {
            to.next().map(|(key, right)| (key, None, Some(right)))
        }
        (Some(_), _) => from.next().map(|(key, left)| (key, Some(left), None)),
        (None, Some(_)) => to.next().map(|(key, right)| (key, None, Some(right))),
    })
}
