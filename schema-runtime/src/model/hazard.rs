use serde::Serialize;
use std::fmt;
use std::str::FromStr;

/// The kinds of what a step can do to a running system; their names read well behind "allow".
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

/// From its name, for a command line: `drops-data`, or `drops_data` as an entity says it.
///
/// ```
/// use schema_runtime::plan::HazardKind;
///
/// assert_eq!("narrows-type".parse(), Ok(HazardKind::NarrowsType));
/// let error = "narrow-type".parse::<HazardKind>().unwrap_err();
/// assert_eq!(error.to_string(), "no hazard is called `narrow-type`: they are drops-data, narrows-type, \
///     fails-on-existing-rows, rewrites-table, blocks-writes, cannot-return");
/// ```
impl FromStr for HazardKind {
    type Err = UnknownHazard;

    fn from_str(name: &str) -> Result<Self, UnknownHazard> {
        let wanted = name.replace('_', "-");
        let kind = Self::ALL.into_iter().find(|kind| kind.name() == wanted);
        kind.ok_or_else(|| UnknownHazard(name.to_owned()))
    }
}

/// A name that no kind of hazards has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no hazard is called `{0}`: they are {all}", all = HazardKind::ALL.map(HazardKind::name).join(", "))]
pub struct UnknownHazard(pub String);
