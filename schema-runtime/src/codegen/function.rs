//! Groups of statements come in; the body of `up` or `down`, and the functions that it calls, go out.

use super::helper::Helpers;
use super::instruction::Lines;
use super::{Group, Part};
use crate::backend::Backend;
use crate::plan::{Instruction, Statement, Transaction};
use std::collections::BTreeSet;

/// A body of more lines than this calls a function for each group of more than [`SHORT`].
const LONG: usize = 80;
const SHORT: usize = 10;

/// The functions below the migration.
pub(super) struct Functions {
    backend: Backend,
    names: BTreeSet<String>,
    texts: Vec<String>,
    helpers: Helpers,
}

impl Functions {
    pub(super) fn new(backend: Backend, transaction: Transaction) -> Self {
        let taken = ["manager", "up", "down"].into_iter().chain(Helpers::NAMES);
        let names = taken.map(str::to_owned).collect();
        Self { backend, names, texts: Vec::new(), helpers: Helpers::of(transaction) }
    }

    /// The body of `up` or `down`, so many columns in, with its last line.
    pub(super) fn body(&mut self, groups: &[Group], indent: usize) -> String {
        let margin = " ".repeat(indent);
        let lines: usize = groups.iter().map(|group| self.parts(group, indent).lines().count() + 2).sum();
        let long = groups.len() > 1 && lines > LONG;
        let mut body = String::new();
        for group in groups {
            let text = self.parts(group, indent);
            if long && text.lines().count() > SHORT {
                let name = self.function(group);
                if body.lines().last().is_some_and(|line| !line.ends_with("(manager).await?;")) {
                    body += "\n";
                }
                body += &format!("{margin}{name}(manager).await?;\n");
            } else {
                if !body.is_empty() {
                    body += "\n";
                }
                body += &format!("{margin}// {}\n{text}", comment(&group.subject));
            }
        }
        let blank = if body.lines().count() > 1 { "\n" } else { "" };
        format!("{body}{blank}{margin}Ok(())\n")
    }

    /// A function of this name that does all of it, in place of the method.
    pub(super) fn whole(&mut self, name: &str, groups: &[Group]) {
        let manager = super::manager(groups);
        let head = format!("async fn {name}({manager}: &SchemaManager<'_>) -> Result<(), DbErr>");
        let body = self.body(groups, 4);
        self.texts.push(format!("\n{head} {{\n{body}}}\n"));
    }

    /// All functions, each behind a blank line.
    pub(super) fn text(self) -> String {
        self.texts.concat() + &self.helpers.text()
    }

    fn function(&mut self, group: &Group) -> String {
        let name = self.name(group);
        let text = self.parts(group, 4);
        self.texts.push(format!(
            "\n/// {}\nasync fn {name}(manager: &SchemaManager<'_>) -> Result<(), DbErr> {{\n{text}\n    Ok(())\n}}\n",
            comment(&group.subject),
        ));
        name
    }

    /// A name that says what the first statement does, and to what; with a number where there are several.
    fn name(&mut self, group: &Group) -> String {
        let instructions = || group.parts.iter().flat_map(|part| &part.instructions);
        let counts = |instruction: &&Instruction| matches!(instruction, Instruction::Require(_));
        let first = instructions().find(|instruction| !counts(instruction)).or_else(|| instructions().next());
        let verb = first.map_or("change", verb);
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

    fn parts(&mut self, group: &Group, indent: usize) -> String {
        let margin = " ".repeat(indent);
        let mut text = String::new();
        for Part { title, notes, instructions } in &group.parts {
            for note in notes {
                text += &format!("{margin}// {}\n", comment(note));
            }
            let (backend, title) = (self.backend, title.as_deref());
            let mut lines = Lines { backend, title, helpers: &mut self.helpers };
            text.extend(instructions.iter().map(|instruction| lines.of(instruction, indent)));
        }
        text
    }
}

fn verb(instruction: &Instruction) -> &'static str {
    let statement = match instruction {
        Instruction::Run(statement) => Some(statement),
        Instruction::When(_, then) => then.first(),
        Instruction::WithTriggers { table: _, around: _ } => return "rebuild",
        Instruction::Require(_) | Instruction::RequireWhen(..) => return "count",
        Instruction::Repeat(_) => None,
    };
    let Some(statement) = statement else { return "change" };
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
        | Statement::BuildIndex { .. }
        | Statement::RemoveIndex { .. }
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
