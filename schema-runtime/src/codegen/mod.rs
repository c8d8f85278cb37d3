//! Statements for both ways come in, the Rust text of a migration goes out: what a person would have written, formatted
//! as rustfmt does, and dependent on `sea_orm_migration` alone.

mod code;
mod column;
mod function;
mod helper;
mod instruction;
mod statement;

use crate::backend::Backend;
use crate::plan::{Instruction, Statement, Transaction};

/// What is done to one object.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The table or type, as the comment above it names it.
    pub subject: String,
    /// Step by step.
    pub parts: Vec<Part>,
}

/// A step.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it does, for its error: ``add the column `slug` of `books` ``; `None` where the statement says it all.
    pub title: Option<String>,
    /// Comments above it, a sentence a line.
    pub notes: Vec<String>,
    /// What is done.
    pub instructions: Vec<Instruction>,
}

/// The text of a migration that does `up`, and `down` to lead back; `header` is its first comment, a sentence a line.
pub fn migration(
    backend: Backend,
    header: &str,
    transaction: Transaction,
    up: &[Group],
    down: &[Group],
) -> String {
    let mut functions = function::Functions::new(backend, transaction);
    let methods = match transaction {
        Transaction::Whole | Transaction::Each => {
            let up_body = functions.body(up, 8);
            let down_body = functions.body(down, 8);
            method("up", manager(up), &up_body) + "\n" + &method("down", manager(down), &down_body)
        }
        Transaction::WithoutKeys => {
            functions.whole("up", up);
            functions.whole("down", down);
            let body = |name: &str| {
                format!(
                    "        let held = WithoutKeys::begin(manager).await?;\n        \
                     {name}(&held.manager).await?;\n        held.commit().await\n"
                )
            };
            method("up", "manager", &body("up")) + "\n" + &method("down", "manager", &body("down"))
        }
    };
    let comment: String =
        header.lines().map(|line| format!("//! {line}").trim_end().to_owned() + "\n").collect();
    let mut text = format!("{comment}\n");
    if has_types(up) || has_types(down) {
        text += &format!("use {};\n", backend.type_import());
    }
    text += "use sea_orm_migration::prelude::*;\n";
    text += "\n#[derive(DeriveMigrationName)]\npub struct Migration;\n\n#[async_trait::async_trait]\n";
    text += "impl MigrationTrait for Migration {\n";
    text += &methods;
    if let Some((why, answer)) = transaction_method(backend, transaction, up, down) {
        text += &format!("\n    /// {why}\n");
        text +=
            &format!("    fn use_transaction(&self) -> Option<bool> {{\n        Some({answer})\n    }}\n");
    }
    text += "}\n";
    text + &functions.text()
}

fn method(name: &str, manager: &str, body: &str) -> String {
    format!("    async fn {name}(&self, {manager}: &SchemaManager) -> Result<(), DbErr> {{\n{body}    }}\n")
}

/// Why the migration answers for itself whether it runs in a transaction, and what it says.
fn transaction_method(
    backend: Backend,
    transaction: Transaction,
    up: &[Group],
    down: &[Group],
) -> Option<(&'static str, bool)> {
    match transaction {
        Transaction::Whole if uses_new_label(up) || uses_new_label(down) => {
            Some(("A new label of an enum cannot be used in the transaction that adds it.", false))
        }
        Transaction::Whole => (!backend.has_transactions()).then_some(("All of it or nothing.", true)),
        Transaction::Each => backend.has_transactions().then_some((
            "Each statement by itself, beside those who use the tables; cut off, it can run again.",
            false,
        )),
        Transaction::WithoutKeys => {
            Some(("It opens its own, since foreign keys cannot be turned off inside one.", false))
        }
    }
}

fn manager(groups: &[Group]) -> &'static str {
    if groups.is_empty() { "_manager" } else { "manager" }
}

fn statements(groups: &[Group]) -> impl Iterator<Item = &Statement> {
    let instructions = groups.iter().flat_map(|group| &group.parts).flat_map(|part| &part.instructions);
    instructions.flat_map(|instruction| match instruction {
        Instruction::Run(statement) => std::slice::from_ref(statement),
        Instruction::When(_, then) => then.as_slice(),
        Instruction::WithTriggers { table: _, around } => around.as_slice(),
        Instruction::Require(_) | Instruction::RequireWhen(..) | Instruction::Repeat(_) => &[],
    })
}

fn has_types(groups: &[Group]) -> bool {
    statements(groups).any(|statement| match statement {
        Statement::CreateType { .. } | Statement::DropType { .. } | Statement::AddTypeValue { .. } => true,
        Statement::CreateTable(_)
        | Statement::DropTable(_)
        | Statement::RenameTable { .. }
        | Statement::AddColumn { .. }
        | Statement::ModifyColumn { .. }
        | Statement::RenameColumn { .. }
        | Statement::DropColumn { .. }
        | Statement::CreateIndex { .. }
        | Statement::DropIndex { .. }
        | Statement::BuildIndex { .. }
        | Statement::RemoveIndex { .. }
        | Statement::AddForeignKey { .. }
        | Statement::DropForeignKey { .. }
        | Statement::Raw(_) => false,
    })
}

/// Whether another statement may name a label that the same migration adds.
fn uses_new_label(groups: &[Group]) -> bool {
    let labels: Vec<_> = statements(groups)
        .filter_map(|statement| {
            let Statement::AddTypeValue { name: _, value, before: _ } = statement else { return None };
            Some(value.replace('\'', "''"))
        })
        .collect();
    statements(groups)
        .filter(|statement| !matches!(statement, Statement::AddTypeValue { .. }))
        .map(|statement| format!("{statement:?}"))
        .any(|text| labels.iter().any(|label| names(&text, label)))
}

/// Whether a text has the label as a literal of its own, or as an element of an array's literal.
fn names(text: &str, label: &str) -> bool {
    text.match_indices(label).any(|(at, _)| {
        let opens = text[..at].ends_with(['\'', '{', ',', '"']);
        opens && text[at + label.len()..].starts_with(['\'', '}', ',', '"', '\\'])
    })
}

#[cfg(test)]
mod tests;
