//! Steps come in; a view or trigger that would not work any more after them goes out as an error that names it.

use super::catalog::{self, ObjectRow};
use super::demand::names;
use super::former::Former;
use crate::error::Error;
use crate::model::{ObjectName, Schema};
use crate::plan::Step;
use sea_orm::ConnectionTrait;

/// What goes, under the name it has now.
enum Gone<'a> {
    Table(&'a ObjectName),
    Column(&'a ObjectName, &'a String),
}

/// Makes sure that no view and no trigger names what goes.
pub(in crate::backend) async fn unhindered<C: ConnectionTrait>(
    db: &C,
    live: &Schema,
    steps: &[Step],
) -> Result<(), Error> {
    let former = Former::new(live, steps);
    let gone = gone(&former, steps);
    if gone.is_empty() {
        return Ok(());
    }
    let objects = catalog::objects(db).await?;
    for gone in &gone {
        let naming = objects.iter().find(|object| gone.is_named_by(object));
        if let Some(ObjectRow { kind, name, table: _, sql: _ }) = naming {
            return Err(gone.error(&format!(
                "the {kind} `{name}` names it; change or drop the {kind} in a migration of its own first"
            )));
        }
    }
    Ok(())
}

fn gone<'a>(former: &'a Former<'a>, steps: &'a [Step]) -> Vec<Gone<'a>> {
    let mut gone = Vec::new();
    for step in steps {
        match step {
            Step::DropTable(table) => gone.push(Gone::Table(&table.name)),
            Step::DropCircle(tables) => gone.extend(tables.iter().map(|table| Gone::Table(&table.name))),
            Step::DropColumn { table, column } => {
                gone.push(Gone::Column(former.table_name(table), former.column(table, &column.name)));
            }
            Step::RebuildTable { from, to } => {
                let columns = from.columns.iter().filter(|column| to.column(&column.name).is_none());
                gone.extend(columns.map(|column| {
                    Gone::Column(former.table_name(&to.name), former.column(&to.name, &column.name))
                }));
            }
            Step::CreateSchema(_)
            | Step::CreateEnum(_)
            | Step::AlterEnum { .. }
            | Step::DropEnum(_)
            | Step::CreateTable(_)
            | Step::RenameTable { .. }
            | Step::SetTableComment { .. }
            | Step::AddColumn { .. }
            | Step::AlterColumn { .. }
            | Step::RenameColumn { .. }
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
            | Step::ValidateCheck { .. } => {}
        }
    }
    gone
}

impl Gone<'_> {
    /// Whether a view or trigger names it; a trigger of a table that goes goes with it.
    fn is_named_by(&self, object: &ObjectRow) -> bool {
        let Some(sql) = object.sql.as_deref().filter(|_| ["view", "trigger"].contains(&object.kind.as_str()))
        else {
            return false;
        };
        let of =
            |table: &ObjectName| object.kind == "trigger" && object.table.eq_ignore_ascii_case(&table.name);
        match self {
            Self::Table(table) => !of(table) && names(sql, &table.name),
            Self::Column(table, column) => (of(table) || names(sql, &table.name)) && names(sql, column),
        }
    }

    fn error(&self, why: &str) -> Error {
        let step = match self {
            Self::Table(table) => format!("drop the table `{table}`"),
            Self::Column(table, column) => format!("drop the column `{column}` of `{table}`"),
        };
        Error::Unsupported { step, backend: "SQLite", why: why.to_owned() }
    }
}
