//! Groups of statements come in; the body of `up` or `down`, and the functions that it calls, go out.

use super::{Group, statement};
use crate::backend::Backend;
use crate::plan::Statement;
use std::collections::BTreeSet;

/// A body of more lines than this calls a function for each group of more than [`SHORT`].
const LONG: usize = 80;
const SHORT: usize = 10;

/// The functions below the migration.
pub(super) struct Functions {
    backend: Backend,
    names: BTreeSet<String>,
    texts: Vec<String>,
}

impl Functions {
    pub(super) fn new(backend: Backend) -> Self {
        Self { backend, names: ["manager", "up", "down"].map(str::to_owned).into(), texts: Vec::new() }
    }

    /// The body of `up` or `down`, with its last line.
    pub(super) fn body(&mut self, groups: &[Group]) -> String {
        let lines: usize = groups.iter().map(|group| self.statements(group, 8).lines().count() + 2).sum();
        let long = groups.len() > 1 && lines > LONG;
        let mut body = String::new();
        for group in groups {
            let text = self.statements(group, 8);
            if long && text.lines().count() > SHORT {
                let name = self.function(group);
                if body.lines().last().is_some_and(|line| !line.ends_with("(manager).await?;")) {
                    body += "\n";
                }
                body += &format!("        {name}(manager).await?;\n");
            } else {
                if !body.is_empty() {
                    body += "\n";
                }
                body += &format!("        // {}\n{text}", comment(&group.subject));
            }
        }
        let blank = if body.lines().count() > 1 { "\n" } else { "" };
        format!("{body}{blank}        Ok(())\n")
    }

    /// All functions, each behind a blank line.
    pub(super) fn text(self) -> String {
        self.texts.concat()
    }

    fn function(&mut self, group: &Group) -> String {
        let name = self.name(group);
        let text = self.statements(group, 4);
        self.texts.push(format!(
            "\n/// {}\nasync fn {name}(manager: &SchemaManager<'_>) -> Result<(), DbErr> {{\n{text}\n    Ok(())\n}}\n",
            comment(&group.subject),
        ));
        name
    }

    /// A name that says what the first statement does, and to what; with a number where there are several.
    fn name(&mut self, group: &Group) -> String {
        let verb = group.statements.first().map_or("change", verb);
        let word = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
        let base = format!("{verb}_{}", group.subject.chars().map(word).collect::<String>());
        let mut name = base.clone();
        let mut number = 1;
        while !self.names.insert(name.clone()) {
            number += 1;
            name = format!("{base}_{number}");
        }
        name
    }

    fn statements(&self, group: &Group, indent: usize) -> String {
        let margin = " ".repeat(indent);
        let calls = group.statements.iter().map(|each| statement::statement(self.backend, each));
        calls.map(|call| format!("{margin}{};\n", call.print(indent, indent, 1))).collect()
    }
}

fn verb(statement: &Statement) -> &'static str {
    match statement {
        Statement::CreateTable(_) | Statement::CreateType { .. } => "create",
        Statement::DropTable(_) | Statement::DropType { .. } => "drop",
        Statement::RenameTable { .. }
        | Statement::AddColumn { .. }
        | Statement::ModifyColumn { .. }
        | Statement::RenameColumn { .. }
        | Statement::DropColumn { .. }
        | Statement::CreateIndex { .. }
        | Statement::DropIndex { .. }
        | Statement::AddForeignKey { .. }
        | Statement::DropForeignKey { .. }
        | Statement::AddTypeValue { .. }
        | Statement::Raw(_) => "change",
    }
}

/// A name on one line.
fn comment(subject: &str) -> String {
    let line: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim().to_owned()
}
