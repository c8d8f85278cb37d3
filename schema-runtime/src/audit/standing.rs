//! What differs between each two of entities, migrations and database comes in; who is to blame for each object goes out.

use super::{Finding, Key, by_key};
use crate::diff::{Difference, Kind, Severity};
use crate::history::History;
use crate::model::ObjectName;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Who has an object as it should be, and who has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Applied migrations make it, and the database has it otherwise or not at all.
    ChangedByHand,
    /// A migration that is not applied yet makes it so.
    NotApplied,
    /// The migrations and the database agree, and the entities say otherwise.
    NotMigrated,
    /// No two agree.
    AllDiffer,
    /// The entities and the database agree, and the migrations make it otherwise or not at all.
    NotInMigrations,
    /// The database has recorded migrations that this program does not know, and has it as no other does.
    Ahead,
    /// Only the database has it.
    OnlyDatabase,
    /// It cannot be told: the server did not say what expressions mean.
    CannotTell,
}

impl Standing {
    /// All of them, in the order in which they are told and mended.
    pub const ALL: [Self; 8] = [
        Self::ChangedByHand,
        Self::NotApplied,
        Self::NotMigrated,
        Self::AllDiffer,
        Self::NotInMigrations,
        Self::Ahead,
        Self::OnlyDatabase,
        Self::CannotTell,
    ];

    /// In a few words.
    pub fn title(self) -> &'static str {
        match self {
            Self::ChangedByHand => "applied, yet the database differs",
            Self::NotApplied => "a migration is not applied",
            Self::NotMigrated => "no migration was written",
            Self::AllDiffer => "all three differ",
            Self::NotInMigrations => "no migration makes what is there",
            Self::Ahead => "the database is ahead of this program",
            Self::OnlyDatabase => "only the database has it",
            Self::CannotTell => "it cannot be told",
        }
    }

    /// What happened, in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::ChangedByHand => {
                "The migrations that are recorded as applied make it, and the database has it otherwise: it was changed \
                 by hand, or never made."
            }
            Self::NotApplied => "A migration that this program knows makes it so, and has not been applied.",
            Self::NotMigrated => {
                "The migrations and the database agree: the entity changed, and no migration was written."
            }
            Self::AllDiffer => {
                "The entity, the migrations and the database each say something else: the entity changed without a \
                 migration, and the database was changed by hand."
            }
            Self::NotInMigrations => {
                "The entity and the database agree, and no migration makes it so: a database made from the migrations \
                 will not have it."
            }
            Self::Ahead => {
                "The database has recorded migrations that this program does not know, and has it otherwise than they \
                 and the entities say: a newer program made it."
            }
            Self::OnlyDatabase => "Neither the entities nor the migrations know it: it was made by hand.",
            Self::CannotTell => {
                "Their texts are not the same, and the server did not say whether they mean the same."
            }
        }
    }

    /// The command that would mend it, or what else to do.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::NotApplied => "`up` applies it.",
            Self::ChangedByHand => {
                "`generate NAME` writes the migration that makes the database fit the entities; let it look before it acts \
                 (`has_table`, `if_not_exists`), since a database made from the migrations has it already; then `up`."
            }
            Self::NotMigrated | Self::AllDiffer => {
                "`generate NAME` writes the migration that makes the database fit the entities; then `up`."
            }
            Self::NotInMigrations => {
                "`diff --from migrations --to entities --sql` shows what a migration has to say; let it look before it acts \
                 (`if_not_exists`), since this database has it already."
            }
            Self::Ahead => {
                "Deploy the program that knows these migrations; if they are lost, acknowledge them by name."
            }
            Self::CannotTell => "Compare the texts, and write them alike.",
            Self::OnlyDatabase => {
                "Declare it on an entity, leave it out with `ignore_tables`, or drop it by hand: a migration that drops it fails \
                 on a database made from the migrations, which never has it, unless it looks before it acts (`if_exists`)."
            }
        }
    }
}

/// What differs between each two.
pub(super) struct Sides<'a> {
    pub(super) entity_database: &'a [Difference],
    pub(super) entity_migrations: &'a [Difference],
    pub(super) migrations_database: &'a [Difference],
    /// The same, of the migrations that are recorded alone.
    pub(super) applied_database: &'a [Difference],
    pub(super) history: &'a History,
}

impl Sides<'_> {
    /// Those of one table stand together; the table with the worst comes first.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let sides =
            [self.entity_database, self.entity_migrations, self.migrations_database, self.applied_database];
        let [here, there, between, applied] =
            sides.map(|differences| by_key(differences.iter().filter(counts)));
        let keys: BTreeSet<&Key> = here.keys().chain(there.keys()).chain(between.keys()).collect();
        let mut findings = Vec::new();
        for key in keys {
            let pairs = Pairs {
                here: here.get(key).copied(),
                there: there.get(key).copied(),
                between: between.get(key).copied(),
                applied: applied.get(key).copied(),
            };
            let table = whole(&key.0);
            let lacking = Lacking {
                database: here.contains_key(&table) && between.contains_key(&table),
                migrations: there.contains_key(&table) && between.contains_key(&table),
            };
            findings.push(self.finding(key, &pairs, &lacking));
        }
        let mut worst: BTreeMap<ObjectName, Severity> = BTreeMap::new();
        for finding in &findings {
            let of_table = worst.entry(finding.table.clone()).or_insert(finding.severity);
            *of_table = finding.severity.max(*of_table);
        }
        findings.sort_by_cached_key(|finding| {
            (Reverse(worst.get(&finding.table).copied()), finding.table.clone(), Reverse(finding.severity))
        });
        findings
    }

    fn finding(&self, (table, object, aspect, _): &Key, pairs: &Pairs<'_>, lacking: &Lacking) -> Finding {
        let Pairs { here, there, between, applied: _ } = pairs;
        let declared = |difference: &Option<&Difference>| Some(difference.as_ref()?.declared.clone());
        let live = |difference: &Option<&Difference>| Some(difference.as_ref()?.live.clone());
        let entity = declared(here).or_else(|| declared(there));
        let migrations = live(there).or_else(|| declared(between));
        let database = live(here).or_else(|| live(between));
        // Two that do not differ say the same; an entity that fits both where they differ leaves it open.
        let alike = |own: &Option<Option<String>>, others: [(bool, &Option<Option<String>>); 2]| {
            let same =
                || others.into_iter().find_map(|(same, other)| if same { other.clone() } else { None });
            own.clone().or_else(same).flatten()
        };
        let same = [here, there, between].map(Option::is_none);
        let of_entity = [here, there].into_iter().flatten();
        Finding {
            standing: self.standing(pairs, lacking, object.is_empty()),
            severity: of_entity.map(|difference| difference.severity).max().unwrap_or(Severity::Harmless),
            aspect,
            table: table.clone(),
            object: object.clone(),
            entity: alike(&entity, [(same[0] && !same[1], &database), (same[1] && !same[0], &migrations)]),
            migrations: alike(&migrations, [(same[1] && !lacking.migrations, &entity), (same[2], &database)]),
            database: alike(&database, [(same[0] && !lacking.database, &entity), (same[2], &migrations)]),
            location: [here, there].into_iter().flatten().find_map(|difference| difference.entity),
        }
    }

    fn standing(&self, pairs: &Pairs<'_>, lacking: &Lacking, is_whole: bool) -> Standing {
        let Pairs { here, there, between, applied } = pairs;
        let ahead = !self.history.unknown.is_empty();
        let unsaid = |difference: &Option<&Difference>| {
            difference.is_none_or(|difference| difference.declared.is_none())
        };
        if [here, there, between].into_iter().flatten().any(|each| each.severity == Severity::Unknown) {
            return Standing::CannotTell;
        }
        // In a table that is not there, nothing can be otherwise.
        if !is_whole && lacking.database {
            return Standing::NotMigrated;
        }
        if !is_whole && lacking.migrations {
            return Standing::AllDiffer;
        }
        match (here, there, between) {
            (_, None, Some(_)) if unsaid(between) && unsaid(here) && ahead => Standing::Ahead,
            (_, None, Some(_)) if unsaid(between) && unsaid(here) => Standing::OnlyDatabase,
            (Some(_), Some(_), Some(_)) => Standing::AllDiffer,
            (_, _, Some(_)) if applied.is_none() => Standing::NotApplied,
            (None, Some(_), Some(_)) if ahead => Standing::Ahead,
            (None, Some(_), Some(_)) => Standing::NotInMigrations,
            (_, None, Some(_)) => Standing::ChangedByHand,
            (_, _, None) => Standing::NotMigrated,
        }
    }
}

/// How an object differs between each two.
struct Pairs<'a> {
    here: Option<&'a Difference>,
    there: Option<&'a Difference>,
    between: Option<&'a Difference>,
    applied: Option<&'a Difference>,
}

/// Who has not even the object's table.
struct Lacking {
    database: bool,
    migrations: bool,
}

/// Names are nobody's fault, and what entities leave open they say nothing of.
fn counts(difference: &&Difference) -> bool {
    let Difference { kind, severity, declared, .. } = difference;
    *kind != Kind::Name && (declared.is_none() || *severity > Severity::Harmless || *kind == Kind::Comment)
}

fn whole(table: &ObjectName) -> Key {
    (table.clone(), String::new(), "table", 0)
}

#[cfg(test)]
mod tests {
    use super::{Sides, Standing};
    use crate::diff::{Difference, Kind, Severity};
    use crate::history::{History, Known};
    use crate::model::ObjectName;

    fn of(kind: Kind, declared: Option<&str>, live: Option<&str>) -> Vec<Difference> {
        vec![Difference {
            kind,
            severity: Severity::Divergent,
            table: ObjectName::new("t"),
            object: "c".to_owned(),
            declared: declared.map(str::to_owned),
            live: live.map(str::to_owned),
            entity: None,
            why: String::new(),
            hint: None,
            change: None,
        }]
    }

    fn ty(declared: &str, live: &str) -> Vec<Difference> {
        of(Kind::ColumnType, Some(declared), Some(live))
    }

    /// What the entity, the migrations and the database say, who is to blame, and who says what.
    fn told(
        history: &History,
        [here, there, between, applied]: [Vec<Difference>; 4],
    ) -> (Standing, [Option<String>; 3]) {
        let sides = Sides {
            entity_database: &here,
            entity_migrations: &there,
            migrations_database: &between,
            applied_database: &applied,
            history,
        };
        let [finding] = <[_; 1]>::try_from(sides.findings()).expect("one object differs");
        (finding.standing, [finding.entity, finding.migrations, finding.database])
    }

    fn texts(texts: [&str; 3]) -> [Option<String>; 3] {
        texts.map(|text| (!text.is_empty()).then(|| text.to_owned()))
    }

    #[test]
    fn each_combination_has_its_own_standing() {
        let none = Vec::new;
        let agree = Known::named(["m1"]).against(&["m1".to_owned()]);
        let unknown = Known::named(["m1"]).against(&["m1".to_owned(), "m2".to_owned()]);
        for (history, differences, expected) in [
            (
                &agree,
                [ty("int", "text"), none(), ty("int", "text"), ty("int", "text")],
                (Standing::ChangedByHand, ["int", "int", "text"]),
            ),
            (
                &agree,
                [ty("int", "text"), none(), ty("int", "text"), none()],
                (Standing::NotApplied, ["int", "int", "text"]),
            ),
            (
                &agree,
                [ty("int", "text"), ty("int", "text"), none(), none()],
                (Standing::NotMigrated, ["int", "text", "text"]),
            ),
            (
                &agree,
                [none(), ty("int", "text"), ty("text", "int"), ty("text", "int")],
                (Standing::NotInMigrations, ["int", "text", "int"]),
            ),
            (
                &unknown,
                [none(), ty("int", "text"), ty("text", "int"), ty("text", "int")],
                (Standing::Ahead, ["int", "text", "int"]),
            ),
            (
                &agree,
                [ty("int", "text"), ty("int", "uuid"), ty("uuid", "text"), ty("uuid", "text")],
                (Standing::AllDiffer, ["int", "uuid", "text"]),
            ),
        ] {
            assert_eq!(told(history, differences), (expected.0, texts(expected.1)));
        }
    }

    #[test]
    fn what_only_the_database_has_is_by_hand_or_of_a_newer_program() {
        let extra = || of(Kind::ExtraColumn, None, Some("int"));
        for (recorded, expected) in [("m1", Standing::OnlyDatabase), ("m2", Standing::Ahead)] {
            let history = Known::named(["m1"]).against(&["m1".to_owned(), recorded.to_owned()]);
            let (standing, sides) = told(&history, [extra(), Vec::new(), extra(), extra()]);
            assert_eq!((standing, sides), (expected, texts(["", "", "int"])));
        }
    }

    #[test]
    fn what_the_server_would_not_compare_is_not_blamed_on_anyone() {
        let mut unsure = of(Kind::CheckExpression, Some("a"), Some("b"));
        unsure[0].severity = Severity::Unknown;
        let sides = [unsure, Vec::new(), Vec::new(), Vec::new()];
        assert_eq!(told(&History::default(), sides).0, Standing::CannotTell);
    }
}
