use super::{Expr, Location, ObjectName, Options, Promise};
use serde::Serialize;

/// The primary key of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrimaryKey {
    /// Its constraint's name, where this database keeps one.
    pub name: Option<String>,
    /// Its columns, in order.
    pub columns: Vec<String>,
}

impl PrimaryKey {
    /// Whether it has this column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ForeignKey {
    /// Its name; SQLite's catalog has none unless the table's text gives one.
    pub name: Option<String>,
    /// The columns that point, in order.
    pub columns: Vec<String>,
    /// The table pointed at.
    pub references: ObjectName,
    /// The columns pointed at, in the order of `columns`.
    pub referenced_columns: Vec<String>,
    /// What happens to the row when the row pointed at goes.
    pub on_delete: Promise<Action>,
    /// What happens to the row when the key pointed at changes.
    pub on_update: Promise<Action>,
    /// When it is checked.
    pub deferrable: Deferrability,
    /// Whether rows that were there before it are known to keep it (PostgreSQL's `NOT VALID` is false).
    pub valid: bool,
    /// What else the database's own words say of it; entities leave it open.
    #[serde(skip_serializing_if = "says_nothing")]
    pub options: Promise<Options>,
    /// Declared only: where.
    #[serde(skip)]
    pub origin: Option<Location>,
}

fn says_nothing(options: &Promise<Options>) -> bool {
    options.value().is_empty()
}

/// A foreign key's action. Each backend spells both schemas with those it tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Refuse at the end of the statement.
    NoAction,
    /// Refuse at once.
    Restrict,
    /// Do the same to the row.
    Cascade,
    /// Set the columns to null.
    SetNull,
    /// Set the columns to their defaults.
    SetDefault,
}

/// When a constraint is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Deferrability {
    /// With each statement.
    NotDeferrable,
    /// With each statement, unless the transaction asks for the end.
    InitiallyImmediate,
    /// At the end of the transaction.
    InitiallyDeferred,
}

/// A check constraint of a table or of one of its columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Its name; SQLite's may have none.
    pub name: Option<String>,
    /// What must not be false.
    pub expr: Expr,
    /// Whether rows that were there before it are known to keep it.
    pub valid: bool,
    /// What else the database's own words say of it; entities leave it open.
    #[serde(skip_serializing_if = "says_nothing")]
    pub options: Promise<Options>,
    /// Declared only: where.
    #[serde(skip)]
    pub origin: Option<Location>,
}
