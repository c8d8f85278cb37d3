//! An enum type on both sides comes in, whether labels are missing, in another order or too many goes out.

use super::describe;
use super::difference::{Change, Difference, Kind, Severity};
use crate::model::{EnumType, ObjectName};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn compare(
    name: &ObjectName,
    from: Option<&EnumType>,
    to: Option<&EnumType>,
    out: &mut Vec<Difference>,
) {
    match (from, to) {
        (Some(from), Some(to)) => labels(from, to, out),
        (None, Some(to)) => out.push(
            Difference::new(Kind::MissingEnum, Severity::Breaking, name, "")
                .declared(describe::enum_type(to))
                .why(format!("the database has no type {name}, which columns of the entities are of"))
                .change(Change::Enum { from: None, to: Some(to.clone()) }),
        ),
        (Some(from), None) => out.push(
            Difference::new(Kind::ExtraEnum, Severity::Harmless, name, "")
                .live(describe::enum_type(from))
                .why(format!("no entity has a column of type {name}"))
                .change(Change::Enum { from: Some(from.clone()), to: None }),
        ),
        (None, None) => {}
    }
}

/// The types that lack a label that is declared.
pub(super) fn short(
    from: &BTreeMap<ObjectName, EnumType>,
    to: &BTreeMap<ObjectName, EnumType>,
) -> BTreeSet<ObjectName> {
    let lacks = |(name, to): &(&ObjectName, &EnumType)| {
        let from = from.get(*name);
        from.is_some_and(|from| to.values.iter().any(|label| !from.values.contains(label)))
    };
    to.iter().filter(lacks).map(|(name, _)| name.clone()).collect()
}

fn labels(from: &EnumType, to: &EnumType, out: &mut Vec<Difference>) {
    if from.values == to.values {
        return;
    }
    let difference = |severity| {
        Difference::new(Kind::EnumValues, severity, &to.name, "")
            .declared(describe::enum_type(to))
            .live(describe::enum_type(from))
    };
    let called = from.called_as_in(to);
    let kept = EnumType { values: merged(&called.values, &to.values), ..to.clone() };
    let renames = from.renames_to(to);
    match compare_labels(&called.values, &to.values) {
        _ if !renames.is_empty() => out.push(
            difference(Severity::Breaking)
                .why(still_called(&renames))
                .change(Change::Enum { from: Some(from.clone()), to: Some(kept.clone()) }),
        ),
        Some(Labels::Missing(missing)) => out.push(
            difference(Severity::Breaking)
                .why(format!("the database refuses {}", quoted(&missing)))
                .change(Change::Enum { from: Some(from.clone()), to: Some(kept.clone()) }),
        ),
        Some(Labels::Reordered) => out.push(
            difference(Severity::Divergent)
                .why("the labels stand in another order, so the values compare and sort another way")
                .change(Change::Enum { from: Some(from.clone()), to: Some(kept.clone()) }),
        ),
        Some(Labels::Extra) | None => {}
    }
    let extra: Vec<_> = called.values.iter().filter(|label| !to.values.contains(label)).collect();
    if !extra.is_empty() {
        out.push(
            difference(Severity::Harmless)
                .why(format!("only the database has {}", quoted(&extra)))
                .change(Change::Enum { from: Some(kept), to: Some(to.clone()) }),
        );
    }
}

/// How the labels of two enums differ: what matters most of it.
pub(super) enum Labels<'a> {
    /// The live enum lacks these.
    Missing(Vec<&'a String>),
    /// It has all of them, in another order.
    Reordered,
    /// It has all of them, and more.
    Extra,
}

pub(super) fn compare_labels<'a>(from: &'a [String], to: &'a [String]) -> Option<Labels<'a>> {
    let missing: Vec<_> = to.iter().filter(|label| !from.contains(label)).collect();
    if !missing.is_empty() {
        return Some(Labels::Missing(missing));
    }
    if from.len() == to.len() {
        return (from != to).then_some(Labels::Reordered);
    }
    let shared = from.iter().filter(|label| to.contains(label));
    Some(if shared.eq(to) { Labels::Extra } else { Labels::Reordered })
}

/// The declared labels in their order, and those that only the database has, each behind the one it stood behind.
pub(super) fn merged(from: &[String], to: &[String]) -> Vec<String> {
    let mut merged = to.to_vec();
    for (position, label) in from.iter().enumerate() {
        if merged.contains(label) {
            continue;
        }
        let behind =
            from[..position].iter().rev().find_map(|label| merged.iter().position(|other| other == label));
        merged.insert(behind.map_or(0, |behind| behind + 1), label.clone());
    }
    merged
}

/// Why a label that is declared as renamed matters.
pub(super) fn still_called(renames: &[(&str, &str)]) -> String {
    let each = renames.iter().map(|(former, new)| format!("'{new}' '{former}'"));
    format!("the database still calls {}", each.collect::<Vec<_>>().join(", "))
}

pub(super) fn quoted(labels: &[&String]) -> String {
    labels.iter().map(|label| format!("'{label}'")).collect::<Vec<_>>().join(", ")
}
