//! Steps come in; what entities cannot express and what stands in their way, a view that reads a column, goes out as an
//! error. Asked only where a migration is to be written.

use super::Server;
use super::before::Before;
use super::ddl::qualified;
use crate::error::Error;
use crate::model::{Column, EnumType, Schema};
use crate::plan::Step;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};

pub(in crate::backend) async fn unhindered<C: ConnectionTrait>(
    server: &Server,
    db: &C,
    from: &Schema,
    steps: &[Step],
) -> Result<(), Error> {
    let before = Before::new(server, from, steps);
    let touched = steps.iter().enumerate().flat_map(|(number, step)| touched(&before, number, step));
    let touched: Vec<_> = touched.collect();
    if touched.is_empty() {
        return Ok(());
    }
    let during = || Error::during("asking PostgreSQL what depends on what would change");
    let statement = Statement::from_sql_and_values(
        DbBackend::Postgres,
        include_str!("dependant.sql"),
        [Value::from(touched).to_string().into()],
    );
    let mut found: Vec<(i32, String)> = Vec::new();
    for row in db.query_all_raw(statement).await.map_err(during())? {
        found.push((row.try_get_by_index(0).map_err(during())?, row.try_get_by_index(1).map_err(during())?));
    }
    let Some((number, _)) = found.first() else { return Ok(()) };
    let step = usize::try_from(*number).ok().and_then(|number| steps.get(number));
    let names: Vec<_> = found.iter().filter(|(of, _)| of == number).map(|(_, what)| what.as_str()).collect();
    let (depend, them) = if names.len() == 1 { ("depends", "it") } else { ("depend", "them") };
    Err(Error::Unsupported {
        step: step.map(Step::title).unwrap_or_default(),
        backend: "PostgreSQL",
        why: format!(
            "{} {depend} on it, which entities cannot say: drop {them} in a migration of your own, and make {them} again \
             behind this one",
            names.join(" and ")
        ),
    })
}

/// What of the schema as it is cannot change so while another object needs it.
fn touched(before: &Before<'_>, number: usize, step: &Step) -> Vec<Value> {
    let column = |table, name: &str| {
        let live = before.live(table)?;
        Some(json!([number, "r", qualified(&live.name), before.former(table, name)]))
    };
    let ty = |ty: &EnumType| json!([number, "t", qualified(&ty.name), null]);
    match step {
        Step::AlterColumn { table, from, to } if is_another(from, to) => {
            column(table, &to.name).into_iter().collect()
        }
        Step::DropColumn { table, column: gone } => column(table, &gone.name).into_iter().collect(),
        Step::DropTable(table) => vec![json!([number, "r", qualified(&table.name), null])],
        Step::AlterEnum { from, to: _, columns } if !columns.is_empty() => {
            let columns = columns.iter().filter_map(|(table, of)| column(table, &of.name));
            columns.chain([ty(from)]).collect()
        }
        Step::DropEnum(gone) => vec![ty(gone)],
        Step::AlterEnum { .. }
        | Step::AlterColumn { .. }
        | Step::CreateSchema(_)
        | Step::CreateEnum(_)
        | Step::CreateTable(_)
        | Step::DropCircle(_)
        | Step::RenameTable { .. }
        | Step::SetTableComment { .. }
        | Step::AddColumn { .. }
        | Step::RenameColumn { .. }
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
        | Step::DropForeignKey { .. }
        | Step::ValidateForeignKey { .. }
        | Step::AddCheck { .. }
        | Step::DropCheck { .. }
        | Step::ValidateCheck { .. }
        | Step::RebuildTable { .. } => Vec::new(),
    }
}

fn is_another(from: &Column, to: &Column) -> bool {
    from.ty.value() != to.ty.value()
        || from.collation.value() != to.collation.value()
        || from.generated != to.generated
}
