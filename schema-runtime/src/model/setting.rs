use super::{ObjectName, Schema, Table};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// Names with values, as one database calls them: `fillfactor` is `70`, `increment` is `5`. What has the value that it has by
/// itself is not in it.
pub type Options = BTreeMap<String, String>;

/// What a database lets one set of an object and entities do not speak of: a comment on an index, storage parameters, how
/// a column's values are kept. It stays as it is unless two databases are compared.
pub type Settings = BTreeMap<Subject, Options>;

/// What has settings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the fields are the names that the variant needs")]
pub enum Subject {
    Schema(String),
    Enum(ObjectName),
    Sequence(ObjectName),
    Table(ObjectName),
    Column {
        table: ObjectName,
        name: String,
    },
    /// That of a primary key and of a unique constraint too.
    Index {
        table: ObjectName,
        name: String,
    },
    Constraint {
        table: ObjectName,
        name: String,
    },
}

impl Subject {
    /// The table that it is, or belongs to.
    pub fn table(&self) -> Option<&ObjectName> {
        match self {
            Self::Schema(_) | Self::Enum(_) | Self::Sequence(_) => None,
            Self::Table(table)
            | Self::Column { table, name: _ }
            | Self::Index { table, name: _ }
            | Self::Constraint { table, name: _ } => Some(table),
        }
    }

    /// Whether a schema has it.
    pub fn is_in(&self, schema: &Schema) -> bool {
        let table =
            |table: &ObjectName, has: &dyn Fn(&Table) -> bool| schema.tables.get(table).is_some_and(has);
        let is = |own: &Option<String>, name: &str| own.as_deref() == Some(name);
        match self {
            // One that is empty is none to us.
            Self::Schema(_) => true,
            Self::Enum(name) => schema.enums.contains_key(name),
            Self::Sequence(name) => schema.sequences.contains_key(name),
            Self::Table(name) => schema.tables.contains_key(name),
            Self::Column { table: of, name } => table(of, &|table| table.column(name).is_some()),
            Self::Index { table: of, name } => {
                schema.views.get(of).is_some_and(|indexes| indexes.iter().any(|index| is(&index.name, name)))
                    || table(of, &|table| {
                        table.primary_key.iter().any(|key| is(&key.name, name))
                            || table.indexes.iter().any(|index| is(&index.name, name))
                    })
            }
            Self::Constraint { table: of, name } => table(of, &|table| {
                table.primary_key.iter().any(|key| is(&key.name, name))
                    || table.indexes.iter().any(|index| is(&index.name, name))
                    || table.foreign_keys.iter().any(|key| is(&key.name, name))
                    || table.checks.iter().any(|check| is(&check.name, name))
            }),
        }
    }

    /// It, where its table has another name.
    pub(crate) fn in_table(self, to: &ObjectName) -> Self {
        match self {
            Self::Schema(_) | Self::Enum(_) | Self::Sequence(_) => self,
            Self::Table(_) => Self::Table(to.clone()),
            Self::Column { table: _, name } => Self::Column { table: to.clone(), name },
            Self::Index { table: _, name } => Self::Index { table: to.clone(), name },
            Self::Constraint { table: _, name } => Self::Constraint { table: to.clone(), name },
        }
    }
}

/// With its kind: ``the index `books_title` of `books` ``.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Schema(name) => write!(f, "the schema `{name}`"),
            Self::Enum(name) => write!(f, "the type `{name}`"),
            Self::Sequence(name) => write!(f, "the sequence `{name}`"),
            Self::Table(name) => write!(f, "the table `{name}`"),
            Self::Column { table, name } => write!(f, "the column `{name}` of `{table}`"),
            Self::Index { table, name } => write!(f, "the index `{name}` of `{table}`"),
            Self::Constraint { table, name } => write!(f, "the constraint `{name}` of `{table}`"),
        }
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A sequence that nobody made for a column that it numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sequence {
    /// Its name.
    pub name: ObjectName,
    /// The table and the column with which it goes.
    pub owner: Option<(ObjectName, String)>,
    /// How it counts.
    pub options: Options,
}
