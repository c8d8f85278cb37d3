//! Migrations run, under a lock.

use super::output::{Settings, note};
use super::{Outcome, Tool, connect};
use crate::error::Error;
use crate::history::{History, Migrations};
use clap::Args;

/// Runs the migrations that are pending: of many programs that start at once one does, the others wait
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  up                all that are pending
  up 1              the next one")]
pub(super) struct Up {
    /// How many
    count: Option<u32>,
}

impl Up {
    pub(super) async fn run(&self, tool: &Tool, settings: &Settings) -> Result<Outcome, Error> {
        let db = connect::connect(settings.url()?).await?;
        let migrations = told(tool)?;
        let history = match self.count {
            Some(count) => migrations.up_some(&db, count).await?,
            None => migrations.up(&db).await?,
        };
        show(settings, &history);
        Ok(Outcome::Clean)
    }
}

/// Takes back the last migrations that ran, under the same lock
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  down              the last one
  down 3            the last three")]
pub(super) struct Down {
    /// How many
    #[arg(default_value_t = 1)]
    count: u32,
}

impl Down {
    pub(super) async fn run(&self, tool: &Tool, settings: &Settings) -> Result<Outcome, Error> {
        let db = connect::connect(settings.url()?).await?;
        show(settings, &told(tool)?.down(&db, self.count).await?);
        Ok(Outcome::Clean)
    }
}

/// Names each on stderr as it runs.
fn told(tool: &Tool) -> Result<Migrations, Error> {
    Ok(tool.migrations()?.clone().watch(note))
}

fn show(settings: &Settings, history: &History) {
    let markdown = || history.to_string().lines().map(|line| format!("- {}\n", line.trim())).collect();
    settings.print(history, || history.to_string(), markdown);
}
