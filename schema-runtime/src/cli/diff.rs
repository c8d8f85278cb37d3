//! Two databases come in; what turns the one into the other goes out, in words, as JSON or as SQL.

use super::allow::{self, Allow};
use super::{Outcome, connect, print};
use crate::between::{Between, Side, between};
use crate::diff::Difference;
use crate::error::Error;
use crate::generate::{Act, Script, script};
use crate::model::Kept;
use clap::{Args, ValueEnum};
use serde::Serialize;

/// Shows what turns one database into another, or the SQL that does.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  schema diff --from postgres://me@localhost/old --to postgres://me@localhost/new
  schema diff --from sqlite://old.db --to sqlite://new.db --sql --allow all | sqlite3 -bail old.db

The two are read and not changed. Exit codes: 0 nothing differs, 1 something differs, 2 an error.")]
pub(super) struct Diff {
    /// The database that is to change: postgres://…, mysql://… or sqlite://…
    #[arg(long, value_name = "URL")]
    from: String,
    /// The database that it is to be like, of the same kind
    #[arg(long, value_name = "URL")]
    to: String,
    /// Print the statements that turn the one into the other, for the server's own client
    #[arg(long, conflicts_with = "format")]
    sql: bool,
    /// What the statements may do: drops-data, narrows-type, fails-on-existing-rows, or all
    #[arg(long, value_name = "HAZARD", requires = "sql")]
    allow: Vec<Allow>,
    /// How to print what differs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Found<'a> {
    differences: &'a [Difference],
    #[serde(flatten)]
    script: &'a Script,
}

impl Diff {
    pub(super) async fn run(&self) -> Result<Outcome, Error> {
        let from = connect::connect(&self.from).await?;
        let to = connect::connect(&self.to).await?;
        let found = between(&from, &to).await?;
        found.left_alone().into_iter().for_each(|(kept, side)| self.leave_alone(kept, side));
        let script = script(&from, &found.from, &found.to).await?;
        if self.sql {
            allow::require(&script.hazards, &self.allow)?;
            print(&script.sql);
        } else {
            match self.format {
                Format::Text => print(&text(&script)),
                Format::Json => print(&json(&found, &script)),
            }
        }
        Ok(if script.sql.is_empty() { Outcome::Clean } else { Outcome::Differs })
    }

    fn leave_alone(&self, Kept { kind, name, table }: &Kept, side: Side) {
        let url = match side {
            Side::From => &self.from,
            Side::To => &self.to,
        };
        let on = table.as_ref().map(|table| format!(" on {table}")).unwrap_or_default();
        eprintln!("left alone: {kind} {name}{on}, which only {} has", connect::without_password(url));
    }
}

fn text(script: &Script) -> String {
    if script.steps.is_empty() {
        return "nothing differs\n".to_owned();
    }
    let mut text = String::new();
    for Act { title, hazards } in &script.steps {
        text += &format!("{title}\n");
        for hazard in hazards {
            text += &format!("    {}: {hazard}\n", hazard.object);
        }
    }
    text
}

fn json(found: &Between, script: &Script) -> String {
    let found = Found { differences: &found.differences, script };
    serde_json::to_string_pretty(&found).expect("text and numbers are always JSON") + "\n"
}
