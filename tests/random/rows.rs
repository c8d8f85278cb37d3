//! A made-up schema and genes come in; SQL that inserts rows which keep what it asks goes out.

use super::gene::{Choice, Gene};
use super::world::World;
use schema_runtime::model::{Column, Identity, ObjectName, Table};
use sea_orm::{ConnectionTrait, DbBackend};

impl World<'_> {
    /// Inserts what of these rows the database takes, tables that others point at first.
    pub async fn insert(&self, db: &impl ConnectionTrait, genes: &[Gene]) -> Result<(), String> {
        let mut inserts = Vec::new();
        for table in self.by_dependency() {
            inserts.extend(genes.iter().map(|gene| self.row(table, &mut Choice::of(gene))));
        }
        if inserts.is_empty() {
            return Ok(());
        }
        // A row that a constraint keeps out is no row to begin with.
        if self.words.backend == DbBackend::Postgres {
            let guarded = inserts.iter().map(|sql| {
                format!("BEGIN {sql}; EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN NULL; END;")
            });
            let sql = format!(
                "DO $the_rows$ BEGIN SET CONSTRAINTS ALL IMMEDIATE; {} END $the_rows$",
                guarded.collect::<String>()
            );
            return db
                .execute_unprepared(&sql)
                .await
                .map(drop)
                .map_err(|error| format!("{error}\nin: {sql}"));
        }
        for sql in inserts {
            if let Err(error) = db.execute_unprepared(&sql).await {
                let words = error.to_string();
                let kept_out = [
                    "1062",
                    "1452",
                    "4025",
                    "1048",
                    "1364",
                    "constraint failed",
                    "datatype mismatch",
                    "cannot store",
                ];
                if !kept_out.iter().any(|known| words.contains(known)) {
                    return Err(format!("{words}\nin: {sql}"));
                }
            }
        }
        Ok(())
    }

    fn by_dependency(&self) -> Vec<&Table> {
        let mut open: Vec<_> = self.schema.tables.values().collect();
        let mut ordered: Vec<&Table> = Vec::new();
        while !open.is_empty() {
            let ready = |table: &&Table| {
                table.foreign_keys.iter().all(|key| {
                    key.references == table.name || ordered.iter().any(|other| other.name == key.references)
                })
            };
            let next = open.iter().position(ready).unwrap_or(0);
            ordered.push(open.remove(next));
        }
        ordered
    }

    fn row(&self, table: &Table, choice: &mut Choice<'_>) -> String {
        let written: Vec<_> = table
            .columns
            .iter()
            .filter(|column| column.generated.is_none() && self.is_written(column))
            .map(|column| (self.words.quoted(&self.real(&column.name)), self.value(column, choice)))
            .collect();
        let (names, values): (Vec<_>, Vec<_>) = written.into_iter().unzip();
        let name = self.sql_name(&self.object(&table.name));
        if names.is_empty() {
            return match self.words.backend {
                DbBackend::MySql => format!("INSERT INTO {name} () VALUES ()"),
                _ => format!("INSERT INTO {name} DEFAULT VALUES"),
            };
        }
        format!("INSERT INTO {name} ({}) VALUES ({})", names.join(", "), values.join(", "))
    }

    fn is_written(&self, column: &Column) -> bool {
        match column.identity.value() {
            Some(
                Identity::Always
                | Identity::ByDefault
                | Identity::Serial
                | Identity::AutoIncrement
                | Identity::RowId,
            ) => false,
            None => true,
        }
    }

    fn value(&self, column: &Column, choice: &mut Choice<'_>) -> String {
        if column.nullable && choice.percent(25) {
            return "NULL".to_owned();
        }
        super::edit::a_value(self, choice, column)
            .map_or_else(|| "NULL".to_owned(), |value| value.as_str().to_owned())
    }

    pub fn sql_name(&self, name: &ObjectName) -> String {
        let parts: Vec<_> =
            name.schema.iter().chain([&name.name]).map(|name| self.words.quoted(name)).collect();
        parts.join(".")
    }
}
