//! A document stored as text where the database has a type that it can look into, compare and index.

use super::Finding;
use super::subject::{Kind, Subject, Subjects};
use crate::model::{Column, Rule};

pub(super) fn find(subjects: &Subjects) -> Vec<Finding> {
    if !subjects.can.binary_json {
        return Vec::new();
    }
    subjects.of_columns(|subject, column| {
        let is_text = subject.facts(&column.name).kind == Kind::Json;
        is_text.then(|| found(subject, column))
    })
}

fn found(subject: &Subject, column: &Column) -> Finding {
    let says = format!("`{}` keeps the document's text: it cannot be compared or indexed", column.ty.value());
    let remedy = "write `#[sea_orm(column_type = \"JsonBinary\")]` on the field";
    Finding::of_table(Rule::JsonNotBinary, subject, says, remedy).at([&column.name], column.origin)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found_among, kind, table};
    use super::*;

    #[test]
    fn a_document_as_text_is_found() {
        let events = kind(table("events", &["id", "body"]), "body", Kind::Json, false);
        assert_eq!(found_among(find, vec![events]), ["events.body"]);
    }

    #[test]
    fn what_is_no_such_document_is_not() {
        let events = kind(table("events", &["id", "body"]), "body", Kind::Other, false);
        assert_eq!(found_among(find, vec![events]), [""; 0]);
    }
}
