//! Both ends come in; the migrations on the way, each with what it does in both directions, go out.

use super::back;
use super::header::{self, Made};
use crate::backend::{Live, Server};
use crate::codegen::{self, Group, Part};
use crate::error::Error;
use crate::model::{ObjectName, Schema};
use crate::plan::{
    Condition, Hazard, Instruction, Journey, Obstacle, Stage, Step, Transaction, loses_detail, plan, stages,
};
use std::collections::BTreeSet;

/// A migration, not yet written.
#[derive(Debug, Clone)]
pub struct Migration {
    /// What its name ends with, behind the name that the user chose; empty for the main one of several.
    pub suffix: &'static str,
    /// Its Rust text.
    pub text: String,
    /// What of it happens as a whole.
    pub transaction: Transaction,
    /// The way there.
    pub up: Way,
    /// The way back.
    pub down: Way,
}

/// One direction of a migration.
#[derive(Debug, Clone)]
pub struct Way {
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// What they do to rows and to those who use them.
    pub hazards: Vec<Hazard>,
    groups: Vec<Group>,
}

/// The migrations between two exact schemas of a server, in the order in which they must run; none where the two are
/// the same.
///
/// # Errors
/// [`Error::Unsupported`] for a step, either way, that this database cannot do.
pub(super) fn between(live: &Live, to: &Schema, made: &Made) -> Result<Vec<Migration>, Error> {
    let Live { schema: from, server } = live;
    let can = server.capabilities();
    let mut migrations = Vec::new();
    let mut here = from.clone();
    for Stage { suffix, manner, to: there } in stages(from, to, &can) {
        let up = plan(&here, &there, &can);
        if up.is_empty() {
            continue;
        }
        keeps_details(server, &up, from)?;
        let back = back::way_back(server.backend(), &here, &there);
        let down = plan(&there, &back, &can);
        let up = way(server, &Journey { from: &here, to: &there, steps: &up, manner })?;
        let down = way(server, &Journey { from: &there, to: &back, steps: &down, manner })?;
        let transaction = server.transaction(manner, up.steps.iter().chain(&down.steps));
        migrations.push(Migration { suffix, text: String::new(), transaction, up, down });
        here = there;
    }
    if let Some(first) = migrations.first_mut() {
        let steps = plan(from, to, &can);
        first.up.stop_for(server.obstacles(from, &steps), server.untouched(&steps));
    }
    let steps: Vec<_> = migrations.iter().rev().flat_map(|each| each.down.steps.clone()).collect();
    if let Some(last) = migrations.last_mut() {
        last.down.stop_for(server.obstacles(to, &steps), server.untouched(&steps));
    }
    for migration in &mut migrations {
        let header = header::header(server, made, migration);
        migration.text = codegen::migration(
            server.backend(),
            &header,
            migration.transaction,
            &migration.up.groups,
            &migration.down.groups,
        );
    }
    Ok(migrations)
}

fn keeps_details(server: &Server, up: &[Step], from: &Schema) -> Result<(), Error> {
    let Some((step, detail)) = loses_detail(up, &from.kept) else { return Ok(()) };
    Err(Error::Unsupported {
        step: format!("make `{}` of `{}` again", detail.name.name, step.subject()),
        backend: server.title(),
        why: format!(
            "it has what a migration written here cannot say ({}), and would come back without it; change it in a \
             migration of your own",
            detail.kind
        ),
    })
}

fn way(server: &Server, journey: &Journey<'_>) -> Result<Way, Error> {
    let mut groups: Vec<Group> = Vec::new();
    let mut hazards = Vec::new();
    let mut created: BTreeSet<&ObjectName> = BTreeSet::new();
    let mut rest = journey.steps;
    while let Some(step) = rest.first() {
        let (together, behind) = rest.split_at(server.together(rest).clamp(1, rest.len()));
        rest = behind;
        if let Step::CreateTable(table) = step {
            created.insert(&table.name);
        }
        let instructions = server.instructions(together, journey)?;
        if instructions.is_empty() {
            continue;
        }
        // Nobody has rows in a table that has just been made.
        let new = step.table().is_some_and(|table| created.contains(table));
        let mut found: Vec<Hazard> = Vec::new();
        for hazard in together.iter().filter(|_| !new).flat_map(|step| server.hazards(step, journey)) {
            if !found.contains(&hazard) {
                found.push(hazard);
            }
        }
        let part = Part {
            title: (!new).then(|| Step::titles(together)),
            notes: found.iter().map(Hazard::to_string).collect(),
            instructions,
        };
        hazards.extend(found);
        let subject = step.subject();
        match groups.last_mut() {
            Some(group) if group.subject == subject => group.parts.push(part),
            _ => groups.push(Group { subject, parts: vec![part] }),
        }
    }
    Ok(Way { steps: journey.steps.to_vec(), hazards, groups })
}

impl Way {
    /// What is run, in order.
    pub fn instructions(&self) -> impl Iterator<Item = &Instruction> {
        self.parts().flat_map(|part| &part.instructions)
    }

    /// Its steps with what each does.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.groups.iter().flat_map(|group| &group.parts)
    }

    /// Counts these rows first.
    fn stop_for(&mut self, obstacles: Vec<Obstacle>, untouched: Option<Condition>) {
        if obstacles.is_empty() {
            return;
        }
        let require = match untouched {
            Some(condition) => Instruction::RequireWhen(condition, obstacles),
            None => Instruction::Require(obstacles),
        };
        let part = Part { title: None, notes: Vec::new(), instructions: vec![require] };
        self.groups
            .insert(0, Group { subject: "Rows that would be in the way".to_owned(), parts: vec![part] });
    }
}
