//! A recipe comes in; the two schemas that it makes are created, migrated from and to with rows in the tables, and
//! what came of it goes out.

use super::edit;
use super::gene::Recipe;
use super::obstacle::{Obstacle, obstacle};
use super::stage::{Stage, same};
use super::words::Words;
use super::world::World;
use crate::laws::row::Rows;
use schema_runtime::Error;
use schema_runtime::backend::{Live, Server};
use schema_runtime::diff::{self, Change, Severity};
use schema_runtime::generate::{Migration, migrations_between};
use schema_runtime::migrations::Moment;
use schema_runtime::model::{ObjectName, Schema, Table};
use schema_runtime::plan::{Capabilities, Instruction, Transaction, distinct_names, leave_no_index};
use std::fmt::Write as _;
use std::time::{Duration, UNIX_EPOCH};

/// Both schemas of a trial, as they are made up.
pub struct Pair<'w> {
    pub before: World<'w>,
    pub after: World<'w>,
}

impl<'w> Pair<'w> {
    pub fn of(words: &'w Words, can: Capabilities, recipe: &Recipe) -> Self {
        let mut before = World::empty(words, can);
        edit::make(&mut before, &recipe.before);
        let mut after = if recipe.apart { before.apart() } else { before.clone() };
        if recipe.apart {
            edit::make(&mut after, &recipe.after);
        } else {
            edit::change(&mut after, &recipe.after);
        }
        if !recipe.exact {
            after.keep_options(&before);
        }
        Self { before, after }
    }

    pub fn schemas(&self) -> (Schema, Schema) {
        (self.before.rendered(None), self.after.rendered(Some(&self.before)))
    }
}

/// How a way ended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// There was nothing to do.
    Nothing,
    /// With all rows.
    Arrived,
    /// Once the rows that were in the way were gone.
    WithoutRows(&'static str),
    /// There is no way there, and nothing was changed.
    NoWay(String),
}

/// Which rows there were, and how both ways ended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome {
    pub rows: bool,
    pub up: End,
    pub down: End,
}

/// Where it has come to, for the report of a failure.
#[derive(Default)]
pub struct Log(pub String);

impl Log {
    fn say(&mut self, what: impl AsRef<str>) {
        writeln!(self.0, "{}", what.as_ref()).expect("a string can be written to");
    }

    fn way(&mut self, title: &str, migrations: &[Migration], direction: Direction, server: &Server) {
        for migration in migrations {
            self.say(format!("-- {title} {}", migration.suffix));
            let way = match direction {
                Direction::Up => &migration.up,
                Direction::Down => &migration.down,
            };
            for instruction in way.instructions() {
                match instruction {
                    Instruction::Run(statement) => self.say(format!("{};", server.sql(statement))),
                    Instruction::When(condition, then) => {
                        let then: Vec<_> = then.iter().map(|statement| server.sql(statement)).collect();
                        self.say(format!("-- when {condition:?}\n{};", then.join(";\n")));
                    }
                    Instruction::WithTriggers { table: _, around } => {
                        let around: Vec<_> = around.iter().map(|statement| server.sql(statement)).collect();
                        self.say(format!("-- with triggers\n{};", around.join(";\n")));
                    }
                    Instruction::Require(_) | Instruction::RequireWhen(..) | Instruction::Repeat(_) => {
                        self.say(format!("-- {instruction:?}"))
                    }
                }
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Direction {
    Up,
    Down,
}

pub async fn trial(
    stage: &mut Stage<'_>,
    pair: &Pair<'_>,
    recipe: &Recipe,
    log: &mut Log,
) -> Result<Outcome, String> {
    let (from, to) = pair.schemas();
    let before = created(stage, &from, log).await?;
    let refused = |up| Outcome { rows: false, up, down: End::Nothing };
    let before = match before {
        Ok(live) => live,
        Err(why) => return Ok(refused(End::NoWay(why))),
    };
    pair.before.insert(&stage.db.db, &recipe.rows).await?;
    let rows = Rows::read(&stage.db.db, &before.schema).await;
    let has_rows = rows.any();
    let outcome = |up, down| Outcome { rows: has_rows, up, down };

    let target = target(stage, &before, &to, recipe.exact).await;
    let migrations = match migrations_between(&before.server, &before.schema, &target, moment()) {
        Ok(migrations) => migrations,
        Err(error) => {
            let why = no_way(&error).ok_or_else(|| format!("the plan: {error}"))?;
            return Ok(outcome(End::NoWay(why), End::Nothing));
        }
    };
    if migrations.is_empty() {
        stage.is_clean(&before, &to, "what needs no migration").await?;
        return Ok(outcome(End::Nothing, End::Nothing));
    }
    log.way("up", &migrations, Direction::Up, &before.server);
    let mut up = End::Arrived;
    if let Err(failed) = run(stage, &migrations, Direction::Up).await {
        let found = obstacle(&failed.error, stage.words.backend)
            .ok_or_else(|| format!("up fails: {}", failed.error))?;
        log.say(format!("-- up: {}", failed.error));
        failed.returned(stage, &migrations, &before, &rows).await?;
        match found {
            Obstacle::NoWay(why) => return Ok(outcome(End::NoWay(why), End::Nothing)),
            Obstacle::Rows(what) => {
                up = End::WithoutRows(what);
                if failed.is_half_way() && migrations.len() > 1 {
                    // Those before it ran, and would not run again.
                    created(stage, &from, &mut Log::default())
                        .await?
                        .map_err(|why| format!("it was created before: {why}"))?;
                } else {
                    // Where some of it was done, that is there: a second run has to finish it.
                    let stands = stage.live().await.schema;
                    stage.empty(&stands).await;
                }
                if let Err(failed) = run(stage, &migrations, Direction::Up).await {
                    if let Some(Obstacle::NoWay(why)) = obstacle(&failed.error, stage.words.backend) {
                        return Ok(outcome(End::NoWay(why), End::Nothing));
                    }
                    return Err(format!("up fails without rows too: {}", failed.error));
                }
            }
        }
    }
    let after = stage.live().await;
    same(&target, &after.schema, "up does not arrive")?;
    stage.is_clean(&after, &to, "where up arrives").await?;
    let more = target_of(stage, &after, &to).await;
    let more = migrations_between(&after.server, &after.schema, &more, moment());
    let more = more.map_err(|error| format!("the second plan: {error}"))?;
    if !more.is_empty() {
        return Err(format!("there is more to plan: {:#?}", more[0].up.steps));
    }
    let converted = Converted::between(&before.schema, &target, &before.server.capabilities());
    if up == End::Arrived {
        let there = Rows::read(&stage.db.db, &after.schema).await;
        let kept = rows.clone().renamed(&target);
        let without = converted.there();
        same_rows(
            &kept.shared(&there, &without),
            &there.shared(&kept, &without),
            "up does not keep the rows",
        )?;
    }
    log.way("down", &migrations, Direction::Down, &before.server);
    let there = Rows::read(&stage.db.db, &after.schema).await;
    let down = back(stage, &migrations, &after, &there, log).await?;
    if matches!(down, End::NoWay(_)) {
        return Ok(outcome(up, down));
    }
    let returned = stage.live().await;
    same(&before.schema, &returned.schema, "down does not return")?;
    stage.is_clean(&returned, &before.schema, "what was before, beside what is now,").await?;
    if up == End::Arrived && down == End::Arrived {
        let there = Rows::read(&stage.db.db, &returned.schema).await;
        let without = converted.here();
        same_rows(
            &rows.shared(&there, &without),
            &there.shared(&rows, &without),
            "down does not keep the rows",
        )?;
    }
    Ok(outcome(up, down))
}

fn same_rows(was: &Rows, is: &Rows, what: &str) -> Result<(), String> {
    if was == is { Ok(()) } else { Err(format!("{what}:\n--- was\n{was:#?}\n--- is\n{is:#?}")) }
}

/// The schema from nothing, as it is read then; or why there can be none.
async fn created(
    stage: &mut Stage<'_>,
    schema: &Schema,
    log: &mut Log,
) -> Result<Result<Live, String>, String> {
    stage.clear().await;
    let nothing = stage.live().await;
    let migrations = match migrations_between(&nothing.server, &nothing.schema, schema, moment()) {
        Ok(migrations) => migrations,
        Err(error) => return Ok(Err(no_way(&error).ok_or_else(|| format!("creating: {error}"))?)),
    };
    log.way("from", &migrations, Direction::Up, &nothing.server);
    let run = run(stage, &migrations, Direction::Up).await;
    run.map_err(|failed| format!("creating fails: {}", failed.error))?;
    let live = stage.live().await;
    same(schema, &live.schema, "what is created is not what is read")?;
    stage.is_clean(&live, schema, "what is created").await?;
    Ok(Ok(live))
}

/// What a migration is to lead to: the schema as it is written, or what a check says of it.
async fn target(stage: &Stage<'_>, live: &Live, to: &Schema, exact: bool) -> Schema {
    if exact { super::exact::exact(live, to) } else { target_of(stage, live, to).await }
}

async fn target_of(stage: &Stage<'_>, live: &Live, to: &Schema) -> Schema {
    let differences = stage.differences(live, to).await;
    let matters = |change: &&Change| {
        differences
            .iter()
            .any(|one| one.change.as_ref() == Some(*change) && one.severity >= Severity::Harmless)
    };
    let changes = differences.iter().filter_map(|difference| difference.change.as_ref()).filter(matters);
    let mut target = diff::apply(&live.schema, changes);
    let can = live.server.capabilities();
    leave_no_index(&live.schema, to, &mut target, &can);
    distinct_names(&live.schema, &mut target, &can);
    target
}

fn moment() -> Moment {
    (UNIX_EPOCH + Duration::from_secs(1_767_225_600)).into()
}

fn no_way(error: &Error) -> Option<String> {
    match error {
        Error::Unsupported { step, why, backend: _ } => {
            let step: String = step.split('`').next().unwrap_or_default().to_owned();
            Some(format!("{step}: {}", why.split(['`', ';']).next().unwrap_or_default()))
        }
        _ => None,
    }
}

/// A migration that failed, and how many before it did not.
struct Failed {
    error: Error,
    done: usize,
    transaction: Transaction,
    direction: Direction,
}

async fn run(stage: &Stage<'_>, migrations: &[Migration], direction: Direction) -> Result<(), Failed> {
    let ordered: Vec<_> = match direction {
        Direction::Up => migrations.iter().collect(),
        Direction::Down => migrations.iter().rev().collect(),
    };
    for (done, migration) in ordered.into_iter().enumerate() {
        let ran = match direction {
            Direction::Up => migration.up(&stage.db.db).await,
            Direction::Down => migration.down(&stage.db.db).await,
        };
        ran.map_err(|error| Failed { error, done, transaction: migration.transaction, direction })?;
    }
    Ok(())
}

impl Failed {
    /// Whether some of what it did stays done: the database keeps each statement by itself.
    fn is_half_way(&self) -> bool {
        self.transaction == Transaction::Each && !matches!(self.error, Error::RowsInTheWay(_))
    }

    /// Nothing was changed, after those that had run before have been taken back.
    async fn returned(
        &self,
        stage: &Stage<'_>,
        all: &[Migration],
        before: &Live,
        rows: &Rows,
    ) -> Result<(), String> {
        if self.is_half_way() {
            return Ok(());
        }
        let (done, way_back) = match self.direction {
            Direction::Up => (&all[..self.done], Direction::Down),
            Direction::Down => (&all[all.len() - self.done..], Direction::Up),
        };
        let back = run(stage, done, way_back).await;
        back.map_err(|failed| format!("the way back from half way fails: {}", failed.error))?;
        let live = stage.live().await;
        same(&before.schema, &live.schema, "a migration that failed changed something")?;
        same_rows(rows, &Rows::read(&stage.db.db, &live.schema).await, "a migration that failed changed rows")
    }
}

async fn back(
    stage: &Stage<'_>,
    migrations: &[Migration],
    after: &Live,
    rows: &Rows,
    log: &mut Log,
) -> Result<End, String> {
    let Err(failed) = run(stage, migrations, Direction::Down).await else { return Ok(End::Arrived) };
    log.say(format!("-- down: {}", failed.error));
    let found = obstacle(&failed.error, stage.words.backend);
    let found = found.ok_or_else(|| format!("down fails: {}", failed.error))?;
    failed.returned(stage, migrations, after, rows).await?;
    let what = match found {
        Obstacle::NoWay(why) => return Ok(End::NoWay(why)),
        Obstacle::Rows(what) => what,
    };
    let stands = stage.live().await.schema;
    stage.empty(&stands).await;
    if let Err(failed) = run(stage, migrations, Direction::Down).await {
        if let Some(Obstacle::NoWay(why)) = obstacle(&failed.error, stage.words.backend) {
            return Ok(End::NoWay(why));
        }
        return Err(format!("down fails without rows too: {}", failed.error));
    }
    Ok(End::WithoutRows(what))
}

/// Columns whose values need not be the same on both sides, under their names on each.
struct Converted(Vec<(String, String)>);

impl Converted {
    fn between(from: &Schema, to: &Schema, can: &Capabilities) -> Self {
        let mut converted = Vec::new();
        let mut seen = Vec::new();
        for after in to.tables.values() {
            let former = after
                .renamed_from
                .as_ref()
                .map(|name| ObjectName { name: name.clone(), ..after.name.clone() });
            let former = former.unwrap_or_else(|| after.name.clone());
            let Some(before) = from.tables.get(&former) else { continue };
            seen.push(&before.name);
            for column in &before.columns {
                let is = |other: &&schema_runtime::model::Column| {
                    other.renamed_from.as_ref().unwrap_or(&other.name) == &column.name
                };
                let partner = after.columns.iter().find(is);
                let same = partner.is_some_and(|other| {
                    other.ty == column.ty
                        && other.generated.is_none()
                        && column.generated.is_none()
                        && other.backfill.is_none()
                        // A table that is made again gives a null the default of its column.
                        && (can.alter_column || !column.nullable || other.nullable)
                });
                if !same {
                    let there = partner.map(|other| &other.name).unwrap_or(&column.name);
                    converted.push((path(before, &column.name), path(after, there)));
                }
            }
        }
        let gone = from.tables.values().filter(|table| !seen.contains(&&table.name));
        converted.extend(gone.map(|table| (table.name.to_string(), String::new())));
        Self(converted)
    }

    fn here(&self) -> Vec<&str> {
        self.0.iter().map(|(here, _)| here.as_str()).collect()
    }

    fn there(&self) -> Vec<&str> {
        self.0.iter().map(|(_, there)| there.as_str()).collect()
    }
}

fn path(table: &Table, column: &str) -> String {
    format!("{}.{column}", table.name)
}
