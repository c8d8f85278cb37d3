//! Changes of one table that stays come in; they go out as one `ALTER TABLE` where the server writes the table anew, and
//! else one by one, each as the server does it beside those who use the table.

use super::Server;
use super::conversion::Conversion;
use super::ddl::{ddl, names};
use super::instruction::guarded;
use super::online::Cost;
use crate::error::Error;
use crate::model::{Check, Column, Expr, ForeignKey, IndexKind, IndexPart, ObjectName, Promise, Table};
use crate::plan::{ColumnCall, Condition, Instruction, Journey, Statement, Step};

/// What is done to one table in a row.
pub(super) struct Changes<'a> {
    server: &'a Server,
    table: &'a ObjectName,
    journey: &'a Journey<'a>,
    /// What is done before: columns come and are filled, so that the rest can be asked of them.
    first: Vec<Instruction>,
    clauses: Vec<Clause>,
    /// Foreign keys, which the server makes only of columns and indexes that were there before the statement.
    keys: Vec<Clause>,
}

/// A part of an `ALTER TABLE`.
pub(super) struct Clause {
    pub(super) sql: String,
    /// The same as a statement of its own, where it can be one.
    pub(super) statement: Option<Statement>,
    pub(super) repeat: Repeat,
    pub(super) cost: Cost,
}

/// Whether a part may be done twice.
#[derive(Clone)]
pub(super) enum Repeat {
    /// As often as one likes.
    Always,
    /// Only while this holds.
    While(Condition),
    /// Only while this holds; a migration that runs again drops it first, so it stands alone.
    Again(Condition),
    /// A generated column that is dropped and made again: only while this holds, if there is something that tells.
    Exchange(Option<Condition>),
}

impl<'a> Changes<'a> {
    pub(super) fn of(server: &'a Server, steps: &[Step], journey: &'a Journey<'a>) -> Result<Self, Error> {
        let Some(table) = steps.iter().find_map(Step::table) else {
            unreachable!("a change has a table");
        };
        // The table by a name that lives as long as the journey.
        let table =
            journey.steps.iter().filter_map(Step::table).find(|name| *name == table).unwrap_or_else(|| {
                unreachable!("the steps are part of the journey");
            });
        if let Some(to) = journey.to.tables.get(table) {
            server.can_hold(to)?;
        }
        let mut changes =
            Self { server, table, journey, first: Vec::new(), clauses: Vec::new(), keys: Vec::new() };
        let steps = merged(steps);
        for (at, step) in steps.iter().enumerate() {
            changes.add(step, &steps[at + 1..])?;
        }
        Ok(changes)
    }

    fn add(&mut self, step: &Step, rest: &[Step]) -> Result<(), Error> {
        if let Step::AlterColumn { table, from, to } = step {
            self.server.can_convert(table, from, to)?;
            if let Some(using) = &self.server.converts(from, to) {
                let fill = to.backfill.as_ref().filter(|_| from.nullable && !to.nullable);
                let conversion = Conversion { server: self.server, table: self.table, from, to, using, fill };
                let (first, clauses) = conversion.parts(self.journey)?;
                self.first.extend(first);
                self.clauses.extend(clauses);
                return Ok(());
            }
        }
        if let Step::AddCheck { table: _, check } = step
            && self.define_with(check)?
        {
            return Ok(());
        }
        // It refuses what the server cannot do.
        let statements = ddl(self.server, step)?;
        match step {
            Step::AddColumn { table: _, column } if column.backfill.is_some() => {
                self.add_filled(column, column.backfill.as_ref());
                return Ok(());
            }
            Step::AddColumn { table: _, column }
                if rest.iter().any(|step| fills_from(step, &column.name)) =>
            {
                let cost = self.server.cost(step, self.journey);
                let statements = statements.into_iter();
                let asked = statements.map(|each| self.server.asked(self.table, each, cost)).collect();
                self.first.extend(guarded(self.server.guard(step, Some(self.journey)), asked));
                return Ok(());
            }
            Step::AlterColumn { table: _, from, to } => {
                let fill = to.backfill.as_ref().filter(|_| from.nullable && !to.nullable);
                if let Some(fill) = fill {
                    self.fill(&to.name, fill);
                }
                let call = self.server.column_call(to)?;
                self.clause(step, Statement::ModifyColumn { table: self.table.clone(), column: call });
                return Ok(());
            }
            _ => {}
        }
        for statement in statements {
            self.clause(step, statement);
        }
        Ok(())
    }

    /// Writes the definition of the column in which the check stands, unless it is written anyway; whether there is one.
    fn define_with(&mut self, check: &Check) -> Result<bool, Error> {
        let Journey { to, steps, .. } = self.journey;
        let Some(column) = to.tables.get(self.table).and_then(|table| defining(table, check)) else {
            return Ok(false);
        };
        let defines = |step: &Step| match step {
            Step::AddColumn { table, column: of } | Step::AlterColumn { table, from: _, to: of } => {
                table == self.table && of.name == column.name
            }
            _ => false,
        };
        if !steps.iter().any(defines) {
            let call = self.server.column_call(column)?;
            let statement = Statement::ModifyColumn { table: self.table.clone(), column: call };
            let sql = self.server.clause(self.table, &statement);
            let statement = Some(statement);
            self.clauses.push(Clause { sql, statement, repeat: Repeat::Always, cost: Cost::Copy });
        }
        Ok(true)
    }

    fn clause(&mut self, step: &Step, statement: Statement) {
        let mut sql = self.server.clause(self.table, &statement);
        let mut statement = Some(statement);
        if let Step::CreateIndex { table: _, index } = step {
            let words = self.server.words_of_index(self.journey.to, self.table, index);
            sql += &words;
            statement = statement.filter(|_| words.is_empty());
        }
        let cost = self.server.cost(step, self.journey);
        let clause = Clause { sql, statement, repeat: self.repeat(step), cost };
        match step {
            Step::AddForeignKey { table: _, key: _ } => self.keys.push(clause),
            _ => self.clauses.push(clause),
        }
    }

    /// Null first, then filled, then all that it has to be.
    fn add_filled(&mut self, column: &Column, fill: Option<&Expr>) {
        let Ok(call) = self.server.column_call(column) else { return };
        let bare = ColumnCall { not_null: Some(false), default: None, ..call.clone() };
        let added = Column { backfill: None, default: Promise::Exact(None), ..column.clone() };
        let step = Step::AddColumn { table: self.table.clone(), column: added };
        let cost = self.server.cost(&step, self.journey);
        let add = Statement::AddColumn { table: self.table.clone(), column: bare.clone() };
        let add = self.server.asked(self.table, add, cost);
        self.first.extend(guarded(Some(self.server.lacks_column(self.table, &column.name)), vec![add]));
        if let Some(fill) = fill {
            self.fill(&column.name, fill);
        }
        if bare != call {
            let from = Column { nullable: true, default: Promise::Exact(None), ..column.clone() };
            let step = Step::AlterColumn { table: self.table.clone(), from, to: column.clone() };
            self.clause(&step, Statement::ModifyColumn { table: self.table.clone(), column: call });
        }
    }

    /// Fills what is null. Where it is filled from a column that goes on the way, only while that is there.
    fn fill(&mut self, column: &str, value: &Expr) {
        let nulls = format!(" WHERE {} IS NULL", self.server.name(column));
        let update = self.server.update(self.table, column, value, &nulls);
        let goes = self.journey.steps.iter().find_map(|step| {
            let Step::DropColumn { table, column: gone } = step else { return None };
            (table == self.table && names(value.as_str(), &gone.name)).then_some(&gone.name)
        });
        let guard = goes.map(|gone| self.server.has_column(self.table, gone));
        self.first.extend(guarded(guard, vec![update]));
    }

    fn repeat(&self, step: &Step) -> Repeat {
        let Some(guard) = self.server.guard(step, Some(self.journey)) else { return Repeat::Always };
        let again = match step {
            Step::AddColumn { table: _, column } | Step::DropColumn { table: _, column } => {
                if self.journey.exchanges(step) {
                    return Repeat::Exchange(self.behind_exchange(&column.name));
                }
                false
            }
            Step::CreateIndex { table, index } => self.journey.makes_again(table, index.name.as_ref()),
            Step::AddForeignKey { table, key } => self.journey.makes_again(table, key.name.as_ref()),
            Step::AddCheck { table, check } => self.journey.makes_again(table, check.name.as_ref()),
            // As it replaces the one that was there, it is not done while that one is.
            Step::AddPrimaryKey { table, key: _ } => {
                let drops =
                    |step: &Step| matches!(step, Step::DropPrimaryKey { table: of, .. } if of == table);
                if self.journey.steps.iter().any(drops) {
                    return Repeat::Always;
                }
                false
            }
            _ => false,
        };
        if again { Repeat::Again(guard) } else { Repeat::While(guard) }
    }

    /// What is first made of a column behind its exchange: once it is there, the exchange is done.
    fn behind_exchange(&self, name: &str) -> Option<Condition> {
        self.journey.steps.iter().find_map(|step| {
            let (table, made, uses) = match step {
                Step::CreateIndex { table, index } => {
                    let columns = super::catalog::columns_of(index);
                    (
                        table,
                        &index.name,
                        columns.is_none_or(|columns| columns.iter().any(|each| each == name)),
                    )
                }
                Step::AddCheck { table, check } => (table, &check.name, names(check.expr.as_str(), name)),
                Step::AddForeignKey { table, key } => {
                    (table, &key.name, key.columns.iter().any(|each| each == name))
                }
                _ => return None,
            };
            let counts = table == self.table && uses && !self.journey.makes_again(table, made.as_ref());
            counts.then(|| self.server.guard(step, Some(self.journey))).flatten()
        })
    }

    /// Everything, in order.
    pub(super) fn instructions(self) -> Result<Vec<Instruction>, Error> {
        let names = self.names_of_indexes();
        let Self { server, table, journey: _, first, clauses, keys } = self;
        let mut all = first;
        let alone = |clause: &Clause| matches!(clause.repeat, Repeat::Again(_));
        for clauses in [clauses, keys] {
            let rewrites = |clauses: &[Clause]| clauses.iter().any(|clause| clause.cost.rewrites());
            if !rewrites(&clauses) {
                all.extend(one_by_one(server, table, clauses));
                continue;
            }
            let (again, together): (Vec<_>, Vec<_>) = clauses.into_iter().partition(alone);
            // What the server does at once it does not do so beside an index.
            all.extend(match rewrites(&together) {
                true => at_once(server, table, together),
                false => one_by_one(server, table, together),
            });
            all.extend(again.into_iter().flat_map(|clause| at_once(server, table, vec![clause])));
        }
        all.extend(names);
        Ok(all)
    }

    /// MariaDB gives the index that it once made for a key the name of the key that replaces it; the catalog does not tell
    /// such an index from another, so it gets its name back where it is one.
    fn names_of_indexes(&self) -> Vec<Instruction> {
        let Self { server, table, journey, .. } = self;
        let Some(to) = journey.to.tables.get(*table) else { return Vec::new() };
        if !server.is_mariadb() || !server.is_at_least((10, 5, 3), (0, 0, 0)) {
            return Vec::new();
        }
        let goes = |key: &ForeignKey| {
            let drops = |step: &Step| matches!(step, Step::DropForeignKey { table: of, key: gone } if of == *table && gone.columns == key.columns);
            journey.steps.iter().any(drops)
        };
        let renamed = |key: &ForeignKey| {
            let made = key.name.as_ref()?;
            let parts: Vec<_> = key.columns.iter().map(IndexPart::column).collect();
            let taken = to.indexes.iter().any(|index| index.name.as_ref() == Some(made));
            let index =
                to.indexes.iter().find(|index| index.kind == IndexKind::Plain && index.parts == parts);
            let kept = index?.name.as_ref().filter(|_| !taken)?;
            let sql = format!(
                "ALTER TABLE {} RENAME INDEX IF EXISTS {} TO {}",
                server.table(table),
                server.name(made),
                server.name(kept)
            );
            Some(guarded(Some(server.lacks_index(table, kept)), vec![Statement::Raw(sql)]))
        };
        let keys = journey.steps.iter().filter_map(|step| match step {
            Step::AddForeignKey { table: of, key } if of == *table && goes(key) => Some(key),
            _ => None,
        });
        keys.filter_map(renamed).flatten().collect()
    }
}

/// As one statement.
fn at_once(server: &Server, table: &ObjectName, clauses: Vec<Clause>) -> Vec<Instruction> {
    let Some(cost) = clauses.iter().map(|clause| clause.cost).reduce(Cost::and) else { return Vec::new() };
    // Either all of it is done or nothing, so one of them tells for all.
    let once = clauses.iter().find_map(|clause| match &clause.repeat {
        Repeat::While(condition) | Repeat::Again(condition) => Some(condition),
        Repeat::Always | Repeat::Exchange(_) => None,
    });
    let exchange = clauses.iter().find_map(|clause| match &clause.repeat {
        Repeat::Exchange(condition) => condition.as_ref(),
        Repeat::Always | Repeat::While(_) | Repeat::Again(_) => None,
    });
    let guard = once.or(exchange).cloned();
    let asking = server.asking(cost);
    let statement = match clauses.as_slice() {
        [Clause { statement: Some(statement), .. }] if asking.is_empty() => statement.clone(),
        clauses => {
            let sql: Vec<_> = clauses.iter().map(|clause| clause.sql.as_str()).collect();
            Statement::Raw(format!("ALTER TABLE {} {}{asking}", server.table(table), sql.join(", ")))
        }
    };
    guarded(guard, vec![statement])
}

/// Each by itself; what goes and comes again, in one.
fn one_by_one(server: &Server, table: &ObjectName, clauses: Vec<Clause>) -> Vec<Instruction> {
    let is_exchange = |clause: &Clause| matches!(clause.repeat, Repeat::Exchange(_));
    let last = clauses.iter().rposition(is_exchange);
    let mut exchanged = Vec::new();
    let mut all = Vec::new();
    for (at, clause) in clauses.into_iter().enumerate() {
        if !is_exchange(&clause) {
            all.extend(at_once(server, table, vec![clause]));
            continue;
        }
        exchanged.push(clause);
        if Some(at) == last {
            all.extend(at_once(server, table, std::mem::take(&mut exchanged)));
        }
    }
    all
}

/// Steps in which each column is changed at most once: one that is numbered only while it is a key is changed twice.
fn merged(steps: &[Step]) -> Vec<Step> {
    let mut merged: Vec<Step> = Vec::new();
    for step in steps {
        if let Step::AlterColumn { table: _, from: _, to } = step {
            let earlier = merged.iter_mut().find_map(|step| match step {
                Step::AlterColumn { table: _, from: _, to: first } if first.name == to.name => Some(first),
                _ => None,
            });
            if let Some(first) = earlier {
                *first = to.clone();
                continue;
            }
        }
        merged.push(step.clone());
    }
    merged.retain(|step| !matches!(step, Step::AlterColumn { table: _, from, to } if from == to));
    merged
}

/// A check as it stands in the definition of its column.
pub(super) fn in_definition(expr: &Expr) -> String {
    format!("CHECK ({expr})")
}

/// The column in whose definition a check stands: on MariaDB, where it has no name.
pub(super) fn defining<'a>(table: &'a Table, check: &Check) -> Option<&'a Column> {
    let text = in_definition(&check.expr);
    let has = |column: &&Column| column.extra.as_ref().is_some_and(|words| words.ends_with(&text));
    table.columns.iter().find(has).filter(|_| check.name.is_none())
}

/// Whether rows are filled from a column.
fn fills_from(step: &Step, name: &str) -> bool {
    let uses = |column: &Column| {
        [&column.backfill, &column.using].into_iter().flatten().any(|expr| names(expr.as_str(), name))
    };
    match step {
        Step::AddColumn { table: _, column } => uses(column),
        Step::AlterColumn { table: _, from: _, to } => uses(to),
        _ => false,
    }
}
