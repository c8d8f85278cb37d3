//! A report comes in, Markdown fit for a pull request's comment goes out: in short, table by table, and what to do.

use super::{Report, Verdict};
use crate::diff::{Difference, Severity};
use crate::model::{Kept, ObjectName};
use std::collections::BTreeMap;
use std::fmt::Write;

impl Report {
    /// A summary line, a table for each table that differs, and the actions in the order in which to take them.
    /// Of harmless differences it has the number, as the text has.
    pub fn markdown(&self) -> String {
        let mut text = format!("**Schema check**: {}.\n", self.summary());
        if let Some(history) = self.history.as_ref().filter(|history| !history.agrees()) {
            text += "\n### Migrations\n\n";
            text += &items(&history.to_string());
        }
        let mut tables: BTreeMap<&ObjectName, Vec<&Difference>> = BTreeMap::new();
        for difference in self.differences.iter().filter(|found| found.severity > Severity::Harmless) {
            tables.entry(&difference.table).or_default().push(difference);
        }
        let mut tables: Vec<_> = tables.into_iter().collect();
        // The table with the worst comes first, and in it the worst.
        tables.sort_by_key(|(_, found)| std::cmp::Reverse(found.iter().map(|one| one.severity).max()));
        for (name, mut found) in tables {
            found.sort_by_key(|difference| std::cmp::Reverse(difference.severity));
            table(&mut text, name, &found);
        }
        if !self.kept.is_empty() {
            text += "\n### No entity can say these; they are kept\n\n";
            for Kept { kind, name, table } in &self.kept {
                let table = table.as_ref().map(|table| format!(" on {}", code(&table.to_string())));
                let _ = writeln!(text, "- {kind} {}{}", code(&name.to_string()), table.unwrap_or_default());
            }
        }
        self.actions(&mut text);
        text
    }

    /// In a line.
    fn summary(&self) -> String {
        let verdict = match self.verdict {
            Verdict::Clean | Verdict::Compatible => "the database fits the entities",
            Verdict::Ahead => "the database fits the entities, and a newer program migrated it",
            Verdict::Behind => "migrations of this program are not applied",
            Verdict::Drifted => "the database does not fit the entities",
        };
        let severities = [Severity::Breaking, Severity::Divergent, Severity::Unknown, Severity::Harmless];
        let counts = severities.into_iter().filter_map(|severity| match self.count(severity) {
            0 => None,
            count => Some(format!("{count} {}", word(severity))),
        });
        let counts: Vec<_> = counts.collect();
        if counts.is_empty() { verdict.to_owned() } else { format!("{verdict}: {}", counts.join(", ")) }
    }

    fn actions(&self, text: &mut String) {
        let pending = self.history.as_ref().is_some_and(|history| !history.pending.is_empty());
        let unknown = self.history.as_ref().is_some_and(|history| !history.unknown.is_empty());
        let differs = self.count(Severity::Breaking) + self.count(Severity::Divergent) > 0;
        let actions = [
            (
                unknown,
                "Find the program that ran the migrations that are not known here; acknowledge the lost ones by name.",
            ),
            (pending, "`up` applies the migrations that are not applied; then check again."),
            (differs, "`generate NAME` writes the migration that closes the gap; then `up`."),
            (
                self.count(Severity::Unknown) > 0,
                "Compare what could not be told, and write both sides alike.",
            ),
        ];
        let wanted: Vec<_> = actions.into_iter().filter(|(wanted, _)| *wanted).collect();
        if wanted.is_empty() {
            return;
        }
        *text += "\n### What to do, in this order\n\n";
        for (at, (_, action)) in wanted.iter().enumerate() {
            let _ = writeln!(text, "{}. {action}", at + 1);
        }
    }
}

fn table(text: &mut String, name: &ObjectName, found: &[&Difference]) {
    *text += &format!("\n### {}\n\n", code(&name.to_string()));
    *text += "| what | entity | database | matters | why |\n|---|---|---|---|---|\n";
    for difference in found {
        let Difference { kind, severity, object, declared, live, why, hint, .. } = difference;
        let what = kind.words().0;
        let what = if object.is_empty() { what.to_owned() } else { format!("{what} {}", code(object)) };
        let says = |side: &Option<String>| side.as_ref().map_or_else(|| "—".to_owned(), |side| code(side));
        let hint = hint.as_ref().map(|hint| format!(". Was it {}? Then say `renamed_from`.", code(hint)));
        let _ = writeln!(
            text,
            "| {what} | {} | {} | {} | {}{} |",
            says(declared),
            says(live),
            word(*severity),
            cell(why),
            hint.unwrap_or_default()
        );
    }
}

/// The lines of a history that speak of a migration, as a list.
pub(crate) fn items(history: &str) -> String {
    let lines = history.lines().filter(|line| line.starts_with(' '));
    let item = |line: &str| {
        let (name, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        format!("- {} {rest}\n", code(name))
    };
    lines.map(item).collect()
}

/// A severity in a word.
pub(crate) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Harmless => "harmless",
        Severity::Unknown => "unknown",
        Severity::Divergent => "divergent",
        Severity::Breaking => "breaking",
    }
}

/// Text in a cell of a table, whatever it holds.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|").replace('<', "&lt;")
}

/// Code in a cell of a table, whatever it holds.
pub(crate) fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn code_stays_in_its_cell() {
        assert_eq!(code("a | b"), "`a \\| b`");
        assert_eq!(code("line\nbreak"), "`line break`");
        assert_eq!(code("`x`"), "`` `x` ``");
        assert_eq!(code("a``b"), "```a``b```");
    }
}
