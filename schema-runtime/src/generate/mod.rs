//! Entities, a connection and options come in; the migration that makes the database fit stands in the user's crate.

mod back;
mod consent;
mod draft;
mod hazard;
mod header;
mod names;
mod options;
mod path;
mod proof;
mod run;
mod script;

pub use consent::{LookAlike, NotAllowed};
pub use options::GenerateOptions;
pub use path::{Act, Migration, Way};
pub use proof::{NotProven, Proof};
pub use script::{Script, script};

use crate::backend::{Live, Server};
use crate::compare::{Comparison, compare};
use crate::diff::{self, Difference};
use crate::entities::Entities;
use crate::error::Error;
use crate::migrations::{self, Migrator, Moment, Written};
use crate::model::{Schema, Table};
use crate::plan::{Pace, distinct_names, leave_no_index, plan};
use crate::report::Report;
use consent::Consent;
use options::{Output, Wanted};
use proof::Ground;
use sea_orm::DatabaseConnection;

/// What came of it.
#[derive(Debug, Clone)]
pub enum Generated {
    /// The database fits, as far as a migration may help: nothing was written.
    Nothing(Checked),
    /// Migrations were written and registered, in this order.
    Written(Drafts, Vec<Written>),
    /// The newest migrations do just this already, and have not been run: nothing was written.
    Waiting(Drafts, Vec<Written>),
    /// The texts of migrations, which were not to be written.
    Text(Drafts),
}

/// What the check said before.
#[derive(Debug, Clone)]
pub struct Checked {
    /// All that differs.
    pub report: Report,
    /// What matters and is left alone: its removal is not allowed, or nobody can tell whether it differs.
    pub left: Vec<Difference>,
}

/// What is to be written.
#[derive(Debug, Clone)]
pub struct Drafts {
    /// What the check said before.
    pub before: Checked,
    /// The migrations, in the order in which they must run: more than one where something cannot happen in the
    /// transaction of the rest.
    pub migrations: Vec<Migration>,
    /// Whether they were tried out.
    pub proof: Proof,
}

/// Compares the database with the entities and writes the migration that closes the gap into a migration crate. The
/// database is read, and not changed: the migration is tried out on a scratch copy of its schema, which is a database
/// of its own beside it, and gone afterwards.
///
/// What only the database has stays, unless [`GenerateOptions::allow_drop`] names it. What else could harm rows is
/// written only where [`GenerateOptions::allow`] or the entity allows it.
///
/// ```no_run
/// use schema_runtime::{Entities, GenerateOptions, Generated, generate};
///
/// # async fn write(db: sea_orm::DatabaseConnection) -> Result<(), schema_runtime::Error> {
/// let options = GenerateOptions::new("migration").name("add_users").allow_drop("assets.legacy");
/// match generate(&db, &Entities::registered(), options).await? {
///     Generated::Written(_, written) => written.iter().for_each(|each| println!("{}", each.file.display())),
///     Generated::Nothing(_) | Generated::Waiting(..) | Generated::Text(_) => println!("nothing to write"),
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// Those of [`compare()`](crate::compare()); [`Error::Unsupported`] for a step that this database cannot do in place;
/// [`Error::NotAllowed`] and [`Error::LooksRenamed`] for what nobody allowed; [`Error::NotProven`] for a plan that does
/// not arrive or return; [`Error::Name`], [`Error::MigrationCrate`] and [`Error::Io`] for what cannot be written, and then nothing is.
pub async fn generate(
    db: &DatabaseConnection,
    entities: &Entities,
    options: GenerateOptions,
) -> Result<Generated, Error> {
    let name = options.checked_name()?;
    let Aim { live, target, aside, differences, consent, changes, before } =
        aim(db, entities, &options).await?;
    let made = header::Made {
        from: header::modules(entities)?,
        moment: options.moment(),
        differences: Some(changes),
    };
    consent.require(&differences, hazard::of_plan(&live, &target).iter())?;
    let mut migrations = path::between(&live, &target, options.pace())?;
    if migrations.is_empty() {
        return Ok(Generated::Nothing(before));
    }
    // A way by several stages may do more than one at once.
    consent.require(&differences, migrations.iter().flat_map(|migration| &migration.up.hazards))?;
    let ground = Ground { live: &live, target: &target, aside: &aside };
    let proof = proof::prove(db, options.proof(), &ground, &migrations).await?;
    path::write(&live.server, &made, Some(&proof), &mut migrations);
    let drafts = Drafts { before, migrations, proof };
    let Output::Crate(directory) = options.output() else { return Ok(Generated::Text(drafts)) };
    let texts: Vec<_> = drafts.migrations.iter().map(|migration| migration.text.as_str()).collect();
    if let Some(waiting) = Migrator::find(directory)?.newest_if_same(&texts)? {
        return Ok(Generated::Waiting(drafts, waiting));
    }
    let named = drafts.migrations.iter().map(|each| (name.with_suffix(each.suffix), each.text.as_str()));
    let written = migrations::write(directory, &named.collect::<Vec<_>>(), options.moment())?;
    Ok(Generated::Written(drafts, written))
}

/// Writes, in place of a migration, the script for the server's own client that makes this database fit the entities,
/// with the same consent. Of the options, those about files and proof mean nothing here.
///
/// # Errors
/// Those of [`generate()`] but for files and proof; and those of [`script()`].
pub async fn generate_script(
    db: &DatabaseConnection,
    entities: &Entities,
    options: GenerateOptions,
) -> Result<Script, Error> {
    let Aim { live, target, aside: _, differences, consent, changes: _, before: _ } =
        aim(db, entities, &options).await?;
    let script = script(db, &live, &target).await?;
    consent.require(&differences, script.hazards.iter())?;
    Ok(script)
}

/// A database as it is, and as it is to be to fit the entities, as far as the options let it.
#[cfg(feature = "commands")]
pub(crate) async fn ends(
    db: &DatabaseConnection,
    entities: &Entities,
    options: &GenerateOptions,
) -> Result<(Live, Schema, Vec<Difference>), Error> {
    let Aim { live, target, differences, .. } = aim(db, entities, options).await?;
    Ok((live, target, differences))
}

/// A database, and what it is to be.
struct Aim {
    live: Live,
    target: Schema,
    /// The tables that are not compared.
    aside: Vec<Table>,
    differences: Vec<Difference>,
    consent: Consent,
    /// How many of the differences are mended.
    changes: usize,
    before: Checked,
}

async fn aim(db: &DatabaseConnection, entities: &Entities, options: &GenerateOptions) -> Result<Aim, Error> {
    let Comparison { live, declared, meanings: _, differences, aside } =
        compare(db, entities, options.scope()).await?;
    let mut consent = options.consent();
    consent.read(&live.server, entities)?;
    let selection = diff::select(&differences, |difference| consent.drops(difference));
    let mut target = diff::apply(&live.schema, selection.changes.iter().copied());
    live.server.settle(&mut target);
    let can = live.server.capabilities();
    names::follow(&mut target, &differences, &can);
    leave_no_index(&live.schema, &declared, &mut target, &can);
    distinct_names(&live.schema, &mut target, &can);
    live.server.unhindered(db, &live.schema, &plan(&live.schema, &target, &can)).await?;
    let left = selection.left.into_iter().cloned().collect();
    let changes = selection.changes.len();
    let report = Report::new(live.server.backend(), differences.clone());
    Ok(Aim { live, target, aside, differences, consent, changes, before: Checked { report, left } })
}

/// The migrations between any two exact schemas of a server, in the order in which they must run; none where the two
/// are the same.
///
/// # Errors
/// [`Error::Unsupported`] for a step, either way, that this database cannot do.
pub fn migrations_between(
    server: &Server,
    from: &Schema,
    to: &Schema,
    moment: Moment,
) -> Result<Vec<Migration>, Error> {
    let live = Live { schema: from.clone(), server: server.clone() };
    let mut migrations = path::between(&live, to, &Pace::default())?;
    let made = header::Made { from: String::new(), moment, differences: None };
    path::write(server, &made, None, &mut migrations);
    Ok(migrations)
}

/// Carries migrations out on a scratch copy of a schema, a database of its own beside the connection's: whether they
/// arrive at `to`, and their way back at `live` again. The copy is gone afterwards; what a crash left of another is too.
///
/// # Errors
/// [`Error::NotProven`] with what is not as it should be. That there can be no copy is an answer.
pub async fn prove(
    db: &DatabaseConnection,
    live: &Live,
    to: &Schema,
    migrations: &[Migration],
) -> Result<Proof, Error> {
    let ground = Ground { live, target: to, aside: &[] };
    proof::prove(db, Wanted::Proof, &ground, migrations).await
}
