//! The migrations of the program against those that the database has recorded.

use super::output::Settings;
use super::{Outcome, Tool, connect};
use crate::error::Error;
use clap::Args;
use std::fmt::Write;

/// Tells which migrations are pending, recorded but unknown, or out of order
#[derive(Debug, Args)]
#[command(after_help = "Example:
  history --format json

Nothing is created. Exit codes: 0 all are applied and known, 1 they are not, 2 an error.")]
pub(super) struct History {}

impl History {
    pub(super) async fn run(&self, tool: &Tool, settings: &Settings) -> Result<Outcome, Error> {
        let db = connect::connect(settings.url()?).await?;
        let history = tool.migrations()?.known().history(&db).await?;
        let markdown = || history.to_string().lines().map(|line| format!("- {}\n", line.trim())).collect();
        settings.print(&history, || history.to_string(), markdown);
        Ok(Outcome::clean_if(history.agrees()))
    }
}

/// Lists every migration, and whether it is applied
#[derive(Debug, Args)]
#[command(after_help = "Example:
  status

Nothing is created. Exit codes: 0 all are applied and known, 1 they are not, 2 an error.")]
pub(super) struct Status {}

impl Status {
    pub(super) async fn run(&self, tool: &Tool, settings: &Settings) -> Result<Outcome, Error> {
        let db = connect::connect(settings.url()?).await?;
        let known = tool.migrations()?.known();
        let history = known.history(&db).await?;
        let mut text = String::new();
        if known.names().is_empty() {
            text += &history.to_string();
        }
        for name in known.names() {
            let word = if history.applied.contains(name) { "applied" } else { "pending" };
            let _ = writeln!(text, "{word:<13} {name}");
        }
        for (word, names) in [("unknown", &history.unknown), ("acknowledged", &history.acknowledged)] {
            names.iter().for_each(|name| text += &format!("{word:<13} {name}\n"));
        }
        let markdown = || text.lines().map(|line| format!("- {line}\n")).collect();
        settings.print(&history, || text.clone(), markdown);
        Ok(Outcome::clean_if(history.agrees()))
    }
}
