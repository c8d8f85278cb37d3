use super::{ObjectName, Table};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Everything of a database that entities can speak of, and a list of what they cannot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schema {
    /// The tables, by name.
    pub tables: BTreeMap<ObjectName, Table>,
    /// The enum types, by name, where this database has enum types of their own.
    pub enums: BTreeMap<ObjectName, EnumType>,
    /// What entities cannot express: reported when asked, kept always.
    pub kept: Vec<Kept>,
    /// Tables whose existence is known or likely, and which the role may not read about.
    pub invisible: BTreeSet<ObjectName>,
}

/// An enum type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumType {
    /// Its name.
    pub name: ObjectName,
    /// Its labels, in order.
    pub values: Vec<String>,
}

/// An object that entities cannot express.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Kept {
    /// What it is: `view`, `trigger`, `function`, `exclusion constraint`…
    pub kind: &'static str,
    /// Its name.
    pub name: ObjectName,
    /// The table it belongs to.
    pub table: Option<ObjectName>,
}

impl Kept {
    /// A part of an index that cannot be expressed; `name` is the index's.
    pub const INDEX_DETAIL: &'static str = "storage parameters of an index";
    /// A part of a foreign key that cannot be expressed; `name` is the key's.
    pub const FOREIGN_KEY_DETAIL: &'static str = "MATCH FULL or columns to set of a foreign key";
    /// A part of a check that cannot be expressed; `name` is the check's.
    pub const CHECK_DETAIL: &'static str = "NO INHERIT of a check";
}
