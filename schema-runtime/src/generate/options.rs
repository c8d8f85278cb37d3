//! What a user may choose.

use super::consent::Consent;
use crate::compare::Scope;
use crate::error::Error;
use crate::migrations::{MigrationName, Moment};
use crate::model::HazardKind;
use crate::plan::Pace;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where a migration is written, what it is called and what it may do.
///
/// ```
/// use schema_runtime::GenerateOptions;
/// use schema_runtime::plan::HazardKind;
///
/// let options = GenerateOptions::new("migration")
///     .name("drop_legacy")
///     .allow_drop("assets.legacy")
///     .allow(HazardKind::NarrowsType)
///     .allow("fails-on-existing-rows".parse()?);
/// # Ok::<(), schema_runtime::plan::UnknownHazard>(())
/// ```
#[derive(Debug, Clone)]
pub struct GenerateOptions {
    output: OwnedOutput,
    name: String,
    consent: Consent,
    moment: Option<Moment>,
    scope: Scope,
    pace: Pace,
    proof: Wanted,
}

/// Whether a plan is carried out on a scratch copy first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Proof,
    None,
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

impl GenerateOptions {
    /// Into the migration crate at `directory`: its root, its `src`, or a module with a `Migrator`.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self {
            output: OwnedOutput::Crate(directory.into()),
            name: "follow_entities".to_owned(),
            consent: Consent::default(),
            moment: None,
            scope: Scope::default(),
            pace: Pace::default(),
            proof: Wanted::Proof,
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
    /// `table.column,column`, and `type` or `type.label` of an enum, as the report names them. What goes with it needs
    /// no other consent.
    pub fn allow_drop(mut self, path: impl Into<String>) -> Self {
        self.consent.add_drop(path.into());
        self
    }

    /// Allows the removal of all that only the database has, but not of what something missing looks like: that may be
    /// a rename, and has to be declared as one or named.
    pub fn allow_all_drops(mut self) -> Self {
        self.consent.add_all_drops();
        self
    }

    /// Allows steps of this hazard. It removes nothing that [`GenerateOptions::allow_drop`] does not name.
    pub fn allow(mut self, kind: HazardKind) -> Self {
        self.consent.add(kind);
        self
    }

    /// Allows steps of every hazard.
    pub fn allow_all(mut self) -> Self {
        self.consent.add_all();
        self
    }

    /// Writes the migration without having tried it on a scratch copy of the database; its file says so.
    pub fn without_proof(mut self) -> Self {
        self.proof = Wanted::None;
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

    pub(super) fn consent(&self) -> Consent {
        self.consent.clone()
    }

    pub(super) fn proof(&self) -> Wanted {
        self.proof
    }

    pub(super) fn moment(&self) -> Moment {
        self.moment.unwrap_or_else(Moment::now)
    }

    pub(super) fn scope(&self) -> &Scope {
        &self.scope
    }
}
