use super::{Statement, Step};
use crate::model::Schema;
use std::time::Duration;

/// What a migration does with its statements, so that it can stop before it harms and run again after it was cut off.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "most of them run a statement, and a migration is short")]
#[allow(missing_docs, reason = "the fields are the nouns they are named for")]
pub enum Instruction {
    /// Runs it.
    Run(Statement),
    /// Looks before it acts: runs the statements only where the condition holds.
    When(Condition, Vec<Statement>),
    /// Counts the rows that are in the way, and stops with these counts and the queries that list them.
    Require(Vec<Obstacle>),
    /// The same, but only where the condition holds: a migration that runs again may have changed the names in the
    /// queries.
    RequireWhen(Condition, Vec<Obstacle>),
    /// Runs the statements, in which the table goes and comes, and makes its triggers again, which go with it.
    WithTriggers { table: String, around: Vec<Statement> },
    /// Runs an `UPDATE` of some rows again and again, until it finds none.
    Repeat(String),
}

/// What is looked at before something is done.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are the nouns they are named for")]
pub enum Condition {
    /// The default schema has the table.
    HasTable(String),
    /// The default schema lacks the table.
    LacksTable(String),
    /// A table of the default schema has the column.
    HasColumn { table: String, column: String },
    /// A table of the default schema lacks the column.
    LacksColumn { table: String, column: String },
    /// A table of the default schema has the index.
    HasIndex { table: String, index: String },
    /// A table of the default schema lacks the index.
    LacksIndex { table: String, index: String },
    /// A query gives a row.
    Finds(String),
    /// A query gives no row.
    FindsNone(String),
}

/// Rows for which a step would fail, or which it would cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// What they are, behind their number: ``rows of `profiles` whose `tenant_id` is no uuid``.
    pub what: String,
    /// The query that lists them.
    pub query: String,
}

/// What of a migration happens as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transaction {
    /// All of it or nothing.
    Whole,
    /// Each statement by itself, and each can run again.
    Each,
    /// All of it or nothing, on one connection whose foreign keys are off until then, and checked before it counts.
    WithoutKeys,
}

/// How a step is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// At once: nobody uses the table, or it is over in a moment.
    AtOnce,
    /// Beside those who use the table.
    Online,
}

/// What a step is part of.
#[derive(Debug, Clone, Copy)]
pub struct Journey<'a> {
    /// The schema that it sets out from.
    pub from: &'a Schema,
    /// The schema that it leads to.
    pub to: &'a Schema,
    /// All its steps, in order.
    pub steps: &'a [Step],
    /// How they are done.
    pub manner: Manner,
    /// How much is asked of those who use the tables meanwhile.
    pub pace: &'a Pace,
}

/// How much a migration asks of those who use the tables meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// How long a statement waits for a lock behind which all others would have to wait; zero is for ever.
    pub lock_timeout: Duration,
    /// How many rows are filled at once.
    pub batch_size: u32,
}

impl Default for Pace {
    /// Five seconds, and 10,000 rows.
    fn default() -> Self {
        Self { lock_timeout: Duration::from_secs(5), batch_size: 10_000 }
    }
}
