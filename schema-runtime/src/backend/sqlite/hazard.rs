//! A step comes in; what it does to rows, and to those who use them meanwhile, goes out.

use super::demand::{Demand, Demands};
use super::former::Former;
use super::obstacle::demand_of_index;
use super::rebuild::Rebuild;
use crate::model::{Column, ObjectName, Schema, Table};
use crate::plan::{Hazard, HazardKind, Step};

pub(in crate::backend) fn hazards(step: &Step) -> Vec<Hazard> {
    let nothing = Schema::default();
    let former = Former::new(&nothing, &[]);
    match step {
        Step::DropTable(table) => table_goes(table).into(),
        Step::DropCircle(tables) => tables.iter().flat_map(table_goes).collect(),
        Step::DropColumn { table, column } => column_goes(table, column),
        Step::CreateIndex { table, index } => {
            let table = Table::new(table.clone());
            demand_of_index(&former, &table, &table, index).map(hazard).into_iter().collect()
        }
        Step::RebuildTable { from, to } => {
            let gone = from.columns.iter().filter(|column| to.column(&column.name).is_none());
            let mut hazards: Vec<_> = gone.flat_map(|column| column_goes(&to.name, column)).collect();
            let demands = Demands { rebuild: Rebuild { from, to }, former: &former }.of_table();
            hazards.extend(demands.into_iter().map(hazard));
            hazards.extend(to.columns.iter().filter_map(|column| conversion(from, to, column)));
            hazards.push(rewrite(&to.name));
            hazards
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
        | Step::ValidateCheck { .. } => Vec::new(),
    }
}

fn table_goes(table: &Table) -> [Hazard; 2] {
    let name = &table.name;
    [
        Hazard {
            kind: HazardKind::DropsData,
            object: name.to_string(),
            why: format!("all rows of `{name}` are gone."),
            remedy: "Keep a copy of what may be needed.".to_owned(),
        },
        Hazard {
            kind: HazardKind::CannotReturn,
            object: name.to_string(),
            why: format!("`down` makes `{name}` again without its rows."),
            remedy: "Keep a copy of what may be needed.".to_owned(),
        },
    ]
}

fn column_goes(table: &ObjectName, column: &Column) -> Vec<Hazard> {
    if column.generated.is_some() {
        return Vec::new();
    }
    let object = format!("{table}.{}", column.name);
    let remedy = "Keep a copy of what may be needed.";
    vec![
        Hazard {
            kind: HazardKind::DropsData,
            why: format!("all values of `{object}` are gone."),
            object: object.clone(),
            remedy: remedy.to_owned(),
        },
        Hazard {
            kind: HazardKind::CannotReturn,
            why: format!("`down` makes `{object}` again without its values."),
            object,
            remedy: remedy.to_owned(),
        },
    ]
}

fn hazard(demand: Demand) -> Hazard {
    let Demand { kind, object, what, query: _, remedy } = demand;
    Hazard {
        kind,
        object,
        why: format!("it stops before anything is changed where there are {what}."),
        remedy: remedy.to_owned(),
    }
}

/// Values that the author's own expression makes others of.
fn conversion(from: &Table, to: &Table, column: &Column) -> Option<Hazard> {
    let before = from.column(&column.name)?;
    let object = format!("{}.{}", to.name, column.name);
    (column.using.is_some() && before.ty.value() != column.ty.value()).then(|| Hazard {
        kind: HazardKind::CannotReturn,
        why: format!(
            "the values of `{object}` are converted, and `down` has no expression that converts them back."
        ),
        object,
        remedy: "Keep a copy of what may be needed.".to_owned(),
    })
}

fn rewrite(table: &ObjectName) -> Hazard {
    Hazard {
        kind: HazardKind::RewritesTable,
        object: table.to_string(),
        why: format!(
            "all rows of `{table}` are copied into a new table, and nobody else can write meanwhile."
        ),
        remedy: "Run it while little is written.".to_owned(),
    }
}
