//! A column that is called after a table and has no key to it: the row it names may not be there.

use super::Finding;
use super::subject::{Subject, Subjects, same_type};
use crate::model::{Column, Rule};

pub(super) fn find(subjects: &Subjects) -> Vec<Finding> {
    subjects.of_columns(|subject, column| found(subjects, subject, column))
}

fn found(subjects: &Subjects, subject: &Subject, column: &Column) -> Option<Finding> {
    let name = &column.name;
    if subject.has_key_on(name) || points_anywhere(subject, name) {
        return None;
    }
    let (to, key) = subjects.meant_by(subject, name)?;
    let is_own = to.table.name == subject.table.name && key.name == *name;
    // Of another type it is what `types_differ` is about: no key can be made before both have one.
    if is_own || !same_type((subject, column), (to, key)) {
        return None;
    }
    let to = &to.table.name;
    let says = format!("called after `{to}`, and no key to it: it may name a row that is not there");
    let remedy = format!("write a relation to `{to}`, or `#[schema(foreign_key(…))]` on the struct");
    Some(Finding::of_table(Rule::IdWithoutKey, subject, says, remedy).at([name], column.origin))
}

/// Whether another column tells which table is meant: `owner_type` beside `owner_id`.
fn points_anywhere(subject: &Subject, column: &str) -> bool {
    let Some(stem) = column.strip_suffix("_id") else { return false };
    ["type", "kind", "table"].iter().any(|what| subject.table.column(&format!("{stem}_{what}")).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found_by, key, table, typed};
    use super::*;

    #[test]
    fn a_column_called_after_a_table_needs_a_key() {
        let users = table("users", &["id"]);
        let notes = table("notes", &["id", "user_id", "created_by_user_id"]);
        assert_eq!(found_by(find, [users, notes]), ["notes.user_id", "notes.created_by_user_id"]);
    }

    #[test]
    fn not_one_that_has_it_or_names_something_else() {
        let customers = typed(table("customers", &["id"]), "id", "uuid");
        let people = table("people", &["person_id"]);
        let mut orders = table("orders", &["id", "person_id", "request_id", "stripe_customer_id"]);
        orders.foreign_keys = vec![key(&["person_id"], "people", &["person_id"])];
        let tags = table("tags", &["id", "order_id", "order_type"]);
        assert_eq!(found_by(find, [customers, people, orders, tags]), [""; 0]);
    }
}
