//! What is missing and what only the database has come in; which of the one may be one of the other under a former
//! name goes out. A hint is shown, never acted on.

use crate::model::{Column, ObjectName, Table};
use std::collections::BTreeSet;

/// Above so many pairs nobody reads hints one by one.
const MOST_PAIRS: usize = 100_000;

/// For missing tables, by position, the extra table that looks most like it.
pub(super) fn tables<'a>(missing: &[&Table], extra: &[&'a Table]) -> Vec<(usize, &'a ObjectName)> {
    if missing.len() * extra.len() > MOST_PAIRS {
        return Vec::new();
    }
    let mut likely = Vec::new();
    for (of, to) in missing.iter().enumerate() {
        for from in extra {
            let shared = shared_columns(from, to);
            let needed = if similar(&from.name.name, &to.name.name) { 50 } else { 80 };
            if shared >= needed {
                likely.push((shared, distance(&from.name.name, &to.name.name), of, &from.name));
            }
        }
    }
    likely.sort_by(|(left, near, ..), (right, far, ..)| right.cmp(left).then(near.cmp(far)));
    one_to_one(likely.into_iter().map(|(_, _, of, former)| (of, former)))
}

/// For missing columns, by position, the extra column of the same type whose name is much like it, if it is the
/// only one.
pub(super) fn columns<'a>(missing: &[&Column], extra: &[&'a Column]) -> Vec<(usize, &'a str)> {
    if missing.len() * extra.len() > MOST_PAIRS {
        return Vec::new();
    }
    let candidates = missing.iter().enumerate().filter_map(|(of, to)| {
        let mut alike = extra
            .iter()
            .filter(|from| from.ty.value() == to.ty.value() && similar(&from.name, &to.name))
            .map(|from| from.name.as_str());
        let first = alike.next()?;
        alike.next().is_none().then_some((of, first))
    });
    one_to_one(candidates)
}

/// The first of each, so that nothing is hinted at twice.
fn one_to_one<T: Ord + Copy>(pairs: impl IntoIterator<Item = (usize, T)>) -> Vec<(usize, T)> {
    let (mut of, mut former) = (BTreeSet::new(), BTreeSet::new());
    let mut chosen = Vec::new();
    for (missing, extra) in pairs {
        if !of.contains(&missing) && former.insert(extra) {
            of.insert(missing);
            chosen.push((missing, extra));
        }
    }
    chosen
}

/// How many of all columns both have by name, in percent.
fn shared_columns(from: &Table, to: &Table) -> usize {
    let all = from.columns.len() + to.columns.len();
    let names: BTreeSet<_> = from.columns.iter().map(|column| &column.name).collect();
    let shared = to.columns.iter().filter(|column| names.contains(&column.name)).count();
    (200 * shared).checked_div(all).unwrap_or_default()
}

/// Whether a third of the longer name or less has to change to make it the other, one has all words of the other and more
/// (`title` and `book_title`), or both have the same letters (`title` and `titel`).
fn similar(from: &str, to: &str) -> bool {
    let words = |name: &str| name.split('_').map(str::to_lowercase).collect::<BTreeSet<_>>();
    let letters = |name: &str| {
        let mut letters: Vec<_> = name.to_lowercase().chars().collect();
        letters.sort_unstable();
        letters
    };
    let (former, new) = (words(from), words(to));
    // Two keys to one table are two: `asset_id` and `source_asset_id`.
    let says_more = |short: &BTreeSet<String>, long: &BTreeSet<String>| {
        short.is_subset(long) && !short.is_empty() && !short.contains("id")
    };
    3 * distance(from, to) <= from.chars().count().max(to.chars().count())
        || says_more(&former, &new)
        || says_more(&new, &former)
        || letters(from) == letters(to)
}

/// How many characters must be added, removed or replaced to turn one name into the other (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<_> = to.chars().collect();
    let mut row: Vec<_> = (0..=to.len()).collect();
    for (above, left) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = above + 1;
        for (column, right) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(left != *right);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_be_one() {
        for (from, to, expected) in [
            ("slug", "slugg", true),
            ("full_name", "name", true),
            ("title", "book_title", true),
            ("title", "titel", true),
            ("id", "owner_id", false),
            ("asset_id", "source_asset_id", false),
            ("author", "title", false),
        ] {
            assert_eq!(similar(from, to), expected, "{from} {to}");
            assert_eq!(similar(to, from), expected, "{to} {from}");
        }
    }

    #[test]
    fn a_distance_counts_what_must_change() {
        for (from, to, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("hostname", "host_name", 1),
            ("cmdb_sixr_analysis", "cmdb_sixr_analyses", 1),
            ("asset_id", "source_asset_id", 7),
            ("ä", "a", 1),
        ] {
            assert_eq!(distance(from, to), expected, "{from} {to}");
            assert_eq!(distance(to, from), expected, "{to} {from}");
        }
    }
}
