//! Columns: added, and changed in all their aspects at once.

use super::{alter_column, alter_table, column_comment, qualified, quote, text, type_with_collation};
use crate::backend::postgres::Server;
use crate::backend::postgres::spell::made_name;
use crate::backend::postgres::sql_type;
use crate::error::Error;
use crate::model::{Column, Expr, Generated, Identity, ObjectName, SqlType, Storage};
use crate::plan::{ColumnCall, Statement};
use sea_orm::ColumnType;

/// The column as the builder makes it, without its comment.
pub(in crate::backend::postgres) fn call(
    server: &Server,
    table: &ObjectName,
    column: &Column,
) -> Result<ColumnCall, Error> {
    let ty = column.ty.value();
    let mut call = ColumnCall::new(&column.name);
    call.ty = Some(sql_type::column_type(ty));
    call.not_null = (!column.nullable).then_some(true);
    call.default.clone_from(column.default.value());
    call.generated.clone_from(&column.generated);
    if let Some(Generated { expr: _, storage: Storage::Virtual }) = &column.generated
        && server.version < 180_000
    {
        return Err(unsupported(
            table,
            column,
            "add",
            "PostgreSQL computes a column on reading since version 18: write `stored`",
        ));
    }
    let mut extra = Vec::new();
    match column.identity.value() {
        None => {}
        Some(Identity::Always) => extra.push("GENERATED ALWAYS AS IDENTITY".to_owned()),
        Some(Identity::Serial) => call.ty = Some(ColumnType::custom(serial(ty))),
        Some(Identity::ByDefault | Identity::AutoIncrement | Identity::RowId) => call.auto_increment = true,
    }
    extra.extend(column.collation.value().as_ref().map(|collation| format!("COLLATE {}", quote(collation))));
    extra.extend(column.extra.clone());
    call.extra = (!extra.is_empty()).then(|| extra.join(" "));
    Ok(call)
}

fn serial(ty: &SqlType) -> &'static str {
    match ty.name.as_str() {
        "smallint" => "smallserial",
        "bigint" => "bigserial",
        _ => "serial",
    }
}

pub(super) fn add(server: &Server, table: &ObjectName, column: &Column) -> Result<Vec<Statement>, Error> {
    let mut call = call(server, table, column)?;
    let mut statements = Vec::new();
    match &column.backfill {
        // The rows that are there are filled before anything is asked of them.
        Some(backfill) => {
            let not_null = call.not_null.take();
            let default = call.default.take();
            statements.push(Statement::AddColumn { table: table.clone(), column: call });
            statements.push(fill(table, column, backfill));
            let rest = ColumnCall { not_null, default, ..ColumnCall::new(&column.name) };
            if rest != ColumnCall::new(&column.name) {
                statements.push(Statement::ModifyColumn { table: table.clone(), column: rest });
            }
        }
        None => statements.push(Statement::AddColumn { table: table.clone(), column: call }),
    }
    if column.comment.value().is_some() {
        statements.push(column_comment(table, column));
    }
    Ok(statements)
}

fn fill(table: &ObjectName, column: &Column, with: &Expr) -> Statement {
    let (table, name) = (qualified(table), quote(&column.name));
    Statement::Raw(format!("UPDATE {table} SET {name} = {with} WHERE {name} IS NULL"))
}

pub(super) fn alter(
    server: &Server,
    table: &ObjectName,
    from: &Column,
    to: &Column,
) -> Result<Vec<Statement>, Error> {
    let mut statements = Vec::new();
    if from.generated != to.generated {
        match generate(server, table, from, to)? {
            Some(statement) => statements.push(statement),
            None => return again(server, table, from, to),
        }
    }
    let name = &to.name;
    let modify = |change: ColumnCall| Statement::ModifyColumn { table: table.clone(), column: change };
    let new_type = from.ty.value() != to.ty.value() || from.collation.value() != to.collation.value();
    let new_numbers = from.identity.value() != to.identity.value();
    if new_numbers {
        statements.extend(stop_numbering(
            table,
            name,
            from.identity.value().as_ref(),
            to.identity.value().as_ref(),
        ));
    }
    let default = (from.default.value(), to.default.value());
    let drop_default = default.0.is_some() && (new_type || default.1.is_none());
    if drop_default {
        statements.push(alter_column(table, name, "DROP DEFAULT"));
    }
    if new_type {
        statements.push(convert(table, from, to));
    }
    if from.nullable && !to.nullable {
        statements.extend(to.backfill.as_ref().map(|backfill| fill(table, to, backfill)));
    }
    if from.nullable != to.nullable {
        statements.push(modify(ColumnCall { not_null: Some(!to.nullable), ..ColumnCall::new(name) }));
    }
    if new_numbers {
        let before = from.identity.value().as_ref();
        statements.extend(start_numbering(table, to, before));
    }
    if let Some(expr) = default.1
        && (drop_default || default.0 != default.1)
    {
        statements.push(modify(ColumnCall { default: Some(expr.clone()), ..ColumnCall::new(name) }));
    }
    if from.comment.value() != to.comment.value() {
        statements.push(column_comment(table, to));
    }
    Ok(statements)
}

/// The change of a generated column in place; `None` where there is no way but to make it again, which loses
/// nothing, since its values are computed.
fn generate(
    server: &Server,
    table: &ObjectName,
    from: &Column,
    to: &Column,
) -> Result<Option<Statement>, Error> {
    Ok(match (&from.generated, &to.generated) {
        (Some(Generated { expr: _, storage: Storage::Stored }), None) if server.version >= 130_000 => {
            Some(alter_column(table, &to.name, "DROP EXPRESSION"))
        }
        (Some(_), None) => {
            let why = "only a stored column can keep its values, and only since version 13; drop the column, and \
                       add it again";
            return Err(unsupported(table, to, "keep the values of", why));
        }
        (Some(before), Some(after)) if before.storage == after.storage && server.version >= 170_000 => {
            Some(alter_column(table, &to.name, &format!("SET EXPRESSION AS ({})", after.expr)))
        }
        (_, Some(_)) | (None, None) => None,
    })
}

fn again(server: &Server, table: &ObjectName, from: &Column, to: &Column) -> Result<Vec<Statement>, Error> {
    let mut statements = vec![Statement::DropColumn { table: table.clone(), column: from.name.clone() }];
    statements.extend(add(server, table, to)?);
    Ok(statements)
}

fn convert(table: &ObjectName, from: &Column, to: &Column) -> Statement {
    let (before, after) = (from.ty.value(), to.ty.value());
    let using = to.using.clone().or_else(|| {
        // Between types that are not the server's own, two enums for one, there is seldom another way than text.
        let through = if is_own(before) && is_own(after) { "::text" } else { "" };
        let cast = || Expr::new(format!("{}{through}::{}", quote(&to.name), cast(after)));
        needs_cast(before, after).then(cast)
    });
    if from.collation.value() == to.collation.value() && to.collation.value().is_none() {
        let change =
            ColumnCall { ty: Some(sql_type::column_type(after)), using, ..ColumnCall::new(&to.name) };
        return Statement::ModifyColumn { table: table.clone(), column: change };
    }
    let ty = type_with_collation(after, to.collation.value().as_deref());
    let using = using.map(|using| format!(" USING {using}")).unwrap_or_default();
    alter_column(table, &to.name, &format!("TYPE {ty}{using}"))
}

/// Whether the server converts the one to the other by itself when it is assigned.
fn needs_cast(from: &SqlType, to: &SqlType) -> bool {
    const FAMILIES: [&[&str]; 3] = [
        &["smallint", "integer", "bigint", "numeric", "real", "double precision"],
        &["date", "timestamp without time zone", "timestamp with time zone"],
        &["json", "jsonb"],
    ];
    let (from_name, to_name) = (from.name.as_str(), to.name.as_str());
    let alike = from.schema == to.schema && from.name == to.name
        || FAMILIES.iter().any(|family| family.contains(&from_name) && family.contains(&to_name))
        || from.dimensions == 0 && ["text", "character varying", "character", "bpchar"].contains(&to_name);
    !alike || from.dimensions != to.dimensions
}

/// Whether somebody made the type: an enum, a domain, an extension's.
fn is_own(ty: &SqlType) -> bool {
    matches!(sql_type::column_type(ty), ColumnType::Custom(_))
}

/// The type to cast to. A cast to a type with a length cuts without a word; assigned, a longer value is an error.
fn cast(ty: &SqlType) -> String {
    let name = match ty.name.as_str() {
        "character varying" => "character varying",
        "character" => "bpchar",
        "bit" | "bit varying" => "bit varying",
        _ => return sql_type::write(ty),
    };
    sql_type::write(&SqlType { name: name.to_owned(), arguments: Vec::new(), ..ty.clone() })
}

/// Ends the numbering that was, before the type changes.
fn stop_numbering(
    table: &ObjectName,
    column: &str,
    from: Option<&Identity>,
    to: Option<&Identity>,
) -> Option<Statement> {
    match (from, to) {
        (Some(Identity::Serial), _) => {
            let (owner, owned) = (qualified(table), quote(column));
            let sequence = sequence_of(table, column);
            Some(Statement::Raw(format!(
                "DO $do$ DECLARE owned text := {sequence}; BEGIN \
                 ALTER TABLE {owner} ALTER COLUMN {owned} DROP DEFAULT; \
                 EXECUTE 'DROP SEQUENCE ' || owned; END $do$"
            )))
        }
        (Some(_), None | Some(Identity::Serial)) => Some(alter_column(table, column, "DROP IDENTITY")),
        (Some(_), Some(_)) | (None, _) => None,
    }
}

/// Begins the numbering that is to be, after the numbers that are there.
fn start_numbering(table: &ObjectName, to: &Column, from: Option<&Identity>) -> Vec<Statement> {
    let (column, Some(identity)) = (&to.name, to.identity.value()) else { return Vec::new() };
    let kind = match identity {
        Identity::Serial => {
            let name = made_name(&table.name, Some(column), "seq");
            let sequence = qualified(&ObjectName::in_schema(table.schema.as_deref(), name));
            let ty = sql_type::write(to.ty.value());
            let owner = format!("{}.{}", qualified(table), quote(column));
            return vec![
                Statement::Raw(format!("CREATE SEQUENCE {sequence} AS {ty} OWNED BY {owner}")),
                alter_column(table, column, &format!("SET DEFAULT nextval({}::regclass)", text(&sequence))),
                go_on(table, column),
            ];
        }
        Identity::Always => "ALWAYS",
        Identity::ByDefault | Identity::AutoIncrement | Identity::RowId => "BY DEFAULT",
    };
    match from {
        Some(Identity::Always | Identity::ByDefault | Identity::AutoIncrement | Identity::RowId) => {
            vec![alter_column(table, column, &format!("SET GENERATED {kind}"))]
        }
        Some(Identity::Serial) | None => vec![
            alter_table(table, &format!("ALTER COLUMN {} ADD GENERATED {kind} AS IDENTITY", quote(column))),
            go_on(table, column),
        ],
    }
}

fn go_on(table: &ObjectName, column: &str) -> Statement {
    let (sequence, table, column) = (sequence_of(table, column), qualified(table), quote(column));
    Statement::Raw(format!(
        "SELECT setval({sequence}, (SELECT COALESCE(MAX({column}), 0) + 1 FROM {table}), false)"
    ))
}

fn sequence_of(table: &ObjectName, column: &str) -> String {
    format!("pg_get_serial_sequence({}, {})", text(&qualified(table)), text(column))
}

fn unsupported(table: &ObjectName, column: &Column, doing: &str, why: &str) -> Error {
    Error::Unsupported {
        step: format!("{doing} the column `{table}.{}`", column.name),
        backend: "PostgreSQL",
        why: why.to_owned(),
    }
}
