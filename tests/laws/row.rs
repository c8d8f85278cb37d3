//! The rows of a database, read as text: a schema and a connection come in, the values of every table go out.

use schema_runtime::model::{ObjectName, Schema, Table};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};

/// The values of every table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rows(BTreeMap<ObjectName, TableRows>);

/// The values of a table, by the names of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TableRows {
    columns: BTreeSet<String>,
    rows: Vec<BTreeMap<String, Option<String>>>,
}

impl Rows {
    /// All rows of these tables.
    pub(crate) async fn read(db: &DatabaseConnection, schema: &Schema) -> Self {
        let mut rows = BTreeMap::new();
        for table in schema.tables.values() {
            rows.insert(table.name.clone(), TableRows::read(db, table).await);
        }
        Self(rows)
    }

    /// Whether there are any.
    pub(crate) fn any(&self) -> bool {
        self.0.values().any(|table| !table.rows.is_empty())
    }

    /// The same rows under the names that these declared tables and columns give to former ones.
    pub(crate) fn renamed(mut self, declared: &Schema) -> Self {
        for table in declared.tables.values() {
            if let Some(former) = &table.renamed_from {
                let former = ObjectName::in_schema(table.name.schema.as_deref(), former.clone());
                if let Some(rows) = self.0.remove(&former) {
                    self.0.insert(table.name.clone(), rows);
                }
            }
            let Some(rows) = self.0.get_mut(&table.name) else { continue };
            for column in &table.columns {
                if let Some(former) = &column.renamed_from {
                    rows.rename(former, &column.name);
                }
            }
        }
        self
    }

    /// The rows of the tables and the values of the columns that `other` has too, in a stable order, without these
    /// tables and columns.
    pub(crate) fn shared(&self, other: &Self, without: &[&str]) -> Self {
        let tables = self.0.iter().filter(|(name, _)| !without.contains(&name.to_string().as_str()));
        let tables = tables.filter_map(|(name, table)| {
            let other = other.0.get(name)?;
            let is_left = |column: &&String| !without.contains(&format!("{name}.{column}").as_str());
            let columns: BTreeSet<_> =
                table.columns.intersection(&other.columns).filter(is_left).cloned().collect();
            Some((name.clone(), table.only(columns)))
        });
        Self(tables.collect())
    }
}

impl TableRows {
    async fn read(db: &DatabaseConnection, table: &Table) -> Self {
        let backend = db.get_database_backend();
        let (quote, text) = if backend == DbBackend::MySql { ("`", "CHAR") } else { ("\"", "TEXT") };
        let quoted = |name: &str| format!("{quote}{}{quote}", name.replace(quote, &quote.repeat(2)));
        let columns: Vec<_> =
            table.columns.iter().map(|column| format!("CAST({} AS {text})", quoted(&column.name))).collect();
        let names: Vec<_> =
            table.name.schema.iter().chain([&table.name.name]).map(|name| quoted(name)).collect();
        // PostgreSQL refuses a text that it has prepared once its columns are of another type.
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let sql = format!("SELECT {} FROM {} /* {next} */", columns.join(", "), names.join("."));
        let found = db.query_all_raw(Statement::from_string(backend, sql)).await.expect("rows can be read");
        let row = |row: &sea_orm::QueryResult| {
            let values = table.columns.iter().enumerate().map(|(index, column)| {
                (column.name.clone(), row.try_get_by_index::<Option<String>>(index).expect("a text"))
            });
            values.collect()
        };
        Self {
            columns: table.columns.iter().map(|column| column.name.clone()).collect(),
            rows: found.iter().map(row).collect(),
        }
    }

    fn rename(&mut self, from: &str, to: &str) {
        if self.columns.remove(from) {
            self.columns.insert(to.to_owned());
        }
        for row in &mut self.rows {
            if let Some(value) = row.remove(from) {
                row.insert(to.to_owned(), value);
            }
        }
    }

    fn only(&self, columns: BTreeSet<String>) -> Self {
        let mut rows = self.rows.clone();
        rows.iter_mut().for_each(|row| row.retain(|column, _| columns.contains(column)));
        rows.sort();
        Self { columns, rows }
    }
}
