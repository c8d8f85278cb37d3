//! Both ends come in; the migrations on the way, each with what it does in both directions, go out.

use super::back;
use super::hazard::{Direction, brought, found, losses, notes};
use super::header::{self, Made};
use super::proof::Proof;
use crate::backend::{Live, Server};
use crate::codegen::{self, Group, Part};
use crate::error::Error;
use crate::model::{HazardKind, ObjectName, Schema};
use crate::plan::{
    Capabilities, Condition, Hazard, Instruction, Journey, Manner, Obstacle, Pace, Stage, Statement, Step,
    Transaction, loses_detail, plan, stages,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// A migration, not yet written.
#[derive(Debug, Clone, Serialize)]
pub struct Migration {
    /// What its name ends with, behind the name that the user chose; empty for the main one, and the only one.
    pub suffix: &'static str,
    /// Its Rust text.
    pub text: String,
    /// What of it happens as a whole.
    #[serde(skip)]
    pub transaction: Transaction,
    /// The way there.
    pub up: Way,
    /// The way back.
    pub down: Way,
}

/// One direction of a migration.
#[derive(Debug, Clone, Serialize)]
pub struct Way {
    /// Its steps, in order.
    #[serde(skip)]
    pub steps: Vec<Step>,
    /// What they do to rows and to those who use them; on the way there, what the way back cannot restore too.
    pub hazards: Vec<Hazard>,
    /// The same steps in words; what belongs to a new table is not told one by one.
    #[serde(rename = "steps")]
    pub acts: Vec<Act>,
    #[serde(skip)]
    groups: Vec<Group>,
}

/// A step in words.
#[derive(Debug, Clone, Serialize)]
pub struct Act {
    /// What it does: ``drop the column `slug` of `books` ``.
    pub title: String,
    /// What that does to rows and to those who use them.
    pub hazards: Vec<Hazard>,
}

/// The migrations between two exact schemas of a server, in the order in which they must run, without their texts;
/// none where the two are the same.
///
/// # Errors
/// [`Error::Unsupported`] for a step, either way, that this database cannot do.
pub(super) fn between(live: &Live, to: &Schema, pace: &Pace) -> Result<Vec<Migration>, Error> {
    let Live { schema: from, server } = live;
    let can = server.capabilities();
    let mut migrations = Vec::new();
    let origin = back::way_back(server.backend(), from, to);
    for Stage { suffix, manner, up, down } in stages(&origin, to, &can) {
        let (up, down) = (Leg::between(&up, &can), Leg::between(&down, &can));
        let up_steps: Vec<_> = up.iter().flat_map(|leg| &leg.steps).cloned().collect();
        if up_steps.is_empty() {
            continue;
        }
        keeps_details(server, &up_steps, from)?;
        let transaction =
            server.transaction(manner, up_steps.iter().chain(down.iter().flat_map(|leg| &leg.steps)));
        let way = |legs: &[Leg<'_>], direction: &Direction<'_>| {
            let mut way = way(server, legs, (manner, pace), direction)?;
            way.wait_no_longer(server.lock_timeout(transaction, pace));
            Ok::<_, Error>(way)
        };
        let mut up = way(&up, &Direction::There)?;
        let down = way(&down, &Direction::Back(&brought(&up_steps)))?;
        up.hazards = losses(&up, &down.steps);
        migrations.push(Migration { suffix, text: String::new(), transaction, up, down });
    }
    if let [only] = &mut migrations[..] {
        only.suffix = "";
    }
    if let Some(first) = migrations.first_mut() {
        let steps = plan(from, to, &can);
        first.up.stop_for(server.obstacles(from, &steps), server.untouched(&steps));
    }
    let steps: Vec<_> = migrations.iter().rev().flat_map(|each| each.down.steps.clone()).collect();
    if let Some(last) = migrations.last_mut() {
        last.down.stop_for(server.obstacles(to, &steps), server.untouched(&steps));
    }
    Ok(migrations)
}

/// The way from one exact schema of a server to another, as nobody uses it meanwhile: what of it happens as a whole, in
/// order; nothing where the two are the same.
///
/// # Errors
/// [`Error::Unsupported`] for a step that this database cannot do.
pub(super) fn at_once(live: &Live, to: &Schema) -> Result<Vec<Passing>, Error> {
    let Live { schema: from, server } = live;
    let mut can = server.capabilities();
    can.online = false;
    let mut passed = Vec::new();
    for Stage { suffix: _, manner, up, down: _ } in stages(from, to, &can) {
        let legs = Leg::between(&up, &can);
        let way = way(server, &legs, (manner, &Pace::default()), &Direction::There)?;
        keeps_details(server, &way.steps, from)?;
        if let (false, [first, .., last]) = (way.steps.is_empty(), up.as_slice()) {
            let transaction = server.transaction(manner, way.steps.iter());
            passed.push(Passing { transaction, ends: [first.clone(), last.clone()], way });
        }
    }
    Ok(passed)
}

/// A part of a way that happens as a whole, where the database can.
pub(super) struct Passing {
    pub(super) transaction: Transaction,
    pub(super) ends: [Schema; 2],
    pub(super) way: Way,
}

/// Gives each migration its text.
pub(super) fn write(server: &Server, made: &Made, proof: Option<&Proof>, migrations: &mut [Migration]) {
    for migration in migrations {
        let header = header::header(server, made, proof, migration);
        migration.text = codegen::migration(
            server.backend(),
            &header,
            migration.transaction,
            &migration.up.groups,
            &migration.down.groups,
        );
    }
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

/// From one schema of a stage to the next.
struct Leg<'a> {
    from: &'a Schema,
    to: &'a Schema,
    steps: Vec<Step>,
}

impl<'a> Leg<'a> {
    fn between(schemas: &'a [Schema], can: &Capabilities) -> Vec<Self> {
        let pairs = schemas.iter().zip(schemas.iter().skip(1)).filter(|(from, to)| from != to);
        pairs.map(|(from, to)| Self { from, to, steps: plan(from, to, can) }).collect()
    }
}

fn way(
    server: &Server,
    legs: &[Leg<'_>],
    (manner, pace): (Manner, &Pace),
    direction: &Direction<'_>,
) -> Result<Way, Error> {
    let mut way = Way { steps: Vec::new(), hazards: Vec::new(), acts: Vec::new(), groups: Vec::new() };
    for Leg { from, to, steps } in legs {
        way.go(server, &Journey { from, to, steps, manner, pace }, direction)?;
    }
    Ok(way)
}

impl Way {
    fn go(&mut self, server: &Server, journey: &Journey<'_>, direction: &Direction<'_>) -> Result<(), Error> {
        let mut created: BTreeSet<&ObjectName> = BTreeSet::new();
        let mut rest = journey.steps;
        while let Some(step) = rest.first() {
            let (together, behind) = rest.split_at(server.together(rest, journey).clamp(1, rest.len()));
            rest = behind;
            if let Step::CreateTable(table) = step {
                created.insert(&table.name);
                self.acts.push(Act { title: step.title(), hazards: Vec::new() });
            }
            let instructions = server.instructions(together, journey)?;
            if instructions.is_empty() {
                continue;
            }
            // Nobody has rows in a table that has just been made.
            let new = step.table().is_some_and(|table| created.contains(table));
            let mut found = if new { Vec::new() } else { found(server, together, journey) };
            if together.len() > 1 {
                found.sort_by_key(|hazard| hazard.kind);
            }
            let part = Part {
                title: (!new).then(|| Step::titles(together)),
                notes: found.iter().flat_map(|hazard| notes(hazard, direction)).collect(),
                instructions,
            };
            // What cannot be brought back is told once, of the whole way.
            let at_once = || found.iter().filter(|hazard| hazard.kind != HazardKind::CannotReturn).cloned();
            self.acts.extend(part.title.clone().map(|title| Act { title, hazards: at_once().collect() }));
            self.hazards.extend(found);
            let subject = step.subject();
            match self.groups.last_mut() {
                Some(group) if group.subject == subject => group.parts.push(part),
                _ => self.groups.push(Group { subject, parts: vec![part] }),
            }
        }
        self.steps.extend_from_slice(journey.steps);
        Ok(())
    }

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
        if !obstacles.is_empty() {
            let require = match untouched {
                Some(condition) => Instruction::RequireWhen(condition, obstacles),
                None => Instruction::Require(obstacles),
            };
            self.begin("Rows that would be in the way", require);
        }
    }

    /// Where a table that is there is locked, does this first.
    fn wait_no_longer(&mut self, patience: Option<Statement>) {
        let mut created = BTreeSet::new();
        let locks = self.steps.iter().any(|step| {
            if let Step::CreateTable(table) = step {
                created.insert(&table.name);
            }
            step.locks().into_iter().any(|table| !created.contains(table))
        });
        if let (true, Some(statement)) = (locks, patience) {
            let why = "Whoever waits for a lock has all others wait behind: not for longer than this";
            self.begin(why, Instruction::Run(statement));
        }
    }

    fn begin(&mut self, subject: &str, instruction: Instruction) {
        let part = Part { title: None, notes: Vec::new(), instructions: vec![instruction] };
        self.groups.insert(0, Group { subject: subject.to_owned(), parts: vec![part] });
    }
}
