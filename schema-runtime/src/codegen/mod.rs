//! Statements for both ways come in, the Rust text of a migration goes out: what a person would have written, formatted
//! as rustfmt does, and dependent on `sea_orm_migration` alone.

mod code;
mod column;
mod function;
mod statement;

use crate::backend::Backend;
use crate::plan::Statement;

/// The statements for one object.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The table or type, as the comment above it names it.
    pub subject: String,
    /// What is done to it.
    pub statements: Vec<Statement>,
}

/// The text of a migration that does `up`, and `down` to lead back; `header` is its first comment, a sentence a line.
pub fn migration(backend: Backend, header: &str, up: &[Group], down: &[Group]) -> String {
    let mut functions = function::Functions::new(backend);
    let up_body = functions.body(up);
    let down_body = functions.body(down);
    let comment: String =
        header.lines().map(|line| format!("//! {line}").trim_end().to_owned() + "\n").collect();
    let mut text = format!("{comment}\n");
    if has_types(up) || has_types(down) {
        text += &format!("use {};\n", backend.type_import());
    }
    text += "use sea_orm_migration::prelude::*;\n";
    text += "\n#[derive(DeriveMigrationName)]\npub struct Migration;\n\n#[async_trait::async_trait]\n";
    text += "impl MigrationTrait for Migration {\n";
    text += &format!("    async fn up(&self, {}: &SchemaManager) -> Result<(), DbErr> {{\n", manager(up));
    text += &format!("{up_body}    }}\n\n");
    text += &format!("    async fn down(&self, {}: &SchemaManager) -> Result<(), DbErr> {{\n", manager(down));
    text += &format!("{down_body}    }}\n");
    if backend.asks_for_transaction() {
        text += "\n    /// All of it or nothing.\n";
        text += "    fn use_transaction(&self) -> Option<bool> {\n        Some(true)\n    }\n";
    }
    if uses_new_label(up) || uses_new_label(down) {
        text += "\n    /// A new label of an enum cannot be used in the transaction that adds it.\n";
        text += "    fn use_transaction(&self) -> Option<bool> {\n        Some(false)\n    }\n";
    }
    text += "}\n";
    text + &functions.text()
}

fn manager(groups: &[Group]) -> &'static str {
    if groups.is_empty() { "_manager" } else { "manager" }
}

fn statements(groups: &[Group]) -> impl Iterator<Item = &Statement> {
    groups.iter().flat_map(|group| &group.statements)
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
