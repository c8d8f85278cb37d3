//! From what a migration was made comes in, its first comment goes out.

use crate::backend::Server;
use crate::entities::Entities;
use crate::error::Error;
use crate::migrations::Moment;
use crate::model::{Column, HazardKind, ObjectName};
use crate::plan::Step;

use super::Migration;
use super::hazard::brought;
use super::proof::Proof;

/// From what a migration is made.
pub(super) struct Made {
    /// The module of the entities.
    pub(super) from: String,
    pub(super) moment: Moment,
    /// How many differences are mended, where it is entities that differ.
    pub(super) differences: Option<usize>,
}

/// The innermost module that holds all of the entities.
pub(super) fn modules(entities: &Entities) -> Result<String, Error> {
    let mut paths = entities.tables()?.iter().map(|table| table.module.split("::").collect::<Vec<_>>());
    let first = paths.next().unwrap_or_default();
    let shared = paths.fold(first, |shared, path| {
        let same = shared.iter().zip(&path).take_while(|(left, right)| left == right).count();
        shared[..same].to_vec()
    });
    Ok(shared.join("::"))
}

/// A sentence a line.
pub(super) fn header(server: &Server, made: &Made, proof: Option<&Proof>, migration: &Migration) -> String {
    let Made { from, moment, differences } = made;
    let from = match (differences, from.as_str()) {
        (None, _) => "two schemas".to_owned(),
        (Some(_), "") => "the entities".to_owned(),
        (Some(_), module) => format!("the entities of `{module}`"),
    };
    let mut lines =
        vec![format!("Written by schema-runtime on {} from {from}, for {}.", moment.date(), server.title())];
    lines.extend(differences.map(|differences| match differences {
        1 => "It mends 1 difference.".to_owned(),
        many => format!("It mends {many} differences."),
    }));
    lines.extend(losses(migration));
    lines.extend(proof.and_then(Proof::remark));
    lines.extend(server.remark().map(str::to_owned));
    lines.join("\n")
}

/// What each way takes with it.
fn losses(migration: &Migration) -> Vec<String> {
    let Migration { suffix: _, text: _, transaction: _, up, down } = migration;
    let lost = lost(&up.steps, &down.steps);
    let mut lines = Vec::new();
    if !lost.is_empty() {
        let lost: Vec<_> = lost.iter().map(|object| format!("`{object}`")).collect();
        lines.push(format!("`down` brings back {}, but not what was in it.", lost.join(", ")));
    }
    let cannot = up.hazards.iter().filter(|hazard| hazard.kind == HazardKind::CannotReturn);
    lines.extend(cannot.filter(|hazard| !lost.contains(&hazard.object)).map(|hazard| hazard.why.clone()));
    let brought = brought(&up.steps);
    let gone = |kind, object| kind == HazardKind::DropsData && brought.contains(object);
    if down.hazards.iter().any(|hazard| gone(hazard.kind, &hazard.object)) {
        lines.push("`down` removes what `up` adds, with all that was written there since.".to_owned());
    }
    lines
}

/// What goes with its data, and is not filled again: `table` or `table.column`.
pub(super) fn lost(up: &[Step], down: &[Step]) -> Vec<String> {
    let fills = |column: &Column, gone: &Column| column.name == gone.name && column.backfill.is_some();
    let filled = |name: &ObjectName, gone: &Column| {
        down.iter().any(|step| {
            matches!(step, Step::AddColumn { table, column } if table == name && fills(column, gone))
                || matches!(step, Step::RebuildTable { from: _, to }
                    if to.name == *name && to.columns.iter().any(|column| fills(column, gone)))
        })
    };
    let mut lost = Vec::new();
    for step in up {
        match step {
            Step::DropTable(table) => lost.push(table.name.to_string()),
            Step::DropCircle(tables) => {
                lost.extend(tables.iter().map(|table| table.name.to_string()));
            }
            Step::DropColumn { table, column } if column.generated.is_none() && !filled(table, column) => {
                lost.push(format!("{table}.{}", column.name));
            }
            Step::RebuildTable { from, to } => {
                let gone = from.columns.iter().filter(|column| {
                    column.generated.is_none()
                        && to.column(&column.name).is_none()
                        && !filled(&to.name, column)
                });
                lost.extend(gone.map(|column| format!("{}.{}", to.name, column.name)));
            }
            Step::DropColumn { table: _, column: _ }
            | Step::CreateSchema(_)
            | Step::CreateEnum(_)
            | Step::AlterEnum { .. }
            | Step::DropEnum(_)
            | Step::CreateTable(_)
            | Step::RenameTable { .. }
            | Step::SetTableComment { .. }
            | Step::AddColumn { .. }
            | Step::AlterColumn { .. }
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
            | Step::DropSequence(_)
            | Step::Set { .. }
            | Step::AddForeignKey { .. }
            | Step::DropForeignKey { .. }
            | Step::ValidateForeignKey { .. }
            | Step::AddCheck { .. }
            | Step::DropCheck { .. }
            | Step::ValidateCheck { .. } => {}
        }
    }
    lost
}
