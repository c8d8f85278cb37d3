//! A database that is emptied between trials, and what is asked of it.

use super::words::Words;
use crate::support::TestDb;
use schema_runtime::backend::{Live, introspect};
use schema_runtime::diff::{self, Difference, Meanings, Severity};
use schema_runtime::model::{
    Expr, Identity, Index, IndexKind, IndexPart, IndexTarget, ObjectName, Promise, Schema,
};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::collections::BTreeSet;

pub struct Stage<'w> {
    pub words: &'w Words,
    pub db: TestDb,
}

impl<'w> Stage<'w> {
    pub async fn new(words: &'w Words) -> Self {
        Self { words, db: TestDb::of(words.backend).await }
    }

    /// Nothing is left of the last trial.
    pub async fn clear(&mut self) {
        match self.words.backend {
            DbBackend::Postgres => {
                let schemas = self.words.schemas.iter().chain(&["public"]);
                let drop = schemas
                    .map(|name| format!("DROP SCHEMA IF EXISTS {} CASCADE; ", self.words.quoted(name)));
                let sql = format!(
                    "SET client_min_messages = error; {}CREATE SCHEMA public",
                    drop.collect::<String>()
                );
                self.db.run(&sql).await;
            }
            DbBackend::MySql => {
                let tables = self
                    .texts("SELECT table_name FROM information_schema.tables WHERE table_schema = database()")
                    .await;
                if !tables.is_empty() {
                    let tables: Vec<_> = tables.iter().map(|name| self.words.quoted(name)).collect();
                    let sql = format!(
                        "SET foreign_key_checks = 0; DROP TABLE {}; SET foreign_key_checks = 1",
                        tables.join(", ")
                    );
                    self.db.run(&sql).await;
                }
            }
            _ => self.db = TestDb::of(self.words.backend).await,
        }
    }

    async fn texts(&self, sql: &str) -> Vec<String> {
        let statement = Statement::from_string(self.words.backend, sql);
        let rows = self.db.query_all_raw(statement).await.expect("it can be asked");
        rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
    }

    pub async fn live(&self) -> Live {
        let schemas: BTreeSet<_> = self.words.schemas.iter().map(|&name| name.to_owned()).collect();
        introspect(&self.db.db, &schemas).await.expect("the schema can be read")
    }

    /// Takes all rows out of these tables.
    pub async fn empty(&self, schema: &Schema) {
        let name = |name: &ObjectName| {
            let parts: Vec<_> =
                name.schema.iter().chain([&name.name]).map(|name| self.words.quoted(name)).collect();
            parts.join(".")
        };
        let tables: Vec<_> = schema.tables.keys().map(name).collect();
        if tables.is_empty() {
            return;
        }
        let deletes = || tables.iter().map(|table| format!("DELETE FROM {table}; ")).collect::<String>();
        let sql = match self.words.backend {
            DbBackend::Postgres => format!("TRUNCATE {}", tables.join(", ")),
            DbBackend::MySql => {
                format!("SET foreign_key_checks = 0; {}SET foreign_key_checks = 1", deletes())
            }
            _ => format!("PRAGMA foreign_keys = OFF; {}PRAGMA foreign_keys = ON", deletes()),
        };
        self.db.run(&sql).await;
    }

    pub async fn differences(&self, live: &Live, to: &Schema) -> Vec<Difference> {
        let questions = diff::questions(&live.schema, to);
        let meanings = live.server.explain(&self.db.db, &live.schema, &questions).await;
        let meanings: Meanings = meanings.expect("the server says what expressions mean");
        diff::diff(&live.schema, to, &meanings)
    }

    /// That nothing differs that could be changed, in words.
    pub async fn is_clean(&self, live: &Live, to: &Schema, what: &str) -> Result<(), String> {
        let differences = self.differences(live, to).await;
        let lines: Vec<_> = differences
            .iter()
            .filter(|difference| difference.severity > Severity::Harmless || difference.change.is_some())
            .map(|Difference { kind, severity, table, object, declared, live, why, .. }| {
                format!(
                    "  {severity:?} {kind:?} {table}.{object}: declared {declared:?}, live {live:?}: {why}"
                )
            })
            .collect();
        if lines.is_empty() { Ok(()) } else { Err(format!("{what} is not clean:\n{}", lines.join("\n"))) }
    }
}

/// That two schemas are the same but for the texts of expressions, the order of columns, and what only entities say.
pub fn same(was: &Schema, is: &Schema, what: &str) -> Result<(), String> {
    let (was, is) = (plainly(was), plainly(is));
    if was == is {
        return Ok(());
    }
    let (was, is) = (format!("{was:#?}"), format!("{is:#?}"));
    let (was, is): (Vec<_>, Vec<_>) = (was.lines().collect(), is.lines().collect());
    let start = was.iter().zip(&is).take_while(|(was, is)| was == is).count();
    let shorter = was.len().min(is.len()) - start;
    let end = was.iter().rev().zip(is.iter().rev()).take(shorter).take_while(|(was, is)| was == is).count();
    let differing = |lines: &[&str]| lines[start..lines.len() - end].join("\n");
    Err(format!("{what}:\n--- was\n{}\n--- is\n{}", differing(&was), differing(&is)))
}

fn plainly(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    schema.kept.clear();
    schema.invisible.clear();
    schema.enums.values_mut().for_each(|ty| ty.renamed.clear());
    let erase = |expr: &mut Expr| *expr = Expr::new("");
    for table in schema.tables.values_mut() {
        (table.renamed_from, table.origin) = (None, None);
        // Its name alone is nothing to change it for.
        table.primary_key.iter_mut().for_each(|key| key.name = None);
        let keys: Vec<_> =
            table.foreign_keys.iter().map(|key| (key.name.clone(), key.columns.clone())).collect();
        table
            .indexes
            .retain(|index| !keys.iter().any(|(name, columns)| is_made_for(index, name.as_ref(), columns)));
        for check in &mut table.checks {
            erase(&mut check.expr);
            check.origin = None;
        }
        for index in &mut table.indexes {
            index.origin = None;
            index.predicate.iter_mut().for_each(erase);
            for part in &mut index.parts {
                if let IndexTarget::Expr(expr) = &mut part.target {
                    erase(expr);
                }
            }
        }
        for key in &mut table.foreign_keys {
            key.origin = None;
            let mut pairs: Vec<_> =
                key.columns.iter().cloned().zip(key.referenced_columns.iter().cloned()).collect();
            pairs.sort();
            (key.columns, key.referenced_columns) = pairs.into_iter().unzip();
        }
        for column in &mut table.columns {
            column.generated.iter_mut().for_each(|generated| erase(&mut generated.expr));
            column.default.value_mut().iter_mut().for_each(erase);
            column.on_update.value_mut().iter_mut().for_each(erase);
            column.accepts.clear();
            (column.extra, column.renamed_from, column.using) = (None, None, None);
            (column.backfill, column.origin) = (None, None);
            column.renamed_values.clear();
            // The type, the key and the options of its table bring it.
            if *column.identity.value() == Some(Identity::RowId) {
                *column.identity.value_mut() = None;
            }
        }
        table.columns.sort_by(|a, b| a.name.cmp(&b.name));
        table.indexes.sort_by(|a, b| a.name.cmp(&b.name));
        table.foreign_keys.sort_by(|a, b| a.name.cmp(&b.name));
        table.checks.sort_by(|a, b| a.name.cmp(&b.name));
        table.comment = Promise::Exact(table.comment.value().clone());
    }
    schema
}

/// The index that a database makes for a key that has none.
fn is_made_for(index: &Index, name: Option<&String>, columns: &[String]) -> bool {
    index.kind == IndexKind::Plain
        && index.name.as_ref() == name
        && index.parts == columns.iter().map(IndexPart::column).collect::<Vec<_>>()
}
