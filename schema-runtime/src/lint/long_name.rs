//! A name that the server would cut or refuse if it were a little longer. Two that are cut to the same are one.

use super::Finding;
use super::subject::{Subject, Subjects};
use crate::model::{Location, Rule};
use crate::plan::NameLength;

/// So far from the limit a name is near it: room for `_new`, less than `_backup`.
const NEAR: usize = 3;

pub(super) fn find(subjects: &Subjects) -> Vec<Finding> {
    let Some(limit) = subjects.can.longest_name else { return Vec::new() };
    subjects.of_tables(|subject| {
        names(subject).into_iter().filter_map(|named| found(subject, limit, named)).collect()
    })
}

struct Named<'a> {
    what: &'static str,
    name: &'a str,
    columns: Vec<&'a String>,
    origin: Option<Location>,
}

fn names(subject: &Subject) -> Vec<Named<'_>> {
    let table = &subject.table;
    let own = Named { what: "table", name: &table.name.name, columns: Vec::new(), origin: table.origin };
    let mut names = vec![own];
    names.extend(table.columns.iter().map(|column| Named {
        what: "column",
        name: &column.name,
        columns: vec![&column.name],
        origin: column.origin,
    }));
    names.extend(table.primary_key.iter().filter_map(|key| {
        let name = key.name.as_deref()?;
        Some(Named { what: "primary key", name, columns: key.columns.iter().collect(), origin: table.origin })
    }));
    names.extend(table.indexes.iter().filter_map(|index| {
        let name = index.name.as_deref()?;
        Some(Named { what: "index", name, columns: Subject::leading(index), origin: index.origin })
    }));
    names.extend(table.foreign_keys.iter().filter_map(|key| {
        let name = key.name.as_deref()?;
        Some(Named { what: "foreign key", name, columns: key.columns.iter().collect(), origin: key.origin })
    }));
    names.extend(table.checks.iter().filter_map(|check| {
        let name = check.name.as_deref()?;
        Some(Named { what: "check", name, columns: Vec::new(), origin: check.origin })
    }));
    names
}

fn found(subject: &Subject, limit: NameLength, named: Named<'_>) -> Option<Finding> {
    let Named { what, name, columns, origin } = named;
    let (length, limit, unit) = match limit {
        NameLength::Bytes(limit) => (name.len(), limit, "bytes"),
        NameLength::Characters(limit) => (name.chars().count(), limit, "characters"),
    };
    if length + NEAR < limit {
        return None;
    }
    let says = format!("the {what} `{name}` has {length} of at most {limit} {unit}");
    Some(Finding::of_table(Rule::LongName, subject, says, "give it a shorter `name`").at(columns, origin))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found_by, index, table};
    use super::*;
    use crate::model::{Index, Table};

    fn with(length: usize) -> Table {
        let named = Index { name: Some("i".repeat(length)), ..index(&["a"]) };
        Table { indexes: vec![named], ..table("t", &["id", "a"]) }
    }

    #[test]
    fn a_name_near_the_limit_is_found() {
        assert_eq!(found_by(find, [with(60)]), ["t.a"]);
        assert_eq!(found_by(find, [table(&"t".repeat(63), &["id"])]), ["t".repeat(63)]);
    }

    #[test]
    fn a_shorter_one_is_not() {
        assert_eq!(found_by(find, [with(59)]), [""; 0]);
    }
}
