//! What entities do not speak of: comments on what has no comment there, storage parameters, how values are kept.

use super::{alter_column, alter_table, comment, qualified, quote, text};
use crate::error::Error;
use crate::model::{ObjectName, Subject};
use crate::plan::Statement;

/// `value` is `None` for what it is by itself.
pub(super) fn set(subject: &Subject, name: &str, value: Option<&str>) -> Result<Statement, Error> {
    let object = object(subject);
    if name == "COMMENT" {
        return Ok(comment(&object, value));
    }
    let flag = |set: &str, reset: &str| if value.is_some() { set.to_owned() } else { reset.to_owned() };
    let done = match subject {
        Subject::Table(table) => alter_table(
            table,
            &match name {
                "UNLOGGED" => flag("SET UNLOGGED", "SET LOGGED"),
                "TABLESPACE" => tablespace(value),
                "REPLICA IDENTITY" => format!("REPLICA IDENTITY {}", value.unwrap_or("DEFAULT")),
                "ROW LEVEL SECURITY" => flag("ENABLE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY"),
                "FORCE ROW LEVEL SECURITY" => flag("FORCE ROW LEVEL SECURITY", "NO FORCE ROW LEVEL SECURITY"),
                parameter => storage(parameter, value),
            },
        ),
        Subject::Column { table, name: column } => {
            let what = match name {
                "STATISTICS" => format!("SET STATISTICS {}", value.unwrap_or("-1")),
                "STORAGE" => match value {
                    Some(value) => format!("SET STORAGE {value}"),
                    None => return Ok(usual_storage(table, column)),
                },
                "COMPRESSION" => format!("SET COMPRESSION {}", value.unwrap_or("default")),
                parameter => storage(parameter, value),
            };
            alter_column(table, column, &what)
        }
        Subject::Index { table, name: index } => match name {
            "CLUSTER" if value.is_some() => alter_table(table, &format!("CLUSTER ON {}", quote(index))),
            "CLUSTER" => alter_table(table, "SET WITHOUT CLUSTER"),
            "REPLICA IDENTITY" => {
                let with = format!("USING INDEX {}", quote(index));
                let with = if value.is_some() { with.as_str() } else { "DEFAULT" };
                alter_table(table, &format!("REPLICA IDENTITY {with}"))
            }
            "TABLESPACE" => Statement::Raw(format!("ALTER {object} {}", tablespace(value))),
            _ => match name.strip_prefix("STATISTICS ") {
                Some(part) => Statement::Raw(format!(
                    "ALTER {object} ALTER COLUMN {part} SET STATISTICS {}",
                    value.unwrap_or("-1")
                )),
                None => Statement::Raw(format!("ALTER {object} {}", storage(name, value))),
            },
        },
        Subject::Schema(_) | Subject::Enum(_) | Subject::Sequence(_) | Subject::Constraint { .. } => {
            return Err(Error::Unsupported {
                step: format!("set {name} of {subject}"),
                backend: "PostgreSQL",
                why: "it has a comment, and nothing else".to_owned(),
            });
        }
    };
    Ok(done)
}

/// As it stands behind `COMMENT ON` and, for what has such a statement, behind `ALTER`.
fn object(subject: &Subject) -> String {
    match subject {
        Subject::Schema(name) => format!("SCHEMA {}", quote(name)),
        Subject::Enum(name) => format!("TYPE {}", qualified(name)),
        Subject::Sequence(name) => format!("SEQUENCE {}", qualified(name)),
        Subject::Table(name) => format!("TABLE {}", qualified(name)),
        Subject::Column { table, name } => format!("COLUMN {}.{}", qualified(table), quote(name)),
        Subject::Index { table, name } => {
            format!("INDEX {}", qualified(&ObjectName::in_schema(table.schema.as_deref(), name)))
        }
        Subject::Constraint { table, name } => format!("CONSTRAINT {} ON {}", quote(name), qualified(table)),
    }
}

fn tablespace(value: Option<&str>) -> String {
    format!("SET TABLESPACE {}", value.map_or_else(|| "pg_default".to_owned(), quote))
}

/// A string is a value of any parameter.
fn storage(parameter: &str, value: Option<&str>) -> String {
    let name = match parameter.split_once('.') {
        Some((space, name)) => format!("{}.{}", quote(space), quote(name)),
        None => quote(parameter),
    };
    match value {
        Some(value) => format!("SET ({name} = {})", text(value)),
        None => format!("RESET ({name})"),
    }
}

/// Before version 16 nothing says "as its type has it".
fn usual_storage(table: &ObjectName, column: &str) -> Statement {
    let (owner, of) = (qualified(table), text(&quote(column)));
    let (relation, name) = (text(&qualified(table)), text(column));
    Statement::Raw(format!(
        "DO $do$ BEGIN EXECUTE 'ALTER TABLE {} ALTER COLUMN ' || {of} || ' SET STORAGE ' || (SELECT CASE y.typstorage \
         WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END FROM pg_attribute a JOIN pg_type y ON y.oid = \
         a.atttypid WHERE a.attrelid = {relation}::regclass AND a.attname = {name}); END $do$",
        owner.replace('\'', "''")
    ))
}
