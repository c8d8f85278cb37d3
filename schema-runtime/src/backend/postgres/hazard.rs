//! A step comes in; what it does on PostgreSQL to rows, and to those who use them meanwhile, goes out.

mod rewrite;

use super::fit::{Conversion, Fit, Number, is_text, plain_cast};
use super::{Server, sequence};
use crate::model::{
    Check, Column, EnumType, ForeignKey, Generated, Index, IndexKind, ObjectName, SqlType, Storage,
};
use crate::plan::{Hazard, HazardKind, Journey, Manner, Step};
use std::collections::BTreeSet;

pub(in crate::backend) fn hazards(server: &Server, step: &Step, journey: &Journey<'_>) -> Vec<Hazard> {
    let manner = journey.manner;
    match step {
        Step::AlterEnum { from, to, columns } => labels(from, to, columns),
        Step::DropTable(table) => dropped_table(&table.name),
        Step::DropCircle(tables) => tables.iter().flat_map(|table| dropped_table(&table.name)).collect(),
        Step::AddColumn { table, column } => added(table, column, manner),
        Step::AlterColumn { table, from, to } => altered(server, journey, table, from, to),
        Step::DropColumn { table, column } => dropped_column(table, column),
        Step::AddPrimaryKey { table, key } => {
            let name = key.columns.join(",");
            let mut hazards = vec![fails(
                format!("{table}.{name}"),
                format!("It fails when two rows of `{table}` have the same key, or one has none."),
                COUNTED,
            )];
            hazards.extend(scans(manner, table, "The index of the key is built"));
            hazards
        }
        Step::CreateIndex { table, index } => indexed(table, index, manner),
        Step::AddForeignKey { table, key } | Step::ValidateForeignKey { table, key } => {
            pointing(table, key, manner)
        }
        Step::AddCheck { table, check } | Step::ValidateCheck { table, check } => {
            checked(table, check, manner)
        }
        Step::AlterSequence { from, to } => {
            let name = to.name.to_string();
            sequence::loses(from, to).map(|what| recounted(&name, &name, &what)).into_iter().collect()
        }
        Step::CreateSchema(_)
        | Step::CreateEnum(_)
        | Step::DropEnum(_)
        | Step::CreateTable(_)
        | Step::RenameTable { .. }
        | Step::SetTableComment { .. }
        | Step::RenameColumn { .. }
        | Step::DropPrimaryKey { .. }
        | Step::DropIndex { .. }
        | Step::RenameIndex { .. }
        | Step::RenameConstraint { .. }
        | Step::RenameSequence { .. }
        | Step::CreateSequence(_)
        | Step::DropSequence(_)
        | Step::Set { .. }
        | Step::DropForeignKey { .. }
        | Step::DropCheck { .. }
        | Step::RebuildTable { .. } => Vec::new(),
    }
}

const COUNTED: &str = "The migration counts such rows first, and stops with a query that lists them.";
const REFUSED: &str = "The server refuses it then, and nothing is changed.";
const QUIET: &str = "Run it when nobody waits for the table.";
const BACKUP: &str = "Keep a copy for as long as you may want to go back.";

fn hazard(kind: HazardKind, object: impl Into<String>, why: impl Into<String>, remedy: &str) -> Hazard {
    Hazard { kind, object: object.into(), why: why.into(), remedy: remedy.to_owned() }
}

fn fails(object: impl Into<String>, why: impl Into<String>, remedy: &str) -> Hazard {
    hazard(HazardKind::FailsOnExistingRows, object, why, remedy)
}

/// A sequence whose number is lost.
fn recounted(object: &str, sequence: &str, what: &str) -> Hazard {
    let why = format!("`{sequence}` {what}, and `down` does not know how far it had come.");
    hazard(HazardKind::NarrowsType, object, why, "Look first how far it has come (`last_value`).")
}

/// What looks at all rows keeps writers out, unless it is done beside them.
fn scans(manner: Manner, table: &ObjectName, doing: &str) -> Option<Hazard> {
    match manner {
        Manner::Online => None,
        Manner::AtOnce => Some(hazard(
            HazardKind::BlocksWrites,
            table.to_string(),
            format!("{doing} while nobody can write to `{table}`."),
            QUIET,
        )),
    }
}

fn rewrites(object: impl Into<String>, table: &ObjectName) -> Hazard {
    let why = format!("All of `{table}` is written anew, and nobody can read or write it meanwhile.");
    hazard(HazardKind::RewritesTable, object, why, QUIET)
}

fn dropped_table(table: &ObjectName) -> Vec<Hazard> {
    let name = table.to_string();
    vec![
        hazard(
            HazardKind::DropsData,
            &name,
            format!("All rows of `{table}` are gone."),
            "Copy those that are still needed first.",
        ),
        hazard(HazardKind::CannotReturn, &name, format!("`down` makes `{table}` without its rows."), BACKUP),
    ]
}

/// The values of a generated column are computed again.
fn dropped_column(table: &ObjectName, column: &Column) -> Vec<Hazard> {
    if column.generated.is_some() {
        return Vec::new();
    }
    let (name, object) = (&column.name, format!("{table}.{}", column.name));
    vec![
        hazard(
            HazardKind::DropsData,
            &object,
            format!("All values of `{name}` in `{table}` are gone."),
            "Copy those that are still needed first.",
        ),
        hazard(
            HazardKind::CannotReturn,
            &object,
            format!("`down` makes `{name}` without its values."),
            BACKUP,
        ),
    ]
}

fn labels(from: &EnumType, to: &EnumType, columns: &[(ObjectName, Column)]) -> Vec<Hazard> {
    let mut hazards = Vec::new();
    let called = from.called_as_in(to);
    let lost: Vec<_> = called.values.iter().filter(|label| !to.values.contains(label)).collect();
    if let [first, more @ ..] = lost.as_slice() {
        let name = to.name.to_string();
        let labels = more.iter().fold(format!("'{first}'"), |all, label| format!("{all}, '{label}'"));
        hazards.push(hazard(
            HazardKind::NarrowsType,
            &name,
            format!("`{name}` has no {labels} any more."),
            "Make sure that nothing writes it.",
        ));
        hazards.push(fails(&name, format!("It fails when a row has {labels}."), COUNTED));
    }
    let tables: BTreeSet<_> = columns.iter().map(|(table, _)| table).collect();
    hazards.extend(tables.into_iter().map(|table| rewrites(table.to_string(), table)));
    hazards
}

fn added(table: &ObjectName, column: &Column, manner: Manner) -> Vec<Hazard> {
    let (name, object) = (&column.name, format!("{table}.{}", column.name));
    let mut hazards = Vec::new();
    let default = column.default.value();
    let empty = default.is_none() && column.generated.is_none() && column.identity.value().is_none();
    if !column.nullable && empty && column.backfill.is_none() {
        hazards.push(fails(
            &object,
            format!("It fails when `{table}` has a row, since `{name}` would be null in it."),
            "Give the column a default or a `backfill`.",
        ));
    }
    let stored = match &column.generated {
        Some(Generated { expr: _, storage: Storage::Stored }) => true,
        Some(Generated { expr: _, storage: Storage::Virtual }) | None => false,
    };
    // A default that comes after the fill is for new rows alone.
    let volatile = column.backfill.is_none() && default.as_ref().is_some_and(rewrite::is_volatile);
    if stored || volatile || column.identity.value().is_some() {
        hazards.push(rewrites(&object, table));
    } else if column.backfill.is_some() {
        hazards.extend(scans(manner, table, &format!("`{name}` is filled in all rows")));
    }
    hazards
}

fn altered(
    server: &Server,
    journey: &Journey<'_>,
    table: &ObjectName,
    from: &Column,
    to: &Column,
) -> Vec<Hazard> {
    let manner = journey.manner;
    let (name, object) = (&to.name, format!("{table}.{}", to.name));
    if from.generated != to.generated {
        return recomputed(table, from, to);
    }
    let mut hazards = Vec::new();
    let mut written = false;
    if from.ty.value() != to.ty.value() {
        hazards.extend(retyped(server, journey, &object, from, to));
        written = rewrite::is_needed(from, to);
        if written {
            hazards.push(rewrites(&object, table));
        }
    }
    if let Some(what) = sequence::column_loses(from, to) {
        let sequence = sequence::of_column(table, to).to_string();
        hazards.push(recounted(&object, &sequence, &what));
    }
    if from.collation.value() != to.collation.value() && !written {
        hazards.extend(scans(
            Manner::AtOnce,
            table,
            &format!("The indexes that have `{name}` are built anew"),
        ));
    }
    if from.nullable && !to.nullable {
        if to.backfill.is_none() {
            let why = format!("It fails when `{name}` is null in a row of `{table}`.");
            hazards.push(fails(&object, why, COUNTED));
        }
        if !written {
            let doing = match &to.backfill {
                Some(_) => format!("`{name}` is filled where it is null"),
                None => "All rows are looked at".to_owned(),
            };
            hazards.extend(scans(manner, table, &doing));
        }
    }
    hazards
}

/// A column that is generated, or was.
fn recomputed(table: &ObjectName, from: &Column, to: &Column) -> Vec<Hazard> {
    let object = format!("{table}.{}", to.name);
    let stored = |generated: &Generated| match generated.storage {
        Storage::Stored => true,
        Storage::Virtual => false,
    };
    let mut hazards = if to.generated.is_some() { dropped_column(table, from) } else { Vec::new() };
    hazards.extend(to.generated.as_ref().filter(|to| stored(to)).map(|_| rewrites(&object, table)));
    hazards
}

/// What the values of a column lose.
fn retyped(server: &Server, journey: &Journey<'_>, object: &str, from: &Column, to: &Column) -> Vec<Hazard> {
    let mut hazards = Vec::new();
    let (before, after) = (from.ty.value(), to.ty.value());
    let labels = (journey.from.labels_of(before), journey.to.labels_of(after));
    let conversion = Conversion { value: "", from: before, to: after, labels };
    let own = to.using.as_ref().is_some_and(|using| plain_cast(using, to).is_none());
    let fit = conversion.fit(server);
    let fits = fit == Fit::All;
    let cut = loses(before, after);
    if !fits || cut {
        let why = match fits {
            true => format!("{after} holds less than {before}, and what it does not hold is cut off."),
            false if is_text(before) && !is_text(after) => format!("Not every {before} is one of {after}."),
            false => format!("Not every value of {before} fits {after}."),
        };
        let remedy = "Make sure that nothing writes other values.";
        hazards.push(hazard(HazardKind::NarrowsType, object, why, remedy));
    }
    if !fits {
        let not = if is_text(before) && !is_text(after) { "is no" } else { "does not fit" };
        let why = format!("It fails when a value {not} {after}.");
        let is_counted = !own && fit != Fit::Unknown;
        hazards.push(fails(object, why, if is_counted { COUNTED } else { REFUSED }));
    }
    if cut || own {
        let why = format!("`down` does not bring back what the change to {after} takes away.");
        hazards.push(hazard(HazardKind::CannotReturn, object, why, BACKUP));
    }
    hazards
}

/// Whether values are rounded or cut without a word.
fn loses(from: &SqlType, to: &SqlType) -> bool {
    if from.dimensions != to.dimensions {
        return false;
    }
    let precision =
        |ty: &SqlType| ty.arguments.first().and_then(|digits| digits.parse().ok()).unwrap_or(6_u32);
    let (from, to) = (&SqlType { dimensions: 0, ..from.clone() }, &SqlType { dimensions: 0, ..to.clone() });
    if let (Some(from), Some(to)) = (Number::of(from), Number::of(to)) {
        return match (from, to) {
            (Number::Integer(_), Number::Integer(_) | Number::Numeric(None)) => false,
            (Number::Integer(_), Number::Numeric(Some((_, scale)))) => scale < 0,
            (Number::Integer(range), Number::Real) => *range.end() > 1 << 24,
            (Number::Integer(range), Number::Double) => *range.end() > 1 << 53,
            (Number::Numeric(from), Number::Numeric(to)) => match (from, to) {
                (_, None) => false,
                (None, Some(_)) => true,
                (Some((_, from)), Some((_, to))) => to < from,
            },
            (Number::Numeric(from), Number::Integer(_)) => from.is_none_or(|(_, scale)| scale > 0),
            (Number::Numeric(_) | Number::Double, Number::Real) | (Number::Numeric(_), Number::Double) => {
                true
            }
            (Number::Real | Number::Double, Number::Integer(_) | Number::Numeric(_)) => true,
            (Number::Real, Number::Real | Number::Double) | (Number::Double, Number::Double) => false,
        };
    }
    let timestamp = |ty: &SqlType| ty.name.starts_with("timestamp");
    match (from.name.as_str(), to.name.as_str()) {
        ("integer", "boolean") => true,
        (_, "date" | "time without time zone") if timestamp(from) => true,
        (before, after) if before == after || timestamp(from) && timestamp(to) => {
            let timed = timestamp(to) || after.starts_with("time ") || after.starts_with("interval");
            timed && precision(to) < precision(from)
        }
        (before, after) => before == "interval" && after.starts_with("interval "),
    }
}

fn indexed(table: &ObjectName, index: &Index, manner: Manner) -> Vec<Hazard> {
    let name = index.name.clone().unwrap_or_default();
    let mut hazards = Vec::new();
    match index.kind {
        IndexKind::Plain => {}
        IndexKind::Unique | IndexKind::Constraint(_) => hazards.push(fails(
            format!("{table}.{name}"),
            format!("It fails when two rows of `{table}` have what `{name}` is over in common."),
            COUNTED,
        )),
    }
    hazards.extend(scans(manner, table, &format!("`{name}` is built")));
    hazards
}

fn pointing(table: &ObjectName, key: &ForeignKey, manner: Manner) -> Vec<Hazard> {
    if !key.valid {
        return Vec::new();
    }
    let columns = key.columns.join(",");
    let mut hazards = vec![fails(
        format!("{table}.{columns}"),
        format!("It fails when a row of `{table}` points at no row of `{}`.", key.references),
        COUNTED,
    )];
    let doing = "All rows are looked at";
    hazards.extend(scans(manner, table, doing));
    if key.references != *table {
        hazards.extend(scans(manner, &key.references, &format!("All rows of `{table}` are looked at")));
    }
    hazards
}

fn checked(table: &ObjectName, check: &Check, manner: Manner) -> Vec<Hazard> {
    if !check.valid {
        return Vec::new();
    }
    let name = check.name.clone().unwrap_or_default();
    let why = format!("It fails when a row of `{table}` breaks `{}`.", check.expr);
    let mut hazards = vec![fails(format!("{table}.{name}"), why, COUNTED)];
    hazards.extend(scans(manner, table, "All rows are looked at"));
    hazards
}

#[cfg(test)]
mod tests;
