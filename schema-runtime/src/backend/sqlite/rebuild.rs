//! A table before and after comes in; the statements that make it again with all its rows go out.

use super::types::Affinity;
use super::{Server, ddl, text};
use crate::error::Error;
use crate::model::{Column, Expr, Identity, Index, IndexKind, ObjectName, Schema, SqlType, Table};
use crate::plan::{Instruction, Obstacle, Statement};
use std::collections::BTreeSet;

/// A table that is made again; both sides have the new names.
#[derive(Clone, Copy)]
pub(super) struct Rebuild<'a> {
    pub(super) from: &'a Table,
    pub(super) to: &'a Table,
}

/// A column of the new table that is filled from the old one.
pub(super) struct Fill<'a> {
    pub(super) column: &'a Column,
    /// An expression over the old columns.
    pub(super) with: String,
}

impl<'a> Rebuild<'a> {
    pub(super) fn instructions(
        &self,
        server: &Server,
        ends: [&Schema; 2],
    ) -> Result<Vec<Instruction>, Error> {
        let Self { from, to } = self;
        ddl::require(server, [3, 26], || format!("rebuild the table `{}`", to.name))?;
        let new = self.aside(ends);
        let mut around = ddl::create_table(&self.created(&new))?;
        around.extend(self.keep_numbers(&new));
        around.push(self.copy(&new));
        around.push(Statement::DropTable(from.name.clone()));
        around.push(rename(&new, &to.name));
        for index in &to.indexes {
            match index.kind {
                IndexKind::Plain | IndexKind::Unique => around.extend(ddl::create_index(&to.name, index)?),
                IndexKind::Constraint(_) => {}
            }
        }
        let around = Instruction::WithTriggers { table: from.name.name.clone(), around };
        Ok(vec![Instruction::Require(vec![self.unknown()]), around])
    }

    /// What somebody made of the table by hand would go with it.
    fn unknown(&self) -> Obstacle {
        let table = text::string(&self.from.name.name);
        let list = |names: Vec<&String>| {
            let names: Vec<_> = names.into_iter().map(|name| text::string(name)).collect();
            format!("name COLLATE NOCASE NOT IN ({})", names.join(", "))
        };
        let columns = list(self.from.columns.iter().map(|column| &column.name).collect());
        let mut query = format!("SELECT name FROM pragma_table_xinfo({table}) WHERE {columns}");
        let indexes = self.from.indexes.iter().filter(|index| match index.kind {
            IndexKind::Plain | IndexKind::Unique => true,
            IndexKind::Constraint(_) => false,
        });
        let indexes = list(indexes.filter_map(|index| index.name.as_ref()).collect());
        query += &format!(
            " UNION ALL SELECT name FROM pragma_index_list({table}) WHERE origin = 'c' AND {indexes}"
        );
        Obstacle {
            what: format!(
                "columns and indexes of `{}` that this migration does not know, and would lose",
                self.from.name
            ),
            query,
        }
    }

    /// A name that nothing has, now or later.
    fn aside(&self, ends: [&Schema; 2]) -> ObjectName {
        let lower = |name: &str| name.to_ascii_lowercase();
        let mut taken = BTreeSet::new();
        for Schema { tables, enums: _, sequences: _, settings: _, views: _, kept, invisible } in ends {
            taken.extend(tables.keys().chain(invisible).map(|name| lower(&name.name)));
            taken.extend(kept.iter().map(|kept| lower(&kept.name.name)));
            let indexes = tables.values().flat_map(|table| &table.indexes);
            taken.extend(indexes.filter_map(|Index { name, .. }| name.as_deref().map(lower)));
        }
        let base = format!("new_{}", self.to.name.name);
        let numbered = (2..).map(|number| format!("{base}_{number}"));
        let free = std::iter::once(base.clone()).chain(numbered).find(|name| !taken.contains(&lower(name)));
        ObjectName::new(free.unwrap_or(base))
    }

    /// The new table under the other name, by which its checks cannot call it.
    fn created(&self, new: &ObjectName) -> Table {
        let mut table = Table { name: new.clone(), ..self.to.clone() };
        for check in &mut table.checks {
            check.expr = text::unqualified(&check.expr, &self.to.name.name);
        }
        table
    }

    /// Before the rows come, so that no number is given a second time.
    fn keep_numbers(&self, new: &ObjectName) -> Option<Statement> {
        let numbers = |table: &Table| {
            table.columns.iter().any(|column| *column.identity.value() == Some(Identity::AutoIncrement))
        };
        (numbers(self.from) && numbers(self.to)).then(|| {
            Statement::Raw(format!(
                "INSERT INTO sqlite_sequence (name, seq) SELECT {}, seq FROM sqlite_sequence WHERE name = {}",
                text::string(&new.name),
                text::string(&self.from.name.name),
            ))
        })
    }

    fn copy(&self, new: &ObjectName) -> Statement {
        let fills = self.fills();
        let mut columns: Vec<_> = fills.iter().map(|fill| text::name(&fill.column.name)).collect();
        let mut values: Vec<_> = fills.into_iter().map(|fill| fill.with).collect();
        if let Some(row_id) = self.row_id() {
            columns.insert(0, row_id.to_owned());
            values.insert(0, row_id.to_owned());
        }
        if columns.is_empty() {
            let (column, value) = self.anything();
            columns.push(text::name(&column.name));
            values.push(value);
        }
        let insert = format!("INSERT INTO {} ({})", text::name(&new.name), columns.join(", "));
        let select = format!("SELECT {} FROM {}", values.join(", "), text::name(&self.from.name.name));
        // A long one stands on two lines in the migration.
        let gap = if insert.len() + select.len() < 80 { " " } else { "\n             " };
        Statement::Raw(format!("{insert}{gap}{select}"))
    }

    /// A column, and what it holds anyway: an `INSERT` has to name one, so that a row comes for each.
    fn anything(&self) -> (&'a Column, String) {
        let plain = || self.to.columns.iter().find(|column| column.generated.is_none());
        let Some(column) = numbered_column(self.to).or_else(plain) else {
            unreachable!("SQLite refuses a table whose columns are all generated");
        };
        let default = column.default.value().as_ref();
        (column, default.map_or_else(|| "NULL".to_owned(), Expr::to_string))
    }

    /// The columns that are filled; the others hold their defaults, or are computed.
    pub(super) fn fills(&self) -> Vec<Fill<'a>> {
        let plain = self.to.columns.iter().filter(|column| column.generated.is_none());
        plain.filter_map(|column| Some(Fill { column, with: self.value(column)? })).collect()
    }

    /// What a column of the new table is filled with; `None` where its default is what it holds.
    pub(super) fn value(&self, to: &Column) -> Option<String> {
        let Some(from) = self.from.column(&to.name) else {
            return to.backfill.as_ref().map(Expr::to_string);
        };
        let value = self.converted(from, to);
        match &to.backfill {
            Some(fill) if from.nullable && !to.nullable => Some(format!("COALESCE({value}, {fill})")),
            Some(_) | None => Some(value),
        }
    }

    /// SQLite itself makes numbers of what looks like one, and text of numbers; bytes it leaves alone, and a strict
    /// table takes nothing else for bytes.
    fn converted(&self, from: &Column, to: &Column) -> String {
        let name = text::name(&from.name);
        let (before, after) = (from.ty.value(), to.ty.value());
        if before == after {
            return name;
        }
        let strict = self.to.options.value().iter().any(|option| option == "STRICT");
        match &to.using {
            Some(using) => using.to_string(),
            None if is_bytes(before) && is_text(after) => format!("CAST({name} AS TEXT)"),
            None if strict && is_bytes(after) => format!("CAST({name} AS BLOB)"),
            None => name,
        }
    }

    /// How the number of a row is called where it has to be copied, since no column is it.
    fn row_id(&self) -> Option<&'static str> {
        let Self { from, to } = self;
        if !has_row_id(from) || !has_row_id(to) || numbered_column(to).is_some() {
            return None;
        }
        let is_column = |name: &str| {
            [from, to]
                .iter()
                .any(|table| table.columns.iter().any(|column| column.name.eq_ignore_ascii_case(name)))
        };
        ["rowid", "_rowid_", "oid"].into_iter().find(|name| !is_column(name))
    }
}

/// Views and triggers of other tables name the table while it is not there; only the older way to rename leaves them
/// alone.
fn rename(from: &ObjectName, to: &ObjectName) -> Statement {
    Statement::Raw(format!(
        "PRAGMA legacy_alter_table = ON; ALTER TABLE {} RENAME TO {}; PRAGMA legacy_alter_table = OFF",
        text::name(&from.name),
        text::name(&to.name)
    ))
}

fn is_bytes(ty: &SqlType) -> bool {
    Affinity::of(ty) == Affinity::Blob && !ty.name.is_empty()
}

/// Whether it is for text alone: SeaORM keeps dates, UUIDs and JSON in types of names like `uuid_text`.
fn is_text(ty: &SqlType) -> bool {
    Affinity::of(ty) == Affinity::Text && !ty.name.ends_with("_text")
}

fn has_row_id(table: &Table) -> bool {
    !table.options.value().iter().any(|option| option == "WITHOUT ROWID")
}

/// The column that is the number of its row.
pub(super) fn numbered_column(table: &Table) -> Option<&Column> {
    let [key] = table.primary_key.as_ref()?.columns.as_slice() else { return None };
    let column = table.column(key)?;
    let SqlType { schema: _, name, arguments, dimensions: _ } = column.ty.value();
    (has_row_id(table) && name == "integer" && arguments.is_empty()).then_some(column)
}
