//! A database comes in, the SQL that makes its schema anew goes out.

use super::{Outcome, connect, print};
use crate::backend::Live;
use crate::between::read;
use crate::error::Error;
use crate::generate::script;
use crate::model::{Kept, Schema};
use clap::Args;

/// Prints the SQL that makes a database's schema anew.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  schema inspect postgres://me@localhost/shop > shop.sql

What is not understood is named on stderr, and left out. Exit codes: 0, or 2 for an error.")]
pub(super) struct Inspect {
    /// The database: postgres://…, mysql://… or sqlite://…
    url: String,
}

impl Inspect {
    pub(super) async fn run(&self) -> Result<Outcome, Error> {
        let db = connect::connect(&self.url).await?;
        let live = read(&db).await?;
        let nothing = Live { schema: Schema::default(), server: live.server.clone() };
        print(&script(&db, &nothing, &live.schema).await?.sql);
        for Kept { kind, name, table } in &live.schema.kept {
            let on = table.as_ref().map(|table| format!(" on {table}")).unwrap_or_default();
            eprintln!("left out: {kind} {name}{on}");
        }
        Ok(Outcome::Clean)
    }
}
