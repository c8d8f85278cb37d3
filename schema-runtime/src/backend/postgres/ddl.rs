//! A step comes in, the statements that do it on PostgreSQL go out.

pub(super) mod column;
mod enum_type;
mod setting;
mod table;

use super::Server;
use super::sequence;
use super::spell::NAME_BYTES;
use super::sql_type::{self, quote};
use crate::error::Error;
use crate::model::{
    Check, Column, Deferrability, Index, IndexKind, IndexTarget, ObjectName, PrimaryKey, SqlType,
};
use crate::plan::{Capabilities, NameLength, Statement, Step};

pub(in crate::backend) fn capabilities(_server: &Server) -> Capabilities {
    Capabilities {
        enum_types: true,
        schemas: true,
        add_foreign_key: true,
        alter_constraint: true,
        alter_primary_key: true,
        alter_column: true,
        alter_options: true,
        add_computed_column: true,
        comments: true,
        rename_index: true,
        rename_constraint: true,
        named_uniques: true,
        named_sequences: true,
        foreign_key_needs_index: false,
        drop_column_cascades: true,
        one_index_of_a_name: true,
        one_key_of_a_name: false,
        // NAMEDATALEN - 1: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
        longest_name: Some(NameLength::Bytes(NAME_BYTES)),
        binary_json: true,
        online: true,
    }
}

pub(in crate::backend) fn ddl(server: &Server, step: &Step) -> Result<Vec<Statement>, Error> {
    Ok(match step {
        Step::CreateSchema(name) => {
            vec![Statement::Raw(format!("CREATE SCHEMA IF NOT EXISTS {}", quote(name)))]
        }
        Step::CreateEnum(ty) => {
            vec![Statement::CreateType { name: ty.name.clone(), values: ty.values.clone() }]
        }
        Step::AlterEnum { from, to, columns } => enum_type::alter(from, to, columns),
        Step::CreateSequence(new) => vec![sequence::create(new)],
        Step::AlterSequence { from, to } => sequence::alter(from, to),
        Step::DropSequence(gone) => {
            vec![Statement::Raw(format!("DROP SEQUENCE {}", qualified(&gone.name)))]
        }
        Step::Set { subject, name, value } => vec![setting::set(subject, name, value.as_deref())?],
        Step::DropEnum(ty) => vec![Statement::DropType { name: ty.name.clone() }],
        Step::CreateTable(table) => table::create(server, table)?,
        Step::DropTable(table) => vec![Statement::DropTable(table.name.clone())],
        Step::DropCircle(tables) => {
            tables.iter().map(|table| Statement::DropTable(table.name.clone())).collect()
        }
        Step::RenameTable { from, to } => table::rename(from, to),
        Step::SetTableComment { table, from: _, to } => {
            vec![comment(&format!("TABLE {}", qualified(table)), to.as_deref())]
        }
        Step::AddColumn { table, column } => column::add(server, table, column)?,
        Step::AlterColumn { table, from, to } => column::alter(server, table, from, to)?,
        Step::RenameColumn { table, from, to } => {
            vec![Statement::RenameColumn { table: table.clone(), from: from.clone(), to: to.clone() }]
        }
        Step::DropColumn { table, column } => {
            vec![Statement::DropColumn { table: table.clone(), column: column.name.clone() }]
        }
        Step::AddPrimaryKey { table, key } => vec![add_constraint(table, &primary_key(key))],
        Step::DropPrimaryKey { table, key } => {
            let name = key.name.clone().unwrap_or_else(|| format!("{}_pkey", table.name));
            vec![drop_constraint(table, &name)]
        }
        Step::CreateIndex { table, index } => vec![create_index(table, index)],
        Step::DropIndex { table, index } => vec![drop_index(table, index)],
        Step::RenameIndex { table, from, to } => {
            let name = from.name.clone().unwrap_or_default();
            let from = ObjectName::in_schema(table.schema.as_deref(), name);
            vec![Statement::Raw(format!("ALTER INDEX {} RENAME TO {}", qualified(&from), quote(to)))]
        }
        Step::RenameConstraint { table, from, to } => {
            vec![alter_table(table, &format!("RENAME CONSTRAINT {} TO {}", quote(from), quote(to)))]
        }
        Step::RenameSequence { table, from, to } => {
            // It may have been given another name by hand, and then keeps that.
            let from = ObjectName::in_schema(table.schema.as_deref(), from);
            let sql = format!("ALTER SEQUENCE IF EXISTS {} RENAME TO {}", qualified(&from), quote(to));
            vec![Statement::Raw(sql)]
        }
        Step::AddForeignKey { table, key } => {
            vec![Statement::AddForeignKey { table: table.clone(), key: key.clone() }]
        }
        Step::DropForeignKey { table, key } => {
            let name = key.name.clone().unwrap_or_default();
            vec![Statement::DropForeignKey { table: table.clone(), name }]
        }
        Step::AddCheck { table, check } => vec![add_check(table, check)],
        Step::DropCheck { table, check } => {
            let name = check.name.as_deref().unwrap_or_default();
            vec![drop_constraint(table, name)]
        }
        Step::ValidateForeignKey { table, key } => {
            vec![validate(table, key.name.as_deref().unwrap_or_default())]
        }
        Step::ValidateCheck { table, check } => {
            vec![validate(table, check.name.as_deref().unwrap_or_default())]
        }
        Step::RebuildTable { from, to: _ } => {
            return Err(Error::Unsupported {
                step: format!("rebuild the table `{}`", from.name),
                backend: "PostgreSQL",
                why: "it changes tables where they are, and plans for it have no such step".to_owned(),
            });
        }
    })
}

/// The name of an object as SQL.
pub(super) fn qualified(name: &ObjectName) -> String {
    match &name.schema {
        Some(schema) => format!("{}.{}", quote(schema), quote(&name.name)),
        None => quote(&name.name),
    }
}

/// A string as SQL.
pub(super) fn text(value: &str) -> String {
    let quoted = value.replace('\'', "''");
    if value.contains('\\') { format!("E'{}'", quoted.replace('\\', "\\\\")) } else { format!("'{quoted}'") }
}

pub(super) fn list(names: &[String]) -> String {
    names.iter().map(|name| quote(name)).collect::<Vec<_>>().join(", ")
}

/// Words behind words.
pub(super) fn list_of(first: &str, rest: &[String]) -> String {
    std::iter::once(first).chain(rest.iter().map(String::as_str)).collect::<Vec<_>>().join(" ")
}

fn constraint(name: &str) -> String {
    format!("CONSTRAINT {} ", quote(name))
}

pub(super) fn alter_table(table: &ObjectName, what: &str) -> Statement {
    Statement::Raw(format!("ALTER TABLE {} {what}", qualified(table)))
}

pub(super) fn alter_column(table: &ObjectName, column: &str, what: &str) -> Statement {
    alter_table(table, &format!("ALTER COLUMN {} {what}", quote(column)))
}

fn add_constraint(table: &ObjectName, constraint: &str) -> Statement {
    alter_table(table, &format!("ADD {constraint}"))
}

fn drop_constraint(table: &ObjectName, name: &str) -> Statement {
    alter_table(table, &format!("DROP CONSTRAINT {}", quote(name)))
}

pub(super) fn validate(table: &ObjectName, name: &str) -> Statement {
    alter_table(table, &format!("VALIDATE CONSTRAINT {}", quote(name)))
}

/// `object` with its kind: `TABLE "t"`.
fn comment(object: &str, comment: Option<&str>) -> Statement {
    let comment = comment.map_or_else(|| "NULL".to_owned(), text);
    Statement::Raw(format!("COMMENT ON {object} IS {comment}"))
}

pub(super) fn column_comment(table: &ObjectName, column: &Column) -> Statement {
    let object = format!("COLUMN {}.{}", qualified(table), quote(&column.name));
    comment(&object, column.comment.value().as_deref())
}

fn primary_key(key: &PrimaryKey) -> String {
    let name = key.name.as_deref().map(constraint).unwrap_or_default();
    format!("{name}PRIMARY KEY ({})", list(&key.columns))
}

pub(super) fn add_check(table: &ObjectName, check: &Check) -> Statement {
    let name = check.name.as_deref().map(constraint).unwrap_or_default();
    let options: String = check.options.value().keys().map(|option| format!(" {option}")).collect();
    let valid = if check.valid { "" } else { " NOT VALID" };
    add_constraint(table, &format!("{name}CHECK ({}){options}{valid}", check.expr))
}

fn create_index(table: &ObjectName, index: &Index) -> Statement {
    match index.kind {
        IndexKind::Plain | IndexKind::Unique => {
            Statement::CreateIndex { table: table.clone(), index: index.clone() }
        }
        IndexKind::Constraint(deferrable) => add_constraint(table, &unique_constraint(index, deferrable)),
    }
}

fn unique_constraint(index: &Index, deferrable: Deferrability) -> String {
    let name = index.name.as_deref().map(constraint).unwrap_or_default();
    let nulls = if index.nulls_not_distinct { " NULLS NOT DISTINCT" } else { "" };
    let columns = index.parts.iter().map(|part| match &part.target {
        IndexTarget::Column(column) => quote(column),
        IndexTarget::Expr(expr) => format!("({expr})"),
    });
    let columns = columns.collect::<Vec<_>>().join(", ");
    let include =
        if index.include.is_empty() { String::new() } else { format!(" INCLUDE ({})", list(&index.include)) };
    let when = when(deferrable);
    format!("{name}UNIQUE{nulls} ({columns}){include}{when}")
}

/// What stands behind a constraint that can be put off.
pub(super) fn when(deferrable: Deferrability) -> &'static str {
    match deferrable {
        Deferrability::NotDeferrable => "",
        Deferrability::InitiallyImmediate => " DEFERRABLE INITIALLY IMMEDIATE",
        Deferrability::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    }
}

fn drop_index(table: &ObjectName, index: &Index) -> Statement {
    let name = index.name.clone().unwrap_or_default();
    match index.kind {
        IndexKind::Plain | IndexKind::Unique => Statement::DropIndex { table: table.clone(), name },
        IndexKind::Constraint(_) => drop_constraint(table, &name),
    }
}

/// The type as SQL, with the collation where there is one.
fn type_with_collation(ty: &SqlType, collation: Option<&str>) -> String {
    match collation {
        Some(collation) => format!("{} COLLATE {}", sql_type::write(ty), quote(collation)),
        None => sql_type::write(ty),
    }
}
