use super::{ForeignKey, Index, IndexTarget, ObjectName, Sequence, Settings, SqlType, Subject, Table};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Everything of a database that entities can speak of, and a list of what they cannot.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Schema {
    /// The tables, by name.
    pub tables: BTreeMap<ObjectName, Table>,
    /// The enum types, by name, where this database has enum types of their own.
    pub enums: BTreeMap<ObjectName, EnumType>,
    /// The sequences of their own, by name. Entities do not speak of them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sequences: BTreeMap<ObjectName, Sequence>,
    /// What else is set, by what has it. Entities do not speak of it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: Settings,
    /// The indexes of materialized views, which are kept themselves. Entities do not speak of them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub views: BTreeMap<ObjectName, Vec<Index>>,
    /// What entities cannot express: reported when asked, kept always.
    pub kept: Vec<Kept>,
    /// Tables whose existence is known or likely, and which the role may not read about.
    pub invisible: BTreeSet<ObjectName>,
}

impl Schema {
    /// Gives what has settings other names.
    pub(crate) fn rename_subjects(&mut self, rename: impl Fn(Subject) -> Subject) {
        let settings = std::mem::take(&mut self.settings);
        self.settings = settings.into_iter().map(|(subject, options)| (rename(subject), options)).collect();
    }

    /// Renames a table, also where keys, sequences and settings name it.
    pub(crate) fn rename_table(&mut self, from: &ObjectName, to: &ObjectName) {
        let Some(mut table) = self.tables.remove(from) else { return };
        table.name = to.clone();
        self.tables.insert(to.clone(), table);
        for key in self.tables.values_mut().flat_map(|table| &mut table.foreign_keys) {
            if key.references == *from {
                key.references = to.clone();
            }
        }
        for (owner, _) in self.sequences.values_mut().filter_map(|sequence| sequence.owner.as_mut()) {
            if owner == from {
                *owner = to.clone();
            }
        }
        self.rename_subjects(
            |subject| {
                if subject.table() == Some(from) { subject.in_table(to) } else { subject }
            },
        );
    }

    /// Renames a column, also where keys, indexes, sequences and settings name it. The texts of expressions stay: a server
    /// knows columns in them by number, and gives them their new names by itself.
    pub(crate) fn rename_column(&mut self, of: &ObjectName, from: &str, to: &str) {
        let rename = |name: &mut String| {
            if name == from {
                to.clone_into(name);
            }
        };
        if let Some(table) = self.tables.get_mut(of) {
            table.columns.iter_mut().for_each(|column| rename(&mut column.name));
            table.primary_key.iter_mut().flat_map(|key| &mut key.columns).for_each(rename);
            for Index { parts, include, .. } in &mut table.indexes {
                include.iter_mut().for_each(rename);
                for part in parts {
                    match &mut part.target {
                        IndexTarget::Column(name) => rename(name),
                        IndexTarget::Expr(_) => {}
                    }
                }
            }
            table.foreign_keys.iter_mut().flat_map(|key| &mut key.columns).for_each(rename);
        }
        for ForeignKey { references, referenced_columns, .. } in
            self.tables.values_mut().flat_map(|table| &mut table.foreign_keys)
        {
            if references == of {
                referenced_columns.iter_mut().for_each(rename);
            }
        }
        let owners = self.sequences.values_mut().filter_map(|sequence| sequence.owner.as_mut());
        owners.filter(|(table, _)| table == of).for_each(|(_, column)| rename(column));
        self.rename_subjects(|subject| match subject {
            Subject::Column { table, mut name } if table == *of => {
                rename(&mut name);
                Subject::Column { table, name }
            }
            other => other,
        });
    }

    /// The labels of a type, where it is an enum type of its own.
    pub fn labels_of(&self, ty: &SqlType) -> Option<&[String]> {
        let name = ObjectName { schema: ty.schema.clone(), name: ty.name.clone() };
        self.enums.get(&name).map(|ty| ty.values.as_slice())
    }
}

/// An enum type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EnumType {
    /// Its name.
    pub name: ObjectName,
    /// Its labels, in order.
    pub values: Vec<String>,
    /// Declared only: former and new names of labels.
    #[serde(skip)]
    pub renamed: Vec<(String, String)>,
}

impl EnumType {
    /// A type that remembers no other names.
    pub fn new(name: ObjectName, values: Vec<String>) -> Self {
        Self { name, values, renamed: Vec::new() }
    }

    /// The labels that are called otherwise in `to`, each from its name here to the one there. A rename counts where
    /// each name is on one side alone, and one side remembers the other: once it ran, it means nothing.
    pub fn renames_to<'a>(&'a self, to: &'a Self) -> Vec<(&'a str, &'a str)> {
        let there = to.renamed.iter().map(|(former, new)| (former.as_str(), new.as_str()));
        let here = self.renamed.iter().map(|(former, new)| (new.as_str(), former.as_str()));
        let has = |ty: &Self, label: &str| ty.values.iter().any(|own| own == label);
        let mut renames: Vec<(&str, &str)> = Vec::new();
        for (from, new) in there.chain(here) {
            let moves = has(self, from) && !has(to, from) && has(to, new) && !has(self, new);
            if moves && !renames.iter().any(|(one, other)| *one == from || *other == new) {
                renames.push((from, new));
            }
        }
        renames
    }

    /// The same labels, with the names that they have in `to`.
    pub fn called_as_in(&self, to: &Self) -> Self {
        let renames = self.renames_to(to);
        let called = |label: &String| {
            let new = renames.iter().find(|(former, _)| former == label);
            new.map_or_else(|| label.clone(), |(_, new)| (*new).to_owned())
        };
        Self { values: self.values.iter().map(called).collect(), ..self.clone() }
    }
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
    /// The partitions of a table, which have its name.
    pub const PARTITIONS: &'static str = "partitioning";
    /// A sequence of its own: entities cannot say it, and what two databases have is compared all the same.
    pub const SEQUENCE: &'static str = "sequence";
    /// What a constraint of a table does on a conflict (`ON CONFLICT REPLACE`); `name` is the table's.
    pub const CONFLICT_CLAUSE: &'static str = "conflict clause";
}
