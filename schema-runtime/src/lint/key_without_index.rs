//! A foreign key whose columns no index leads with: whoever deletes or changes a row that is pointed at reads the whole
//! table, and so does every join.

use super::Finding;
use super::subject::{Subject, Subjects};
use crate::model::{Expr, ForeignKey, Index, Rule};

pub(super) fn find(subjects: &Subjects) -> Vec<Finding> {
    if subjects.can.foreign_key_needs_index {
        // The server makes it by itself.
        return Vec::new();
    }
    subjects.of_tables(|subject| {
        let bare = subject.table.foreign_keys.iter().filter(|key| !is_served(subject, key));
        bare.map(|key| found(subject, key)).collect()
    })
}

fn found(subject: &Subject, key: &ForeignKey) -> Finding {
    let (columns, to) = (key.columns.join("`, `"), &key.references);
    let says = format!(
        "no index begins with `{columns}`: deleting a row of `{to}` reads all of `{}`",
        subject.table.name
    );
    let remedy = match key.columns.as_slice() {
        [_] => "write `#[sea_orm(indexed)]` on the field".to_owned(),
        columns => format!("write `#[schema(index(columns({})))]` on the struct", columns.join(", ")),
    };
    Finding::of_table(Rule::KeyWithoutIndex, subject, says, remedy).at(&key.columns, key.origin)
}

fn is_served(subject: &Subject, key: &ForeignKey) -> bool {
    let primary = subject.table.primary_key.iter().map(|primary| primary.columns.iter().collect());
    let indexes =
        subject.table.indexes.iter().filter(|index| is_for_lookups(index, key)).map(Subject::leading);
    primary.chain(indexes).any(|columns| leads(&columns, &key.columns))
}

/// Whether the first columns are these, in whatever order.
fn leads(columns: &[&String], these: &[String]) -> bool {
    columns.get(..these.len()).is_some_and(|first| these.iter().all(|column| first.contains(&column)))
}

/// Whether it finds rows by equality, and holds all that have a value there.
fn is_for_lookups(index: &Index, key: &ForeignKey) -> bool {
    let only_present = |predicate: &Expr| {
        let text = predicate.as_str().to_lowercase().replace(['"', '`', '(', ')'], "");
        key.columns.iter().any(|column| text == format!("{} is not null", column.to_lowercase()))
    };
    ["btree", "hash"].contains(&index.method.as_str()) && index.predicate.as_ref().is_none_or(only_present)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found_by, index, key, table};
    use super::*;
    use crate::model::Table;

    fn assets(indexes: Vec<Index>) -> Table {
        let mut assets = table("assets", &["id", "site_id", "customer_id"]);
        assets.foreign_keys = vec![key(&["site_id", "customer_id"], "places", &["site_id", "customer_id"])];
        assets.indexes = indexes;
        assets
    }

    #[test]
    fn a_key_that_no_index_leads_with_is_found() {
        let partial = Index { predicate: Some(Expr::new("id > 7")), ..index(&["site_id", "customer_id"]) };
        let inverted = Index { method: "gin".to_owned(), ..index(&["site_id", "customer_id"]) };
        for indexes in [vec![], vec![index(&["site_id"])], vec![index(&["id", "site_id", "customer_id"])]]
            .into_iter()
            .chain([vec![partial], vec![inverted]])
        {
            let found = found_by(find, [assets(indexes)]);
            assert_eq!(found, ["assets.site_id+customer_id"]);
        }
    }

    #[test]
    fn a_key_that_an_index_leads_with_is_not() {
        let present = Index {
            predicate: Some(Expr::new("(\"site_id\" IS NOT NULL)")),
            ..index(&["site_id", "customer_id"])
        };
        for indexes in [
            vec![index(&["site_id", "customer_id"])],
            vec![index(&["customer_id", "site_id", "id"])],
            vec![present],
        ] {
            assert_eq!(found_by(find, [assets(indexes)]), [""; 0]);
        }
        let mut profile = table("profiles", &["user_id"]);
        profile.foreign_keys = vec![key(&["user_id"], "users", &["id"])];
        assert_eq!(found_by(find, [profile]), [""; 0]);
    }
}
