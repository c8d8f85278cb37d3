//! A step comes in; what it does to rows, and to those who use them meanwhile, goes out.

use serde::Serialize;
use std::fmt;

/// What a step does to a running system, to whom, and what helps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hazard {
    /// The kind.
    pub kind: HazardKind,
    /// The table, `table.column` or the like.
    pub object: String,
    /// One sentence.
    pub why: String,
    /// What to do about it: one sentence.
    pub remedy: String,
}

/// The kinds of hazards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HazardKind {
    /// Rows or values are gone afterwards.
    DropsData,
    /// Values that do not fit the new type are refused or cut.
    NarrowsType,
    /// It fails when rows that are there break what it asks for.
    FailsOnExistingRows,
    /// The whole table is written anew, and nobody can use it meanwhile.
    RewritesTable,
    /// Nobody can write to the table while it runs.
    BlocksWrites,
    /// `down` cannot bring back what was there.
    CannotReturn,
}

impl HazardKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::DropsData,
        Self::NarrowsType,
        Self::FailsOnExistingRows,
        Self::RewritesTable,
        Self::BlocksWrites,
        Self::CannotReturn,
    ];

    /// Its name: `drops-data`.
    pub fn name(self) -> &'static str {
        match self {
            Self::DropsData => "drops-data",
            Self::NarrowsType => "narrows-type",
            Self::FailsOnExistingRows => "fails-on-existing-rows",
            Self::RewritesTable => "rewrites-table",
            Self::BlocksWrites => "blocks-writes",
            Self::CannotReturn => "cannot-return",
        }
    }

    /// Whether nothing is written until somebody allows it by name.
    pub fn needs_consent(self) -> bool {
        match self {
            Self::DropsData | Self::NarrowsType | Self::FailsOnExistingRows => true,
            Self::RewritesTable | Self::BlocksWrites | Self::CannotReturn => false,
        }
    }
}

impl fmt::Display for HazardKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Hazard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, object: _, why, remedy } = self;
        write!(f, "{kind}: {why} {remedy}")
    }
}
