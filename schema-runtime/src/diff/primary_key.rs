//! The primary keys of a table come in, whether they are over the same columns goes out.

use super::ask::Pair;
use super::describe;
use super::difference::{Change, Difference, Kind, Severity};
use crate::model::PrimaryKey;

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    let (from, to) = (&pair.from.primary_key, &pair.to.primary_key);
    match (from, to) {
        (Some(from), Some(to)) if from.columns == to.columns => name(pair, from, to, out),
        (Some(from), Some(to)) if same_columns(from, to) => out.push(
            difference(pair, Severity::Harmless)
                .why("its columns stand in another order, which holds the same rows apart"),
        ),
        (None, None) => {}
        (Some(_), Some(_)) => out.push(
            difference(pair, Severity::Divergent)
                .why(format!("the rows of {} are told apart by other columns", pair.to.name))
                .change(change(pair)),
        ),
        (None, Some(_)) => out.push(
            difference(pair, Severity::Divergent)
                .why(format!("nothing keeps two rows of {} from having the same key", pair.to.name))
                .change(change(pair)),
        ),
        (Some(_), None) => out.push(
            difference(pair, Severity::Harmless)
                .why(format!("only the database has a primary key on {}", pair.to.name))
                .change(change(pair)),
        ),
    }
}

fn name(pair: &Pair<'_>, from: &PrimaryKey, to: &PrimaryKey, out: &mut Vec<Difference>) {
    if let (Some(live), Some(declared)) = (&from.name, &to.name)
        && live != declared
    {
        out.push(
            Difference::new(Kind::Name, Severity::Harmless, &pair.to.name, to.columns.join(","))
                .declared(declared)
                .live(live)
                .at(pair.to.origin)
                .why("the primary key has another name"),
        );
    }
}

fn same_columns(from: &PrimaryKey, to: &PrimaryKey) -> bool {
    from.columns.len() == to.columns.len() && to.columns.iter().all(|column| from.columns.contains(column))
}

fn difference(pair: &Pair<'_>, severity: Severity) -> Difference {
    let (from, to) = (&pair.from.primary_key, &pair.to.primary_key);
    let columns = to.as_ref().or(from.as_ref()).map(|key| key.columns.join(",")).unwrap_or_default();
    let mut difference =
        Difference::new(Kind::PrimaryKey, severity, &pair.to.name, columns).at(pair.to.origin);
    difference.declared = to.as_ref().map(describe::primary_key);
    difference.live = from.as_ref().map(describe::primary_key);
    difference
}

fn change(pair: &Pair<'_>) -> Change {
    Change::PrimaryKey {
        table: pair.to.name.clone(),
        from: pair.from.primary_key.clone(),
        to: pair.to.primary_key.clone(),
    }
}
