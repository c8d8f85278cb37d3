//! What a step makes comes in, the condition that tells from the catalog whether it is there goes out.

use super::Server;
use crate::model::{Index, IndexTarget, ObjectName};
use crate::plan::Condition;

impl Server {
    /// Whether the table is missing.
    pub(super) fn lacks_table(&self, table: &ObjectName) -> Condition {
        match &table.schema {
            None => Condition::LacksTable(table.name.clone()),
            Some(_) => Condition::FindsNone(self.rows_of("tables", table, "")),
        }
    }

    /// Whether the table is there.
    pub(super) fn has_table(&self, table: &ObjectName) -> Condition {
        match &table.schema {
            None => Condition::HasTable(table.name.clone()),
            Some(_) => Condition::Finds(self.rows_of("tables", table, "")),
        }
    }

    /// Whether the column is missing.
    pub(super) fn lacks_column(&self, table: &ObjectName, column: &str) -> Condition {
        match &table.schema {
            None => Condition::LacksColumn { table: table.name.clone(), column: column.to_owned() },
            Some(_) => Condition::FindsNone(self.rows_of("columns", table, &self.column_is(column))),
        }
    }

    /// Whether the column is there.
    pub(super) fn has_column(&self, table: &ObjectName, column: &str) -> Condition {
        match &table.schema {
            None => Condition::HasColumn { table: table.name.clone(), column: column.to_owned() },
            Some(_) => Condition::Finds(self.rows_of("columns", table, &self.column_is(column))),
        }
    }

    /// Whether a column is there and another, which is to take its place, is not yet.
    pub(super) fn column_without(&self, table: &ObjectName, filter: &str, successor: &str) -> Condition {
        let successor = self.rows_of("columns", table, &self.column_is(successor));
        Condition::Finds(self.rows_of("columns", table, &format!("{filter} AND NOT EXISTS ({successor})")))
    }

    /// `column_name = '…'`
    pub(super) fn column_is(&self, column: &str) -> String {
        format!(" AND column_name = {}", self.text(column))
    }

    /// Whether the index is missing.
    pub(super) fn lacks_index(&self, table: &ObjectName, index: &str) -> Condition {
        match &table.schema {
            None => Condition::LacksIndex { table: table.name.clone(), index: index.to_owned() },
            Some(_) => Condition::FindsNone(self.rows_of("statistics", table, &self.index_is(index))),
        }
    }

    /// Whether the index is there.
    pub(super) fn has_index(&self, table: &ObjectName, index: &str) -> Condition {
        match &table.schema {
            None => Condition::HasIndex { table: table.name.clone(), index: index.to_owned() },
            Some(_) => Condition::Finds(self.rows_of("statistics", table, &self.index_is(index))),
        }
    }

    /// Whether an index of this name is there, with these columns in this order.
    pub(super) fn has_index_over(&self, table: &ObjectName, index: &str, columns: &[String]) -> Condition {
        let columns = self.text(&columns.join(","));
        Condition::Finds(format!(
            "{} HAVING GROUP_CONCAT(column_name ORDER BY seq_in_index) = {columns}",
            self.rows_of("statistics", table, &self.index_is(index))
        ))
    }

    fn index_is(&self, index: &str) -> String {
        format!(" AND index_name = {}", self.text(index))
    }

    /// Whether a foreign key or a check of this name is missing.
    pub(super) fn lacks_constraint(&self, table: &ObjectName, kind: Constraint, name: &str) -> Condition {
        Condition::FindsNone(self.constraint(table, kind, name))
    }

    /// Whether a foreign key or a check of this name is there.
    pub(super) fn has_constraint(&self, table: &ObjectName, kind: Constraint, name: &str) -> Condition {
        Condition::Finds(self.constraint(table, kind, name))
    }

    fn constraint(&self, table: &ObjectName, kind: Constraint, name: &str) -> String {
        let kind = match kind {
            Constraint::ForeignKey => "FOREIGN KEY",
            Constraint::Check => "CHECK",
        };
        let filter = format!(" AND constraint_name = {} AND constraint_type = '{kind}'", self.text(name));
        self.rows_of("table_constraints", table, &filter)
    }

    /// A query of what the catalog says of a table.
    pub(super) fn rows_of(&self, view: &str, table: &ObjectName, filter: &str) -> String {
        let schema = table.schema.as_ref().map_or("DATABASE()".to_owned(), |schema| self.text(schema));
        format!(
            "SELECT 1 FROM information_schema.{view} WHERE table_schema = {schema} AND table_name = {}{filter}",
            self.text(&table.name)
        )
    }
}

/// A constraint that is no index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Constraint {
    ForeignKey,
    Check,
}

/// The columns of an index; `None` where it has expressions.
pub(super) fn columns_of(index: &Index) -> Option<Vec<String>> {
    let column = |target: &IndexTarget| match target {
        IndexTarget::Column(name) => Some(name.clone()),
        IndexTarget::Expr(_) => None,
    };
    index.parts.iter().map(|part| column(&part.target)).collect()
}
