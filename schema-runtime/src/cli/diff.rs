//! Two schemas come in: entities, what the migrations make, or databases; what turns the one into the other goes out, in
//! words, as JSON or as SQL.

use super::allow::Consent;
use super::output::{Settings, note, print};
use super::{Outcome, Tool, connect, progress};
use crate::backend::Live;
use crate::between::{Between, Side, between};
use crate::diff::{Change, Difference};
use crate::error::Error;
use crate::generate::{Act, GenerateOptions, Script, ends, generate_script, script};
use crate::history::Replay;
use crate::model::Kept;
use crate::plan::Hazard;
use clap::Args;
use sea_orm::DatabaseConnection;
use serde::Serialize;
use std::str::FromStr;

/// Shows what turns one schema into another, or the SQL that does
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  schema diff --from postgres://me@localhost/old --to postgres://me@localhost/new
  schema diff --from sqlite://old.db --to sqlite://new.db --sql --allow all | sqlite3 -bail old.db
  diff --from migrations --to entities --sql        in a binary that has both

The two are read and not changed. Exit codes: 0 nothing differs, 1 something differs, 2 an error.")]
pub(super) struct Diff {
    /// What is to change: a URL (postgres://…, mysql://…, sqlite://…), `migrations` or `entities`
    #[arg(long, value_name = "SCHEMA")]
    from: End,
    /// What it is to be like, of the same kind
    #[arg(long, value_name = "SCHEMA")]
    to: End,
    /// Print the statements that turn the one into the other, for the server's own client
    #[arg(long)]
    sql: bool,
    #[command(flatten)]
    consent: Consent,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum End {
    Entities,
    Migrations,
    Url(String),
}

impl FromStr for End {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "entities" => Ok(Self::Entities),
            "migrations" => Ok(Self::Migrations),
            url if url.contains(':') => Ok(Self::Url(url.to_owned())),
            _ => Err("it may be the URL of a database, `entities` or `migrations`".to_owned()),
        }
    }
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Found {
    differences: Vec<Difference>,
    #[serde(flatten)]
    script: Script,
}

impl Diff {
    pub(super) async fn run(&self, tool: &Tool, settings: &Settings) -> Result<Outcome, Error> {
        let found = match (&self.from, &self.to) {
            (from, to) if from == to => Found { differences: Vec::new(), script: Script::default() },
            _ => self.find(tool, settings).await?,
        };
        if self.sql {
            self.consent.require(&found.script.hazards)?;
            for Hazard { kind, object, why, remedy: _ } in &found.script.hazards {
                note(&format!("{kind}: {object}: {why}"));
            }
            print(&found.script.sql);
        } else {
            settings.print(&found, || text(&found.script, ""), || text(&found.script, "- "));
        }
        Ok(Outcome::clean_if(found.script.sql.is_empty()))
    }

    async fn find(&self, tool: &Tool, settings: &Settings) -> Result<Found, Error> {
        let (from, to) = (open(&self.from).await?, open(&self.to).await?);
        let of_settings = match (&from, &to) {
            (None, None) => Some(connect::connect(settings.url()?).await?),
            (Some(_), _) | (_, Some(_)) => None,
        };
        // Migrations run beside a database that is named.
        let beside = from.as_ref().or(to.as_ref()).or(of_settings.as_ref());
        let replay = match beside {
            Some(beside) if self.from == End::Migrations || self.to == End::Migrations => {
                Some(Replay::begin(beside).await?)
            }
            Some(_) | None => None,
        };
        let found = async {
            if let Some(replay) = &replay {
                replay.run(&progress::shown(tool.migrations()?, 1), |_| true).await?;
            }
            let of = |end: &End, own: &Option<DatabaseConnection>| match end {
                End::Entities => None,
                End::Migrations => replay.as_ref().map(|replay| replay.db().clone()),
                End::Url(_) => own.clone(),
            };
            match (of(&self.from, &from), of(&self.to, &to)) {
                (Some(from), Some(to)) => self.two(&from, &to).await,
                (Some(from), None) => self.towards_entities(&from, tool).await,
                (None, Some(to)) => away_from_entities(&to, tool).await,
                (None, None) => Ok(Found { differences: Vec::new(), script: Script::default() }),
            }
        };
        let found = found.await;
        if let Some(replay) = replay {
            replay.end().await;
        }
        found
    }

    async fn two(&self, from: &DatabaseConnection, to: &DatabaseConnection) -> Result<Found, Error> {
        let found = between(from, to).await?;
        found.left_alone().into_iter().for_each(|(kept, side)| self.leave_alone(kept, side));
        let script = script(from, &found.from, &found.to).await?;
        let Between { from: _, to: _, differences } = found;
        Ok(Found { differences, script })
    }

    async fn towards_entities(&self, from: &DatabaseConnection, tool: &Tool) -> Result<Found, Error> {
        let options = GenerateOptions::text_only().scope_of(tool.scope());
        let (_, _, differences) = ends(from, tool.entities(), &options).await?;
        if self.sql && !self.consent.drops() {
            let extra = differences
                .iter()
                .filter(|difference| difference.change.as_ref().is_some_and(Change::removes));
            for difference in extra {
                note(&format!(
                    "left alone: {}, which only the database has; `--allow drops-data` takes it away",
                    difference.path()
                ));
            }
        }
        // What is only shown needs no consent; what is to be run does, and the entities may give it.
        let options =
            if self.sql { self.consent.grant(options) } else { options.allow_all().allow_all_drops() };
        let script = generate_script(from, tool.entities(), options).await?;
        Ok(Found { differences, script: Script { hazards: Vec::new(), ..script } })
    }

    fn leave_alone(&self, Kept { kind, name, table }: &Kept, side: Side) {
        let end = match side {
            Side::From => &self.from,
            Side::To => &self.to,
        };
        let on = table.as_ref().map(|table| format!(" on {table}")).unwrap_or_default();
        note(&format!("left alone: {kind} {name}{on}, which only {} has", shown(end)));
    }
}

async fn open(end: &End) -> Result<Option<DatabaseConnection>, Error> {
    match end {
        End::Entities | End::Migrations => Ok(None),
        End::Url(url) => connect::connect(url).await.map(Some),
    }
}

fn shown(end: &End) -> String {
    match end {
        End::Entities => "the entities".to_owned(),
        End::Migrations => "what the migrations make".to_owned(),
        End::Url(url) => connect::without_password(url),
    }
}

/// From what a database would be if it fitted the entities, to what it is.
async fn away_from_entities(to: &DatabaseConnection, tool: &Tool) -> Result<Found, Error> {
    let options = GenerateOptions::text_only().scope_of(tool.scope()).allow_all().allow_all_drops();
    let (live, fitting, differences) = ends(to, tool.entities(), &options).await?;
    let entities = Live { schema: fitting, server: live.server };
    let script = script(to, &entities, &live.schema).await?;
    Ok(Found { differences, script })
}

fn text(script: &Script, bullet: &str) -> String {
    if script.steps.is_empty() {
        return "nothing differs\n".to_owned();
    }
    let mut text = String::new();
    for Act { title, hazards } in &script.steps {
        text += &format!("{bullet}{title}\n");
        for hazard in hazards {
            text += &format!("    {}: {hazard}\n", hazard.object);
        }
    }
    text
}
