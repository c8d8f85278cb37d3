//! An enum stored as text, of which the database takes any: a row that SeaORM cannot read is one `UPDATE` away.

use super::Finding;
use super::subject::{Kind, Subject, Subjects};
use crate::model::{Column, Rule};

pub(super) fn find(subjects: &Subjects) -> Vec<Finding> {
    subjects.of_columns(|subject, column| {
        let facts = subject.facts(&column.name);
        let is_text = match facts.kind {
            Kind::Text => true,
            // Neither a type of its own nor one with its labels.
            Kind::Enum => !subjects.can.enum_types && column.ty.value().labels().is_none(),
            Kind::Boolean | Kind::Json | Kind::Other => false,
        };
        let is_checked = subject.table.checks.iter().any(|check| check.expr.mentions(&column.name));
        (facts.is_enum && is_text && !is_checked).then(|| found(subject, column))
    })
}

fn found(subject: &Subject, column: &Column) -> Finding {
    let says = format!("an enum as `{}`, and the database takes any text", column.ty.value());
    Finding::of_table(Rule::EnumWithoutCheck, subject, says, "write `#[schema(check_values)]` on the field")
        .at([&column.name], column.origin)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found_among, kind, table};
    use super::*;
    use crate::model::{Check, Expr};

    #[test]
    fn an_enum_as_text_is_found() {
        let jobs = kind(table("jobs", &["id", "state"]), "state", Kind::Text, true);
        assert_eq!(found_among(find, vec![jobs]), ["jobs.state"]);
    }

    #[test]
    fn one_with_a_check_or_a_type_of_its_own_is_not() {
        let mut jobs = table("jobs", &["id", "state"]);
        jobs.checks = vec![Check {
            name: None,
            expr: Expr::new("\"state\" IN ('done', 'waiting')"),
            valid: true,
            options: crate::model::Promise::Exact(crate::model::Options::new()),
            origin: None,
        }];
        let checked = kind(jobs, "state", Kind::Text, true);
        let typed = kind(table("runs", &["id", "state"]), "state", Kind::Other, true);
        let text = kind(table("notes", &["id", "state"]), "state", Kind::Text, false);
        assert_eq!(found_among(find, vec![checked, typed, text]), [""; 0]);
    }
}
