//! A truth value that must be there and has no default: every program that adds rows has to know of it, and the column
//! cannot come to a table with rows.

use super::Finding;
use super::subject::{Kind, Subject, Subjects};
use crate::model::{Column, Rule};

pub(super) fn find(subjects: &Subjects) -> Vec<Finding> {
    subjects.of_columns(|subject, column| {
        let is_bare = subject.facts(&column.name).kind == Kind::Boolean
            && !column.nullable
            && column.default.value().is_none()
            && column.generated.is_none();
        is_bare.then(|| found(subject, column))
    })
}

fn found(subject: &Subject, column: &Column) -> Finding {
    let says = "a truth value that must be there, without a default".to_owned();
    let remedy = "write `#[sea_orm(default_value = false)]` on the field";
    Finding::of_table(Rule::BoolWithoutDefault, subject, says, remedy).at([&column.name], column.origin)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found_among, kind, table};
    use super::*;
    use crate::model::{Expr, Promise, Table};

    fn users(change: impl Fn(&mut Column)) -> Table {
        let mut users = table("users", &["id", "active"]);
        users.columns[1].nullable = false;
        change(&mut users.columns[1]);
        users
    }

    #[test]
    fn one_that_must_be_there_is_found() {
        let users = kind(users(|_| ()), "active", Kind::Boolean, false);
        assert_eq!(found_among(find, vec![users]), ["users.active"]);
    }

    #[test]
    fn one_that_may_be_missing_or_has_a_default_is_not() {
        let nullable = users(|column| column.nullable = true);
        let default = users(|column| column.default = Promise::Exact(Some(Expr::new("false"))));
        for table in [nullable, default] {
            assert_eq!(found_among(find, vec![kind(table, "active", Kind::Boolean, false)]), [""; 0]);
        }
    }
}
