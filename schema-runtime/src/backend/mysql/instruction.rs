//! Steps come in; what a migration does for them goes out, such that it finishes when it runs again after it was cut off
//! anywhere: every statement is committed by itself here.

use super::Server;
use super::catalog::{Constraint, columns_of};
use super::change::{Changes, defining, in_definition};
use super::ddl::{ddl, is_numbered, named};
use super::online::Cost;
use crate::backend::Backend;
use crate::error::Error;
use crate::model::{Check, Column, ForeignKey, Index, ObjectName, Table};
use crate::plan::{Condition, Instruction, Journey, Statement, Step};

/// How many of the first of these steps are one `CREATE TABLE`, or changes for which a table is written anew once.
pub(in crate::backend) fn together(server: &Server, steps: &[Step], journey: &Journey<'_>) -> usize {
    let Some(first) = steps.first() else { return 0 };
    let joins: fn(&Step) -> bool = match first {
        Step::CreateTable(_) => stands_in_create,
        first if is_change(first) && !journey.creates(first) => is_change,
        _ => return 1,
    };
    let same = |step: &&Step| step.table() == first.table() && joins(step);
    let count = 1 + steps[1..].iter().take_while(same).count();
    let alike = |step: &Step| server.writes_anew(step, journey) || journey.exchanges(step);
    if joins(first) && !steps[..count].iter().any(alike) { 1 } else { count }
}

pub(in crate::backend) fn instructions(
    server: &Server,
    steps: &[Step],
    journey: &Journey<'_>,
) -> Result<Vec<Instruction>, Error> {
    for table in steps.iter().filter(|step| is_about_keys(step)).filter_map(Step::table) {
        server.can_point(table, journey.to)?;
    }
    match steps {
        [Step::CreateTable(table), rest @ ..] => server.create(table, rest),
        [first, ..] if is_change(first) && !journey.creates(first) => {
            Changes::of(server, steps, journey)?.instructions()
        }
        steps => {
            let alone = steps.iter().map(|step| server.alone(step, journey));
            Ok(alone.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        }
    }
}

/// Whether the step makes a key, or what a key may ask for another.
fn is_about_keys(step: &Step) -> bool {
    match step {
        Step::AlterColumn { table: _, from, to } => from.nullable != to.nullable,
        step => matches!(step, Step::AddForeignKey { table: _, key: _ }),
    }
}

/// Whether the step changes a table that stays, in a way that can be part of one statement with others.
pub(super) fn is_change(step: &Step) -> bool {
    match step {
        Step::SetTableComment { table: _, from: _, to: _ }
        | Step::AddColumn { table: _, column: _ }
        | Step::AlterColumn { table: _, from: _, to: _ }
        | Step::DropColumn { table: _, column: _ }
        | Step::AddPrimaryKey { table: _, key: _ }
        | Step::DropPrimaryKey { table: _, key: _ }
        | Step::CreateIndex { table: _, index: _ }
        | Step::AddForeignKey { table: _, key: _ }
        | Step::AddCheck { table: _, check: _ } => true,
        // A key that goes and comes cannot do both in one statement, and the rest goes first, under former names.
        Step::DropForeignKey { table: _, key: _ }
        | Step::DropIndex { table: _, index: _ }
        | Step::DropCheck { table: _, check: _ }
        | Step::ValidateForeignKey { table: _, key: _ }
        | Step::ValidateCheck { table: _, check: _ }
        | Step::RenameColumn { table: _, from: _, to: _ }
        | Step::RenameIndex { table: _, from: _, to: _ }
        | Step::RenameConstraint { table: _, from: _, to: _ }
        | Step::RenameSequence { table: _, from: _, to: _ }
        | Step::CreateSequence(_)
        | Step::AlterSequence { .. }
        | Step::DropSequence(_)
        | Step::Set { .. }
        | Step::CreateSchema(_)
        | Step::CreateEnum(_)
        | Step::AlterEnum { from: _, to: _, columns: _ }
        | Step::DropEnum(_)
        | Step::CreateTable(_)
        | Step::DropTable(_)
        | Step::DropCircle(_)
        | Step::RenameTable { from: _, to: _ }
        | Step::RebuildTable { from: _, to: _ } => false,
    }
}

fn stands_in_create(step: &Step) -> bool {
    matches!(step, Step::CreateIndex { table: _, index: _ } | Step::AddForeignKey { table: _, key: _ })
}

impl Journey<'_> {
    /// Whether the table of a step is made on the way, so that nobody uses it yet.
    pub(super) fn creates(&self, step: &Step) -> bool {
        let Some(name) = step.table() else { return false };
        self.steps.iter().any(|step| matches!(step, Step::CreateTable(table) if table.name == *name))
    }

    /// Whether a step is half of a column that goes and comes again.
    pub(super) fn exchanges(&self, step: &Step) -> bool {
        let (table, name) = match step {
            Step::AddColumn { table, column } | Step::DropColumn { table, column } => (table, &column.name),
            _ => return false,
        };
        let adds = |step: &Step| matches!(step, Step::AddColumn { table: of, column } if of == table && column.name == *name);
        let drops = |step: &Step| matches!(step, Step::DropColumn { table: of, column } if of == table && column.name == *name);
        self.steps.iter().any(adds) && self.steps.iter().any(drops)
    }

    /// Whether what is called so is dropped on the way and made again.
    pub(super) fn makes_again(&self, table: &ObjectName, name: Option<&String>) -> bool {
        let is = |of: &ObjectName, other: &Option<String>| {
            other.as_ref() == name && (of == table || self.tables(of) == self.tables(table))
        };
        let drops = |step: &Step| match step {
            Step::DropIndex { table, index } => is(table, &index.name),
            Step::DropForeignKey { table, key } => is(table, &key.name),
            Step::DropCheck { table, check } => is(table, &check.name),
            _ => false,
        };
        let makes = |step: &Step| match step {
            Step::CreateIndex { table, index } => is(table, &index.name),
            Step::AddForeignKey { table, key } => is(table, &key.name),
            Step::AddCheck { table, check } => is(table, &check.name),
            _ => false,
        };
        self.steps.iter().any(drops) && self.steps.iter().any(makes)
    }
}

impl Server {
    /// Whether the server writes the table anew for a step, or for what the step becomes.
    fn writes_anew(&self, step: &Step, journey: &Journey<'_>) -> bool {
        let fills = match step {
            Step::AddColumn { table: _, column } => column.backfill.is_some(),
            Step::AlterColumn { table: _, from, to } => self.converts(from, to).is_some(),
            _ => false,
        };
        fills || self.cost(step, journey).rewrites()
    }

    /// One statement, with the indexes and keys in it that can stand there.
    fn create(&self, table: &Table, rest: &[Step]) -> Result<Vec<Instruction>, Error> {
        let lacks = self.lacks_table(&table.name);
        let made = ddl(self, &Step::CreateTable(table.clone()))?;
        let (mut indexes, mut keys) = (Vec::new(), Vec::new());
        let mut behind = Vec::new();
        for step in rest {
            match (step, ddl(self, step)?.as_slice()) {
                (Step::CreateIndex { table: _, index: _ }, [Statement::CreateIndex { table: _, index }]) => {
                    indexes.push(index.clone());
                }
                (Step::AddForeignKey { table: _, key: _ }, [Statement::AddForeignKey { table: _, key }]) => {
                    keys.push(key.clone());
                }
                (step, statements) => behind.push((self.guard(step, None), statements.to_vec())),
            }
        }
        if let [Statement::CreateTable(create)] = made.as_slice() {
            let mut whole = create.clone();
            whole.uniques.extend(indexes.iter().cloned());
            whole.foreign_keys.extend(keys.iter().cloned());
            let whole = Statement::CreateTable(whole);
            if Backend::MySql.can_build(&whole) {
                let mut all = vec![Instruction::When(lacks, vec![whole])];
                all.extend(behind.into_iter().flat_map(|(guard, then)| guarded(guard, then)));
                return Ok(all);
            }
        }
        let mut all = vec![Instruction::When(lacks, made)];
        for step in rest {
            all.extend(guarded(self.guard(step, None), ddl(self, step)?));
        }
        Ok(all)
    }

    /// A step that is no part of others, with a look before it.
    fn alone(&self, step: &Step, journey: &Journey<'_>) -> Result<Vec<Instruction>, Error> {
        if let Step::DropCircle(tables) = step {
            let drop = |table: &Table| self.alone(&Step::DropTable(table.clone()), journey);
            return Ok(tables
                .iter()
                .map(drop)
                .collect::<Result<Vec<_>, _>>()?
                .into_iter()
                .flatten()
                .collect());
        }
        if matches!(step, Step::Set { .. }) {
            return self.set(step, journey);
        }
        if let Step::DropIndex { table, index } = step
            && goes_with_numbers(table, index, journey)
        {
            return Ok(Vec::new());
        }
        let cost = self.cost(step, journey);
        if let Step::DropCheck { table, check } = step
            && let Some(column) = journey.from.tables.get(table).and_then(|of| defining(of, check))
        {
            return self.define_without(table, column, check);
        }
        let statements = ddl(self, step)?.into_iter().map(|statement| match (step, step.table()) {
            (Step::DropTable(_) | Step::RenameTable { from: _, to: _ }, _) | (_, None) => statement,
            (_, Some(_)) if journey.creates(step) => statement,
            (_, Some(table)) => self.asked(table, statement, cost),
        });
        Ok(guarded(self.guard(step, Some(journey)), statements.collect()))
    }

    /// A check in the definition of a column goes as that is written without it; not once the column has another type.
    fn define_without(
        &self,
        table: &ObjectName,
        column: &Column,
        check: &Check,
    ) -> Result<Vec<Instruction>, Error> {
        let words = column.extra.as_ref().and_then(|words| words.strip_suffix(&in_definition(&check.expr)));
        let words = words.map(str::trim_end).filter(|words| !words.is_empty());
        let bare = Column { extra: words.map(str::to_owned), ..column.clone() };
        let define = Statement::ModifyColumn { table: table.clone(), column: self.column_call(&bare)? };
        let unchanged = self.rows_of("columns", table, &self.has_type(column));
        Ok(guarded(Some(Condition::Finds(unchanged)), vec![define]))
    }

    /// The statement with the way the server has to do it.
    pub(super) fn asked(&self, table: &ObjectName, statement: Statement, cost: Cost) -> Statement {
        match self.asking(cost) {
            "" => statement,
            asking => {
                let clause = self.clause(table, &statement);
                Statement::Raw(format!("ALTER TABLE {} {clause}{asking}", self.table(table)))
            }
        }
    }

    /// What tells that the step has not been done; `None` where doing it again does no harm.
    pub(super) fn guard(&self, step: &Step, journey: Option<&Journey<'_>>) -> Option<Condition> {
        let constraint = |table: &ObjectName, kind, name: &Option<String>, has: bool| {
            let name = named(name.as_ref());
            if has {
                self.has_constraint(table, kind, &name)
            } else {
                self.lacks_constraint(table, kind, &name)
            }
        };
        Some(match step {
            Step::CreateSchema(_)
            | Step::CreateEnum(_)
            | Step::AlterEnum { from: _, to: _, columns: _ }
            | Step::DropEnum(_)
            | Step::DropCircle(_)
            | Step::RebuildTable { from: _, to: _ }
            | Step::SetTableComment { table: _, from: _, to: _ }
            | Step::RenameConstraint { table: _, from: _, to: _ }
            | Step::RenameSequence { table: _, from: _, to: _ }
            | Step::CreateSequence(_)
            | Step::AlterSequence { .. }
            | Step::DropSequence(_)
            | Step::Set { .. }
            | Step::AlterColumn { table: _, from: _, to: _ }
            | Step::ValidateForeignKey { table: _, key: _ }
            | Step::ValidateCheck { table: _, check: _ } => return None,
            Step::CreateTable(table) => self.lacks_table(&table.name),
            Step::DropTable(table) => self.has_table(&table.name),
            // The new name was free; the former may be another's by now.
            Step::RenameTable { from: _, to } => self.lacks_table(to),
            Step::RenameColumn { table, from: _, to } => self.lacks_column(table, to),
            Step::RenameIndex { table, from: _, to } => self.lacks_index(table, to),
            Step::AddColumn { table, column } => self.lacks_column(table, &column.name),
            Step::DropColumn { table, column } => self.has_column(table, &column.name),
            Step::AddPrimaryKey { table, key: _ } => self.lacks_index(table, PRIMARY),
            Step::DropPrimaryKey { table, key } => {
                let again =
                    |step: &Step| matches!(step, Step::AddPrimaryKey { table: of, .. } if of == table);
                if journey.is_some_and(|journey| journey.steps.iter().any(again)) {
                    self.has_index_over(table, PRIMARY, &key.columns)
                } else {
                    self.has_index(table, PRIMARY)
                }
            }
            Step::CreateIndex { table, index } => self.lacks_index(table, &named(index.name.as_ref())),
            Step::DropIndex { table, index } => {
                let again = journey.is_some_and(|journey| journey.makes_again(table, index.name.as_ref()));
                let name = named(index.name.as_ref());
                match columns_of(index).filter(|_| again) {
                    Some(columns) => self.has_index_over(table, &name, &columns),
                    None => self.has_index(table, &name),
                }
            }
            Step::AddForeignKey { table, key: ForeignKey { name, .. } } => {
                constraint(table, Constraint::ForeignKey, name, false)
            }
            Step::DropForeignKey { table, key: ForeignKey { name, .. } } => {
                constraint(table, Constraint::ForeignKey, name, true)
            }
            Step::AddCheck { table, check } => constraint(table, Constraint::Check, &check.name, false),
            Step::DropCheck { table, check } => constraint(table, Constraint::Check, &check.name, true),
        })
    }

    /// A statement about a table, as a part of its `ALTER TABLE`.
    pub(super) fn clause(&self, table: &ObjectName, statement: &Statement) -> String {
        let sql = Backend::MySql.sql(statement);
        let alter = format!("ALTER TABLE {} ", self.table(table));
        if let Some(clause) = sql.strip_prefix(&alter) {
            return clause.to_owned();
        }
        let on = format!(" ON {}", self.table(table));
        match sql.strip_prefix("CREATE ").and_then(|rest| split_behind_name(rest)) {
            Some((head, rest)) => format!("ADD {head}{}", rest.strip_prefix(&on).unwrap_or(rest)),
            None => sql.strip_suffix(&on).unwrap_or(&sql).to_owned(),
        }
    }
}

/// Whether an index goes with its columns, one of which numbers the rows and must not be without it.
fn goes_with_numbers(table: &ObjectName, index: &Index, journey: &Journey<'_>) -> bool {
    let gone = journey.steps.iter().filter_map(|step| match step {
        Step::DropColumn { table: of, column } if of == table => Some(column),
        _ => None,
    });
    let gone: Vec<_> = gone.collect();
    let names = columns_of(index).unwrap_or_default();
    let is_gone = |name: &String| gone.iter().any(|column| column.name == *name);
    let is_numbered = |column: &&&Column| names.contains(&column.name) && is_numbered(column);
    !names.is_empty() && names.iter().all(is_gone) && gone.iter().any(|column| is_numbered(&column))
}

/// The name of each primary key.
pub(super) const PRIMARY: &str = "PRIMARY";

/// The statements, where they have not been run yet.
pub(super) fn guarded(guard: Option<Condition>, statements: Vec<Statement>) -> Vec<Instruction> {
    match guard {
        Some(condition) => vec![Instruction::When(condition, statements)],
        None => statements.into_iter().map(Instruction::Run).collect(),
    }
}

/// The text up to the end of the first quoted name, and what is behind.
fn split_behind_name(sql: &str) -> Option<(&str, &str)> {
    let start = sql.find('`')? + 1;
    let mut characters = sql[start..].char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if c == '`' && characters.next_if(|(_, next)| *next == '`').is_none() {
            return Some(sql.split_at(start + at + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IndexKind, IndexPart};

    #[test]
    fn a_statement_becomes_a_part_of_alter_table_whatever_its_names_are() {
        let server = Server::mariadb();
        let table = ObjectName::new("t");
        let name = "a` ON `t` (b".to_owned();
        let index = crate::model::Index {
            name: Some(name.clone()),
            kind: IndexKind::Unique,
            method: "btree".to_owned(),
            parts: vec![IndexPart::column("c")],
            include: Vec::new(),
            predicate: None,
            nulls_not_distinct: false,
            valid: true,
            origin: None,
        };
        for (statement, expected) in [
            (
                Statement::CreateIndex { table: table.clone(), index },
                "ADD UNIQUE INDEX `a`` ON ``t`` (b` (`c`)",
            ),
            (Statement::DropIndex { table: table.clone(), name }, "DROP INDEX `a`` ON ``t`` (b`"),
            (
                Statement::DropForeignKey { table: table.clone(), name: "k".to_owned() },
                "DROP FOREIGN KEY `k`",
            ),
            (Statement::DropColumn { table: table.clone(), column: "c".to_owned() }, "DROP COLUMN `c`"),
        ] {
            assert_eq!(server.clause(&table, &statement), expected);
        }
    }
}
