//! Entities alone, and what a reader would ask about them.

use super::output::Settings;
use super::{Outcome, Tool};
use crate::backend::Backend;
use crate::error::Error;
use crate::lint::lint;
use clap::{Args, ValueEnum};

/// Looks at the entities alone, without a database: missing keys and indexes, types that do not agree, and the like
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  lint                                      for the database of DATABASE_URL, or PostgreSQL without one
  lint --for mysql --format markdown        for a pull request's comment

What is meant is allowed with `#[schema(allow(rule))]` on the field or the struct.
Exit codes: 0 nothing found, 1 something found, 2 an error.")]
pub(super) struct Lint {
    /// The database that the entities are for
    #[arg(long = "for", value_enum, value_name = "DATABASE")]
    database: Option<Database>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Database {
    Postgres,
    Mysql,
    Sqlite,
}

impl Lint {
    pub(super) fn run(&self, tool: &Tool, settings: &Settings) -> Result<Outcome, Error> {
        let backend = match self.database {
            Some(Database::Postgres) => Backend::Postgres,
            Some(Database::Mysql) => Backend::MySql,
            Some(Database::Sqlite) => Backend::Sqlite,
            None => settings.database_url.as_deref().map_or(Backend::Postgres, of_url),
        };
        let lint = lint(tool.entities(), backend)?;
        settings.print(&lint, || lint.to_string(), || lint.markdown());
        Ok(Outcome::clean_if(lint.findings.is_empty()))
    }
}

fn of_url(url: &str) -> Backend {
    match url.split(':').next() {
        Some("mysql" | "mariadb") => Backend::MySql,
        Some("sqlite") => Backend::Sqlite,
        Some(_) | None => Backend::Postgres,
    }
}
