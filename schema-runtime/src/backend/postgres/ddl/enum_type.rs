//! Enum types: labels added where they belong, or the type exchanged under the columns that use it.

use super::{alter_column, alter_table, qualified, quote};
use crate::backend::postgres::sql_type;
use crate::model::{Column, EnumType, ObjectName, SqlType};
use crate::plan::{ColumnCall, Statement};

pub(super) fn alter(from: &EnumType, to: &EnumType, columns: &[(ObjectName, Column)]) -> Vec<Statement> {
    if only_adds(from, to) { add(from, to) } else { exchange(from, to, columns) }
}

/// Whether the old labels are all there, in their order.
fn only_adds(from: &EnumType, to: &EnumType) -> bool {
    let old = |label: &&String| from.values.contains(label);
    to.values.iter().filter(old).eq(&from.values)
}

fn add(from: &EnumType, to: &EnumType) -> Vec<Statement> {
    let known = |label: &String| from.values.contains(label);
    let added = to.values.iter().enumerate().filter(|(_, label)| !known(label));
    added
        .map(|(position, label)| Statement::AddTypeValue {
            name: to.name.clone(),
            value: label.clone(),
            before: to.values[position..].iter().find(|label| known(label)).cloned(),
        })
        .collect()
}

/// PostgreSQL cannot drop or move a label: the type makes way for a new one, and the columns are converted by
/// their labels. A row with a label that goes makes the conversion fail, and nothing has happened.
fn exchange(from: &EnumType, to: &EnumType, columns: &[(ObjectName, Column)]) -> Vec<Statement> {
    let mut aside = format!("{}_old", from.name.name);
    if aside.len() > 63 {
        aside = format!("{}_old", &from.name.name[..from.name.name.floor_char_boundary(59)]);
    }
    let old = ObjectName { schema: from.name.schema.clone(), name: aside };
    let mut statements = vec![
        Statement::Raw(format!("ALTER TYPE {} RENAME TO {}", qualified(&from.name), quote(&old.name))),
        Statement::CreateType { name: to.name.clone(), values: to.values.clone() },
    ];
    for (table, column) in columns {
        let name = &column.name;
        let default = column.default.value();
        if default.is_some() {
            statements.push(alter_column(table, name, "DROP DEFAULT"));
        }
        let ty = SqlType { dimensions: column.ty.value().dimensions, ..type_of(&to.name) };
        let text = SqlType { dimensions: ty.dimensions, ..SqlType::new("text") };
        let (ty, text) = (sql_type::write(&ty), sql_type::write(&text));
        let column = quote(name);
        statements.push(alter_table(
            table,
            &format!("ALTER COLUMN {column} TYPE {ty} USING {column}::{text}::{ty}"),
        ));
        if let Some(default) = default {
            let set = ColumnCall { default: Some(default.clone()), ..ColumnCall::new(name) };
            statements.push(Statement::ModifyColumn { table: table.clone(), column: set });
        }
    }
    statements.push(Statement::DropType { name: old });
    statements
}

fn type_of(name: &ObjectName) -> SqlType {
    SqlType { schema: name.schema.clone(), ..SqlType::new(&name.name) }
}
