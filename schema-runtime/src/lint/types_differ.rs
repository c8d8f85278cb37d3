//! Columns of one name with different types: `user_id` is text here and a UUID there, `created_at` with a time zone here and
//! without there. Only names of several words: `value`, `status` or `name` mean something else in each table.

use super::Finding;
use super::subject::{Subject, Subjects, same_type};
use crate::model::{Column, Rule};
use std::collections::BTreeMap;

type Place<'a> = (&'a Subject, &'a Column);

pub(super) fn find(subjects: &Subjects) -> Vec<Finding> {
    let mut of_name: BTreeMap<&str, Vec<Place<'_>>> = BTreeMap::new();
    for subject in &subjects.tables {
        for column in
            subject.table.columns.iter().filter(|column| column.name.trim_matches('_').contains('_'))
        {
            of_name.entry(&column.name).or_default().push((subject, column));
        }
    }
    of_name.values().flat_map(|places| found(subjects, places)).collect()
}

fn found(subjects: &Subjects, places: &[Place<'_>]) -> Vec<Finding> {
    let has_key = |(subject, column): &Place<'_>| subject.has_key_on(&column.name);
    // A type is right by the key that stands on it or the table that is meant; else the one that most have.
    let meant = places.iter().find_map(|(subject, column)| subjects.meant_by(subject, &column.name));
    let right: Vec<Place<'_>> = places.iter().copied().filter(has_key).chain(meant).collect();
    let right = if right.is_empty() { most(places) } else { right };
    let wrong = places
        .iter()
        .filter(|&&place| !(has_key(&place) || right.iter().any(|&other| same_type(place, other))));
    wrong.map(|place| says(place, &right)).collect()
}

/// Those of the type that most have; of the first table among as many.
fn most<'a>(places: &[Place<'a>]) -> Vec<Place<'a>> {
    let alike = |place: &Place<'a>| {
        places.iter().copied().filter(|&other| same_type(*place, other)).collect::<Vec<_>>()
    };
    let groups = places.iter().map(alike);
    groups.reduce(|best, group| if group.len() > best.len() { group } else { best }).unwrap_or_default()
}

fn says((subject, column): &Place<'_>, right: &[Place<'_>]) -> Finding {
    let path = |(subject, column): &Place<'_>| format!("`{}.{}`", subject.table.name, column.name);
    let shown: Vec<_> = right.iter().take(2).map(path).collect();
    let more = match right.len() - shown.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let (own, other) = (column.ty.value(), right[0].1.ty.value());
    let says = format!("`{own}` here, and `{other}` in {}{more}", shown.join(", "));
    Finding::of_table(Rule::TypesDiffer, subject, says, "give what has one name one type")
        .at([&column.name], column.origin)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found_by, key, table, typed};
    use super::*;

    #[test]
    fn the_one_that_differs_is_found() {
        let named = |name| table(name, &["id", "tenant_id"]);
        let odd = typed(named("c"), "tenant_id", "uuid");
        assert_eq!(found_by(find, [named("a"), named("b"), odd]), ["c.tenant_id"]);

        // The key is right, though most are otherwise.
        let mut keyed = typed(named("c"), "tenant_id", "uuid");
        keyed.foreign_keys = vec![key(&["tenant_id"], "tenants", &["id"])];
        assert_eq!(found_by(find, [named("a"), named("b"), keyed]), ["a.tenant_id", "b.tenant_id"]);

        // So is what the table that is meant has.
        let tenants = typed(table("tenants", &["id"]), "id", "uuid");
        assert_eq!(found_by(find, [named("a"), named("b"), tenants]), ["a.tenant_id", "b.tenant_id"]);
    }

    #[test]
    fn not_what_means_something_else_in_each_table() {
        let mut cars = table("cars", &["id", "owner_id", "value"]);
        cars.foreign_keys = vec![key(&["owner_id"], "people", &["id"])];
        let mut offices =
            typed(typed(table("offices", &["id", "owner_id", "value"]), "owner_id", "uuid"), "value", "uuid");
        offices.foreign_keys = vec![key(&["owner_id"], "companies", &["id"])];
        assert_eq!(found_by(find, [cars, offices]), [""; 0]);
    }
}
