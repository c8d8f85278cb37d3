//! A schema and the steps that lead from it come in; under which names its rows are to be found before the first of
//! them goes out.

use super::text;
use crate::model::{ObjectName, Schema, Table};
use crate::plan::Step;

/// The tables as they are, and what they and their columns will be called.
pub(super) struct Former<'a> {
    schema: &'a Schema,
    steps: &'a [Step],
}

impl<'a> Former<'a> {
    pub(super) fn new(schema: &'a Schema, steps: &'a [Step]) -> Self {
        Self { schema, steps }
    }

    /// A table that is there, by its new name, with its columns under their new names.
    pub(super) fn table(&self, name: &ObjectName) -> Option<Table> {
        let mut table = self.schema.tables.get(self.table_name(name))?.clone();
        table.name = name.clone();
        for column in &mut table.columns {
            column.name = self.new_column(name, &column.name).to_owned();
        }
        Some(table)
    }

    /// The rows of a table, which has its new names, to select from.
    pub(super) fn rows(&self, table: &Table) -> String {
        self.rows_as(table, &text::name(&table.name.name))
    }

    /// The same under an alias.
    pub(super) fn rows_as(&self, table: &Table, alias: &str) -> String {
        let name = text::name(&self.table_name(&table.name).name);
        let columns =
            table.columns.iter().map(|column| (self.column(&table.name, &column.name), &column.name));
        let columns: Vec<_> = columns.collect();
        let rows = if columns.iter().all(|(former, name)| former == name) {
            name
        } else {
            let columns = columns.iter().map(|(former, name)| {
                if former == name {
                    text::name(name)
                } else {
                    format!("{} AS {}", text::name(former), text::name(name))
                }
            });
            format!("(SELECT {} FROM {name})", columns.collect::<Vec<_>>().join(", "))
        };
        if rows == alias { rows } else { format!("{rows} AS {alias}") }
    }

    /// The name that a table has now.
    pub(super) fn table_name<'b>(&'b self, name: &'b ObjectName) -> &'b ObjectName {
        let former = self.steps.iter().find_map(|step| {
            let Step::RenameTable { from, to } = step else { return None };
            (to == name).then_some(from)
        });
        former.unwrap_or(name)
    }

    /// The name that a column of a table has now; the table's name is its new one.
    pub(super) fn column<'b>(&'b self, table: &ObjectName, column: &'b String) -> &'b String {
        let former = self.steps.iter().find_map(|step| {
            let Step::RenameColumn { table: of, from, to } = step else { return None };
            (of == table && to == column).then_some(from)
        });
        former.unwrap_or(column)
    }

    fn new_column<'b>(&'b self, table: &ObjectName, column: &'b str) -> &'b str {
        let new = self.steps.iter().find_map(|step| {
            let Step::RenameColumn { table: of, from, to } = step else { return None };
            (of == table && from == column).then_some(to.as_str())
        });
        new.unwrap_or(column)
    }
}
