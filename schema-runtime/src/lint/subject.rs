//! Entities as the rules look at them: as tables of a database, and what the tables do not tell.

use super::{Finding, noun};
use crate::backend::Server;
use crate::descriptor::Asked;
use crate::entities::Entities;
use crate::error::Error;
use crate::model::{Column, Index, IndexTarget, ObjectName, Rule, Table};
use crate::plan::Capabilities;
use sea_orm::ColumnType;
use std::collections::BTreeMap;

/// All that is looked at.
#[derive(Debug)]
pub(super) struct Subjects {
    pub(super) tables: Vec<Subject>,
    pub(super) can: Capabilities,
}

/// One table.
#[derive(Debug)]
pub(super) struct Subject {
    pub(super) table: Table,
    facts: Facts,
}

/// What entities say of a table that is in no database.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) allow: Vec<Rule>,
    pub(super) columns: BTreeMap<String, ColumnFacts>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct ColumnFacts {
    pub(super) kind: Kind,
    pub(super) is_enum: bool,
    pub(super) allow: Vec<Rule>,
}

/// What kind of values a column is for, whatever a database calls its type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// One of a list, in a type of its own where the database has such.
    Enum,
    Boolean,
    /// A document as it was written.
    Json,
    #[default]
    Other,
}

impl Subjects {
    pub(super) fn read(entities: &Entities, server: &Server) -> Result<Self, Error> {
        let asked: Vec<_> = entities.tables()?.iter().map(|&table| Asked::of(table)).collect();
        let mut facts: BTreeMap<ObjectName, Facts> = BTreeMap::new();
        for asked in &asked {
            facts.entry(server.name_of(&asked.entity)).or_default().add(asked);
        }
        let schema = server.spell_asked(asked.into_iter())?;
        let tables = schema.tables.into_values().map(|table| {
            let facts = facts.remove(&table.name).unwrap_or_default();
            Subject { table, facts }
        });
        Ok(Self { tables: tables.collect(), can: server.capabilities() })
    }

    /// What is found table by table.
    pub(super) fn of_tables(&self, find: impl Fn(&Subject) -> Vec<Finding>) -> Vec<Finding> {
        self.tables.iter().flat_map(find).collect()
    }

    /// What is found column by column.
    pub(super) fn of_columns(&self, find: impl Fn(&Subject, &Column) -> Option<Finding>) -> Vec<Finding> {
        let of_table = |subject: &Subject| {
            subject.table.columns.iter().filter_map(|column| find(subject, column)).collect()
        };
        self.of_tables(of_table)
    }

    /// Whether the author has allowed what is found, on the struct or on a field that it is about.
    pub(super) fn allow(&self, finding: &Finding) -> bool {
        let subject = self.named(&finding.table);
        let allowed = |rules: &[Rule]| rules.contains(&finding.rule);
        subject.is_some_and(|subject| {
            allowed(&subject.facts.allow)
                || finding.columns.iter().any(|column| allowed(&subject.facts(column).allow))
        })
    }

    pub(super) fn named(&self, name: &ObjectName) -> Option<&Subject> {
        self.tables.iter().find(|subject| subject.table.name == *name)
    }

    /// The table that a column `user_id` is called after, and the column of its primary key; `None` when there is none or
    /// more than one, or the table has a key of several columns.
    pub(super) fn meant_by(&self, from: &Subject, column: &str) -> Option<(&Subject, &Column)> {
        let stem = column.strip_suffix("_id")?;
        let schema = from.table.name.schema.as_deref();
        let named = |stem: &str| {
            let named = |subject: &&Subject| noun::names(&subject.table.name.name, stem);
            let mut found: Vec<_> = self.tables.iter().filter(named).collect();
            if found.len() > 1 {
                found.retain(|subject| subject.table.name.schema.as_deref() == schema);
            }
            match found.as_slice() {
                [subject] => Some((*subject, subject.own_key()?)),
                _ => None,
            }
        };
        if let Some(found) = named(stem) {
            return Some(found);
        }
        // `created_by_user_id`: the end of the name; `stripe_customer_id` is one of another's, mostly of another type.
        let own = from.table.column(column)?;
        let ends = stem.match_indices('_').map(|(at, _)| &stem[at + 1..]);
        ends.filter_map(named).find(|(to, key)| same_type((from, own), (to, key)))
    }
}

impl Subject {
    #[cfg(test)]
    pub(super) fn new(table: Table) -> Self {
        Self { table, facts: Facts::default() }
    }

    #[cfg(test)]
    pub(super) fn with(mut self, column: &str, facts: ColumnFacts) -> Self {
        self.facts.columns.insert(column.to_owned(), facts);
        self
    }

    pub(super) fn facts(&self, column: &str) -> ColumnFacts {
        self.facts.columns.get(column).cloned().unwrap_or_default()
    }

    /// The one column of the primary key.
    pub(super) fn own_key(&self) -> Option<&Column> {
        match self.table.primary_key.as_ref()?.columns.as_slice() {
            [column] => self.table.column(column),
            _ => None,
        }
    }

    /// Whether a key stands on the column, alone or with others.
    pub(super) fn has_key_on(&self, column: &str) -> bool {
        self.table.foreign_keys.iter().any(|key| key.columns.iter().any(|name| name == column))
    }

    /// Whether the table holds pairs: its primary key is made of the columns of keys.
    pub(super) fn is_junction(&self) -> bool {
        let Some(key) = &self.table.primary_key else { return false };
        key.columns.len() > 1 && key.columns.iter().all(|column| self.has_key_on(column))
    }

    /// The columns that an index is over, while they are columns.
    pub(super) fn leading(index: &Index) -> Vec<&String> {
        let columns = index.parts.iter().map_while(|part| match &part.target {
            IndexTarget::Column(name) => Some(name),
            IndexTarget::Expr(_) => None,
        });
        columns.collect()
    }
}

impl Facts {
    fn add(&mut self, asked: &Asked) {
        let Asked { descriptor, entity } = asked;
        self.allow.extend(descriptor.allow_rules);
        for (position, def) in entity.columns.iter().enumerate() {
            let written = descriptor.written(position);
            let facts = self.columns.entry(def.get_column_name()).or_default();
            facts.kind = def.get_column_type().map_or(Kind::Other, Kind::of);
            facts.is_enum |= written.is_enum;
            facts.allow.extend(written.allow_rules);
        }
    }
}

impl Kind {
    fn of(ty: &ColumnType) -> Self {
        match ty {
            ColumnType::Char(_) | ColumnType::String(_) | ColumnType::Text => Self::Text,
            ColumnType::Enum { .. } => Self::Enum,
            ColumnType::Boolean => Self::Boolean,
            ColumnType::Json => Self::Json,
            // SeaORM's, of which only these are asked about.
            _ => Self::Other,
        }
    }
}

/// Whether two columns have one type, whatever the lengths: text is text.
pub(super) fn same_type(a: (&Subject, &Column), b: (&Subject, &Column)) -> bool {
    let is_text = |(subject, column): (&Subject, &Column)| subject.facts(&column.name).kind == Kind::Text;
    a.1.ty.value().bare() == b.1.ty.value().bare() || (is_text(a) && is_text(b))
}
