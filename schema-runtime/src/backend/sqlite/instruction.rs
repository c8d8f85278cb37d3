//! A step comes in, what a migration does for it goes out: its statements, or all that it takes to make a table again.

use super::rebuild::Rebuild;
use super::{Server, ddl};
use crate::error::Error;
use crate::model::{IndexKind, IndexTarget, Schema};
use crate::plan::{Instruction, Journey, Step, Transaction};

pub(in crate::backend) fn instructions(
    server: &Server,
    steps: &[Step],
    journey: &Journey<'_>,
) -> Result<Vec<Instruction>, Error> {
    let ends = [journey.from, journey.to];
    let each: Result<Vec<_>, Error> = steps
        .iter()
        .map(|step| {
            can_rename(step, journey)?;
            instructions_of(server, step, ends)
        })
        .collect();
    Ok(each?.into_iter().flatten().collect())
}

/// SQLite 3.40 and 3.51 lose the way in the new text of a table without row ids whose one key is an `INTEGER` that a
/// unique constraint is over too, and refuse to rename it.
fn can_rename(step: &Step, journey: &Journey<'_>) -> Result<(), Error> {
    let Step::RenameColumn { table, from: column, to } = step else { return Ok(()) };
    let former = journey.steps.iter().find_map(|step| match step {
        Step::RenameTable { from, to } if to == table => Some(from),
        _ => None,
    });
    let Some(live) = journey.from.tables.get(former.unwrap_or(table)) else { return Ok(()) };
    let unique = live.indexes.iter().any(|index| match index.kind {
        IndexKind::Constraint(_) => {
            index.parts.iter().any(|part| part.target == IndexTarget::Column(column.clone()))
        }
        IndexKind::Plain | IndexKind::Unique => false,
    });
    let key = live.primary_key.as_ref().is_some_and(|key| key.columns == [column.clone()]);
    let integer = live.column(column).is_some_and(|column| column.ty.value().name == "integer");
    let without_row_ids = live.options.value().iter().any(|option| option == "WITHOUT ROWID");
    if !(unique && key && integer && without_row_ids) {
        return Ok(());
    }
    Err(Error::Unsupported {
        step: format!("rename the column `{table}.{column}` to `{to}`"),
        backend: "SQLite",
        why: "it loses the way in a table WITHOUT ROWID whose key is an INTEGER that a unique constraint is over \
              too; drop the constraint before, in a migration of its own"
            .to_owned(),
    })
}

fn instructions_of(server: &Server, step: &Step, ends: [&Schema; 2]) -> Result<Vec<Instruction>, Error> {
    match step {
        Step::RebuildTable { from, to } => Rebuild { from, to }.instructions(server, ends),
        Step::CreateSchema(_)
        | Step::CreateEnum(_)
        | Step::AlterEnum { .. }
        | Step::DropEnum(_)
        | Step::CreateTable(_)
        | Step::DropTable(_)
        | Step::DropCircle(_)
        | Step::RenameTable { .. }
        | Step::SetTableComment { .. }
        | Step::AddColumn { .. }
        | Step::AlterColumn { .. }
        | Step::RenameColumn { .. }
        | Step::DropColumn { .. }
        | Step::AddPrimaryKey { .. }
        | Step::DropPrimaryKey { .. }
        | Step::CreateIndex { .. }
        | Step::DropIndex { .. }
        | Step::RenameIndex { .. }
        | Step::AddForeignKey { .. }
        | Step::DropForeignKey { .. }
        | Step::AddCheck { .. }
        | Step::DropCheck { .. }
        | Step::RenameConstraint { .. }
        | Step::RenameSequence { .. }
        | Step::CreateSequence(_)
        | Step::AlterSequence { .. }
        | Step::DropSequence(_)
        | Step::Set { .. }
        | Step::ValidateForeignKey { .. }
        | Step::ValidateCheck { .. } => Ok(ddl(server, step)?.into_iter().map(Instruction::Run).collect()),
    }
}

/// A table that is made again goes for a moment, and with keys on the rows that point at it would go with it.
pub(in crate::backend) fn transaction<'a>(mut steps: impl Iterator<Item = &'a Step>) -> Transaction {
    let rebuilds = steps.any(|step| matches!(step, Step::RebuildTable { from: _, to: _ }));
    if rebuilds { Transaction::WithoutKeys } else { Transaction::Whole }
}

/// What [`Transaction::WithoutKeys`] is in statements, on a connection that is in a transaction.
#[cfg(feature = "generate")]
pub(crate) struct WithoutKeys {
    /// Whether the connection has its keys on.
    pub(crate) had_keys: &'static str,
    /// Keys cannot be turned off in a transaction, so the one that holds the connection makes way for another.
    pub(crate) begin: &'static str,
    /// The names of all tables.
    pub(crate) tables: &'static str,
    /// The rows of one that point at none: their table, their number, the table that they point at.
    pub(crate) check: &'static str,
    pub(crate) commit: &'static str,
    pub(crate) undo: &'static str,
    pub(crate) end: &'static str,
    pub(crate) end_with_keys: &'static str,
}

#[cfg(feature = "generate")]
pub(crate) const WITHOUT_KEYS: WithoutKeys = WithoutKeys {
    had_keys: "PRAGMA foreign_keys",
    begin: "ROLLBACK; PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE",
    tables: "SELECT name FROM sqlite_schema WHERE type = 'table'",
    check: r#"SELECT "table", "rowid", "parent" FROM pragma_foreign_key_check(?)"#,
    commit: "COMMIT",
    undo: "ROLLBACK",
    end: "PRAGMA legacy_alter_table = OFF; BEGIN",
    end_with_keys: "PRAGMA legacy_alter_table = OFF; PRAGMA foreign_keys = ON; BEGIN",
};
