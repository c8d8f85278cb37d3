//! A way comes in; what it does to rows and to those who use them, what the way back cannot restore, and the comments
//! that say it go out.

use super::header;
use super::path::Way;
use crate::backend::{Live, Server};
use crate::model::{HazardKind, ObjectName, Schema};
use crate::plan::{Hazard, Journey, Manner, Pace, Step, plan};
use std::collections::BTreeSet;

/// Which way a migration goes.
pub(super) enum Direction<'a> {
    There,
    /// What the way there made goes without a word for each.
    Back(&'a BTreeSet<String>),
}

/// What the way there does, told before it is known how each step is done.
pub(super) fn of_plan(live: &Live, to: &Schema) -> Vec<Hazard> {
    let Live { schema: from, server } = live;
    let steps = plan(from, to, &server.capabilities());
    let journey = Journey { from, to, steps: &steps, manner: Manner::AtOnce, pace: &Pace::default() };
    let mut created: BTreeSet<&ObjectName> = BTreeSet::new();
    let mut hazards = Vec::new();
    for step in &steps {
        if let Step::CreateTable(table) = step {
            created.insert(&table.name);
        }
        if !step.table().is_some_and(|table| created.contains(table)) {
            hazards.extend(found(server, std::slice::from_ref(step), &journey));
        }
    }
    hazards
}

/// What is so everywhere, and what the server knows besides of steps that are made together.
pub(super) fn found(server: &Server, steps: &[Step], journey: &Journey<'_>) -> Vec<Hazard> {
    let mut found: Vec<Hazard> = steps.iter().flat_map(Hazard::of).collect();
    for hazard in steps.iter().flat_map(|step| server.hazards(step, journey)) {
        let known = |other: &Hazard| (other.kind, &other.object) == (hazard.kind, &hazard.object);
        if !found.iter().any(known) {
            found.push(hazard);
        }
    }
    found
}

/// The comments above a step. What cannot be brought back stands in the header.
pub(super) fn notes(hazard: &Hazard, direction: &Direction<'_>) -> Vec<String> {
    let Hazard { kind, object, why, remedy } = hazard;
    let why = format!("{kind}: {why}");
    match (kind, direction) {
        (HazardKind::CannotReturn, _) => Vec::new(),
        (HazardKind::DropsData, Direction::Back(brought)) if brought.contains(object) => Vec::new(),
        // What could have been said on an entity helps nobody any more on the way back.
        (_, Direction::Back(_)) => vec![why],
        (_, Direction::There) => vec![why, remedy.clone()],
    }
}

/// The tables and columns that come.
pub(super) fn brought(up: &[Step]) -> BTreeSet<String> {
    let mut brought = BTreeSet::new();
    for step in up {
        match step {
            Step::CreateTable(table) => {
                brought.insert(table.name.to_string());
            }
            Step::AddColumn { table, column } => {
                brought.insert(format!("{table}.{}", column.name));
            }
            Step::RebuildTable { from, to } => {
                let new = to.columns.iter().filter(|column| from.column(&column.name).is_none());
                brought.extend(new.map(|column| format!("{}.{}", to.name, column.name)));
            }
            Step::CreateSchema(_)
            | Step::CreateEnum(_)
            | Step::AlterEnum { .. }
            | Step::DropEnum(_)
            | Step::DropTable(_)
            | Step::DropCircle(_)
            | Step::RenameTable { .. }
            | Step::SetTableComment { .. }
            | Step::AlterColumn { .. }
            | Step::RenameColumn { .. }
            | Step::DropColumn { .. }
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
            | Step::AddCheck { .. }
            | Step::ValidateForeignKey { .. }
            | Step::ValidateCheck { .. }
            | Step::DropCheck { .. } => {}
        }
    }
    brought
}

/// The hazards of the way there, and that what goes with its data and is not filled again is lost for the way back too.
pub(super) fn losses(up: &Way, down: &[Step]) -> Vec<Hazard> {
    let goes = |object: &String| {
        up.hazards.iter().any(|hazard| hazard.kind == HazardKind::DropsData && hazard.object == *object)
    };
    let mut hazards = up.hazards.clone();
    hazards.retain(|Hazard { kind, object, .. }| *kind != HazardKind::CannotReturn || !goes(object));
    hazards.extend(header::lost(&up.steps, down).into_iter().map(|object| Hazard {
        kind: HazardKind::CannotReturn,
        why: format!("`down` brings back `{object}`, but not what was in it."),
        remedy: "Keep a copy of what may still be needed.".to_owned(),
        object,
    }));
    hazards
}
