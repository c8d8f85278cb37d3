//! An audit comes in, text for people goes out: what happened, to what, and what would mend it.

use super::{Audit, Finding, Standing};
use crate::model::Location;
use crate::report::word;
use std::fmt;

impl Audit {
    /// Whether entities, migrations and database agree, and all migrations are applied.
    pub fn agrees(&self) -> bool {
        self.findings.is_empty() && self.history.agrees()
    }

    /// What stands so, in the order of the findings.
    pub(super) fn of(&self, standing: Standing) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.standing == standing)
    }

    /// In a line.
    pub(super) fn summary(&self) -> String {
        let tables = match self.tables {
            1 => "1 table".to_owned(),
            many => format!("{many} tables"),
        };
        if self.agrees() {
            return format!("entities, migrations and database agree on {tables}");
        }
        let counts = Standing::ALL.into_iter().filter_map(|standing| match self.of(standing).count() {
            0 => None,
            count => Some(format!("{count} × {}", standing.title())),
        });
        let pending = self.history.pending.len();
        let pending = (pending > 0).then(|| format!("{pending} not applied"));
        let unknown = self.history.unknown.len();
        let unknown = (unknown > 0).then(|| format!("{unknown} unknown"));
        let migrations: Vec<_> = pending.into_iter().chain(unknown).collect();
        let migrations = (!migrations.is_empty()).then(|| format!("migrations: {}", migrations.join(", ")));
        let parts: Vec<_> = migrations.into_iter().chain(counts).collect();
        format!("entities, migrations and database do not agree on {tables}: {}", parts.join("; "))
    }
}

/// In one line when all three agree.
impl fmt::Display for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.agrees() {
            return writeln!(f, "{}", self.summary());
        }
        writeln!(f, "{}", self.history)?;
        for standing in Standing::ALL {
            let findings: Vec<_> = self.of(standing).collect();
            if findings.is_empty() {
                continue;
            }
            writeln!(f, "{} ({})\n  {}", standing.title(), findings.len(), standing.sentence())?;
            findings.iter().try_for_each(|finding| row(f, finding))?;
            writeln!(f, "  {}\n", standing.remedy())?;
        }
        writeln!(f, "{}", self.summary())
    }
}

fn row(f: &mut fmt::Formatter<'_>, finding: &Finding) -> fmt::Result {
    let Finding {
        standing: _,
        severity,
        aspect,
        table: _,
        object: _,
        entity,
        migrations,
        database,
        location,
    } = finding;
    let path = finding.path();
    let severity = word(*severity);
    write!(f, "    {severity:<10} {aspect} {path}")?;
    if let Some(Location { file, line }) = location {
        write!(f, "  {file}:{line}")?;
    }
    writeln!(f)?;
    let says = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
    let sides = [("entity", entity), ("migrations", migrations), ("database", database)];
    let sides: Vec<_> = sides.iter().map(|(name, side)| format!("{name}: {}", says(side))).collect();
    writeln!(f, "               {}", sides.join("; "))
}
