//! Two schemas come in; the migrations on the way from one to the other, each with the schemas that it passes, go out.
//!
//! Labels of an enum type that are used at once come first, in `labels`, since they have to be committed before.
//!
//! Where a database can work beside those who use a table ([`Capabilities::online`]), what looks at every row of a table
//! that is there, on the way there or on the way back, leaves the main migration, whose locks it would hold:
//!
//! 1. The main one does all else. A key or a check that changes, or stands aside while a column changes, is made again
//!    here, but not yet valid for the rows that are there: no other can break it meanwhile.
//! 2. `online`: columns that are filled, nullability, indexes, unique constraints, keys and checks come; what the main
//!    one made becomes valid; and only then what goes of these goes. An index whose name another one takes
//!    is renamed before.
//! 3. `drop`: the columns that others were filled from.
//!
//! In the main one stay: tables that come or go, with all they have; a primary key, and what it is over; and what cannot
//! be there any longer behind it, since a column that it is over goes or changes. A partitioned table knows no other way.

use super::beside::Split;
use super::foreign_key::Keys;
use super::rename::Renames;
use super::unique::has_unique;
use super::{Capabilities, Manner, enums, label, name, pairs};
use crate::model::{Kept, ObjectName, Schema, Table};
use std::collections::{BTreeMap, BTreeSet};

/// One migration of those that lead from a schema to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// What its name ends with, behind the name that the user chose; empty for the main one.
    pub suffix: &'static str,
    /// How its steps are done.
    pub manner: Manner,
    /// The schemas that its `up` passes, exact, from where it begins to where it leads.
    pub up: Vec<Schema>,
    /// Those that its `down` passes.
    pub down: Vec<Schema>,
}

/// The migrations, in the order in which they must run: the first begins with `from`, the last leads to `to`. One whose
/// schemas are all the same has nothing to do.
pub fn stages(from: &Schema, to: &Schema, can: &Capabilities) -> Vec<Stage> {
    if let Some(labels) = label::before_use(from, to, can) {
        let rest = stages(&labels, to, can);
        let (up, down) = (vec![from.clone(), labels.clone()], vec![labels, from.clone()]);
        let first = Stage { suffix: "labels", manner: Manner::AtOnce, up, down };
        return std::iter::once(first).chain(rest).collect();
    }
    let main = |first: &Schema, valid: &Schema| Stage {
        suffix: "",
        manner: Manner::AtOnce,
        up: vec![from.clone(), first.clone()],
        down: vec![valid.clone(), from.clone()],
    };
    if !can.online {
        return vec![main(to, to)];
    }
    let Stops { first, valid, aside, valid_aside, all, rest } = Stops::between(from, to, can);
    vec![
        main(&first, &valid),
        Stage {
            suffix: "online",
            manner: Manner::Online,
            up: vec![first, aside, all.clone(), rest.clone()],
            down: vec![rest.clone(), all, valid_aside, valid],
        },
        Stage {
            suffix: "drop",
            manner: Manner::Online,
            up: vec![rest.clone(), to.clone()],
            down: vec![to.clone(), rest],
        },
    ]
}

/// The schemas between two.
struct Stops {
    /// Behind the main migration.
    first: Schema,
    /// The same where the way back comes: what was made valid stays so.
    valid: Schema,
    /// `first`, with indexes renamed that make room.
    aside: Schema,
    /// `valid`, with the same.
    valid_aside: Schema,
    /// All that comes is there, and all that goes still.
    all: Schema,
    /// `to`, with the columns that others were filled from.
    rest: Schema,
}

impl Stops {
    fn between(from: &Schema, to: &Schema, can: &Capabilities) -> Self {
        let renames = Renames::find(from, to);
        let view = renames.applied(from);
        let exchanged = enums::compare(&view, to).exchanged;
        let pairs = pairs(from, &view, to, &renames, &exchanged, can);
        let whole: BTreeSet<_> =
            from.kept.iter().filter(|kept| kept.kind == Kept::PARTITIONS).map(|kept| &kept.name).collect();
        let mut splits: BTreeMap<_, _> = pairs
            .values()
            .filter(|pair| !whole.contains(&pair.original.name))
            .map(|pair| (&pair.to.name, Split::of(pair, &view, to)))
            .collect();
        let mut stops = Self::of(to);
        for (&name, split) in &splits {
            stops.set(name, |side| split.table(side));
        }
        let keys = Keys { pairs: &pairs, dropped: &[], can };
        let first = stops.first.clone();
        for (&name, split) in &mut splits {
            split.split_keys(&keys, &first);
            stops.set(name, |side| split.table(side));
        }
        stops.keys_of_new(&first, |name| !splits.contains_key(name));
        stops.keep_enums(&view, splits.values().flat_map(|split| &split.leaving.columns));
        stops.make_room(&view, to, &splits);
        stops
    }

    fn of(to: &Schema) -> Self {
        let [first, valid, aside, valid_aside, all, rest] = std::array::from_fn(|_| to.clone());
        Self { first, valid, aside, valid_aside, all, rest }
    }

    fn sides(&mut self) -> [(Side, &mut Schema); 6] {
        let Self { first, valid, aside, valid_aside, all, rest } = self;
        [
            (Side::First, first),
            (Side::Valid, valid),
            (Side::First, aside),
            (Side::Valid, valid_aside),
            (Side::All, all),
            (Side::Rest, rest),
        ]
    }

    fn set(&mut self, name: &ObjectName, table: impl Fn(Side) -> Table) {
        for (side, schema) in self.sides() {
            schema.tables.insert(name.clone(), table(side));
        }
    }

    /// A key of a table that is made at once has to wait where its target is not unique before.
    fn keys_of_new(&mut self, first: &Schema, at_once: impl Fn(&ObjectName) -> bool) {
        for (side, schema) in self.sides() {
            match side {
                Side::First | Side::Valid => {}
                Side::All | Side::Rest => continue,
            }
            for (_, table) in schema.tables.iter_mut().filter(|(name, _)| at_once(name)) {
                table.foreign_keys.retain(|key| {
                    first
                        .tables
                        .get(&key.references)
                        .is_none_or(|target| has_unique(target, &key.referenced_columns))
                });
            }
        }
    }

    /// A column that stays for a while keeps its type.
    fn keep_enums<'a>(&mut self, view: &Schema, columns: impl Iterator<Item = &'a &'a crate::model::Column>) {
        for column in columns {
            let ty = column.ty.value();
            let name = ObjectName::in_schema(ty.schema.as_deref(), ty.name.clone());
            let Some(kept) = view.enums.get(&name) else { continue };
            for (_, schema) in self.sides() {
                schema.enums.entry(name.clone()).or_insert_with(|| kept.clone());
            }
        }
    }

    /// Gives another name to an index that goes where one that comes has its name.
    fn make_room(&mut self, view: &Schema, to: &Schema, splits: &BTreeMap<&ObjectName, Split<'_>>) {
        let mut taken = name::all_index_names(view);
        taken.extend(name::all_index_names(to));
        for (table, split) in splits {
            for (from, at_end) in split.replaced() {
                let mut name = from.clone();
                while !taken.insert((table.schema.clone(), name.clone())) {
                    name = name::next(&name);
                }
                for schema in [&mut self.aside, &mut self.valid_aside, &mut self.all] {
                    let indexes = schema.tables.get_mut(*table).map(|table| &mut table.indexes);
                    let index = indexes.and_then(|indexes| indexes.iter_mut().find(|index| *index == at_end));
                    if let Some(index) = index {
                        index.name = Some(name.clone());
                    }
                }
            }
        }
    }
}

/// Which of the schemas between a table is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    First,
    Valid,
    All,
    Rest,
}
