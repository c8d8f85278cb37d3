//! A schema and the steps that lead from it come in; the rows for which one of them would fail go out.

use super::demand::{Demand, Demands};
use super::former::Former;
use super::rebuild::Rebuild;
use crate::model::{Index, ObjectName, Schema, Table};
use crate::plan::{Obstacle, Step};

pub(in crate::backend) fn obstacles(from: &Schema, steps: &[Step]) -> Vec<Obstacle> {
    let former = Former::new(from, steps);
    let mut demands = Vec::new();
    for step in steps {
        match step {
            Step::RebuildTable { from, to } => {
                demands.extend(Demands { rebuild: Rebuild { from, to }, former: &former }.of_table());
            }
            Step::CreateIndex { table, index } => demands.extend(in_place(&former, steps, table, index)),
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
            | Step::ValidateCheck { .. } => {}
        }
    }
    let obstacle = |Demand { kind: _, object: _, what, query, remedy: _ }| Obstacle { what, query };
    demands.into_iter().map(obstacle).collect()
}

/// A unique index on a table that is there, over columns that may have come just before it.
fn in_place(former: &Former, steps: &[Step], table: &ObjectName, index: &Index) -> Option<Demand> {
    let from = former.table(table)?;
    let mut to = from.clone();
    for step in steps {
        if let Step::AddColumn { table: of, column } = step
            && of == table
        {
            to.columns.push(column.clone());
        }
    }
    demand_of_index(former, &from, &to, index)
}

/// What a unique index asks of a table's rows.
pub(super) fn demand_of_index(former: &Former, from: &Table, to: &Table, index: &Index) -> Option<Demand> {
    Demands { rebuild: Rebuild { from, to }, former }.unique(index)
}
