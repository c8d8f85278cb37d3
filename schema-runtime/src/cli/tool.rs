//! A user's entities and migrations come in, a command line with all commands goes out.

use super::output::Settings;
use super::{CODES, Outcome, audit, check, diff, ended, generate, history, inspect, lint, run};
use crate::compare::Scope;
use crate::entities::Entities;
use crate::error::Error;
use crate::guard::Guard;
use crate::history::{History, Migrations};
use clap::{Parser, Subcommand};
use sea_orm::DatabaseConnection;
use sea_orm_migration::MigratorTrait;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The command line of a user's own binary.
#[derive(Debug, Clone)]
pub struct Tool {
    entities: Entities,
    migrations: Option<Migrations>,
    directory: Option<PathBuf>,
    ignored: Vec<String>,
}

/// Holds a database to the entities of this program.
#[derive(Debug, Parser)]
#[command(about, after_help = CODES)]
struct Whole {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Audit(audit::Audit),
    History(history::History),
    Generate(generate::Generate),
    Diff(diff::Diff),
    Inspect(inspect::Inspect),
    Lint(lint::Lint),
    Up(run::Up),
    Down(run::Down),
    Status(history::Status),
}

impl Tool {
    /// Of these entities.
    pub fn new(entities: Entities) -> Self {
        Self { entities, migrations: None, directory: None, ignored: Vec::new() }
    }

    /// Without any.
    pub(super) fn alone() -> Self {
        Self::new(Entities::none())
    }

    /// With the migrations of a `Migrator`, and the directory of its crate, where `generate` writes.
    pub fn migrator<M: MigratorTrait>(mut self, directory: impl Into<PathBuf>) -> Self {
        self.migrations = Some(Migrations::of::<M>());
        self.directory = Some(directory.into());
        self
    }

    /// Says that this migration ran and is lost: that a database has recorded it is no error any more.
    pub fn acknowledge(mut self, name: impl Into<String>) -> Self {
        self.migrations = self.migrations.map(|migrations| migrations.acknowledge(name));
        self
    }

    /// Leaves out the tables whose name matches; `*` stands for any characters.
    pub fn ignore_tables(mut self, pattern: impl Into<String>) -> Self {
        self.ignored.push(pattern.into());
        self
    }

    /// Reads the arguments of the process (and `.env`), runs a command, and says how it ended.
    pub async fn run(self) -> ExitCode {
        dotenvy::dotenv().ok();
        let Whole { settings, command } = Whole::parse();
        ended(self.execute(command, &settings).await)
    }

    async fn execute(&self, command: Command, settings: &Settings) -> Result<Outcome, Error> {
        match command {
            Command::Check(check) => check.run(self, settings).await,
            Command::Audit(audit) => audit.run(self, settings).await,
            Command::History(history) => history.run(self, settings).await,
            Command::Generate(generate) => generate.run(self, settings).await,
            Command::Diff(diff) => diff.run(self, settings).await,
            Command::Inspect(inspect) => inspect.run(settings).await,
            Command::Lint(lint) => lint.run(self, settings),
            Command::Up(up) => up.run(self, settings).await,
            Command::Down(down) => down.run(self, settings).await,
            Command::Status(status) => status.run(self, settings).await,
        }
    }

    pub(super) fn entities(&self) -> &Entities {
        &self.entities
    }

    /// # Errors
    /// [`Error::Usage`] where the binary gives none.
    pub(super) fn migrations(&self) -> Result<&Migrations, Error> {
        self.migrations.as_ref().ok_or_else(|| {
            Error::Usage(
                "this program names no migrations: give its `Migrator` to `Tool::migrator`".to_owned(),
            )
        })
    }

    /// # Errors
    /// [`Error::Usage`] where the binary gives none.
    pub(super) fn directory(&self) -> Result<&Path, Error> {
        self.directory.as_deref().ok_or_else(|| {
            Error::Usage(
                "this program names no migration crate: give its directory to `Tool::migrator`".to_owned(),
            )
        })
    }

    /// Migrations that are written and not applied would be written a second time.
    ///
    /// # Errors
    /// [`Error::PendingMigrations`] with these.
    pub(super) async fn require_applied(&self, db: &DatabaseConnection) -> Result<(), Error> {
        let Some(migrations) = &self.migrations else { return Ok(()) };
        let History { pending, .. } = migrations.known().history(db).await?;
        if pending.is_empty() { Ok(()) } else { Err(Error::PendingMigrations(pending)) }
    }

    pub(super) fn scope(&self) -> Scope {
        let books = self.migrations.iter().map(|migrations| migrations.known().books().to_owned());
        self.ignored.iter().cloned().chain(books).fold(Scope::default(), Scope::ignore)
    }

    pub(super) fn guard(&self) -> Guard {
        let guard = Guard::new().entities(self.entities.clone());
        let guard = self.ignored.iter().fold(guard, Guard::ignore_tables);
        match &self.migrations {
            Some(migrations) => guard.migrations(migrations.clone()),
            None => guard,
        }
    }
}
