//! Enum types: labels renamed, added where they belong, or the type exchanged under the columns that use it.

use super::{alter_column, alter_table, qualified, quote, text};
use crate::backend::postgres::sql_type;
use crate::model::{Column, EnumType, Expr, ObjectName, SqlType};
use crate::plan::{ColumnCall, Statement};

pub(super) fn alter(from: &EnumType, to: &EnumType, columns: &[(ObjectName, Column)]) -> Vec<Statement> {
    let rename = |(former, new): (&str, &str)| {
        let (former, new) = (text(former), text(new));
        Statement::Raw(format!("ALTER TYPE {} RENAME VALUE {former} TO {new}", qualified(&from.name)))
    };
    let mut statements: Vec<_> = from.renames_to(to).into_iter().map(rename).collect();
    let called = from.called_as_in(to);
    if only_adds(&called, to) {
        statements.extend(add(&called, to));
    } else {
        statements.extend(exchange(&called, to, columns, &from.renames_to(to)));
    }
    statements
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
fn exchange(
    from: &EnumType,
    to: &EnumType,
    columns: &[(ObjectName, Column)],
    renames: &[(&str, &str)],
) -> Vec<Statement> {
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
            let default = Some(renamed(default, renames));
            let set = ColumnCall { default, ..ColumnCall::new(name) };
            statements.push(Statement::ModifyColumn { table: table.clone(), column: set });
        }
    }
    statements.push(Statement::DropType { name: old });
    statements
}

/// A default that is a label, by the name that it has by then.
fn renamed(default: &Expr, renames: &[(&str, &str)]) -> Expr {
    let followed = renames.iter().find_map(|(former, new)| {
        let rest = default.as_str().strip_prefix(&text(former))?;
        (rest.is_empty() || rest.starts_with("::")).then(|| Expr::new(format!("{}{rest}", text(new))))
    });
    followed.unwrap_or_else(|| default.clone())
}

fn type_of(name: &ObjectName) -> SqlType {
    SqlType { schema: name.schema.clone(), ..SqlType::new(&name.name) }
}
