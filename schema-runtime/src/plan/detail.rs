//! Steps and what is kept come in; a step that would make something again without a part of it that we cannot say goes out.

use super::Step;
use crate::model::{Check, ForeignKey, Kept, ObjectName};

/// The first step that makes a table again or drops a key or a check, with a part that entities cannot express, and that part: made
/// again, by this migration or by the one that leads back, it would lack it.
pub fn loses_detail<'a>(steps: &'a [Step], kept: &'a [Kept]) -> Option<(&'a Step, &'a Kept)> {
    steps.iter().find_map(|step| {
        let (kind, table, name) = dropped(step)?;
        let detail = kept.iter().find(|kept| {
            kept.kind == kind && kept.table.as_ref() == Some(table) && Some(&kept.name.name) == name
        });
        detail.map(|detail| (step, detail))
    })
}

fn dropped(step: &Step) -> Option<(&'static str, &ObjectName, Option<&String>)> {
    match step {
        Step::DropForeignKey { table, key: ForeignKey { name, .. } } => {
            Some((Kept::FOREIGN_KEY_DETAIL, table, name.as_ref()))
        }
        Step::DropCheck { table, check: Check { name, .. } } => {
            Some((Kept::CHECK_DETAIL, table, name.as_ref()))
        }
        Step::RebuildTable { from, to: _ } => {
            Some((Kept::CONFLICT_CLAUSE, &from.name, Some(&from.name.name)))
        }
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
        | Step::RenameConstraint { .. }
        | Step::RenameSequence { .. }
        | Step::CreateSequence(_)
        | Step::AlterSequence { .. }
        | Step::DropSequence(_)
        | Step::Set { .. }
        | Step::AddForeignKey { .. }
        | Step::ValidateForeignKey { .. }
        | Step::AddCheck { .. }
        | Step::ValidateCheck { .. } => None,
    }
}
