//! Entities and a database come in; the migration that closes the gap stands in the user's crate, or on stdout.

use super::allow::Consent;
use super::output::{Settings, print};
use super::{Outcome, Tool, connect};
use crate::compare::{Comparison, compare};
use crate::diff::{Change, Difference};
use crate::error::Error;
use crate::generate::{GenerateOptions, Generated, generate, generate_script};
use clap::Args;
use sea_orm::DatabaseConnection;
use std::collections::BTreeSet;

/// Writes the migration that makes the database fit the entities
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  generate add_flows                          writes the migration, and registers it
  generate add_flows --dry-run                shows the file and its SQL, and writes nothing
  generate tidy_up --drop event_log.obsolete --allow narrows-type
  generate add_flows --sql > flows.sql        plain SQL for this one database

What is written already has to be applied before more is written: run `up` first.
Exit codes: 0 it is written or there is nothing to write, 2 it was refused, or an error.")]
pub(super) struct Generate {
    /// What to call the migration, behind its time: small letters, digits and underscores
    name: String,
    #[command(flatten)]
    consent: Consent,
    /// What only the database has and may go: `table`, `table.column` or `table.a,b` for an index or a key, as the report
    /// names it; once for each
    #[arg(long, value_name = "PATH")]
    drop: Vec<String>,
    /// Show the file and the SQL, and write nothing
    #[arg(long, conflicts_with = "sql")]
    dry_run: bool,
    /// Print plain SQL in place of a migration
    #[arg(long)]
    sql: bool,
}

impl Generate {
    pub(super) async fn run(&self, tool: &Tool, settings: &Settings) -> Result<Outcome, Error> {
        let db = connect::connect(settings.url()?).await?;
        let start = if self.sql || self.dry_run {
            GenerateOptions::text_only()
        } else {
            tool.require_applied(&db).await?;
            GenerateOptions::new(tool.directory()?)
        };
        if !self.drop.is_empty() {
            self.require_there(tool, &db).await?;
        }
        let named = self.consent.grant(start.name(&self.name).scope_of(tool.scope()));
        let options = self.drop.iter().fold(named, GenerateOptions::allow_drop);
        if self.sql {
            print(&generate_script(&db, tool.entities(), options).await?.sql);
            return Ok(Outcome::Clean);
        }
        let generated = generate(&db, tool.entities(), options.clone()).await?;
        let mut text = generated.to_string();
        if let (true, Generated::Text(drafts)) = (self.dry_run, &generated) {
            for migration in &drafts.migrations {
                text += &format!("\n{}", migration.text);
            }
            text += &format!("\n{}", generate_script(&db, tool.entities(), options).await?.sql);
        }
        settings.print(&generated, || text.clone(), || format!("```text\n{text}```\n"));
        Ok(Outcome::Clean)
    }

    /// Refuses to drop what is not there to be dropped: a name that is misspelt would be one that is not heard.
    async fn require_there(&self, tool: &Tool, db: &DatabaseConnection) -> Result<(), Error> {
        let Comparison { differences, .. } = compare(db, tool.entities(), &tool.scope()).await?;
        let going = |difference: &&Difference| difference.change.as_ref().is_some_and(Change::removes);
        let going: BTreeSet<_> = differences.iter().filter(going).map(Difference::path).collect();
        let Some(unknown) = self.drop.iter().find(|path| !going.contains(*path)) else { return Ok(()) };
        let going: Vec<_> = going.into_iter().collect();
        Err(Error::Usage(if going.is_empty() {
            format!("`--drop {unknown}`: there is nothing that only the database has")
        } else {
            format!("`--drop {unknown}`: what only the database has is {}", going.join(", "))
        }))
    }
}
