//! A column whose values are converted by an expression comes in; how it is done such that it can be cut off anywhere goes
//! out: a column beside it takes the converted values, and then its place.

use super::Server;
use super::catalog::columns_of;
use super::change::{Clause, Repeat};
use super::ddl::{ddl, names};
use super::instruction::guarded;
use super::online::{Cost, is_virtual};
use crate::error::Error;
use crate::model::{Check, Column, Expr, Index, ObjectName, Promise, Table};
use crate::plan::{ColumnCall, Condition, Instruction, Journey, Statement, Step};

pub(super) struct Conversion<'a> {
    pub(super) server: &'a Server,
    pub(super) table: &'a ObjectName,
    pub(super) from: &'a Column,
    pub(super) to: &'a Column,
    pub(super) using: &'a Expr,
    /// What takes the place of a null.
    pub(super) fill: Option<&'a Expr>,
}

impl Server {
    /// What gives a column its values where it cannot keep them as it changes: the author's `using`; for a virtual
    /// column, which has none, that it is read once more.
    pub(super) fn converts(&self, from: &Column, to: &Column) -> Option<Expr> {
        let using = to.using.as_ref().filter(|_| from.ty.value() != to.ty.value());
        let read = || (is_virtual(from) && to.generated.is_none()).then(|| Expr::new(self.name(&from.name)));
        using.cloned().or_else(read)
    }
}

impl Server {
    /// A condition on `information_schema.columns`: that the column is there with its type.
    pub(super) fn has_type(&self, column: &Column) -> String {
        let (is, ty) = (self.column_is(&column.name), column.ty.value());
        if ty.arguments.is_empty() {
            return format!("{is} AND data_type = {}", self.text(&self.data_type(&ty.name)));
        }
        format!("{is} AND column_type = {}", self.text(&self.type_sql(ty).replace(", ", ",")))
    }

    /// The first word of a type, as the catalog has it.
    fn data_type(&self, name: &str) -> String {
        match (name, self.is_mariadb()) {
            ("json", true) => "longtext".to_owned(),
            _ => name.split(' ').next().unwrap_or_default().to_owned(),
        }
    }
}

impl Conversion<'_> {
    /// What comes before, and the parts of `ALTER TABLE` that put the one column in the other's place.
    pub(super) fn parts(&self, journey: &Journey<'_>) -> Result<(Vec<Instruction>, Vec<Clause>), Error> {
        let Self { server, table, from, to, using, fill } = *self;
        let beside = self.beside();
        let call = server.column_call(to)?;
        let bare = ColumnCall { not_null: Some(false), default: None, ..call.clone() };
        let bare = Statement::AddColumn {
            table: table.clone(),
            column: ColumnCall { name: beside.clone(), ..bare },
        };
        let added = Column { default: Promise::Exact(None), nullable: true, using: None, ..to.clone() };
        let cost = server.cost(&Step::AddColumn { table: table.clone(), column: added }, journey);
        let add = server.asked(table, bare, cost);
        let value = match fill {
            Some(fill) => Expr::new(format!("COALESCE({using}, {fill})")),
            None => using.clone(),
        };
        let there = server.has_column(table, &beside);
        let update = server.update(table, &beside, &value, "");
        let mut first = guarded(Some(self.is_open()), vec![add]);
        first.extend(guarded(Some(there.clone()), vec![update]));

        let clause =
            |sql: String, cost| Clause { sql, statement: None, repeat: Repeat::While(there.clone()), cost };
        let mut clauses = Vec::new();
        let (indexes, checks) = self.dependants(journey);
        for index in &indexes {
            let name = server.name(index.name.as_deref().unwrap_or_default());
            clauses.push(clause(format!("DROP INDEX {name}"), Cost::Beside));
        }
        for check in &checks {
            let statements = ddl(server, &Step::DropCheck { table: table.clone(), check: (*check).clone() })?;
            clauses.extend(statements.iter().map(|each| clause(server.clause(table, each), Cost::Instant)));
        }
        let change = Statement::ModifyColumn { table: table.clone(), column: call };
        let definition = server.clause(table, &change);
        let name = server.name(&to.name);
        let definition =
            definition.strip_prefix(&format!("MODIFY COLUMN {name}")).unwrap_or(&definition).to_owned();
        let place = match journey.to.tables.get(table).and_then(|to| predecessor(to, &from.name, journey)) {
            Some(column) => format!("AFTER {}", server.name(column)),
            None => "FIRST".to_owned(),
        };
        let loose = Column { nullable: true, ..to.clone() };
        let set = Step::AlterColumn { table: table.clone(), from: loose, to: to.clone() };
        // MySQL writes the table anew for a column that moves to its place.
        let moved = if server.is_mariadb() { Cost::Instant } else { Cost::Rebuild };
        let cost = server.cost(&set, journey).and(moved);
        let gone = Step::DropColumn { table: table.clone(), column: from.clone() };
        let key = self.primary_key(journey);
        if key.is_some() {
            clauses.push(clause("DROP PRIMARY KEY".to_owned(), Cost::Rebuild));
        }
        // A column that is computed when it is read goes alone, or by a copy.
        let alone = to.nullable && indexes.is_empty() && checks.is_empty() && key.is_none();
        let dropped = if is_virtual(from) && !alone { Cost::Copy } else { server.cost(&gone, journey) };
        clauses.push(clause(format!("DROP COLUMN {name}"), dropped));
        clauses
            .push(clause(format!("CHANGE COLUMN {} {name}{definition} {place}", server.name(&beside)), cost));
        if let Some(key) = key {
            clauses.push(clause(format!("ADD PRIMARY KEY ({})", server.names(key)), Cost::Rebuild));
        }
        for index in &indexes {
            let create = Step::CreateIndex { table: table.clone(), index: (*index).clone() };
            let cost = server.cost(&create, journey);
            clauses.extend(ddl(server, &create)?.iter().map(|each| clause(server.clause(table, each), cost)));
        }
        for check in &checks {
            let statements = ddl(server, &Step::AddCheck { table: table.clone(), check: (*check).clone() })?;
            clauses.extend(statements.iter().map(|each| clause(server.clause(table, each), Cost::Copy)));
        }
        Ok((first, clauses))
    }

    /// How the server puts the one column in the other's place.
    pub(super) fn cost(&self, journey: &Journey<'_>) -> Cost {
        // What the server cannot do is refused where it is asked for.
        let clauses = self.parts(journey).map(|(_, clauses)| clauses).unwrap_or_default();
        clauses.iter().map(|clause| clause.cost).reduce(Cost::and).unwrap_or(Cost::Copy)
    }

    /// Whether nothing has been converted.
    pub(super) fn is_open(&self) -> Condition {
        self.server.column_without(self.table, &self.unchanged(), &self.beside())
    }

    /// The column that takes the converted values.
    fn beside(&self) -> String {
        let kept: String = self.to.name.chars().take(54).collect();
        format!("{kept}_converted")
    }

    /// That the column has its former type still.
    fn unchanged(&self) -> String {
        let (from, to) = (self.from.ty.value(), self.to.ty.value());
        let stored = |name: &str| self.server.data_type(name);
        let column = self.server.column_is(&self.from.name);
        if self.from.generated.is_some() && self.to.generated.is_none() {
            return format!("{column} AND extra LIKE 'VIRTUAL%'");
        }
        if stored(&from.name) != stored(&to.name) {
            return format!("{column} AND data_type = {}", self.server.text(&stored(&from.name)));
        }
        let ty = self.server.type_sql(from).replace(", ", ",");
        format!("{column} AND column_type = {}", self.server.text(&ty))
    }

    /// The columns of the primary key, where it stays and has the column.
    fn primary_key<'a>(&self, journey: &Journey<'a>) -> Option<&'a [String]> {
        let key = journey.to.tables.get(self.table)?.primary_key.as_ref()?;
        let is_made =
            |step: &Step| matches!(step, Step::AddPrimaryKey { table, key: _ } if table == self.table);
        let stays = key.columns.contains(&self.to.name) && !journey.steps.iter().any(is_made);
        stays.then_some(key.columns.as_slice())
    }

    /// What of the column is there before and after, and would go with it.
    fn dependants<'a>(&self, journey: &Journey<'a>) -> (Vec<&'a Index>, Vec<&'a Check>) {
        let Some(table) = journey.to.tables.get(self.table) else { return (Vec::new(), Vec::new()) };
        let is_made = |name: &Option<String>| {
            journey.steps.iter().any(|step| match step {
                Step::CreateIndex { table, index } => table == self.table && index.name == *name,
                Step::AddCheck { table, check } => table == self.table && check.name == *name,
                _ => false,
            })
        };
        let over = |index: &&Index| {
            columns_of(index).is_none_or(|columns| columns.contains(&self.to.name)) && !is_made(&index.name)
        };
        let named = |check: &&Check| {
            check.name.is_some() && names(check.expr.as_str(), &self.to.name) && !is_made(&check.name)
        };
        (table.indexes.iter().filter(over).collect(), table.checks.iter().filter(named).collect())
    }
}

/// The column before another, of those that are there by then.
fn predecessor<'a>(table: &'a Table, name: &str, journey: &Journey<'_>) -> Option<&'a str> {
    let at = table.columns.iter().position(|column| column.name == name)?;
    let comes = |name: &str| {
        journey.steps.iter().any(|step| {
            matches!(step, Step::AddColumn { table: of, column } if *of == table.name && column.name == name)
        })
    };
    table.columns[..at].iter().rev().map(|column| column.name.as_str()).find(|name| !comes(name))
}
