//! Entities alone come in; what an experienced reader would ask about them goes out, with file and line. One rule a file.
//!
//! A rule says nothing when it is in doubt: what is meant is allowed with `#[schema(allow(rule))]`, on the field or the
//! struct, and should seldom have to be.

mod bool_without_default;
mod enum_without_check;
mod finding;
mod id_without_key;
mod json_not_binary;
mod key_without_index;
mod long_name;
mod noun;
mod redundant_index;
mod singular_and_plural;
mod subject;
mod text;
mod types_differ;

pub use crate::model::Rule;
pub use finding::Finding;

use crate::backend::{Backend, Server};
use crate::entities::Entities;
use crate::error::Error;
use serde::Serialize;
use subject::Subjects;

/// What a lint found.
#[derive(Debug, Clone, Serialize)]
pub struct Lint {
    /// How many tables were looked at.
    pub tables: usize,
    /// What was found, in the order of files and lines.
    pub findings: Vec<Finding>,
}

/// Looks at entities as tables of this database; no database is needed.
///
/// # Errors
/// [`Error::NoEntities`], [`Error::Conflict`] and [`Error::Unspeakable`] for the entities.
///
/// ```
/// # mod booking {
/// #     use schema_runtime::DeriveSchema; use sea_orm::entity::prelude::*;
/// #     #[sea_orm::model]
/// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
/// #     #[sea_orm(table_name = "bookings")]
/// #     pub struct Model { #[sea_orm(primary_key)] pub id: i32, pub paid: bool }
/// #     impl ActiveModelBehavior for ActiveModel {}
/// # }
/// use schema_runtime::{Entities, backend::Backend, lint::{Rule, lint}};
///
/// // `bookings` has a field `paid: bool`.
/// let lint = lint(&Entities::none().with::<booking::Entity>(), Backend::Postgres)?;
/// assert_eq!(lint.findings[0].rule, Rule::BoolWithoutDefault);
/// # Ok::<_, schema_runtime::Error>(())
/// ```
pub fn lint(entities: &Entities, backend: Backend) -> Result<Lint, Error> {
    let subjects = Subjects::read(entities, &Server::unasked(backend))?;
    Ok(Lint { tables: subjects.tables.len(), findings: find(&subjects) })
}

fn find(subjects: &Subjects) -> Vec<Finding> {
    let found = Rule::ALL.into_iter().flat_map(|rule| match rule {
        Rule::KeyWithoutIndex => key_without_index::find(subjects),
        Rule::IdWithoutKey => id_without_key::find(subjects),
        Rule::TypesDiffer => types_differ::find(subjects),
        Rule::SingularAndPlural => singular_and_plural::find(subjects),
        Rule::RedundantIndex => redundant_index::find(subjects),
        Rule::EnumWithoutCheck => enum_without_check::find(subjects),
        Rule::LongName => long_name::find(subjects),
        Rule::BoolWithoutDefault => bool_without_default::find(subjects),
        Rule::JsonNotBinary => json_not_binary::find(subjects),
    });
    let mut findings: Vec<_> = found.filter(|finding| !subjects.allow(finding)).collect();
    findings.sort_by_key(|finding| (finding.location, finding.rule, finding.path()));
    findings
}

/// What the rules' tests share: small tables by hand.
#[cfg(test)]
mod tests {
    use super::Finding;
    use super::subject::{ColumnFacts, Kind, Subject, Subjects};
    use crate::backend::{Backend, Server};
    use crate::model::{
        Action, Column, Deferrability, ForeignKey, Index, IndexKind, IndexPart, ObjectName, PrimaryKey,
        Promise, SqlType, Table,
    };

    pub(super) type Find = fn(&Subjects) -> Vec<Finding>;

    /// A table with columns of one type, the first of which is its key.
    pub(super) fn table(name: &str, columns: &[&str]) -> Table {
        let columns: Vec<_> = columns.iter().map(|&name| Column::new(name, SqlType::new("text"))).collect();
        let key = PrimaryKey { name: None, columns: vec![columns[0].name.clone()] };
        Table { columns, primary_key: Some(key), ..Table::new(ObjectName::new(name)) }
    }

    /// The table with another type for a column.
    pub(super) fn typed(mut table: Table, column: &str, ty: &str) -> Table {
        let column = table.columns.iter_mut().find(|found| found.name == column).expect("it is there");
        column.ty = Promise::Exact(SqlType::new(ty));
        table
    }

    pub(super) fn index(columns: &[&str]) -> Index {
        Index {
            name: Some(format!("idx-{}", columns.join("-"))),
            kind: IndexKind::Plain,
            method: "btree".to_owned(),
            parts: columns.iter().map(|&column| IndexPart::column(column)).collect(),
            include: Vec::new(),
            predicate: None,
            nulls_not_distinct: false,
            valid: true,
            origin: None,
        }
    }

    pub(super) fn key(columns: &[&str], references: &str, referenced: &[&str]) -> ForeignKey {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        ForeignKey {
            name: None,
            columns: owned(columns),
            references: ObjectName::new(references),
            referenced_columns: owned(referenced),
            on_delete: Promise::Open(Action::NoAction),
            on_update: Promise::Open(Action::NoAction),
            deferrable: Deferrability::NotDeferrable,
            valid: true,
            options: Promise::Exact(crate::model::Options::new()),
            origin: None,
        }
    }

    /// A table of whose column the entity says this.
    pub(super) fn kind(table: Table, column: &str, kind: Kind, is_enum: bool) -> Subject {
        let facts = ColumnFacts { kind, is_enum, allow: Vec::new() };
        Subject::new(table).with(column, facts)
    }

    /// Where a rule finds something.
    pub(super) fn found_among(find: Find, tables: Vec<Subject>) -> Vec<String> {
        let can = Server::unasked(Backend::Postgres).capabilities();
        find(&Subjects { tables, can }).iter().map(Finding::path).collect()
    }

    pub(super) fn found_by(find: Find, tables: impl IntoIterator<Item = Table>) -> Vec<String> {
        found_among(find, tables.into_iter().map(Subject::new).collect())
    }
}
