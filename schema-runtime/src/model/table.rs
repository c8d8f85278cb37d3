use super::{Check, Column, Expr, ForeignKey, Index, Location, ObjectName, PrimaryKey, Promise};
use serde::Serialize;
use std::collections::BTreeMap;

/// A table and everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    #[serde(skip)]
    pub renamed_from: Option<String>,
    /// Declared only: where.
    #[serde(skip)]
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

    /// Gives columns other names in the texts of expressions, each by its name here, as a server does by itself when
    /// it renames them.
    pub(crate) fn rename_in_texts(&mut self, names: &BTreeMap<String, String>) {
        let rename = |expr: &mut Expr| *expr = expr.renamed(names);
        self.checks.iter_mut().for_each(|check| rename(&mut check.expr));
        let generated = self.columns.iter_mut().filter_map(|column| column.generated.as_mut());
        generated.for_each(|generated| rename(&mut generated.expr));
        self.indexes.iter_mut().for_each(|index| index.rename_in_texts(names));
    }
}
