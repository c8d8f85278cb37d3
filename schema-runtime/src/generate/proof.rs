//! The schema that is there, the one to come and the migrations on the way come in; whether they arrive and return,
//! tried on a scratch copy, goes out.

use super::Migration;
use super::options::Wanted;
use crate::backend::{self, Live, Scratch, caught};
use crate::diff::{self, Difference, Severity};
use crate::error::Error;
use crate::model::{Kept, Schema, Table};
use crate::plan::plan;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;
use std::panic::resume_unwind;

/// What is known of a plan before it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "proof", rename_all = "snake_case")]
pub enum Proof {
    /// Carried out on a scratch copy of the database, it arrived, and its way back returned.
    Proven {
        /// What the copy lacked, since entities cannot say it.
        without: Vec<Kept>,
    },
    /// It could not be carried out there.
    Unproven {
        /// Why not.
        reason: String,
    },
}

impl Proof {
    /// What a reader of the migration has to know of it: nothing where it was proven without a gap.
    pub(super) fn remark(&self) -> Option<String> {
        match self {
            Self::Proven { without } if without.is_empty() => None,
            Self::Proven { without } => Some(format!(
                "Proven on a copy of the schema without what entities cannot say: {}.",
                list(without)
            )),
            Self::Unproven { reason } => {
                let reason: Vec<_> = reason.split_whitespace().collect();
                Some(format!("Unproven: {}.", reason.join(" ").trim_end_matches('.')))
            }
        }
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.remark() {
            Some(remark) => f.write_str(&remark),
            None => f.write_str("Proven on a scratch copy of the schema: `up` arrives, and `down` returns."),
        }
    }
}

/// The first few by name, and how many more.
fn list(kept: &[Kept]) -> String {
    const FEW: usize = 4;
    let mut names: Vec<_> =
        kept.iter().take(FEW).map(|Kept { kind, name, table: _ }| format!("{kind} `{name}`")).collect();
    if kept.len() > FEW {
        names.push(format!("and {} more", kept.len() - FEW));
    }
    names.join(", ")
}

/// A plan that does not do what it should.
#[derive(Debug, Clone)]
pub struct NotProven {
    /// `up` or `down`.
    pub way: &'static str,
    /// What the server said, where a step failed.
    pub failure: Option<String>,
    /// What is not as it should be afterwards: the wanted side as declared.
    pub left: Vec<Difference>,
}

impl fmt::Display for NotProven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { way, failure, left } = self;
        write!(f, "nothing was written: on a scratch copy of the database, `{way}` ")?;
        match (failure, *way) {
            (Some(failure), _) => write!(f, "fails: {failure}")?,
            (None, "up") => write!(f, "does not arrive; this is left:")?,
            (None, _) => write!(f, "does not return; this is another than before:")?,
        }
        left.iter().try_for_each(|difference| line(f, difference))?;
        write!(
            f,
            "\nthis is a fault of schema-runtime, please report it; `without_proof` writes the migration all the same"
        )
    }
}

fn line(f: &mut fmt::Formatter<'_>, difference: &Difference) -> fmt::Result {
    let Difference { kind, declared, live, .. } = difference;
    let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "none".to_owned());
    write!(
        f,
        "\n  {} {}: wanted {}, there is {}",
        kind.words().0,
        difference.path(),
        side(declared),
        side(live)
    )
}

/// Where a plan starts and where it shall arrive.
pub(super) struct Ground<'a> {
    pub(super) live: &'a Live,
    pub(super) target: &'a Schema,
    /// The tables of the database that the plan does not know of.
    pub(super) aside: &'a [Table],
}

/// Carries the migrations out on a scratch copy, both ways. The copy is gone afterwards, whatever happens.
///
/// # Errors
/// [`Error::NotProven`] for a plan that does not arrive or return.
pub(super) async fn prove(
    db: &DatabaseConnection,
    wanted: Wanted,
    ground: &Ground<'_>,
    migrations: &[Migration],
) -> Result<Proof, Error> {
    match wanted {
        Wanted::Proof => {}
        Wanted::None => return Ok(Proof::Unproven { reason: "nobody asked for a proof".to_owned() }),
    }
    let scratch = match ground.live.server.scratch(db, ground.live).await {
        Ok(scratch) => scratch,
        Err(error) => return Ok(Proof::Unproven { reason: error.to_string() }),
    };
    let Scratch { db: copy, .. } = &scratch;
    let tried = caught(ground.try_out(copy, migrations)).await;
    if let Err(error) = scratch.remove(db).await {
        tracing::warn!(%error, "a scratch database is left behind; the next run removes it");
    }
    tried.unwrap_or_else(|panic| resume_unwind(panic))
}

impl Ground<'_> {
    async fn try_out(&self, copy: &DatabaseConnection, migrations: &[Migration]) -> Result<Proof, Error> {
        let start = match self.copied(copy).await {
            Ok(start) => start,
            Err(reason) => return Ok(Proof::Unproven { reason }),
        };
        let without = self.live.schema.kept.clone();
        for migration in migrations {
            if let Err(error) = migration.up(copy).await {
                return failed("up", error, &without);
            }
        }
        let target = self.whole(self.target);
        let (_, left) = self.compare(copy, &target).await?;
        if !left.is_empty() {
            return Err(Error::NotProven(NotProven { way: "up", failure: None, left }));
        }
        for migration in migrations.iter().rev() {
            if let Err(error) = migration.down(copy).await {
                return failed("down", error, &without);
            }
        }
        let (_, left) = self.compare(copy, &start).await?;
        if !left.is_empty() {
            return Err(Error::NotProven(NotProven { way: "down", failure: None, left }));
        }
        Ok(Proof::Proven { without })
    }

    /// Makes the schema that is there again in an empty database, and reads it; else why that did not succeed.
    async fn copied(&self, copy: &DatabaseConnection) -> Result<Schema, String> {
        let server = &self.live.server;
        let whole = self.whole(&self.live.schema);
        for step in plan(&Schema::default(), &whole, &server.capabilities()) {
            let cannot = |why: String| format!("cannot {} on a scratch copy: {why}", step.title());
            for statement in server.ddl(&step).map_err(|error| error.to_string())? {
                let sql = server.sql(&statement);
                copy.execute_unprepared(&sql).await.map_err(|error| cannot(error.to_string()))?;
            }
        }
        let (made, left) = self.compare(copy, &whole).await.map_err(|error| error.to_string())?;
        match left.first() {
            None => Ok(made),
            Some(first) => Err(format!(
                "a scratch copy of the schema is not the same: {} {} is {} there, and not {}",
                first.kind.words().0,
                first.path(),
                first.live.as_deref().unwrap_or("missing"),
                first.declared.as_deref().unwrap_or("missing"),
            )),
        }
    }

    /// The schemas to read, besides the default one.
    fn schemas(&self) -> BTreeSet<String> {
        let of =
            |schema: &Schema| schema.tables.keys().chain(schema.enums.keys()).cloned().collect::<Vec<_>>();
        let names = [of(&self.whole(&self.live.schema)), of(self.target)].concat();
        names.into_iter().filter_map(|name| name.schema).collect()
    }

    /// A schema with the tables that the plan does not know of.
    fn whole(&self, schema: &Schema) -> Schema {
        let mut whole = schema.clone();
        whole.tables.extend(self.aside.iter().map(|table| (table.name.clone(), table.clone())));
        whole
    }

    /// The schema that is there, and in what it is another than the wanted one, as far as it can be told.
    async fn compare(
        &self,
        copy: &DatabaseConnection,
        wanted: &Schema,
    ) -> Result<(Schema, Vec<Difference>), Error> {
        let Live { schema, server } = backend::introspect(copy, &self.schemas()).await?;
        let questions = diff::questions(&schema, wanted);
        let meanings = server.explain(copy, &schema, &questions).await?;
        let mut left = diff::diff(&schema, wanted, &meanings);
        left.retain(|difference| difference.severity != Severity::Unknown);
        Ok((schema, left))
    }
}

/// A step failed: the plan's fault, unless something may be missing that the database has and the copy has not.
fn failed(way: &'static str, error: Error, without: &[Kept]) -> Result<Proof, Error> {
    let failure = error.to_string();
    if without.is_empty() {
        return Err(Error::NotProven(NotProven { way, failure: Some(failure), left: Vec::new() }));
    }
    let reason = format!("on a copy without {}, `{way}` fails: {failure}", list(without));
    Ok(Proof::Unproven { reason })
}
