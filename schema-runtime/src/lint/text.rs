//! A lint comes in, text for people and Markdown go out; both say the same.

use super::{Finding, Lint};
use crate::model::{Location, Rule};
use crate::report::code;
use std::fmt::{self, Write};

impl Lint {
    fn summary(&self) -> String {
        let tables = match self.tables {
            1 => "1 table".to_owned(),
            many => format!("{many} tables"),
        };
        let counts = Rule::ALL.into_iter().filter_map(|rule| {
            let count = self.findings.iter().filter(|finding| finding.rule == rule).count();
            (count > 0).then(|| format!("{count} × {rule}"))
        });
        let counts: Vec<_> = counts.collect();
        match self.findings.len() {
            0 => format!("nothing to ask about {tables}"),
            1 => format!("1 finding in {tables}: {}", counts.join(", ")),
            many => format!("{many} findings in {tables}: {}", counts.join(", ")),
        }
    }

    /// A table of all findings, fit for a pull request's comment.
    pub fn markdown(&self) -> String {
        let mut text = format!("**Schema lint**: {}.\n", self.summary());
        if self.findings.is_empty() {
            return text;
        }
        text += "\n| where | what | rule | so | what to do |\n|---|---|---|---|---|\n";
        for finding in &self.findings {
            let Finding { rule, table: _, columns: _, says, remedy, location } = finding;
            let place = location.map_or_else(|| "—".to_owned(), |location| code(&location.to_string()));
            let path = code(&finding.path());
            let _ = writeln!(text, "| {place} | {path} | `{rule}` | {says} | {remedy} |");
        }
        text + "\nWhat is meant is allowed with `#[schema(allow(rule))]` on the field or the struct.\n"
    }
}

/// Two lines for each finding, as compilers have them, and a summary.
impl fmt::Display for Lint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            let Finding { rule, table: _, columns: _, says, remedy, location } = finding;
            if let Some(Location { file, line }) = location {
                write!(f, "{file}:{line}: ")?;
            }
            writeln!(f, "{} ({rule})\n    {says}\n    {remedy}\n", finding.path())?;
        }
        writeln!(f, "{}", self.summary())?;
        if !self.findings.is_empty() {
            writeln!(f, "what is meant is allowed with `#[schema(allow(rule))]` on the field or the struct")?;
        }
        Ok(())
    }
}
