//! A database and the schema that it is to have come in; what leads there, as a script for the server's own client, goes
//! out.

use super::path::{self, Act, Passing};
use crate::backend::{Live, Passage};
use crate::error::Error;
use crate::model::Schema;
use crate::plan::{Hazard, plan};
use sea_orm::ConnectionTrait;
use serde::Serialize;

/// A script that turns the schema of a database into another.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Script {
    /// What `psql`, `mariadb` or `sqlite3 -bail` runs; empty where there is nothing to do.
    pub sql: String,
    /// What it does, in words.
    pub steps: Vec<Act>,
    /// What that does to rows and to those who use them.
    pub hazards: Vec<Hazard>,
}

/// Writes the script from what a database is to what it is to be. It is for this database as it is now: it looks for
/// rows in the way alone, where the database would not take back what it did before it met them, and it locks what it
/// changes until it is done.
///
/// # Errors
/// [`Error::Unsupported`] for a step that this database cannot do, or that something is in the way of which the model
/// does not know; [`Error::Database`] when the server goes away.
pub async fn script<C: ConnectionTrait>(db: &C, live: &Live, to: &Schema) -> Result<Script, Error> {
    let steps = plan(&live.schema, to, &live.server.capabilities());
    live.server.unhindered(db, &live.schema, &steps).await?;
    let passed = path::at_once(live, to)?;
    let steps: Vec<_> = passed.iter().flat_map(|passing| passing.way.steps.clone()).collect();
    let mut script = Script { sql: live.server.stops(&live.schema, &steps), ..Script::default() };
    for Passing { transaction, ends: [from, to], way } in passed {
        let passage = Passage {
            transaction,
            ends: [&from, &to],
            steps: &way.steps,
            instructions: way.instructions().collect(),
        };
        script.sql += &live.server.script(db, &passage).await?;
        script.steps.extend(way.acts);
        script.hazards.extend(way.hazards);
    }
    Ok(script)
}
