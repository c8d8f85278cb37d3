use super::{Check, Column, ForeignKey, Index, Location, ObjectName, PrimaryKey, Promise};

/// A table and everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: ObjectName,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// Its primary key.
    pub primary_key: Option<PrimaryKey>,
    /// Its indexes and unique constraints, without the primary key's; in the order of their names.
    pub indexes: Vec<Index>,
    /// Its foreign keys.
    pub foreign_keys: Vec<ForeignKey>,
    /// Its checks.
    pub checks: Vec<Check>,
    /// Its comment.
    pub comment: Promise<Option<String>>,
    /// What this database writes behind the closing parenthesis and knows of this table alone
    /// (`STRICT`, `WITHOUT ROWID`); empty for most.
    pub options: Promise<Vec<String>>,
    /// Declared only: the name it had before.
    pub renamed_from: Option<String>,
    /// Declared only: where.
    pub origin: Option<Location>,
}

impl Table {
    /// A table without columns.
    pub fn new(name: ObjectName) -> Self {
        Self {
            name,
            columns: Vec::new(),
            primary_key: None,
            indexes: Vec::new(),
            foreign_keys: Vec::new(),
            checks: Vec::new(),
            comment: Promise::Exact(None),
            options: Promise::Exact(Vec::new()),
            renamed_from: None,
            origin: None,
        }
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
