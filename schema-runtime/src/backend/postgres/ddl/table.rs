//! Tables: made, renamed.

use super::column::call;
use super::{alter_table, column_comment, comment, create_index, qualified, quote};
use crate::backend::postgres::spell::made_name;
use crate::backend::postgres::{Server, sequence};
use crate::error::Error;
use crate::model::{Check, Deferrability, Index, IndexKind, IndexTarget, ObjectName, PrimaryKey, Table};
use crate::plan::{CreateTable, Statement};

pub(super) fn create(server: &Server, table: &Table) -> Result<Vec<Statement>, Error> {
    let Table {
        name,
        columns,
        primary_key,
        indexes,
        foreign_keys,
        checks,
        comment: remark,
        options: _,
        renamed_from: _,
        origin: _,
    } = table;
    let mut calls = Vec::new();
    for column in columns {
        calls.push(call(server, name, column)?);
    }
    let mut primary_key = primary_key.clone();
    if let Some(PrimaryKey { name: own, columns: key }) = &primary_key
        && let [only] = key.as_slice()
        && own.as_ref().is_none_or(|own| *own == made_name(&name.name, None, "pkey"))
        && let Some(call) = calls.iter_mut().find(|call| call.name == *only)
    {
        call.primary_key = true;
        primary_key = None;
    }
    let constraints = indexes.iter().filter(|index| matches!(index.kind, IndexKind::Constraint(_)));
    let (mut uniques, mut later) = (Vec::new(), Vec::new());
    let key = table.primary_key.iter().map(|key| key.columns.iter().map(String::as_str).collect());
    let mut said: Vec<Vec<&str>> = key.collect();
    for index in constraints {
        let over = columns_of(index);
        // Of two that say the same, the server would make one and not say so.
        if said.contains(&over) {
            later.push(create_index(name, index));
            continue;
        }
        said.push(over);
        let only = match index.parts.as_slice() {
            [part] => calls.iter_mut().find(|call| part.target == IndexTarget::Column(call.name.clone())),
            _ => None,
        };
        let plain = is_plain(index);
        match only {
            Some(call) if plain && !call.unique && has_made_name(name, index, &call.name) => {
                call.unique = true
            }
            _ if plain => uniques.push(index.clone()),
            _ => later.push(create_index(name, index)),
        }
    }
    let around: Vec<_> = columns.iter().filter_map(|column| sequence::around(name, column)).collect();
    let (mut statements, belong): (Vec<_>, Vec<_>) =
        around.into_iter().map(|[begin, belong]| (begin, belong)).unzip();
    statements.push(Statement::CreateTable(CreateTable {
        name: name.clone(),
        columns: calls,
        primary_key,
        uniques,
        foreign_keys: foreign_keys.clone(),
        checks: checks.iter().filter(|check| is_inside(check)).cloned().collect(),
        comment: None,
        extra: None,
    }));
    statements.extend(belong);
    statements.append(&mut later);
    for check in checks.iter().filter(|check| !is_inside(check)) {
        statements.push(super::add_check(name, check));
    }
    if let Some(text) = remark.value() {
        statements.push(comment(&format!("TABLE {}", qualified(name)), Some(text)));
    }
    let remarks = columns.iter().filter(|column| column.comment.value().is_some());
    statements.extend(remarks.map(|column| column_comment(name, column)));
    Ok(statements)
}

/// Whether the builder can say it.
fn is_inside(check: &Check) -> bool {
    check.valid && check.options.value().is_empty()
}

fn columns_of(index: &Index) -> Vec<&str> {
    let targets = index.parts.iter().map(|part| &part.target);
    let names = targets.filter_map(|target| match target {
        IndexTarget::Column(name) => Some(name.as_str()),
        IndexTarget::Expr(_) => None,
    });
    names.collect()
}

/// A constraint that the builder's `UNIQUE (…)` says in full.
fn is_plain(index: &Index) -> bool {
    index.kind == IndexKind::Constraint(Deferrability::NotDeferrable)
        && !index.nulls_not_distinct
        && index.include.is_empty()
}

fn has_made_name(table: &ObjectName, index: &Index, column: &str) -> bool {
    index.name.as_ref().is_none_or(|name| *name == made_name(&table.name, Some(column), "key"))
}

pub(super) fn rename(from: &ObjectName, to: &ObjectName) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut moved = from.clone();
    if let Some(schema) = to.schema.as_ref().filter(|_| from.schema != to.schema) {
        statements.push(alter_table(from, &format!("SET SCHEMA {}", quote(schema))));
        moved.schema.clone_from(&to.schema);
    }
    if from.name != to.name {
        statements.push(Statement::RenameTable { from: moved, to: to.clone() });
    }
    statements
}
