//! A database comes in, its schema goes out: as the SQL that makes it anew, or as JSON.

use super::output::{Format, Settings, json, note, print};
use super::{Outcome, connect};
use crate::backend::Live;
use crate::between::read;
use crate::error::Error;
use crate::generate::script;
use crate::model::{Kept, Schema};
use clap::Args;

/// Prints a database's schema: the SQL that makes it anew, or with `--format json` what is known of it
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  schema inspect postgres://me@localhost/shop > shop.sql
  schema inspect sqlite://shop.db --format json

What is not managed (views, triggers, …) is named on stderr, and left out of the SQL. Exit codes: 0, or 2 for an error.")]
pub(super) struct Inspect {
    /// The database: postgres://…, mysql://… or sqlite://…; else that of `--database-url`
    url: Option<String>,
}

impl Inspect {
    pub(super) async fn run(&self, settings: &Settings) -> Result<Outcome, Error> {
        let url = match &self.url {
            Some(url) => url,
            None => settings.url()?,
        };
        let db = connect::connect(url).await?;
        let live = read(&db).await?;
        match settings.format {
            Format::Json => print(&json(&live.schema)),
            Format::Text | Format::Markdown => {
                let nothing = Live { schema: Schema::default(), server: live.server.clone() };
                print(&script(&db, &nothing, &live.schema).await?.sql);
                let is_printed = |kept: &&Kept| {
                    kept.kind == Kept::SEQUENCE && live.schema.sequences.contains_key(&kept.name)
                };
                for Kept { kind, name, table } in live.schema.kept.iter().filter(|kept| !is_printed(kept)) {
                    let on = table.as_ref().map(|table| format!(" on {table}")).unwrap_or_default();
                    note(&format!("left out: {kind} {name}{on}"));
                }
            }
        }
        Ok(Outcome::Clean)
    }
}
