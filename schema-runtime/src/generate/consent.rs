//! What a plan does and what its author allows come in; what nobody allowed goes out.

use crate::backend::Server;
use crate::diff::{Change, Difference, Kind};
use crate::entities::Entities;
use crate::error::Error;
use crate::model::HazardKind;
use crate::plan::Hazard;
use sea_orm::ColumnType;
use std::collections::BTreeSet;
use std::fmt;

/// What may go, and what may happen to rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Consent {
    named: BTreeSet<String>,
    rest: Rest,
    kinds: BTreeSet<HazardKind>,
    /// What is allowed of one object.
    of: Vec<(HazardKind, String)>,
}

/// What happens to what only the database has, and nobody named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Rest {
    #[default]
    Stays,
    Goes,
}

impl Consent {
    pub(super) fn add_drop(&mut self, path: String) {
        self.named.insert(path);
    }

    pub(super) fn add_all_drops(&mut self) {
        self.rest = Rest::Goes;
    }

    pub(super) fn add(&mut self, kind: HazardKind) {
        self.kinds.insert(kind);
    }

    pub(super) fn add_all(&mut self) {
        self.kinds.extend(HazardKind::ALL);
    }

    /// Adds what the entities allow.
    pub(super) fn read(&mut self, server: &Server, entities: &Entities) -> Result<(), Error> {
        for table in entities.tables()? {
            let definition = (table.entity)();
            let name = server.name_of(&definition);
            self.of.extend(table.allow.iter().map(|kind| (*kind, name.to_string())));
            for (position, definition) in definition.columns.iter().enumerate() {
                let allow = table.written(position).allow;
                let path = format!("{name}.{}", definition.get_column_name());
                self.of.extend(allow.iter().map(|kind| (*kind, path.clone())));
                // What happens to a column's type happens to the type itself where it is an object of its own.
                if let Some(ColumnType::Enum { name, .. }) = definition.get_column_type() {
                    self.of.extend(allow.iter().map(|kind| (*kind, name.to_string())));
                }
            }
        }
        Ok(())
    }

    /// Whether what only the database has may go.
    pub(super) fn drops(&self, difference: &Difference) -> bool {
        self.rest == Rest::Goes || self.named.contains(&difference.path())
    }

    /// Whether a hazard may be; `removed` are the objects whose removal was allowed.
    fn allows(&self, hazard: &Hazard, removed: &BTreeSet<String>) -> bool {
        self.kinds.contains(&hazard.kind)
            || removed.iter().any(|path| covers(path, &hazard.object))
            || self.of.iter().any(|(kind, path)| *kind == hazard.kind && covers(path, &hazard.object))
    }

    /// Refuses what nobody allowed.
    ///
    /// # Errors
    /// [`Error::LooksRenamed`] for what would go without its name having been said, while something comes that looks
    /// like it; [`Error::NotAllowed`] with the hazards.
    pub(super) fn require<'a>(
        &self,
        differences: &[Difference],
        hazards: impl Iterator<Item = &'a Hazard>,
    ) -> Result<(), Error> {
        let going: Vec<_> = differences.iter().filter(|difference| self.removes(difference)).collect();
        let unnamed = |path: &String| {
            !self.named.contains(path) && going.iter().any(|difference| difference.path() == *path)
        };
        let unclear: Vec<_> = look_alikes(differences).filter(|alike| unnamed(&alike.gone)).collect();
        if !unclear.is_empty() {
            return Err(Error::LooksRenamed(unclear));
        }
        let removed = going.iter().flat_map(|difference| {
            // A label goes, and its type becomes another.
            let whole = (difference.kind == Kind::EnumValues).then(|| difference.table.to_string());
            whole.into_iter().chain([difference.path()])
        });
        let removed = removed.collect();
        let mut refused: Vec<Hazard> = Vec::new();
        for hazard in hazards.filter(|hazard| hazard.kind.needs_consent()) {
            let known = |other: &Hazard| {
                (other.kind, &other.object, &other.why) == (hazard.kind, &hazard.object, &hazard.why)
            };
            if !self.allows(hazard, &removed) && !refused.iter().any(known) {
                let hint = look_alikes(differences).find(|alike| alike.new == hazard.object);
                let hint = hint.map(|LookAlike { gone, renamed_from, .. }| {
                    format!(" If it was `{gone}`, say `#[schema(renamed_from = \"{renamed_from}\")]` in place of that.")
                });
                let remedy = hazard.remedy.clone() + &hint.unwrap_or_default();
                refused.push(Hazard { remedy, ..hazard.clone() });
            }
        }
        if refused.is_empty() { Ok(()) } else { Err(Error::NotAllowed(NotAllowed(refused))) }
    }

    fn removes(&self, difference: &Difference) -> bool {
        difference.change.as_ref().is_some_and(Change::removes) && self.drops(difference)
    }
}

/// Whether what is allowed of a table or a column is allowed of this: `assets` has `assets.name` in it, and
/// `assets.name` has a part in `assets.owner,name`.
fn covers(path: &str, object: &str) -> bool {
    let below = object.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let shared = || {
        let (table, column) = path.rsplit_once('.')?;
        let columns = object.strip_prefix(table)?.strip_prefix('.')?;
        columns.split(',').any(|other| other == column).then_some(())
    };
    below || shared().is_some()
}

/// Something that only the database has, beside something missing that looks like it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LookAlike {
    /// What only the database has, as [`allow_drop`](super::GenerateOptions::allow_drop) names it.
    pub gone: String,
    /// What is missing.
    pub new: String,
    /// The former name to declare.
    pub renamed_from: String,
}

impl fmt::Display for LookAlike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { gone, new, renamed_from } = self;
        write!(
            f,
            "`{new}` is missing and `{gone}`, which looks like it, is not declared: if it was renamed, say \
             `#[schema(renamed_from = \"{renamed_from}\")]`; if it was not, allow its removal by name, `{gone}`"
        )
    }
}

/// What is missing under a name much like that of something that only the database has.
pub(super) fn look_alikes(differences: &[Difference]) -> impl Iterator<Item = LookAlike> {
    differences.iter().filter_map(|difference| {
        let former = difference.hint.as_ref()?;
        let gone = match &difference.change {
            Some(Change::Table { from: None, to: Some(_) }) => former.clone(),
            Some(Change::Column { table, from: None, to: Some(_) }) => format!("{table}.{former}"),
            Some(_) | None => return None,
        };
        let renamed_from = former.rsplit_once('.').map_or(former.as_str(), |(_, name)| name).to_owned();
        Some(LookAlike { gone, new: difference.path(), renamed_from })
    })
}

/// Hazards that nobody allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAllowed(pub Vec<Hazard>);

impl fmt::Display for NotAllowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "nothing was written, because nobody allowed what the migration would do\n")?;
        for Hazard { kind, object, why, remedy } in &self.0 {
            writeln!(f, "  {kind}  {object}\n    {why}\n    {remedy}")?;
        }
        let kinds: BTreeSet<_> = self.0.iter().map(|hazard| hazard.kind).collect();
        let kinds = kinds.into_iter();
        let said: Vec<_> = kinds
            .map(|kind| {
                let name = kind.name();
                (format!(".allow(HazardKind::{kind:?})"), name, name.replace('-', "_"))
            })
            .collect();
        let options: String = said.iter().map(|(option, ..)| option.as_str()).collect();
        let names: Vec<_> = said.iter().map(|(_, name, _)| *name).collect();
        let words: Vec<_> = said.iter().map(|(.., word)| word.as_str()).collect();
        write!(
            f,
            "\nto allow it, say `#[schema(allow({}))]` on the field or the struct, `{options}` of the options, or \
             `--allow {}` on the command line",
            words.join(", "),
            names.join(",")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn what_is_allowed_of_a_table_is_allowed_within_it() {
        for (path, object, expected) in [
            ("assets", "assets", true),
            ("assets", "assets.name", true),
            ("assets", "assets_old", false),
            ("assets.name", "assets.name", true),
            ("assets.name", "assets", false),
            ("assets.name", "assets.names", false),
            ("assets.name", "assets.owner,name", true),
            ("assets.name", "other.owner,name", false),
            ("hr.assets", "hr.assets.name", true),
        ] {
            assert_eq!(covers(path, object), expected, "{path} {object}");
        }
    }
}
