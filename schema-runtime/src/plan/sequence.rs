//! Sequences of their own before and after come in; the steps that make, change and drop them go out.

use super::Step;
use super::table::Pair;
use crate::model::{ObjectName, Schema, Sequence};
use std::collections::BTreeMap;

/// What happens to the sequences, by when it must.
#[derive(Default)]
pub(super) struct Sequences {
    /// Before all that may take a number: those that come and change, and those that would go with their column.
    pub(super) first: Vec<Step>,
    /// When the columns are there that they belong to.
    pub(super) owned: Vec<Step>,
    /// When nothing uses them any more.
    pub(super) last: Vec<Step>,
}

/// `from` with its new names.
pub(super) fn compare(from: &Schema, to: &Schema, pairs: &BTreeMap<&ObjectName, Pair<'_>>) -> Sequences {
    let mut sequences = Sequences::default();
    let alter = |from: &Sequence, to: &Sequence| Step::AlterSequence { from: from.clone(), to: to.clone() };
    for (name, new) in to.sequences.iter().filter(|(_, sequence)| has_owner(to, sequence)) {
        let alone = Sequence { owner: None, ..new.clone() };
        let Some(old) = from.sequences.get(name).filter(|old| has_owner(from, old)) else {
            sequences.first.push(Step::CreateSequence(alone.clone()));
            if new.owner.is_some() {
                sequences.owned.push(alter(&alone, new));
            }
            continue;
        };
        let stays = new.owner.as_ref().is_none_or(|(table, column)| {
            pairs.get(table).is_some_and(|pair| !pair.columns.makes_again(column))
        });
        if old.owner == new.owner && stays {
            if old.options != new.options {
                sequences.first.push(alter(old, new));
            }
            continue;
        }
        if *old != alone {
            sequences.first.push(alter(old, &alone));
        }
        if new.owner.is_some() {
            sequences.owned.push(alter(&alone, new));
        }
    }
    let gone = from.sequences.iter().filter(|(name, old)| {
        let stays = to.sequences.get(*name).is_some_and(|new| has_owner(to, new));
        // With its owner goes what belongs to it.
        !stays && has_owner(from, old) && has_owner(to, old)
    });
    sequences.last.extend(gone.map(|(_, old)| Step::DropSequence(old.clone())));
    sequences
}

/// Whether what a sequence belongs to, if anything, is there.
fn has_owner(schema: &Schema, sequence: &Sequence) -> bool {
    sequence.owner.as_ref().is_none_or(|(table, column)| {
        schema.tables.get(table).is_some_and(|table| table.column(column).is_some())
    })
}
