//! Entities against migrations against the database.

use super::output::Settings;
use super::{Outcome, Tool, connect, progress};
use crate::audit::audit;
use crate::error::Error;
use clap::Args;

/// Tells for each object that is not the same in entities, migrations and database who is to blame
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  audit
  audit --format markdown > audit.md

The migrations run on a scratch database beside this one, which is read, and not changed.
Exit codes: 0 all three agree, 1 they do not, 2 an error.")]
pub(super) struct Audit {}

impl Audit {
    pub(super) async fn run(&self, tool: &Tool, settings: &Settings) -> Result<Outcome, Error> {
        let db = connect::connect(settings.url()?).await?;
        let migrations = progress::shown(tool.migrations()?, 2);
        let audit = audit(&db, tool.entities(), &migrations, &tool.scope()).await?;
        settings.print(&audit, || audit.to_string(), || audit.markdown());
        Ok(Outcome::clean_if(audit.agrees()))
    }
}
