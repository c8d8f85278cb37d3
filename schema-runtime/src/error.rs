use crate::guard::Refusal;
use crate::model::{Location, ObjectName};
use sea_orm::DbErr;
use std::fmt;
use std::path::PathBuf;

/// What can go wrong. Drift is none of these until the guard refuses.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The guard refuses to start.
    #[error("{0}")]
    Drift(Box<Refusal>),
    /// The database did not answer, or answered with an error.
    #[error("{during}: {source}")]
    Database {
        /// What was tried.
        during: String,
        /// What the driver said.
        source: DbErr,
    },
    /// The connection is to a database that is not PostgreSQL, MySQL, MariaDB or SQLite.
    #[error("{0} is not supported: schema-runtime knows PostgreSQL, MySQL, MariaDB and SQLite")]
    UnknownBackend(String),
    /// A command was asked for what this program does not know.
    #[cfg(feature = "commands")]
    #[error("{0}")]
    Usage(String),
    /// Two databases of different kinds, which have no words in common.
    #[error("one database is {from} and the other {to}: only two of one kind can be compared")]
    TwoKinds {
        /// The kind of the first.
        from: &'static str,
        /// The kind of the second.
        to: &'static str,
    },
    /// The set of entities is empty.
    #[error(
        "no entity is registered: derive `DeriveSchema` on each model, and make sure that the crate that holds \
         them is linked: the linker leaves out a crate that nothing names, so add `use entity as _;` to this program"
    )]
    NoEntities,
    /// Two entities declare the same table and do not agree.
    #[error("`{table}` is declared twice, at {first} and at {second}, and the two disagree: {what}")]
    Conflict {
        /// The table.
        table: ObjectName,
        /// One of the two.
        first: Location,
        /// The other.
        second: Location,
        /// In what they disagree.
        what: String,
    },
    /// An entity says what this database has no words for.
    #[error("{entity}: `{object}` cannot be said in {backend}: {why}")]
    Unspeakable {
        /// Where it is declared.
        entity: Location,
        /// The table and column.
        object: String,
        /// The database.
        backend: &'static str,
        /// What is missing, and what to write instead.
        why: String,
    },
    /// The role may not read about tables, so they are not known to be missing.
    #[error("the role of this connection may not see {}: grant it the right to select from them, or connect with another role", list(.0))]
    NotVisible(Vec<ObjectName>),
    /// Tables whose definition is written in a way that is not understood, so nothing is known of them.
    #[error("the definition of {} is written in a way that schema-runtime cannot read, so nothing is said of it: leave the table out with `ignore_tables`, and report its `CREATE TABLE`", list(.0))]
    Unreadable(Vec<ObjectName>),
    /// A step that this database cannot do in place.
    #[error("cannot {step} in place on {backend}: {why}")]
    Unsupported {
        /// What was to be done, with the object's name.
        step: String,
        /// The database.
        backend: &'static str,
        /// Why, and what to do.
        why: String,
    },
    /// Steps that nobody allowed; nothing was written.
    #[cfg(feature = "generate")]
    #[error("{0}")]
    NotAllowed(crate::generate::NotAllowed),
    /// A column of a type that is not managed, and that only the database has which is to be arrived at.
    #[error(
        "`{column}` is of the {kind} `{name}`, which is not managed, and which only the second database has; make it in the first one before"
    )]
    TypeNotThere {
        /// The table and the column.
        column: String,
        /// What the type is: a domain, say.
        kind: &'static str,
        /// The type.
        name: String,
    },
    /// Two databases in which a name without a schema means another thing.
    #[error(
        "a name without a schema is looked for in `{from}` in the first database and in `{to}` in the second; connect to both with one `search_path` (`?options=-csearch_path%3Dpublic`)"
    )]
    TwoDefaultSchemas {
        /// The first schema of the first one's search path.
        from: String,
        /// That of the second one.
        to: String,
    },
    /// Something would go beside something that comes and looks like it, and nobody named it; nothing was written.
    #[cfg(feature = "generate")]
    #[error("nothing was written: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    LooksRenamed(Vec<crate::generate::LookAlike>),
    /// A plan that does not do what it should, seen on a scratch copy of the database; nothing was written.
    #[cfg(feature = "generate")]
    #[error("{0}")]
    NotProven(crate::generate::NotProven),
    /// Migrations that the database has recorded, and the program neither knows nor has acknowledged.
    #[error(
        "the database has recorded {}, which this program does not know: a newer program ran it, or it is lost; where it is \
         lost, `acknowledge` it by name",
        quoted(.0)
    )]
    UnknownMigrations(Vec<String>),
    /// Migrations that are written and not applied, so that another one would do the same again.
    #[error(
        "nothing was written, since what is not applied to this database yet would be written a second time: {}; run `up` first",
        quoted(.0)
    )]
    PendingMigrations(Vec<String>),
    /// A migration that failed.
    #[error("the migration `{name}` failed {way}: {why}")]
    Migration {
        /// Its name.
        name: String,
        /// Which way it went, and where.
        way: &'static str,
        /// What the server said, or the panic.
        why: String,
    },
    /// The lock that one program at a time holds while it migrates.
    #[error("cannot take the lock under which one program at a time migrates: {0}")]
    NotLocked(String),
    /// There is no scratch database: the reason.
    #[error("there is no scratch database: {0}")]
    NoScratch(String),
    /// Rows for which a migration would fail; nothing was changed.
    #[cfg(feature = "generate")]
    #[error("nothing was changed, because rows are in the way\n{}", .0.iter().map(|(count, rows)| format!("{count} {}: {}", rows.what, rows.query)).collect::<Vec<_>>().join("\n"))]
    RowsInTheWay(Vec<(i64, crate::plan::Obstacle)>),
    /// A directory that is not a migration crate's.
    #[error("{path}: {why}")]
    MigrationCrate {
        /// The directory or file.
        path: PathBuf,
        /// What is wrong, and what to do.
        why: String,
    },
    /// A name that cannot name a migration.
    #[error("`{name}` cannot name a migration: {why}")]
    Name {
        /// The name.
        name: String,
        /// Why, and what to write.
        why: String,
    },
    /// A file could not be read or written.
    #[error("cannot {doing} {path}: {source}")]
    Io {
        /// What was tried.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// An environment variable or an option holds what it cannot hold.
    #[error("{what} is `{value}`: {expected}")]
    Setting {
        /// Which.
        what: &'static str,
        /// What it holds.
        value: String,
        /// What it may hold.
        expected: &'static str,
    },
}

impl Error {
    /// For `map_err`: the driver's error, with what was tried.
    pub(crate) fn during(during: impl Into<String>) -> impl FnOnce(DbErr) -> Self {
        let during = during.into();
        move |source| Self::Database { during, source }
    }
}

/// As [`Display`](fmt::Display), so that a `main` that returns the error shows it as a person reads it.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn list(names: &[ObjectName]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
