//! Tables before and after come in; the foreign keys that go, come, or have to stand aside for a while go out.

use super::matching::{Changes, renamed, unmatched};
use super::table::Pair;
use super::unique::{has_index_for, is_unique_over, same_set};
use super::{Capabilities, Step, same};
use crate::model::{Deferrability, ForeignKey, Index, IndexKind, IndexPart, ObjectName, Table};
use std::collections::{BTreeMap, BTreeSet};

/// All that decides about keys.
pub(super) struct Keys<'a> {
    pub(super) pairs: &'a BTreeMap<&'a ObjectName, Pair<'a>>,
    /// The tables that go, in the order in which they go.
    pub(super) dropped: &'a [&'a Table],
    pub(super) can: &'a Capabilities,
}

impl<'a> Keys<'a> {
    /// Keys that go, under their former names: those that are not wanted, and those in the way.
    pub(super) fn drop(&self, steps: &mut Vec<Step>) {
        if !self.can.add_foreign_key {
            return;
        }
        for pair in self.pairs.values().filter(|pair| !pair.needs_rebuild()) {
            let gone = self.changes(pair).gone;
            let table = &pair.original.name;
            let gone: Vec<_> = gone.into_iter().map(|at| &pair.original.foreign_keys[at]).collect();
            let drop = |key: &&ForeignKey| Step::DropForeignKey { table: table.clone(), key: (*key).clone() };
            steps.extend(gone.iter().map(drop));
            let left_behind = self.left_behind(pair, &gone).into_iter();
            steps.extend(left_behind.map(|index| Step::DropIndex { table: table.clone(), index }));
        }
        let mut present: BTreeSet<_> = self.dropped.iter().map(|table| &table.name).collect();
        for table in self.dropped {
            present.remove(&table.name);
            // The table behind it would be dropped first, or is about to change what the key holds on to.
            let holds = |key: &&ForeignKey| {
                let gone_before = key.references != table.name
                    && self.is_dropped(&key.references)
                    && !present.contains(&key.references);
                gone_before || self.pairs.get(&key.references).is_some_and(|_| self.in_the_way(None, key))
            };
            steps.extend(
                table
                    .foreign_keys
                    .iter()
                    .filter(holds)
                    .map(|key| Step::DropForeignKey { table: table.name.clone(), key: key.clone() }),
            );
        }
    }

    /// The tables that go, in their order; those that keys hold together go in one step where the keys cannot go first.
    pub(super) fn drops(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut rest = self.dropped;
        while !rest.is_empty() {
            let (circle, behind) = rest.split_at(self.circle(rest));
            steps.push(match circle {
                [table] => Step::DropTable((*table).clone()),
                _ => Step::DropCircle(circle.iter().map(|&table| table.clone()).collect()),
            });
            rest = behind;
        }
        steps
    }

    /// How many of these tables go together: up to the last that points at one of them that would be gone by then.
    fn circle(&self, tables: &[&Table]) -> usize {
        let points_at = |table: &Table, gone: &[&Table]| {
            gone.iter().any(|gone| table.foreign_keys.iter().any(|key| key.references == gone.name))
        };
        if self.can.add_foreign_key {
            return 1;
        }
        let mut end = 1;
        while let Some(last) = (end..tables.len()).rev().find(|&at| points_at(tables[at], &tables[..end])) {
            end = last + 1;
        }
        end
    }

    /// Indexes that keys leave behind: a database that needs an index for a key made it, under the key's name, where
    /// the schema the key came with has none.
    fn left_behind(&self, pair: &Pair<'a>, gone: &[&'a ForeignKey]) -> Vec<Index> {
        let mut indexes: Vec<Index> = Vec::new();
        if !self.can.foreign_key_needs_index {
            return indexes;
        }
        for key in gone {
            let parts: Vec<_> = key.columns.iter().map(IndexPart::column).collect();
            let stays = |other: &ForeignKey| other.columns.first() == key.columns.first();
            let known = has_index_for(pair.original, &key.columns)
                || pair.to.foreign_keys.iter().any(stays)
                || indexes.iter().any(|index| index.parts.first() == parts.first());
            if known || key.name.is_none() {
                continue;
            }
            indexes.push(Index {
                name: key.name.clone(),
                kind: IndexKind::Plain,
                method: "btree".to_owned(),
                parts,
                include: Vec::new(),
                predicate: None,
                nulls_not_distinct: false,
                valid: true,
                origin: None,
            });
        }
        indexes
    }

    /// Keys that come on tables that were there. Where a key is part of its table, it comes with that alone.
    pub(super) fn add(&self, steps: &mut Vec<Step>) {
        if !self.can.add_foreign_key {
            return;
        }
        for pair in self.pairs.values().filter(|pair| !pair.needs_rebuild()) {
            let Changes { gone: _, new, validated } = self.changes(pair);
            let table = || pair.to.name.clone();
            let (new, validated) = (new.into_iter().cloned(), validated.into_iter().cloned());
            steps.extend(new.map(|key| Step::AddForeignKey { table: table(), key }));
            steps.extend(validated.map(|key| Step::ValidateForeignKey { table: table(), key }));
        }
    }

    /// Names that were made from a former one, of keys that else stay as they are.
    pub(super) fn rename(&self, steps: &mut Vec<Step>) {
        for pair in self.pairs.values().filter(|pair| !pair.needs_rebuild()) {
            for (from, to) in self.renames(pair) {
                if let (Some(from), Some(to)) = (from.name.clone(), to.name.clone()) {
                    steps.push(Step::RenameConstraint { table: pair.to.name.clone(), from, to });
                }
            }
        }
    }

    fn renames(&self, pair: &Pair<'a>) -> Vec<(&'a ForeignKey, &'a ForeignKey)> {
        if !self.can.rename_constraint {
            return Vec::new();
        }
        let (gone, new) = self.others(pair);
        let gone = gone.into_iter().map(|at| &pair.from.foreign_keys[at]);
        let stay = gone.filter(|key| !self.in_the_way(Some(pair), key));
        let nameless = |key: &ForeignKey| ForeignKey { name: None, ..same::foreign_key(key) };
        renamed(stay, new, &pair.from.foreign_keys, nameless, |key| key.name.as_ref())
    }

    /// The keys that go, those that come, and those that are to count for all rows; what has another name alone is in
    /// none of them.
    pub(super) fn changes(&self, pair: &Pair<'a>) -> Changes<'a, ForeignKey> {
        let renames = self.renames(pair);
        let (mut gone, mut new) = self.others(pair);
        gone.retain(|&at| !renames.iter().any(|(from, _)| std::ptr::eq(*from, &pair.from.foreign_keys[at])));
        new.retain(|key| !renames.iter().any(|(_, to)| std::ptr::eq(*to, *key)));
        let validates = |from: &ForeignKey, to: &ForeignKey| {
            self.can.online
                && !from.valid
                && to.valid
                && same::foreign_key(&ForeignKey { valid: true, ..from.clone() }) == same::foreign_key(to)
                && !self.in_the_way(Some(pair), from)
        };
        Changes { gone, new, validated: Vec::new() }.validating(&pair.from.foreign_keys, validates)
    }

    fn others(&self, pair: &Pair<'a>) -> (Vec<usize>, Vec<&'a ForeignKey>) {
        unmatched(&pair.from.foreign_keys, &pair.to.foreign_keys, same::foreign_key, |key| {
            self.in_the_way(Some(pair), key)
        })
    }

    /// A key cannot stay while the type of a column on either end changes, or what makes its target unique goes, or,
    /// on some databases, the index that serves it.
    fn in_the_way(&self, pair: Option<&Pair<'a>>, key: &ForeignKey) -> bool {
        let here = pair.is_some_and(|pair| {
            key.columns.iter().any(|column| pair.columns.replaces(column))
                || (self.can.foreign_key_needs_index && pair.loses_index_for(key))
        });
        let there = self.pairs.get(&key.references).is_some_and(|target| {
            key.referenced_columns.iter().any(|column| target.columns.replaces(column))
                || target.loses_unique(&key.referenced_columns)
        });
        here || there
    }

    fn is_dropped(&self, name: &ObjectName) -> bool {
        self.dropped.iter().any(|table| table.name == *name)
    }

    /// The keys of a new table: those that can stand in its statement, those that can follow it, and those that
    /// have to wait until all tables are there.
    pub(super) fn of_new(&self, table: &'a Table, created: &BTreeMap<&ObjectName, &Table>) -> NewKeys<'a> {
        let mut keys = NewKeys::default();
        for key in &table.foreign_keys {
            if !self.can.add_foreign_key {
                keys.inside.push(key);
                continue;
            }
            let target = created.get(&key.references).copied();
            let target = target.or_else(|| (key.references == table.name).then_some(table));
            let unique_inside =
                target.is_none_or(|target| is_unique_in_statement(target, &key.referenced_columns));
            let ready = target.is_some() || self.is_settled(&key.references, &key.referenced_columns);
            let immediate = key.deferrable == Deferrability::NotDeferrable && key.valid;
            if ready && unique_inside && immediate && !self.can.foreign_key_needs_index {
                keys.inside.push(key);
            } else if ready {
                keys.behind.push(key);
            } else {
                keys.late.push(key);
            }
        }
        keys
    }

    /// Whether a table was there before, and these columns of it with all that a key needs.
    fn is_settled(&self, table: &ObjectName, columns: &[String]) -> bool {
        self.pairs.get(table).is_some_and(|pair| {
            pair.keeps_unique(columns)
                && !columns.iter().any(|column| pair.columns.replaces(column) || pair.columns.adds(column))
        })
    }
}

/// The keys of a new table.
#[derive(Default)]
pub(super) struct NewKeys<'a> {
    pub(super) inside: Vec<&'a ForeignKey>,
    pub(super) behind: Vec<&'a ForeignKey>,
    pub(super) late: Vec<&'a ForeignKey>,
}

/// Whether the columns are unique as soon as the table is created, before its indexes.
fn is_unique_in_statement(table: &Table, columns: &[String]) -> bool {
    table.primary_key.as_ref().is_some_and(|key| same_set(&key.columns, columns))
        || table.indexes.iter().any(|index| match index.kind {
            IndexKind::Constraint(_) => is_unique_over(index, columns),
            IndexKind::Plain | IndexKind::Unique => false,
        })
}
