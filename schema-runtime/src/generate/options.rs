//! What a user may choose.

use crate::compare::Scope;
use crate::diff::Difference;
use crate::error::Error;
use crate::migrations::{MigrationName, Moment};
use crate::plan::Pace;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where a migration is written, what it is called and what it may remove.
///
/// ```
/// use schema_runtime::GenerateOptions;
///
/// let options = GenerateOptions::new("migration").name("drop_legacy").allow_drop("assets.legacy");
/// ```
#[derive(Debug, Clone)]
pub struct GenerateOptions {
    output: OwnedOutput,
    name: String,
    consent: Consent,
    moment: Option<Moment>,
    scope: Scope,
    pace: Pace,
}

/// Where a migration goes.
pub(super) enum Output<'a> {
    Crate(&'a Path),
    TextOnly,
}

#[derive(Debug, Clone)]
enum OwnedOutput {
    Crate(PathBuf),
    TextOnly,
}

/// What may be removed.
#[derive(Debug, Clone)]
enum Consent {
    Named(BTreeSet<String>),
    All,
}

impl GenerateOptions {
    /// Into the migration crate at `directory`: its root, its `src`, or a module with a `Migrator`.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self {
            output: OwnedOutput::Crate(directory.into()),
            name: "follow_entities".to_owned(),
            consent: Consent::Named(BTreeSet::new()),
            moment: None,
            scope: Scope::default(),
            pace: Pace::default(),
        }
    }

    /// Nowhere: the text is all that is wanted.
    pub fn text_only() -> Self {
        Self { output: OwnedOutput::TextOnly, ..Self::new(PathBuf::new()) }
    }

    /// Calls the migration so, behind its time: small letters, digits and underscores.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Allows the removal of this, which only the database has: `table`, `table.column`, for an index or a key
    /// `table.column,column`, and `type` or `type.label` of an enum, as the report names them.
    pub fn allow_drop(mut self, path: impl Into<String>) -> Self {
        if let Consent::Named(names) = &mut self.consent {
            names.insert(path.into());
        }
        self
    }

    /// Allows the removal of all that only the database has.
    pub fn allow_all_drops(mut self) -> Self {
        self.consent = Consent::All;
        self
    }

    /// Stamps the migration with this time in place of now.
    pub fn at(mut self, moment: impl Into<Moment>) -> Self {
        self.moment = Some(moment.into());
        self
    }

    /// Compares only this, and reads what is not written as it says.
    pub fn scope_of(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// How long a statement of the migration waits for a lock on a table that is there, before it gives up with an
    /// error: behind it, all who use the table would have to wait. Five seconds unless said otherwise; zero is for ever.
    /// It is PostgreSQL's `lock_timeout`, and holds for the migration alone.
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.pace.lock_timeout = timeout;
        self
    }

    /// How many rows the migration fills at once where it can do so beside those who use the table: 10,000 unless said
    /// otherwise, and at least one.
    pub fn batch_size(mut self, rows: u32) -> Self {
        self.pace.batch_size = rows.max(1);
        self
    }

    pub(super) fn pace(&self) -> &Pace {
        &self.pace
    }

    pub(super) fn output(&self) -> Output<'_> {
        match &self.output {
            OwnedOutput::Crate(directory) => Output::Crate(directory),
            OwnedOutput::TextOnly => Output::TextOnly,
        }
    }

    pub(super) fn checked_name(&self) -> Result<MigrationName, Error> {
        MigrationName::new(&self.name)
    }

    pub(super) fn allows(&self, difference: &Difference) -> bool {
        match &self.consent {
            Consent::Named(names) => names.contains(&difference.path()),
            Consent::All => true,
        }
    }

    pub(super) fn moment(&self) -> Moment {
        self.moment.unwrap_or_else(Moment::now)
    }

    pub(super) fn scope(&self) -> &Scope {
        &self.scope
    }
}
