//! Entities and a connection come in; both schemas in the database's words, and what differs, go out.

use crate::backend::{self, Live};
use crate::descriptor::Asked;
use crate::diff::{self, Difference, Meanings};
use crate::entities::Entities;
use crate::error::Error;
use crate::model::{ObjectName, Promise, Schema, Table};
use sea_orm::{ConnectionTrait, TransactionTrait};

/// What is compared, and how what is not written is read.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    reading: Reading,
    ignored: Vec<String>,
}

/// How to read what an entity does not write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Reading {
    /// As open: any value that keeps the entity's queries working will do.
    #[default]
    Open,
    /// As SeaORM's own default, insisted on.
    Strict,
}

impl Scope {
    /// Reads what is not written as SeaORM's own default.
    pub fn strict(mut self) -> Self {
        self.reading = Reading::Strict;
        self
    }

    /// Leaves out the tables whose name matches: `*` stands for any characters, and a pattern with a dot is
    /// compared with `schema.table`.
    pub fn ignore(mut self, pattern: impl Into<String>) -> Self {
        self.ignored.push(pattern.into());
        self
    }

    fn ignores(&self, table: &ObjectName) -> bool {
        self.ignored.iter().any(|pattern| matches(pattern, &table.to_string()))
    }
}

/// Two schemas of one database, and what differs.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The database as it is.
    pub live: Live,
    /// The entities in its words.
    pub declared: Schema,
    /// What the server said of expressions.
    pub meanings: Meanings,
    /// What differs, in the order of the tables.
    pub differences: Vec<Difference>,
    /// Tables of the database that are not compared: ignored, another's, or the books of a tool for migrations.
    pub aside: Vec<Table>,
}

/// Reads the database and compares it with the entities. Nothing is changed.
///
/// # Errors
/// [`Error::NoEntities`], [`Error::Conflict`] and [`Error::Unspeakable`] for the entities; [`Error::Database`] with
/// what was being read; [`Error::NotVisible`] and [`Error::Unreadable`] for tables that could not be.
pub async fn compare<C>(db: &C, entities: &Entities, scope: &Scope) -> Result<Comparison, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    let tables = entities.tables()?;
    let Live { mut schema, server } = backend::introspect(db, &entities.schemas()).await?;
    let mut aside: Vec<_> = schema.tables.extract_if(.., |name, _| scope.ignores(name)).collect();
    let held = tables.iter().map(|&table| Asked::of(table)).filter(|asked| {
        let name = server.name_of(&asked.entity);
        if asked.descriptor.unmanaged {
            aside.extend(schema.tables.remove_entry(&name));
        }
        !asked.descriptor.unmanaged && !scope.ignores(&name)
    });
    let mut declared = server.spell_asked(held)?;
    let books = |name: &ObjectName| !declared.tables.contains_key(name) && keeps_books(&name.name);
    aside.extend(schema.tables.extract_if(.., |name, _| books(name)));
    let aside = aside.into_iter().map(|(_, table)| table).collect();
    if scope.reading == Reading::Strict {
        insist(&mut declared);
    }
    let live = Live { schema, server };
    live.require(db, &declared).await?;
    let questions = diff::questions(&live.schema, &declared);
    let meanings = live.server.explain(db, &live.schema, &questions).await?;
    let differences = diff::diff(&live.schema, &declared, &meanings);
    Ok(Comparison { live, declared, meanings, differences, aside })
}

/// Whether tools for migrations keep their books in a table of this name: it is not even extra.
fn keeps_books(table: &str) -> bool {
    const BOOKS: [&str; 5] = [
        "seaql_migrations",
        "_sqlx_migrations",
        "__diesel_schema_migrations",
        "flyway_schema_history",
        "refinery_schema_history",
    ];
    BOOKS.contains(&table)
}

/// Makes all that is open exact.
fn insist(schema: &mut Schema) {
    for table in schema.tables.values_mut() {
        exact(&mut table.comment);
        for column in &mut table.columns {
            exact(&mut column.ty);
            exact(&mut column.default);
            exact(&mut column.identity);
            exact(&mut column.collation);
            exact(&mut column.comment);
            exact(&mut column.on_update);
        }
        for key in &mut table.foreign_keys {
            exact(&mut key.on_delete);
            exact(&mut key.on_update);
        }
    }
}

fn exact<T: Clone>(promise: &mut Promise<T>) {
    *promise = Promise::Exact(promise.value().clone());
}

/// Whether a name matches a pattern in which `*` stands for any characters.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut last = None;
    for part in parts {
        if let Some(before) = last.replace(part) {
            let Some(at) = rest.find(before) else { return false };
            rest = &rest[at + before.len()..];
        }
    }
    match last {
        None => rest.is_empty(),
        Some(last) => rest.ends_with(last),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_pattern_matches_whole_names() {
        for (pattern, name, expected) in [
            ("users", "users", true),
            ("users", "users2", false),
            ("legacy_*", "legacy_", true),
            ("legacy_*", "old_legacy_a", false),
            ("*_log", "audit_log", true),
            ("*_log", "audit_logs", false),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "acb", false),
            ("a*ba", "aba", true),
            ("ab*ba", "aba", false),
            ("auth.*", "auth.users", true),
            ("*", "", true),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} against {name}");
        }
    }
}
