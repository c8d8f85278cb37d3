//! An audit comes in, Markdown fit for a pull request's comment goes out: in short, table by table, and what to do in
//! which order.

use super::{Audit, Finding, Standing};
use crate::model::ObjectName;
use crate::report::{code, items, word};
use std::fmt::Write;

impl Audit {
    /// A summary line, a table for each entity's table, and the actions in the order in which to take them.
    pub fn markdown(&self) -> String {
        let mut text = format!("**Schema audit**: {}.\n", self.summary());
        if self.agrees() {
            return text;
        }
        if !self.history.agrees() || !self.history.acknowledged.is_empty() {
            text += "\n### Migrations\n\n";
            text += &items(&self.history.to_string());
        }
        let mut findings = self.findings.as_slice();
        while let Some(first) = findings.first() {
            let count = findings.iter().take_while(|finding| finding.table == first.table).count();
            let (of_table, rest) = findings.split_at(count);
            table(&mut text, &first.table, of_table);
            findings = rest;
        }
        self.actions(&mut text);
        text
    }

    fn actions(&self, text: &mut String) {
        let present: Vec<_> =
            Standing::ALL.into_iter().filter(|standing| self.of(*standing).next().is_some()).collect();
        let unknown = !self.history.unknown.is_empty();
        *text += "\n### What to do, in this order\n\n";
        let mut actions = Vec::new();
        if unknown {
            actions.push(format!(
                "**{}**: find the program that ran {}; where it is lost, acknowledge it by name.",
                "recorded, and unknown here",
                self.history.unknown.iter().map(|name| code(name)).collect::<Vec<_>>().join(", ")
            ));
        }
        if !self.history.pending.is_empty() && !present.contains(&Standing::NotApplied) {
            actions.push(format!("**{}**: {}", Standing::NotApplied.title(), Standing::NotApplied.remedy()));
        }
        // What is written already is applied before more is written.
        let mut present = present;
        present.sort_by_key(|standing| (*standing != Standing::NotApplied, *standing));
        actions.extend(present.into_iter().map(|standing| {
            let tables: std::collections::BTreeSet<_> =
                self.of(standing).map(|finding| code(&finding.table.to_string())).collect();
            let tables = tables.into_iter().collect::<Vec<_>>().join(", ");
            format!("**{}** ({tables}): {}", standing.title(), standing.remedy())
        }));
        for (at, action) in actions.iter().enumerate() {
            let _ = writeln!(text, "{}. {action}", at + 1);
        }
    }
}

fn table(text: &mut String, name: &ObjectName, findings: &[Finding]) {
    *text += &format!("\n### {}\n\n", code(&name.to_string()));
    *text += "| what | entity | migrations | database | matters | so |\n|---|---|---|---|---|---|\n";
    for finding in findings {
        let Finding { standing, severity, aspect, object, entity, migrations, database, .. } = finding;
        let what =
            if object.is_empty() { (*aspect).to_owned() } else { format!("{aspect} {}", code(object)) };
        let says = |side: &Option<String>| side.as_ref().map_or_else(|| "—".to_owned(), |side| code(side));
        *text += &format!(
            "| {what} | {} | {} | {} | {} | {} |\n",
            says(entity),
            says(migrations),
            says(database),
            word(*severity),
            standing.title()
        );
    }
}
