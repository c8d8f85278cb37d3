//! Enum types before and after come in; the steps that make, extend, exchange and drop them go out.

use super::Step;
use crate::model::{Column, EnumType, ObjectName, Promise, Schema};

/// What happens to the enum types, by when it must.
#[derive(Default)]
pub(super) struct Enums {
    /// Before all else: types that come, and labels that come.
    pub(super) first: Vec<Step>,
    /// When nothing that knows the old type is in the way: a label that goes or moves.
    pub(super) exchanges: Vec<Step>,
    /// When nothing uses them any more.
    pub(super) last: Vec<Step>,
    /// The columns whose type is exchanged, under their new names.
    pub(super) exchanged: Vec<(ObjectName, String)>,
    /// Those of them whose default is not the same afterwards, as they are: it may be a label that goes.
    unset: Vec<(ObjectName, Column)>,
}

impl Enums {
    /// Takes the defaults away that do not outlive their type, in the schema too.
    pub(super) fn unset(&self, schema: &mut Schema) -> Vec<Step> {
        let mut steps = Vec::new();
        for (table, from) in &self.unset {
            let to = without_default(from);
            let columns = schema.tables.get_mut(table).into_iter().flat_map(|table| &mut table.columns);
            columns.filter(|column| column.name == to.name).for_each(|column| *column = to.clone());
            steps.push(Step::AlterColumn { table: table.clone(), from: from.clone(), to });
        }
        steps
    }
}

fn without_default(column: &Column) -> Column {
    Column { default: Promise::Exact(None), ..column.clone() }
}

/// `from` with its new names.
pub(super) fn compare(from: &Schema, to: &Schema) -> Enums {
    let mut enums = Enums::default();
    for (name, new) in &to.enums {
        match from.enums.get(name) {
            None => enums.first.push(Step::CreateEnum(new.clone())),
            Some(old) if old.values == new.values => {}
            Some(old) => {
                let extended = is_extended(&old.called_as_in(new), new);
                let mut columns = if extended { Vec::new() } else { users(from, old) };
                for (table, column) in &mut columns {
                    if column.default.value().is_some() && !keeps_default(to, table, column) {
                        enums.unset.push((table.clone(), column.clone()));
                        *column = without_default(column);
                    }
                }
                let step = Step::AlterEnum { from: old.clone(), to: new.clone(), columns: columns.clone() };
                if extended {
                    enums.first.push(step);
                } else {
                    enums.exchanges.push(step);
                    enums.exchanged.extend(columns.into_iter().map(|(table, column)| (table, column.name)));
                }
            }
        }
    }
    let gone = from.enums.iter().filter(|(name, _)| !to.enums.contains_key(name));
    enums.last.extend(gone.map(|(_, old)| Step::DropEnum(old.clone())));
    enums
}

/// Whether all labels stay, in their order, under whatever names.
pub(super) fn is_extended(from: &EnumType, to: &EnumType) -> bool {
    let mut labels = to.values.iter();
    from.values.iter().all(|label| labels.any(|other| other == label))
}

fn keeps_default(to: &Schema, table: &ObjectName, column: &Column) -> bool {
    let after = to.tables.get(table).and_then(|table| table.column(&column.name));
    after.is_some_and(|after| after.default.value() == column.default.value())
}

fn users(schema: &Schema, ty: &EnumType) -> Vec<(ObjectName, Column)> {
    let tables = schema.tables.iter();
    let columns = tables.flat_map(|(name, table)| table.columns.iter().map(move |column| (name, column)));
    columns
        .filter(|(_, column)| {
            let of = column.ty.value();
            (&of.schema, &of.name) == (&ty.name.schema, &ty.name.name)
        })
        .map(|(table, column)| (table.clone(), column.clone()))
        .collect()
}
