use serde::Serialize;
use std::fmt;

/// The rules of the lint, as `#[schema(allow(…))]` names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A foreign key whose columns no index leads with.
    KeyWithoutIndex,
    /// A column that is called after a table and has no key to it.
    IdWithoutKey,
    /// Columns of one name with different types.
    TypesDiffer,
    /// Tables that are called in the singular among others in the plural, or the other way round.
    SingularAndPlural,
    /// An index that another one makes superfluous.
    RedundantIndex,
    /// An enum stored as text, of which the database takes any.
    EnumWithoutCheck,
    /// A name that the server would cut or refuse if it were a little longer.
    LongName,
    /// A truth value that must be there and has no default.
    BoolWithoutDefault,
    /// A document stored as text where the database has a type for it.
    JsonNotBinary,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::KeyWithoutIndex,
        Self::IdWithoutKey,
        Self::TypesDiffer,
        Self::SingularAndPlural,
        Self::RedundantIndex,
        Self::EnumWithoutCheck,
        Self::LongName,
        Self::BoolWithoutDefault,
        Self::JsonNotBinary,
    ];

    /// Its name: `key_without_index`.
    pub fn name(self) -> &'static str {
        match self {
            Self::KeyWithoutIndex => "key_without_index",
            Self::IdWithoutKey => "id_without_key",
            Self::TypesDiffer => "types_differ",
            Self::SingularAndPlural => "singular_and_plural",
            Self::RedundantIndex => "redundant_index",
            Self::EnumWithoutCheck => "enum_without_check",
            Self::LongName => "long_name",
            Self::BoolWithoutDefault => "bool_without_default",
            Self::JsonNotBinary => "json_not_binary",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
