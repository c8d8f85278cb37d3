//! An index that another one makes superfluous: it is written with every row, and finds nothing that the other does not
//! find.

use super::Finding;
use super::subject::{Subject, Subjects};
use crate::model::{Deferrability, Index, IndexKind, IndexPart, PrimaryKey, Rule};

pub(super) fn find(subjects: &Subjects) -> Vec<Finding> {
    subjects.of_tables(|subject| {
        let indexes = subject.table.indexes.iter().enumerate();
        indexes.filter_map(|(at, index)| found(subject, at, index)).collect()
    })
}

fn found(subject: &Subject, at: usize, index: &Index) -> Option<Finding> {
    let by = instead(subject, at, index)?;
    let says = match &index.name {
        Some(name) => format!("`{name}` does nothing that {by} does not do"),
        None => format!("it does nothing that {by} does not do"),
    };
    let finding = Finding::of_table(Rule::RedundantIndex, subject, says, "take it away");
    Some(finding.at(Subject::leading(index), index.origin))
}

/// What does all that the index at this place does.
fn instead(subject: &Subject, at: usize, index: &Index) -> Option<String> {
    let primary = subject.table.primary_key.as_ref().filter(|primary| does_all_of(primary, index));
    if primary.is_some() {
        return Some("the primary key".to_owned());
    }
    let others = subject.table.indexes.iter().enumerate();
    let better = |&(other_at, other): &(usize, &Index)| {
        // Of two that are the same, the later one goes.
        other_at != at && covers(other, index) && !(covers(index, other) && at < other_at)
    };
    let (_, other) = others.into_iter().find(better)?;
    Some(other.name.as_ref().map_or_else(|| "the unique constraint".to_owned(), |name| format!("`{name}`")))
}

fn does_all_of(primary: &PrimaryKey, index: &Index) -> bool {
    let columns: Vec<_> = primary.columns.iter().collect();
    let over = Subject::leading(index);
    let fits = match index.kind {
        IndexKind::Plain => columns.starts_with(&over),
        IndexKind::Unique | IndexKind::Constraint(_) => columns == over,
    };
    let plain: Vec<_> = over.iter().map(|&name| IndexPart::column(name)).collect();
    fits && !over.is_empty()
        && plain == index.parts
        && index.method == "btree"
        && index.predicate.is_none()
        && index.include.is_empty()
}

/// Whether the one finds, and forbids, all that the other does.
fn covers(index: &Index, other: &Index) -> bool {
    let Index { name: _, kind, method, parts, include, predicate, nulls_not_distinct, valid: _, origin: _ } =
        other;
    let forbids = match (index.kind, kind) {
        (_, IndexKind::Plain) => true,
        (IndexKind::Plain, IndexKind::Unique | IndexKind::Constraint(_)) => false,
        // A constraint can be pointed at and deferred; an index cannot stand for it.
        (IndexKind::Unique, IndexKind::Constraint(_)) => false,
        (IndexKind::Unique, IndexKind::Unique) => true,
        (IndexKind::Constraint(_), IndexKind::Unique) => {
            index.kind == IndexKind::Constraint(Deferrability::NotDeferrable)
        }
        (IndexKind::Constraint(one), IndexKind::Constraint(another)) => one == *another,
    };
    let same_parts = match kind {
        IndexKind::Plain if *method == "btree" => index.parts.starts_with(parts),
        IndexKind::Plain | IndexKind::Unique | IndexKind::Constraint(_) => index.parts == *parts,
    };
    let unique = !matches!(kind, IndexKind::Plain);
    forbids
        && same_parts
        && index.method == *method
        && index.predicate == *predicate
        && (!unique || index.nulls_not_distinct == *nulls_not_distinct)
        && include.iter().all(|column| index.include.contains(column))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found_by, index, table};
    use super::*;
    use crate::model::{Expr, Table};

    fn with(indexes: Vec<Index>) -> Table {
        let named = indexes.into_iter().enumerate();
        let indexes = named.map(|(at, index)| Index { name: Some(format!("i{at}")), ..index }).collect();
        Table { indexes, ..table("t", &["id", "a", "b"]) }
    }

    #[test]
    fn what_another_does_too_is_found() {
        let unique = Index { kind: IndexKind::Unique, ..index(&["a"]) };
        let constraint = Index { kind: IndexKind::Constraint(Deferrability::NotDeferrable), ..index(&["a"]) };
        for (indexes, found) in [
            (vec![index(&["a"]), index(&["a"])], "t.a"),
            (vec![index(&["a"]), index(&["a", "b"])], "t.a"),
            (vec![unique.clone(), index(&["a"])], "t.a"),
            (vec![unique.clone(), unique.clone()], "t.a"),
            (vec![unique, constraint], "t.a"),
            (vec![index(&["id"])], "t.id"),
        ] {
            assert_eq!(found_by(find, [with(indexes.clone())]), [found], "{indexes:?}");
        }
    }

    #[test]
    fn what_no_other_does_is_not() {
        let unique = |columns: &[&str]| Index { kind: IndexKind::Unique, ..index(columns) };
        let constraint =
            Index { kind: IndexKind::Constraint(Deferrability::InitiallyDeferred), ..index(&["a"]) };
        let partial = Index { predicate: Some(Expr::new("b > 0")), ..index(&["a", "b"]) };
        let carrying = Index { include: vec!["b".to_owned()], ..index(&["a"]) };
        let inverted = Index { method: "gin".to_owned(), ..index(&["a", "b"]) };
        for indexes in [
            vec![index(&["a", "b"]), index(&["b"])],
            vec![unique(&["a"]), index(&["a", "b"])],
            vec![unique(&["a"]), unique(&["a", "b"])],
            vec![unique(&["a"]), constraint],
            vec![index(&["a"]), partial],
            vec![carrying, index(&["a", "b"])],
            vec![index(&["a"]), inverted],
        ] {
            assert_eq!(found_by(find, [with(indexes.clone())]), [""; 0], "{indexes:?}");
        }
    }
}
