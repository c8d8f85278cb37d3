//! A step comes in; what it does to rows, and to those who use the table meanwhile, goes out.

use super::Server;
use super::fit::Fit;
use super::obstacle::Rows;
use super::online::Cost;
use crate::model::{Column, ObjectName, Table};
use crate::plan::{Hazard, HazardKind, Journey, Step};

pub(in crate::backend) fn hazards(server: &Server, step: &Step, journey: &Journey<'_>) -> Vec<Hazard> {
    let rows = Rows { server, from: journey.from, steps: journey.steps };
    let mut hazards = match step {
        Step::DropTable(table) => gone(std::slice::from_ref(table)),
        Step::DropCircle(tables) => gone(tables),
        Step::DropColumn { table, column } => column_gone(server, table, column, journey),
        Step::AlterColumn { table, from, to } => narrowed(server, &rows, table, from, to),
        Step::AddColumn { table: _, column: _ }
        | Step::AddPrimaryKey { table: _, key: _ }
        | Step::CreateIndex { table: _, index: _ }
        | Step::AddForeignKey { table: _, key: _ }
        | Step::AddCheck { table: _, check: _ }
        | Step::CreateSchema(_)
        | Step::CreateEnum(_)
        | Step::AlterEnum { from: _, to: _, columns: _ }
        | Step::DropEnum(_)
        | Step::CreateTable(_)
        | Step::RenameTable { from: _, to: _ }
        | Step::SetTableComment { table: _, from: _, to: _ }
        | Step::RenameColumn { table: _, from: _, to: _ }
        | Step::DropPrimaryKey { table: _, key: _ }
        | Step::DropIndex { table: _, index: _ }
        | Step::RenameIndex { table: _, from: _, to: _ }
        | Step::RenameConstraint { table: _, from: _, to: _ }
        | Step::RenameSequence { table: _, from: _, to: _ }
        | Step::CreateSequence(_)
        | Step::AlterSequence { .. }
        | Step::DropSequence(_)
        | Step::Set { .. }
        | Step::DropForeignKey { table: _, key: _ }
        | Step::DropCheck { table: _, check: _ }
        | Step::ValidateForeignKey { table: _, key: _ }
        | Step::ValidateCheck { table: _, check: _ }
        | Step::RebuildTable { from: _, to: _ } => Vec::new(),
    };
    hazards.extend(
        rows.broken_by(step).into_iter().map(|obstacle| Hazard {
            kind: HazardKind::FailsOnExistingRows,
            object: object(step),
            why: format!("It fails if there are {}.", obstacle.what),
            remedy: "They are counted first, and nothing is changed while there are any; mend them before."
                .to_owned(),
        }),
    );
    if let Some(table) = step.table() {
        hazards.extend(busy(table, server.cost(step, journey)));
        hazards.extend(filled(table, step));
    }
    hazards
}

/// The table, or `table.column`.
fn object(step: &Step) -> String {
    match step {
        Step::AddColumn { table, column }
        | Step::AlterColumn { table, from: _, to: column }
        | Step::DropColumn { table, column } => format!("{table}.{}", column.name),
        Step::CreateSchema(_)
        | Step::CreateEnum(_)
        | Step::AlterEnum { from: _, to: _, columns: _ }
        | Step::DropEnum(_)
        | Step::CreateTable(_)
        | Step::DropTable(_)
        | Step::DropCircle(_)
        | Step::RenameTable { from: _, to: _ }
        | Step::SetTableComment { table: _, from: _, to: _ }
        | Step::RenameColumn { table: _, from: _, to: _ }
        | Step::AddPrimaryKey { table: _, key: _ }
        | Step::DropPrimaryKey { table: _, key: _ }
        | Step::CreateIndex { table: _, index: _ }
        | Step::DropIndex { table: _, index: _ }
        | Step::RenameIndex { table: _, from: _, to: _ }
        | Step::RenameConstraint { table: _, from: _, to: _ }
        | Step::RenameSequence { table: _, from: _, to: _ }
        | Step::CreateSequence(_)
        | Step::AlterSequence { .. }
        | Step::DropSequence(_)
        | Step::Set { .. }
        | Step::AddForeignKey { table: _, key: _ }
        | Step::DropForeignKey { table: _, key: _ }
        | Step::AddCheck { table: _, check: _ }
        | Step::DropCheck { table: _, check: _ }
        | Step::ValidateForeignKey { table: _, key: _ }
        | Step::ValidateCheck { table: _, check: _ }
        | Step::RebuildTable { from: _, to: _ } => step.subject(),
    }
}

fn gone(tables: &[Table]) -> Vec<Hazard> {
    let of = |table: &Table| {
        [
            Hazard {
                kind: HazardKind::DropsData,
                object: table.name.to_string(),
                why: format!("All rows of `{}` are gone.", table.name),
                remedy: "Make sure that a backup has them.".to_owned(),
            },
            Hazard {
                kind: HazardKind::CannotReturn,
                object: table.name.to_string(),
                why: format!("`down` makes `{}` again, empty.", table.name),
                remedy: "Rename it first, and drop it when nobody has missed it.".to_owned(),
            },
        ]
    };
    tables.iter().flat_map(of).collect()
}

fn column_gone(server: &Server, table: &ObjectName, column: &Column, journey: &Journey<'_>) -> Vec<Hazard> {
    // What is computed is computed again; what another column took over is there.
    let taken_over = journey.steps.iter().any(|step| match step {
        Step::AddColumn { table: of, column: new } => {
            of == table
                && (new.name == column.name
                    || new.backfill.as_ref().is_some_and(|fill| {
                        [&column.name, &server.name(&column.name)].iter().any(|name| fill.as_str() == *name)
                    }))
        }
        _ => false,
    });
    if column.generated.is_some() || taken_over {
        return Vec::new();
    }
    let object = format!("{table}.{}", column.name);
    vec![
        Hazard {
            kind: HazardKind::DropsData,
            object: object.clone(),
            why: format!("All values of `{object}` are gone."),
            remedy: "Make sure that a backup has them.".to_owned(),
        },
        Hazard {
            kind: HazardKind::CannotReturn,
            object: object.clone(),
            why: format!("`down` makes `{object}` again, without its values."),
            remedy: "Keep the column until nobody has missed it.".to_owned(),
        },
    ]
}

fn narrowed(server: &Server, rows: &Rows<'_>, table: &ObjectName, from: &Column, to: &Column) -> Vec<Hazard> {
    let (old, new) = (from.ty.value(), to.ty.value());
    let object = format!("{table}.{}", to.name);
    let narrows = |remedy: &str| Hazard {
        kind: HazardKind::NarrowsType,
        object: object.clone(),
        why: format!("Not every {} of `{object}` is {}.", server.type_sql(old), server.type_sql(new)),
        remedy: remedy.to_owned(),
    };
    let mut hazards = match rows.fit(from, to) {
        Fit::All => Vec::new(),
        Fit::Except(_) => vec![narrows(
            "The rows that do not fit are counted first, and nothing is changed while there are any.",
        )],
        Fit::Unknown => {
            vec![narrows(
                "The server decides row by row: it may refuse a value, or make another of it. Look at some first, or say a `using`.",
            )]
        }
    };
    if let Some((set, _)) = rows.lost_letters(table, from, to) {
        hazards.push(Hazard {
            kind: HazardKind::NarrowsType,
            object: object.clone(),
            why: format!("Not every letter of `{object}` is in the character set {set}."),
            remedy:
                "The rows that have others are counted first, and nothing is changed while there are any."
                    .to_owned(),
        });
    }
    if to.using.is_some() && old != new {
        hazards.push(Hazard {
            kind: HazardKind::CannotReturn,
            object: object.clone(),
            why: format!(
                "`down` cannot undo the conversion of `{object}`, and takes its values as they are."
            ),
            remedy: "Keep a copy of the column if the former values matter.".to_owned(),
        });
    }
    hazards
}

/// What those who use the table notice.
fn busy(table: &ObjectName, cost: Cost) -> Vec<Hazard> {
    let hazard = |kind, why: &str, remedy: &str| Hazard {
        kind,
        object: table.to_string(),
        why: why.replace("{}", &format!("`{table}`")),
        remedy: remedy.to_owned(),
    };
    match cost {
        Cost::Instant | Cost::Beside => Vec::new(),
        Cost::Locked => vec![hazard(
            HazardKind::BlocksWrites,
            "Nobody can write to {} while the server reads it.",
            "Run it when there is little to write.",
        )],
        Cost::Rebuild => vec![hazard(
            HazardKind::RewritesTable,
            "The server writes {} anew beside those who use it, which takes its size once more on the disk.",
            "Run it when there is little to do.",
        )],
        Cost::Copy => vec![
            hazard(
                HazardKind::RewritesTable,
                "The server copies {}, which takes its size once more on the disk.",
                "Run it when there is little to do, or use a tool that copies beside (gh-ost, pt-online-schema-change).",
            ),
            hazard(
                HazardKind::BlocksWrites,
                "Nobody can write to {} while the server copies it.",
                "Run it when there is little to write.",
            ),
        ],
    }
}

/// All rows that are filled are locked until all of them are.
fn filled(table: &ObjectName, step: &Step) -> Option<Hazard> {
    let object = object(step);
    let (why, remedy) = match step {
        Step::AlterColumn { table: _, from, to }
            if to.using.is_some() && from.ty.value() != to.ty.value() =>
        {
            (
                format!("What is written to `{object}` while its values are converted is not converted."),
                "Stop those who write to it until it is over.",
            )
        }
        Step::AddColumn { table: _, column } if column.backfill.is_some() => locked(table),
        Step::AlterColumn { table: _, from, to }
            if to.backfill.is_some() && from.nullable && !to.nullable =>
        {
            locked(table)
        }
        _ => return None,
    };
    Some(Hazard { kind: HazardKind::BlocksWrites, object, why, remedy: remedy.to_owned() })
}

fn locked(table: &ObjectName) -> (String, &'static str) {
    let why = format!("The rows of `{table}` that are filled are locked until all of them are.");
    (why, "Run it when there is little to write.")
}
