//! What came of it comes in; text for people and JSON for programs goes out.

use super::consent::{LookAlike, look_alikes};
use super::path::{Act, Migration};
use super::{Checked, Drafts, Generated};
use crate::migrations::Written;
use crate::model::HazardKind;
use crate::plan::Hazard;
use crate::report::Report;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::fmt;

impl Generated {
    fn parts(&self) -> (&'static str, &Checked, Option<&Drafts>, &[Written]) {
        match self {
            Self::Nothing(checked) => ("nothing", checked, None, &[]),
            Self::Written(drafts, files) => ("written", &drafts.before, Some(drafts), files),
            Self::Waiting(drafts, files) => ("waiting", &drafts.before, Some(drafts), files),
            Self::Text(drafts) => ("text", &drafts.before, Some(drafts), &[]),
        }
    }
}

/// For people: the files, what they do step by step with what that does to rows, what `down` cannot bring back, and
/// what is left alone.
impl fmt::Display for Generated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (outcome, checked, drafts, files) = self.parts();
        match outcome {
            "waiting" => writeln!(f, "These say just this already, and wait to be run:\n")?,
            "nothing" => writeln!(f, "There is nothing to write.")?,
            _ => {}
        }
        if let Some(drafts) = drafts {
            for (at, migration) in drafts.migrations.iter().enumerate() {
                match files.get(at) {
                    Some(Written { name: _, file, migrator: _ }) => writeln!(f, "{}", file.display())?,
                    None if migration.suffix.is_empty() => writeln!(f, "the migration")?,
                    None => writeln!(f, "the migration {}", migration.suffix)?,
                }
                steps(f, migration)?;
            }
            writeln!(f, "{}", drafts.proof)?;
        }
        let similar: Vec<_> = look_alikes(&checked.report.differences).collect();
        if !similar.is_empty() {
            writeln!(f, "\nMay be renamed")?;
            similar.iter().try_for_each(|alike| writeln!(f, "  {alike}"))?;
        }
        if !checked.left.is_empty() {
            writeln!(f, "\nLeft alone, though it matters")?;
            for difference in &checked.left {
                writeln!(f, "  {} {}: {}", difference.kind.words().0, difference.path(), difference.why)?;
            }
        }
        Ok(())
    }
}

fn steps(f: &mut fmt::Formatter<'_>, migration: &Migration) -> fmt::Result {
    let Migration { suffix: _, text: _, transaction: _, up, down: _ } = migration;
    for Act { title, hazards } in &up.acts {
        writeln!(f, "  {title}")?;
        for Hazard { kind, object: _, why, remedy } in hazards {
            writeln!(f, "      {kind}: {why}\n      {remedy}")?;
        }
    }
    let lost: Vec<_> = up.hazards.iter().filter(|hazard| hazard.kind == HazardKind::CannotReturn).collect();
    if !lost.is_empty() {
        writeln!(f, "\n  What cannot be brought back")?;
        lost.iter().try_for_each(|hazard| writeln!(f, "    {}", hazard.why))?;
    }
    writeln!(f)
}

/// For programs.
impl Serialize for Generated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (outcome, checked, drafts, files) = self.parts();
        let Checked { report, left } = checked;
        let similar: Vec<LookAlike> = look_alikes(&report.differences).collect();
        let left: Vec<_> = left.iter().map(|difference| difference.path()).collect();
        let files: Vec<_> = files.iter().map(|written| &written.file).collect();
        let mut json = serializer.serialize_struct("Generated", 7)?;
        json.serialize_field("outcome", outcome)?;
        json.serialize_field("files", &files)?;
        json.serialize_field::<[Migration]>("migrations", drafts.map_or(&[], |drafts| &drafts.migrations))?;
        json.serialize_field("proof", &drafts.map(|drafts| &drafts.proof))?;
        json.serialize_field("may_be_renamed", &similar)?;
        json.serialize_field("left", &left)?;
        json.serialize_field::<Report>("before", report)?;
        json.end()
    }
}
