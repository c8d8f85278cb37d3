//! A step comes in, what a migration does for it goes out: beside those who use the table, each statement is over in a
//! moment or takes no lock that others notice, and can run again.

use super::Server;
use super::ddl::column::call;
use super::ddl::{self, add_check, alter_column, alter_table, column_comment, qualified, text, when};
use super::spell::made_name;
use super::sql_type::quote;
use crate::backend::Backend;
use crate::error::Error;
use crate::model::{Check, Column, Deferrability, Expr, ForeignKey, Index, IndexKind, ObjectName};
use crate::plan::{Condition, Instruction, Journey, Manner, Pace, Statement, Step, Transaction};

pub(in crate::backend) fn instructions(
    server: &Server,
    steps: &[Step],
    journey: &Journey<'_>,
) -> Result<Vec<Instruction>, Error> {
    let online = Online { server, pace: journey.pace };
    let of = |step| match journey.manner {
        Manner::AtOnce => online.at_once(step),
        Manner::Online => online.step(step),
    };
    let instructions: Result<Vec<_>, Error> = steps.iter().map(of).collect();
    Ok(instructions?.concat())
}

/// For a whole transaction; where there is none, each statement that needs it has its own.
pub(in crate::backend) fn lock_timeout(transaction: Transaction, pace: &Pace) -> Option<Statement> {
    match transaction {
        Transaction::Whole => set_lock_timeout(pace).map(Statement::Raw),
        Transaction::Each | Transaction::WithoutKeys => None,
    }
}

fn set_lock_timeout(pace: &Pace) -> Option<String> {
    let milliseconds = pace.lock_timeout.as_millis();
    let time = match milliseconds {
        0 => return None,
        whole if whole % 1000 == 0 => format!("{}s", whole / 1000),
        part => format!("{part}ms"),
    };
    Some(format!("SET LOCAL lock_timeout = '{time}'"))
}

struct Online<'a> {
    server: &'a Server,
    pace: &'a Pace,
}

impl Online<'_> {
    fn step(&self, step: &Step) -> Result<Vec<Instruction>, Error> {
        Ok(match step {
            Step::AddColumn { table, column } => self.add_column(table, column)?,
            Step::AlterColumn { table, from, to } => self.alter_column(table, from, to)?,
            Step::DropColumn { table, column } => {
                vec![self.briefly(table, &format!("DROP COLUMN IF EXISTS {}", quote(&column.name)))]
            }
            Step::CreateIndex { table, index } => self.create_index(table, index),
            Step::DropIndex { table, index } => self.drop_index(table, index),
            Step::RenameIndex { table, from, to } => {
                let from = in_schema_of(table, from.name.as_deref().unwrap_or_default());
                let name = |name: &ObjectName| text(&qualified(name));
                let (old, new) = (name(&from), name(&in_schema_of(table, to)));
                let needed =
                    format!("SELECT 1 WHERE to_regclass({old}) IS NOT NULL AND to_regclass({new}) IS NULL");
                let rename = format!("ALTER INDEX {} RENAME TO {}", qualified(&from), quote(to));
                vec![Instruction::When(Condition::Finds(needed), vec![Statement::Raw(rename)])]
            }
            Step::AddForeignKey { table, key } => self.add_key(table, key),
            Step::AddCheck { table, check } => self.add_check(table, check),
            Step::DropForeignKey { table, key: ForeignKey { name, .. } }
            | Step::DropCheck { table, check: Check { name, .. } } => {
                let name = quote(name.as_deref().unwrap_or_default());
                vec![self.briefly(table, &format!("DROP CONSTRAINT IF EXISTS {name}"))]
            }
            // Validating takes no lock that keeps others from reading or writing, and does nothing twice.
            Step::ValidateForeignKey { .. } | Step::ValidateCheck { .. } => self.at_once(step)?,
            // No stage has these beside others; each would be its own transaction.
            Step::CreateSchema(_)
            | Step::CreateEnum(_)
            | Step::AlterEnum { .. }
            | Step::DropEnum(_)
            | Step::CreateTable(_)
            | Step::DropTable(_)
            | Step::DropCircle(_)
            | Step::RenameTable { .. }
            | Step::SetTableComment { .. }
            | Step::RenameColumn { .. }
            | Step::RenameConstraint { .. }
            | Step::RenameSequence { .. }
            | Step::CreateSequence(_)
            | Step::AlterSequence { .. }
            | Step::DropSequence(_)
            | Step::Set { .. }
            | Step::AddPrimaryKey { .. }
            | Step::DropPrimaryKey { .. }
            | Step::RebuildTable { .. } => self.at_once(step)?,
        })
    }

    fn at_once(&self, step: &Step) -> Result<Vec<Instruction>, Error> {
        Ok(ddl::ddl(self.server, step)?.into_iter().map(Instruction::Run).collect())
    }

    /// In a transaction of its own, which ends where the lock is not to be had: several statements sent at once are one.
    fn in_a_moment(&self, statements: &[&Statement]) -> Statement {
        let sql = statements.iter().map(|statement| Backend::Postgres.sql(statement));
        Statement::Raw(set_lock_timeout(self.pace).into_iter().chain(sql).collect::<Vec<_>>().join("; "))
    }

    fn briefly(&self, table: &ObjectName, what: &str) -> Instruction {
        Instruction::Run(self.in_a_moment(&[&alter_table(table, what)]))
    }

    fn create_index(&self, table: &ObjectName, index: &Index) -> Vec<Instruction> {
        let name = index.name.as_deref().unwrap_or_default();
        let build = |index: Index| Statement::BuildIndex { table: table.clone(), index };
        let remove = Statement::RemoveIndex { table: table.clone(), name: name.to_owned() };
        // What was cut off leaves an index that is of no use, and in the way.
        let mut instructions = vec![Instruction::When(Condition::Finds(broken(table, name)), vec![remove])];
        match index.kind {
            IndexKind::Plain | IndexKind::Unique => {
                instructions.push(Instruction::Run(build(index.clone())));
            }
            IndexKind::Constraint(deferrable) => {
                let unique = Index { kind: IndexKind::Unique, ..index.clone() };
                let add = self.add_unique(table, name, deferrable);
                instructions.push(Instruction::Run(build(unique)));
                instructions.push(Instruction::When(lacks_constraint(table, name), vec![add]));
            }
        }
        instructions
    }

    fn add_unique(&self, table: &ObjectName, name: &str, deferrable: Deferrability) -> Statement {
        let (name, when) = (quote(name), when(deferrable));
        let add = format!("ADD CONSTRAINT {name} UNIQUE USING INDEX {name}{when}");
        self.in_a_moment(&[&alter_table(table, &add)])
    }

    fn drop_index(&self, table: &ObjectName, index: &Index) -> Vec<Instruction> {
        let name = index.name.clone().unwrap_or_default();
        match index.kind {
            IndexKind::Plain | IndexKind::Unique => {
                vec![Instruction::Run(Statement::RemoveIndex { table: table.clone(), name })]
            }
            IndexKind::Constraint(_) => {
                // Until it was a constraint it was an index, which is all that is left of one that was cut off.
                let drop = self.briefly(table, &format!("DROP CONSTRAINT IF EXISTS {}", quote(&name)));
                vec![drop, Instruction::Run(Statement::RemoveIndex { table: table.clone(), name })]
            }
        }
    }

    fn add_key(&self, table: &ObjectName, key: &ForeignKey) -> Vec<Instruction> {
        let name = key.name.as_deref().unwrap_or_default();
        let unproven = ForeignKey { valid: false, ..key.clone() };
        let add = Statement::AddForeignKey { table: table.clone(), key: unproven };
        self.add_constraint(table, name, &add, key.valid)
    }

    fn add_check(&self, table: &ObjectName, check: &Check) -> Vec<Instruction> {
        let name = check.name.as_deref().unwrap_or_default();
        let unproven = Check { valid: false, ..check.clone() };
        self.add_constraint(table, name, &add_check(table, &unproven), check.valid)
    }

    /// Not valid first, which is over in a moment; the rows are looked at when the lock for that is gone.
    fn add_constraint(
        &self,
        table: &ObjectName,
        name: &str,
        add: &Statement,
        valid: bool,
    ) -> Vec<Instruction> {
        let validate = Instruction::Run(ddl::validate(table, name));
        let add = Instruction::When(lacks_constraint(table, name), vec![self.in_a_moment(&[add])]);
        std::iter::once(add).chain(valid.then_some(validate)).collect()
    }

    fn add_column(&self, table: &ObjectName, column: &Column) -> Result<Vec<Instruction>, Error> {
        let mut added = call(self.server, table, column)?;
        if column.backfill.is_some() {
            // The rows that are there are filled before anything is asked of them.
            added.not_null = None;
            added.default = None;
        }
        let add = Statement::AddColumn { table: table.clone(), column: added };
        let mut instructions =
            vec![Instruction::When(lacks_column(table, &column.name), vec![self.in_a_moment(&[&add])])];
        if let Some(backfill) = &column.backfill {
            if let Some(default) = column.default.value() {
                let set = format!("ALTER COLUMN {} SET DEFAULT {default}", quote(&column.name));
                instructions.push(self.briefly(table, &set));
            }
            instructions.push(self.fill(table, column, backfill));
            if !column.nullable {
                instructions.extend(self.set_not_null(table, &column.name));
            }
        }
        if column.comment.value().is_some() {
            instructions.push(Instruction::Run(self.in_a_moment(&[&column_comment(table, column)])));
        }
        Ok(instructions)
    }

    fn alter_column(
        &self,
        table: &ObjectName,
        from: &Column,
        to: &Column,
    ) -> Result<Vec<Instruction>, Error> {
        let loosened = Column { nullable: to.nullable, ..from.clone() };
        let rest = Step::AlterColumn { table: table.clone(), from: loosened, to: to.clone() };
        let mut instructions = Vec::new();
        match (from.nullable, to.nullable) {
            (true, false) => {
                instructions.extend(to.backfill.as_ref().map(|backfill| self.fill(table, to, backfill)));
                instructions.extend(self.set_not_null(table, &to.name));
            }
            (false, true) => instructions
                .push(self.briefly(table, &format!("ALTER COLUMN {} DROP NOT NULL", quote(&to.name)))),
            (true, true) | (false, false) => {}
        }
        instructions.extend(self.at_once(&rest)?);
        Ok(instructions)
    }

    /// Some rows at a time, and none that it cannot fill.
    fn fill(&self, table: &ObjectName, column: &Column, with: &Expr) -> Instruction {
        let (table, name, size) = (qualified(table), quote(&column.name), self.pace.batch_size);
        Instruction::Repeat(format!(
            "UPDATE {table} SET {name} = {with} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} \
             WHERE {name} IS NULL AND ({with}) IS NOT NULL LIMIT {size}))"
        ))
    }

    /// The rows are looked at under a constraint that is not valid yet, so that the column itself is set when there is
    /// nothing left to look at: a check, or since version 18 the column's own.
    fn set_not_null(&self, table: &ObjectName, column: &str) -> Vec<Instruction> {
        let may_be_null = Condition::FindsNone(format!(
            "SELECT 1 FROM pg_attribute WHERE attrelid = {}::regclass AND attname = {} AND attnotnull",
            text(&qualified(table)),
            text(column)
        ));
        if self.server.version >= 180_000 {
            let name = made_name(&table.name, Some(column), "not_null");
            let add = format!("ADD CONSTRAINT {} NOT NULL {} NOT VALID", quote(&name), quote(column));
            let add = self.in_a_moment(&[&alter_table(table, &add)]);
            let open = format!("{} AND NOT convalidated", constraint(table, &name));
            return vec![
                Instruction::When(may_be_null, vec![add]),
                Instruction::When(Condition::Finds(open), vec![ddl::validate(table, &name)]),
            ];
        }
        let name = made_name(&table.name, Some(column), "is_filled");
        let quoted = quote(&name);
        let check = format!("ADD CONSTRAINT {quoted} CHECK ({} IS NOT NULL) NOT VALID", quote(column));
        let add = alter_table(table, &format!("DROP CONSTRAINT IF EXISTS {quoted}, {check}"));
        let set = alter_column(table, column, "SET NOT NULL");
        let drop = alter_table(table, &format!("DROP CONSTRAINT {quoted}"));
        let steps =
            vec![self.in_a_moment(&[&add]), ddl::validate(table, &name), self.in_a_moment(&[&set, &drop])];
        vec![Instruction::When(may_be_null, steps)]
    }
}

fn in_schema_of(table: &ObjectName, name: &str) -> ObjectName {
    ObjectName::in_schema(table.schema.as_deref(), name)
}

/// Finds an index of the name that the server cannot use.
fn broken(table: &ObjectName, name: &str) -> String {
    let index = text(&qualified(&in_schema_of(table, name)));
    format!("SELECT 1 FROM pg_index WHERE indexrelid = to_regclass({index}) AND NOT indisvalid")
}

fn constraint(table: &ObjectName, name: &str) -> String {
    let table = text(&qualified(table));
    format!("SELECT 1 FROM pg_constraint WHERE conrelid = {table}::regclass AND conname = {}", text(name))
}

fn lacks_constraint(table: &ObjectName, name: &str) -> Condition {
    Condition::FindsNone(constraint(table, name))
}

fn lacks_column(table: &ObjectName, column: &str) -> Condition {
    if table.schema.is_none() {
        return Condition::LacksColumn { table: table.name.clone(), column: column.to_owned() };
    }
    let table = text(&qualified(table));
    Condition::FindsNone(format!(
        "SELECT 1 FROM pg_attribute WHERE attrelid = {table}::regclass AND attname = {} AND NOT attisdropped",
        text(column)
    ))
}

#[cfg(test)]
mod tests;
