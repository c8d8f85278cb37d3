//! A table before and after comes in; what of it has to wait until others can go on using it meanwhile goes out.

use super::foreign_key::Keys;
use super::matching::Changes;
use super::name;
use super::stage::Side;
use super::table::Pair;
use super::unique::{has_unique, is_unique_over};
use crate::model::{Check, Column, ForeignKey, Index, IndexKind, IndexTarget, Schema, Table};

/// What comes late and what leaves late.
pub(super) struct Split<'a> {
    pair: &'a Pair<'a>,
    late: Late<'a>,
    pub(super) leaving: Leaving<'a>,
    /// There behind the main migration, and not yet valid.
    unproven: Constraints<'a>,
    /// There before, and not yet valid.
    validated: Constraints<'a>,
    /// Names of columns that are not the same behind the main migration.
    unsteady: Vec<&'a str>,
}

/// What comes behind the main migration.
#[derive(Default)]
struct Late<'a> {
    columns: Vec<&'a Column>,
    /// Columns before and after, whose nullability changes.
    nulls: Vec<(&'a Column, &'a Column)>,
    indexes: Vec<&'a Index>,
    constraints: Constraints<'a>,
}

/// What goes behind the main migration.
#[derive(Default)]
pub(super) struct Leaving<'a> {
    pub(super) columns: Vec<&'a Column>,
    indexes: Vec<&'a Index>,
    constraints: Constraints<'a>,
}

#[derive(Default)]
struct Constraints<'a> {
    keys: Vec<&'a ForeignKey>,
    checks: Vec<&'a Check>,
}

impl<'a> Split<'a> {
    /// `view` is the schema that was, with its new names. Keys come later: they need all tables.
    pub(super) fn of(pair: &'a Pair<'a>, view: &'a Schema, to: &'a Schema) -> Self {
        let mut split = Self {
            pair,
            late: Late::default(),
            leaving: Leaving::default(),
            unproven: Constraints::default(),
            validated: Constraints::default(),
            unsteady: Vec::new(),
        };
        split.split_columns();
        split.split_indexes(view, to);
        split.split_checks();
        split
    }

    fn split_columns(&mut self) {
        let pair = self.pair;
        let keyed = |column: &Column| {
            let keys = pair.from.primary_key.iter().chain(&pair.to.primary_key);
            pair.key_changes() && keys.flat_map(|key| &key.columns).any(|name| *name == column.name)
        };
        let computes = |column: &Column| {
            let generated = pair.to.columns.iter().filter_map(|column| column.generated.as_ref());
            generated.into_iter().any(|generated| generated.expr.mentions(&column.name))
        };
        let filled = |column: &Column| column.backfill.is_some() && column.generated.is_none();
        let waits = |column: &Column| {
            filled(column) && column.identity.value().is_none() && !keyed(column) && !computes(column)
        };
        self.late.columns.extend(pair.columns.added.iter().filter(|column| waits(column)));
        let loosens = |(from, to): &&(&Column, &Column)| {
            from.nullable != to.nullable
                && from.identity.value() == to.identity.value()
                && from.generated == to.generated
                && !keyed(from)
        };
        self.late.nulls.extend(pair.columns.altered.iter().filter(loosens));

        let nulls = self.late.nulls.iter().map(|(_, to)| *to);
        let fills: Vec<_> = self.late.columns.iter().copied().chain(nulls).collect();
        let fills: Vec<_> = fills.iter().filter_map(|column| column.backfill.as_ref()).collect();
        let source = |column: &&&Column| fills.iter().any(|fill| fill.mentions(&column.name));
        self.leaving.columns.extend(pair.columns.dropped.iter().filter(source));

        let gone = pair.columns.dropped.iter().filter(|column| !self.leaving.columns.contains(column));
        let changed = pair.from.columns.iter().filter(|column| pair.columns.replaces(&column.name));
        self.unsteady = gone.copied().chain(changed).map(|column| column.name.as_str()).collect();
        let filled_at_once = pair.columns.altered.iter().filter(|(from, to)| {
            from.nullable != to.nullable
                && !self.late.nulls.iter().any(|(late, _)| std::ptr::eq(*late, *from))
        });
        self.unsteady.extend(filled_at_once.map(|(from, _)| from.name.as_str()));
    }

    fn split_indexes(&mut self, view: &Schema, to: &Schema) {
        let (gone, new) = self.pair.index_changes();
        self.late.indexes = new;
        let table = &self.pair.to.name;
        let elsewhere = |index: &Index| {
            let others = to.tables.values().filter(|other| other.name != *table);
            others
                .filter(|other| other.name.schema == table.schema)
                .any(|other| name::index_names(other).any(|name| Some(name) == index.name.as_deref()))
        };
        let holds_key = |index: &Index| {
            let mut keys = view.tables.values().flat_map(|table| &table.foreign_keys);
            keys.any(|key| key.references == *table && is_unique_over(index, &key.referenced_columns))
        };
        let is_constraint = |index: &Index| match index.kind {
            IndexKind::Constraint(_) => true,
            IndexKind::Plain | IndexKind::Unique => false,
        };
        // Run again, a drop by name could not tell which of the two it is that is there.
        let other_kind = |index: &Index| {
            let mut named = self.pair.to.indexes.iter().filter(|other| other.name == index.name);
            named.any(|other| is_constraint(other) != is_constraint(index))
        };
        let gone = gone.into_iter().map(|at| &self.pair.from.indexes[at]);
        let leaving = gone.filter(|index| {
            !self.pair.unsettles_index(index)
                && !self.touches(index)
                && index.name.is_some()
                && !elsewhere(index)
                && !other_kind(index)
                && !holds_key(index)
        });
        self.leaving.indexes = leaving.collect();
    }

    /// Whether an index is over a column that becomes another.
    fn touches(&self, index: &Index) -> bool {
        let Index { parts, include, predicate, .. } = index;
        self.unsteady.iter().any(|name| {
            include.iter().any(|column| column == name)
                || predicate.iter().any(|expr| expr.mentions(name))
                || parts.iter().any(|part| match &part.target {
                    IndexTarget::Column(column) => column == name,
                    IndexTarget::Expr(expr) => expr.mentions(name),
                })
        })
    }

    fn split_checks(&mut self) {
        let Changes { gone, new, validated } = self.pair.check_changes();
        let gone: Vec<_> = gone.into_iter().map(|at| &self.pair.from.checks[at]).collect();
        self.validated.checks = validated;
        for &check in &new {
            let early = !self.late.columns.iter().any(|column| check.expr.mentions(&column.name));
            let replaces = gone.iter().any(|gone| gone.name == check.name);
            match (early, replaces, check.valid) {
                (true, true, true) => self.unproven.checks.push(check),
                (true, _, false) => {}
                (true, false, true) | (false, _, _) => self.late.constraints.checks.push(check),
            }
        }
        self.leaving.constraints.checks = gone
            .into_iter()
            .filter(|check| {
                let stands = !self.unsteady.iter().any(|name| check.expr.mentions(name));
                stands && !self.pair.to.checks.iter().any(|other| other.name == check.name)
            })
            .collect();
    }

    /// `first` is the schema behind the main migration, apart from keys.
    pub(super) fn split_keys(&mut self, keys: &Keys<'a>, first: &Schema) {
        let Changes { gone, new, validated } = keys.changes(self.pair);
        let gone: Vec<_> = gone.into_iter().map(|at| &self.pair.from.foreign_keys[at]).collect();
        self.validated.keys = validated;
        let stands = |key: &ForeignKey| {
            let own = first.tables.get(&self.pair.to.name);
            let own = own.is_some_and(|own| key.columns.iter().all(|name| own.column(name).is_some()));
            let target = first.tables.get(&key.references);
            own && target.is_some_and(|target| {
                has_unique(target, &key.referenced_columns)
                    && key.referenced_columns.iter().all(|name| target.column(name).is_some())
            })
        };
        let ends = |key: &ForeignKey| (key.columns.clone(), key.references.clone());
        for &key in &new {
            let replaces = gone.iter().any(|gone| gone.name == key.name || ends(gone) == ends(key));
            match (stands(key), replaces, key.valid) {
                (true, true, true) => self.unproven.keys.push(key),
                (true, _, false) => {}
                (true, false, true) | (false, _, _) => self.late.constraints.keys.push(key),
            }
        }
        let unproven: Vec<_> = self.unproven.keys.iter().map(|key| ends(key)).collect();
        self.leaving.constraints.keys = gone
            .into_iter()
            .filter(|key| {
                let steady = !key.columns.iter().any(|name| self.unsteady.contains(&name.as_str()));
                let target = keys.pairs.get(&key.references);
                // What it holds on to goes in the main migration, and it would have to come again for that.
                let target = target.is_some_and(|target| {
                    !key.referenced_columns.iter().any(|column| target.columns.replaces(column))
                        && !target.loses_unique(&key.referenced_columns)
                });
                let named = self.pair.to.foreign_keys.iter().any(|other| other.name == key.name);
                steady && target && stands(key) && !named && !unproven.contains(&ends(key))
            })
            .collect();
    }

    /// The table on one of the schemas between.
    pub(super) fn table(&self, side: Side) -> Table {
        let mut table = self.pair.to.clone();
        table.columns.extend(self.leaving.columns.iter().map(|&column| column.clone()));
        match side {
            Side::Rest => return table,
            Side::All => {}
            Side::First | Side::Valid => self.go_back(&mut table, side),
        }
        let Leaving { columns: _, indexes, constraints: Constraints { keys, checks } } = &self.leaving;
        table.indexes.extend(indexes.iter().map(|&index| index.clone()));
        table.foreign_keys.extend(keys.iter().map(|&key| key.clone()));
        table.checks.extend(checks.iter().map(|&check| check.clone()));
        table
    }

    /// Takes out of it what comes late.
    fn go_back(&self, table: &mut Table, side: Side) {
        let Late { columns, nulls, indexes, constraints } = &self.late;
        table.columns.retain(|column| !columns.iter().any(|late| late.name == column.name));
        for column in &mut table.columns {
            if let Some((from, _)) = nulls.iter().find(|(from, _)| from.name == column.name) {
                column.nullable = from.nullable;
                column.backfill = None;
            }
        }
        take(&mut table.indexes, indexes);
        take(&mut table.foreign_keys, &constraints.keys);
        take(&mut table.checks, &constraints.checks);
        let unproven = Some(&self.unproven).filter(|_| side == Side::First);
        for Constraints { keys, checks } in unproven.into_iter().chain([&self.validated]) {
            let keys = table.foreign_keys.iter_mut().filter(|key| keys.contains(&&**key));
            keys.for_each(|key| key.valid = false);
            let checks = table.checks.iter_mut().filter(|check| checks.contains(&&**check));
            checks.for_each(|check| check.valid = false);
        }
    }

    /// Indexes that leave while another one comes under their name, with that name.
    pub(super) fn replaced(&self) -> impl Iterator<Item = (&'a String, &'a Index)> {
        let taken =
            |name: &&String| self.pair.to.indexes.iter().any(|index| index.name.as_ref() == Some(name));
        let leaving = self.leaving.indexes.iter();
        leaving.filter_map(move |&index| Some((index.name.as_ref().filter(taken)?, index)))
    }
}

fn take<T: PartialEq>(all: &mut Vec<T>, some: &[&T]) {
    for &one in some {
        if let Some(at) = all.iter().position(|other| other == one) {
            all.remove(at);
        }
    }
}
