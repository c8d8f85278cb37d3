//! The migrations that a program knows and those that a database has recorded come in; which of them are pending, unknown
//! or out of order goes out.

#[cfg(feature = "migrator")]
mod locked;
#[cfg(feature = "migrator")]
mod migrations;
#[cfg(feature = "audit")]
mod replay;

#[cfg(feature = "migrator")]
pub use migrations::Migrations;
#[cfg(feature = "audit")]
pub(crate) use replay::Replay;

use crate::backend;
use crate::error::Error;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// The names of the migrations that a program knows.
///
/// ```
/// use schema_runtime::{History, Known};
///
/// let known = Known::named(["m1_users", "m2_roles"]);
/// let history = known.against(&["m1_users".to_owned(), "m1_lost".to_owned()]);
/// assert_eq!(history.pending, ["m2_roles"]);
/// assert_eq!(history.unknown, ["m1_lost"]);
/// ```
#[derive(Debug, Clone)]
pub struct Known {
    names: Vec<String>,
    table: String,
    acknowledged: BTreeSet<String>,
}

impl Known {
    /// Migrations of these names, in the order in which they run, recorded in `seaql_migrations`.
    pub fn named<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Self {
        Self {
            names: names.into_iter().map(Into::into).collect(),
            table: "seaql_migrations".to_owned(),
            acknowledged: BTreeSet::new(),
        }
    }

    /// Recorded in the table of this name.
    pub fn table(mut self, name: impl Into<String>) -> Self {
        self.table = name.into();
        self
    }

    /// Says that this one ran and is lost: that a database has recorded it is no error any more.
    pub fn acknowledge(mut self, name: impl Into<String>) -> Self {
        self.acknowledged.insert(name.into());
        self
    }

    /// The names, in the order in which they run.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The table in which they are recorded.
    pub fn books(&self) -> &str {
        &self.table
    }

    /// Compares them with what the database has recorded. Nothing is created: where there is no such table, all are
    /// pending.
    ///
    /// # Errors
    /// [`Error::Database`] when the table cannot be read.
    pub async fn history<C: ConnectionTrait>(&self, db: &C) -> Result<History, Error> {
        Ok(self.against(&backend::recorded(db, &self.table).await?))
    }

    /// Compares them with these, in the order in which they were recorded.
    pub fn against(&self, recorded: &[String]) -> History {
        let is_recorded = |name: &&String| recorded.contains(name);
        let is_known = |name: &&String| self.names.contains(name);
        let last = self.names.iter().rposition(|name| recorded.contains(name)).unwrap_or(0);
        let owned = |name: &String| name.clone();
        let lost = recorded.iter().filter(|name| !is_known(name));
        let (acknowledged, unknown) = lost.cloned().partition(|name| self.acknowledged.contains(name));
        History {
            applied: self.names.iter().filter(is_recorded).map(owned).collect(),
            pending: self.names.iter().filter(|name| !is_recorded(name)).map(owned).collect(),
            out_of_order: self.names[..last].iter().filter(|name| !is_recorded(name)).map(owned).collect(),
            unknown,
            acknowledged,
        }
    }
}

/// The migrations that a program knows, against those that a database has recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct History {
    /// Known and recorded, in the order of the program.
    pub applied: Vec<String>,
    /// Known and not recorded, in the order of the program.
    pub pending: Vec<String>,
    /// Of those that are pending, the ones that stand before one that is recorded: they would run after it.
    pub out_of_order: Vec<String>,
    /// Recorded and not known: of a newer program, or lost.
    pub unknown: Vec<String>,
    /// Recorded, not known, and acknowledged as lost.
    pub acknowledged: Vec<String>,
}

impl History {
    /// Whether all that is known is recorded, and all that is recorded is known or acknowledged.
    pub fn agrees(&self) -> bool {
        self.pending.is_empty() && self.unknown.is_empty()
    }
}

/// A sentence for each migration that is not both known and recorded.
impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { applied, pending, out_of_order, unknown, acknowledged } = self;
        match (applied.len(), pending.len()) {
            (0, 0) => writeln!(f, "this program knows no migration")?,
            (0, 1) => writeln!(f, "the one known migration is not applied")?,
            (1, 0) => writeln!(f, "the one known migration is applied")?,
            (0, many) => writeln!(f, "none of {many} known migrations is applied")?,
            (many, 0) => writeln!(f, "all {many} known migrations are applied")?,
            (some, open) => {
                let verb = if some == 1 { "is" } else { "are" };
                writeln!(f, "{some} of {} known migrations {verb} applied", some + open)?;
            }
        }
        for name in pending {
            let late = if out_of_order.contains(name) {
                ", though one that comes after it is: it would run out of order"
            } else {
                ""
            };
            writeln!(f, "  {name} is not applied{late}")?;
        }
        for name in unknown {
            writeln!(
                f,
                "  {name} is recorded in the database, and this program does not know it: a newer program ran it, or it \
                 is lost"
            )?;
        }
        for name in acknowledged {
            writeln!(f, "  {name} is recorded in the database, and acknowledged as lost")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{History, Known};

    fn texts(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn each_migration_is_told_by_where_it_is_known() {
        let known = Known::named(["m1", "m2", "m3", "m4"]).acknowledge("m0").acknowledge("never_there");
        let history = known.against(&texts(&["m0", "m1", "x", "m3"]));
        let expected = History {
            applied: texts(&["m1", "m3"]),
            pending: texts(&["m2", "m4"]),
            out_of_order: texts(&["m2"]),
            unknown: texts(&["x"]),
            acknowledged: texts(&["m0"]),
        };
        assert_eq!(history, expected);
        assert!(!history.agrees());
    }

    #[test]
    fn it_agrees_when_all_ran_and_the_lost_are_acknowledged() {
        let known = Known::named(["m1"]).acknowledge("m0");
        assert!(known.against(&texts(&["m0", "m1"])).agrees());
        assert!(!known.against(&texts(&["m0"])).agrees());
    }

    #[test]
    fn nothing_recorded_puts_nothing_out_of_order() {
        let history = Known::named(["m1", "m2"]).against(&[]);
        assert_eq!(history.pending, texts(&["m1", "m2"]));
        assert!(history.out_of_order.is_empty());
    }
}
