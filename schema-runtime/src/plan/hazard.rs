//! A step comes in; what it does to rows, and to those who use them meanwhile, goes out: as far as that can be told
//! without knowing the database.

use super::Step;
use crate::model::{Column, HazardKind, ObjectName};
use serde::Serialize;
use std::fmt;

/// What a step does to a running system, to whom, and what helps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hazard {
    /// The kind.
    pub kind: HazardKind,
    /// The table, `table.column` or the like.
    pub object: String,
    /// One sentence.
    pub why: String,
    /// What to do about it: one sentence.
    pub remedy: String,
}

impl fmt::Display for Hazard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, object: _, why, remedy } = self;
        write!(f, "{kind}: {why} {remedy}")
    }
}

impl Hazard {
    /// Those of a step on every database: what goes with its rows, and what must not be null while nothing says what
    /// the rows that are there get. A server knows of more.
    pub fn of(step: &Step) -> Vec<Self> {
        match step {
            Step::DropSequence(sequence) => vec![Hazard {
                kind: HazardKind::DropsData,
                object: sequence.name.to_string(),
                why: format!("The number that `{}` has come to is gone afterwards.", sequence.name),
                remedy: "Note it down if others number by it.".to_owned(),
            }],
            Step::DropTable(table) => vec![drops_table(&table.name)],
            Step::DropCircle(tables) => tables.iter().map(|table| drops_table(&table.name)).collect(),
            Step::DropColumn { table, column } if column.generated.is_none() => vec![drops(table, column)],
            Step::AddColumn { table, column } if comes_empty(column) => vec![empty(table, column)],
            Step::AlterColumn { table, from, to } => refuses_nulls(table, from, to).into_iter().collect(),
            Step::RebuildTable { from, to } => {
                let gone = from.columns.iter().filter(|column| to.column(&column.name).is_none());
                let gone = gone.filter(|column| column.generated.is_none());
                let new = to.columns.iter().filter(|column| from.column(&column.name).is_none());
                let new = new.filter(|column| comes_empty(column));
                let both = to.columns.iter().filter_map(|to| Some((from.column(&to.name)?, to)));
                gone.map(|column| drops(&to.name, column))
                    .chain(new.map(|column| empty(&to.name, column)))
                    .chain(both.filter_map(|(from, column)| refuses_nulls(&to.name, from, column)))
                    .collect()
            }
            Step::DropColumn { table: _, column: _ }
            | Step::AddColumn { table: _, column: _ }
            | Step::CreateSchema(_)
            | Step::CreateEnum(_)
            | Step::AlterEnum { .. }
            | Step::DropEnum(_)
            | Step::CreateTable(_)
            | Step::RenameTable { .. }
            | Step::SetTableComment { .. }
            | Step::RenameColumn { .. }
            | Step::AddPrimaryKey { .. }
            | Step::DropPrimaryKey { .. }
            | Step::CreateIndex { .. }
            | Step::DropIndex { .. }
            | Step::RenameIndex { .. }
            | Step::RenameConstraint { .. }
            | Step::RenameSequence { .. }
            | Step::CreateSequence(_)
            | Step::AlterSequence { .. }
            | Step::Set { .. }
            | Step::AddForeignKey { .. }
            | Step::DropForeignKey { .. }
            | Step::AddCheck { .. }
            | Step::ValidateForeignKey { .. }
            | Step::ValidateCheck { .. }
            | Step::DropCheck { .. } => Vec::new(),
        }
    }
}

fn drops_table(table: &ObjectName) -> Hazard {
    Hazard {
        kind: HazardKind::DropsData,
        object: table.to_string(),
        why: format!("The rows of `{table}` are gone afterwards."),
        remedy: "Keep a copy of what may still be needed.".to_owned(),
    }
}

fn drops(table: &ObjectName, column: &Column) -> Hazard {
    Hazard {
        kind: HazardKind::DropsData,
        object: format!("{table}.{}", column.name),
        why: format!("The values in `{table}.{}` are gone afterwards.", column.name),
        remedy: "Keep a copy of what may still be needed.".to_owned(),
    }
}

/// Whether a column must not be null, and nothing says what the rows that are there get.
fn comes_empty(column: &Column) -> bool {
    !column.nullable
        && column.default.value().is_none()
        && column.identity.value().is_none()
        && column.generated.is_none()
        && column.backfill.is_none()
}

fn empty(table: &ObjectName, column: &Column) -> Hazard {
    let name = &column.name;
    Hazard {
        kind: HazardKind::FailsOnExistingRows,
        object: format!("{table}.{name}"),
        why: format!("`{table}.{name}` must not be null, and nothing says what the rows that are there get."),
        remedy: "Say it on the field, by `#[schema(default = \"…\")]` or `#[schema(backfill = \"…\")]`."
            .to_owned(),
    }
}

fn refuses_nulls(table: &ObjectName, from: &Column, to: &Column) -> Option<Hazard> {
    let fails = from.nullable && !to.nullable && to.backfill.is_none() && to.generated.is_none();
    fails.then(|| Hazard {
        kind: HazardKind::FailsOnExistingRows,
        object: format!("{table}.{}", to.name),
        why: format!("Rows of `{table}` whose `{}` is null are in the way.", to.name),
        remedy: "Say on the field what they get, by `#[schema(backfill = \"…\")]`, or fill them before."
            .to_owned(),
    })
}
