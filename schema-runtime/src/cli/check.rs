//! Entities against a database, or against what the migrations make.

use super::output::{Settings, colour};
use super::{Outcome, Tool, connect, progress};
use crate::error::Error;
use crate::history::Replay;
use crate::report::{Report, Verdict};
use clap::Args;

/// Compares the entities with the database, or with what the migrations make
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  check                                     the database of DATABASE_URL, and which migrations have run
  check --format markdown                   for a pull request's comment
  check --migrations                        without that database: on a scratch one beside it

Exit codes: 0 what is there fits, 1 it does not or migrations are not applied, 2 an error.")]
pub(super) struct Check {
    /// Against what the migrations make, on a scratch database of the same server
    #[arg(long)]
    migrations: bool,
    /// Show each harmless difference too
    #[arg(long)]
    harmless: bool,
}

impl Check {
    pub(super) async fn run(&self, tool: &Tool, settings: &Settings) -> Result<Outcome, Error> {
        let db = connect::connect(settings.url()?).await?;
        let report =
            if self.migrations { replayed(tool, &db).await? } else { tool.guard().check(&db).await? };
        let text = || {
            let text = report.text().colour(colour());
            if self.harmless { text.with_harmless().to_string() } else { text.to_string() }
        };
        settings.print(&report, text, || report.markdown());
        Ok(match report.verdict {
            Verdict::Clean | Verdict::Compatible | Verdict::Ahead => Outcome::Clean,
            Verdict::Behind | Verdict::Drifted => Outcome::Differs,
        })
    }
}

async fn replayed(tool: &Tool, db: &sea_orm::DatabaseConnection) -> Result<Report, Error> {
    let replay = Replay::begin(db).await?;
    let report = async {
        replay.run(&progress::shown(tool.migrations()?, 1), |_| true).await?;
        tool.guard().check(replay.db()).await
    };
    let report = report.await;
    replay.end().await;
    report
}
