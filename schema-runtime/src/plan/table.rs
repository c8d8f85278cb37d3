//! A table before and after comes in; what is to be done to it in place goes out.

use super::column::Columns;
use super::matching::{Changes, renamed, unmatched};
use super::unique::{is_unique_over, leads_with, same_set};
use super::{Capabilities, Step, same, setting};
use crate::model::{
    Check, Column, ForeignKey, Identity, Index, IndexKind, IndexTarget, ObjectName, PrimaryKey, Promise,
    Storage, Table,
};

/// A table that both schemas have.
pub(super) struct Pair<'a> {
    /// As it is, with its former names.
    pub(super) original: &'a Table,
    /// As it is, with its new names.
    pub(super) from: &'a Table,
    /// As it shall be.
    pub(super) to: &'a Table,
    pub(super) columns: Columns<'a>,
    /// Whether a table that comes takes the name of the primary key, which has to give it up before.
    pub(super) key_makes_room: bool,
    can: &'a Capabilities,
}

impl<'a> Pair<'a> {
    pub(super) fn new(
        original: &'a Table,
        from: &'a Table,
        to: &'a Table,
        exchanged: Vec<String>,
        can: &'a Capabilities,
    ) -> Self {
        let columns = Columns::between(from, to, exchanged);
        Self { original, from, to, columns, key_makes_room: false, can }
    }

    pub(super) fn unsettles_index(&self, index: &Index) -> bool {
        let again = |name: &String| self.columns.makes_again(name);
        index.include.iter().any(again)
            || index.predicate.iter().any(|predicate| self.columns.unsettles(predicate))
            || index.parts.iter().any(|part| match &part.target {
                IndexTarget::Column(name) => again(name),
                IndexTarget::Expr(expr) => self.columns.unsettles(expr),
            })
    }

    /// Whether the primary key is another one, or goes with a column of it that is made again.
    pub(super) fn key_changes(&self) -> bool {
        let (from, to) = (self.from.primary_key.as_ref(), self.to.primary_key.as_ref());
        let goes = |key: &PrimaryKey| key.columns.iter().any(|column| self.columns.makes_again(column));
        same::primary_key(from) != same::primary_key(to) || from.is_some_and(goes)
    }

    /// Positions of the indexes that go, and those that come; what has another name alone is in neither.
    pub(super) fn index_changes(&self) -> (Vec<usize>, Vec<&'a Index>) {
        let renames = self.index_renames();
        let (mut gone, mut new) =
            unmatched(&self.from.indexes, &self.to.indexes, same::index, |index| self.unsettles_index(index));
        gone.retain(|&position| {
            !renames.iter().any(|(from, _)| std::ptr::eq(*from, &self.from.indexes[position]))
        });
        new.retain(|index| !renames.iter().any(|(_, to)| std::ptr::eq(*to, *index)));
        (gone, new)
    }

    /// Indexes that have another name and nothing else.
    fn index_renames(&self) -> Vec<(&'a Index, &'a Index)> {
        if !self.can.rename_index {
            return Vec::new();
        }
        let (gone, new) =
            unmatched(&self.from.indexes, &self.to.indexes, same::index, |index| self.unsettles_index(index));
        let gone = gone.into_iter().map(|position| &self.from.indexes[position]);
        let stay = gone.filter(|index| !self.unsettles_index(index));
        let nameless = |index: &Index| Index { name: None, ..same::index(index) };
        renamed(stay, new, &self.from.indexes, nameless, |index| index.name.as_ref())
    }

    /// The checks that go, those that come, and those that are to count for all rows; what has another name alone is
    /// in none of them.
    pub(super) fn check_changes(&self) -> Changes<'a, Check> {
        let renames = self.check_renames();
        let (mut gone, mut new) = self.other_checks();
        gone.retain(|&at| !renames.iter().any(|(from, _)| std::ptr::eq(*from, &self.from.checks[at])));
        new.retain(|check| !renames.iter().any(|(_, to)| std::ptr::eq(*to, *check)));
        let validates = |from: &Check, to: &Check| {
            self.can.online
                && !from.valid
                && to.valid
                && same::check(&Check { valid: true, ..from.clone() }) == same::check(to)
                && !self.unsettles_check(from)
        };
        Changes { gone, new, validated: Vec::new() }.validating(&self.from.checks, validates)
    }

    /// Checks that have another name and nothing else.
    fn check_renames(&self) -> Vec<(&'a Check, &'a Check)> {
        if !self.can.rename_constraint {
            return Vec::new();
        }
        let (gone, new) = self.other_checks();
        let stay = gone
            .into_iter()
            .map(|at| &self.from.checks[at])
            .filter(|check| !self.columns.unsettles(&check.expr));
        let nameless = |check: &Check| Check { name: None, ..same::check(check) };
        renamed(stay, new, &self.from.checks, nameless, |check| check.name.as_ref())
    }

    fn other_checks(&self) -> (Vec<usize>, Vec<&'a Check>) {
        unmatched(&self.from.checks, &self.to.checks, same::check, |check| self.unsettles_check(check))
    }

    /// One without a name stands in its column's definition, and changes with it.
    fn unsettles_check(&self, check: &Check) -> bool {
        check.name.is_some() && self.columns.unsettles(&check.expr)
    }

    /// The indexes that are there all the time, with their new names.
    fn kept_indexes(&self) -> impl Iterator<Item = &'a Index> {
        let (gone, _) = self.index_changes();
        let indexes = self.from.indexes.iter().enumerate();
        indexes.filter(move |(position, _)| !gone.contains(position)).map(|(_, index)| index)
    }

    /// Whether an index that serves a key goes, if only for a while, and none is sure to be there that could. One of
    /// the key's own name is not sure to: a database that made it drops it as soon as another serves the key.
    pub(super) fn loses_index_for(&self, key: &ForeignKey) -> bool {
        let primary =
            self.from.primary_key.as_ref().is_some_and(|primary| primary.columns.starts_with(&key.columns));
        let (gone, _) = self.index_changes();
        let goes = (primary && self.key_changes())
            || gone.into_iter().any(|at| leads_with(&self.from.indexes[at], &key.columns));
        let keeps = (primary && !self.key_changes())
            || self.kept_indexes().any(|index| index.name != key.name && leads_with(index, &key.columns));
        goes && !keeps
    }

    /// Whether these columns are unique all the time, as a key that points at them needs.
    pub(super) fn keeps_unique(&self, columns: &[String]) -> bool {
        let key = self.from.primary_key.as_ref().filter(|key| same_set(&key.columns, columns));
        (key.is_some() && !self.key_changes())
            || self.kept_indexes().any(|index| is_unique_over(index, columns))
    }

    /// Whether something that makes these columns unique goes, if only for a while: a key may hold on to that, though
    /// something else makes them unique too.
    pub(super) fn loses_unique(&self, columns: &[String]) -> bool {
        let key = self.from.primary_key.as_ref().is_some_and(|key| same_set(&key.columns, columns));
        let (gone, _) = self.index_changes();
        (key && self.key_changes())
            || gone.into_iter().any(|at| is_unique_over(&self.from.indexes[at], columns))
    }

    /// Whether this database must make the table again: it cannot do in place what changes.
    pub(super) fn needs_rebuild(&self) -> bool {
        let Capabilities {
            enum_types: _,
            schemas: _,
            add_foreign_key,
            alter_constraint,
            alter_primary_key,
            alter_column,
            alter_options,
            add_computed_column,
            comments: _,
            rename_index: _,
            rename_constraint: _,
            named_sequences: _,
            foreign_key_needs_index: _,
            drop_column_cascades: _,
            one_index_of_a_name: _,
            one_key_of_a_name: _,
            named_uniques: _,
            longest_name: _,
            binary_json: _,
            online: _,
        } = self.can;
        let (gone, new) = self.index_changes();
        let constraint = |index: &Index| match index.kind {
            IndexKind::Constraint(_) => true,
            IndexKind::Plain | IndexKind::Unique => false,
        };
        let constraints = gone.into_iter().map(|at| &self.from.indexes[at]).chain(new).any(constraint);
        let Changes { gone, new, validated: _ } = self.check_changes();
        let checks = !gone.is_empty() || !new.is_empty();
        let (gone, new) =
            unmatched(&self.from.foreign_keys, &self.to.foreign_keys, same::foreign_key, |_| false);
        let keys = !gone.is_empty() || !new.is_empty();
        let Columns { added, altered, again, .. } = &self.columns;
        let mut come = added.iter().copied().chain(again.iter().map(|(_, to)| *to));
        (!alter_column && !altered.is_empty())
            || (!add_computed_column && come.any(is_computed))
            || (!alter_constraint && (constraints || checks))
            || (!alter_primary_key && self.key_changes())
            || (!add_foreign_key && keys)
            || (!alter_options && self.from.options.value() != self.to.options.value())
    }

    /// What must be out of the way first, under its former name.
    pub(super) fn clear(&self, steps: &mut Vec<Step>) {
        if self.needs_rebuild() {
            return;
        }
        let table = &self.original.name;
        if self.key_makes_room {
            self.give_up_key(table, steps);
        }
        let checks = self.check_changes().gone.into_iter().map(|at| self.original.checks[at].clone());
        steps.extend(checks.map(|check| Step::DropCheck { table: table.clone(), check }));
        let indexes = self.index_changes().0.into_iter().map(|at| self.original.indexes[at].clone());
        steps.extend(indexes.map(|index| Step::DropIndex { table: table.clone(), index }));
        let original = |column: &Column| self.from.columns.iter().position(|other| other.name == column.name);
        let computed = self
            .columns
            .computed(self.from)
            .filter(|column| self.columns.is_of_exchanged(column))
            .filter_map(original);
        let computed = computed.map(|at| self.original.columns[at].clone());
        steps.extend(computed.map(|column| Step::DropColumn { table: table.clone(), column }));
    }

    /// The primary key goes, or gets its other name.
    fn give_up_key(&self, table: &ObjectName, steps: &mut Vec<Step>) {
        if !self.key_changes() {
            steps.extend(self.key_rename(table));
        } else if let Some(key) = &self.original.primary_key {
            steps.push(Step::DropPrimaryKey { table: table.clone(), key: key.clone() });
        }
    }

    fn key_rename(&self, table: &ObjectName) -> Option<Step> {
        if !self.can.rename_constraint || self.key_changes() {
            return None;
        }
        let name = |table: &Table| table.primary_key.as_ref()?.name.clone();
        let (from, to) = (name(self.from)?, name(self.to)?);
        (from != to).then(|| Step::RenameConstraint { table: table.clone(), from, to })
    }

    /// All else but keys that point at tables.
    pub(super) fn change(&self, steps: &mut Vec<Step>) {
        if self.needs_rebuild() {
            let (from, to) = (Box::new(self.from.clone()), Box::new(self.to.clone()));
            steps.push(Step::RebuildTable { from, to });
            return;
        }
        let table = || self.to.name.clone();
        for (from, to) in self.index_renames() {
            let to = to.name.clone().unwrap_or_default();
            steps.push(Step::RenameIndex { table: table(), from: from.clone(), to });
        }
        self.rename_constraints(steps);
        steps.extend(setting::options(self.from, self.to));
        self.change_columns(steps);
        for index in self.index_changes().1 {
            steps.push(Step::CreateIndex { table: table(), index: index.clone() });
        }
        let Changes { gone: _, new, validated } = self.check_changes();
        let (new, validated) = (new.into_iter().cloned(), validated.into_iter().cloned());
        steps.extend(new.map(|check| Step::AddCheck { table: table(), check }));
        steps.extend(validated.map(|check| Step::ValidateCheck { table: table(), check }));
        let (from, to) = (self.from.comment.value(), self.to.comment.value());
        if self.can.comments && from != to {
            steps.push(Step::SetTableComment { table: table(), from: from.clone(), to: to.clone() });
        }
    }

    /// Order matters: a column is numbered only while it is a key, loosened only after the key is gone, and
    /// generated from columns that are there.
    fn change_columns(&self, steps: &mut Vec<Step>) {
        let table = || self.to.name.clone();
        let add = |column: &&Column| Step::AddColumn { table: table(), column: (*column).clone() };
        let drop = |column: &Column| Step::DropColumn { table: table(), column: column.clone() };
        let Columns { added, altered, again, dropped, .. } = &self.columns;
        let mut numbered_later = Vec::new();
        let mut alters = Vec::new();
        for (from, to) in altered {
            let (mut from, to) = ((*from).clone(), (*to).clone());
            if self.key_changes() && is_numbered(&from) {
                let plain = Column { identity: Promise::Exact(None), ..from.clone() };
                steps.push(Step::AlterColumn { table: table(), from, to: plain.clone() });
                from = plain;
            }
            if self.key_changes() && is_numbered(&to) {
                let plain = Column { identity: Promise::Exact(None), ..to.clone() };
                numbered_later.push(Step::AlterColumn { table: table(), from: plain.clone(), to });
                alters.push((from, plain));
            } else {
                alters.push((from, to));
            }
        }
        if let (true, false, Some(key)) = (self.key_changes(), self.key_makes_room, &self.from.primary_key) {
            steps.push(Step::DropPrimaryKey { table: table(), key: key.clone() });
        }
        // A column that is computed has nothing to lose, and may be in the way of those that it is computed from.
        let plain = dropped.iter().filter(|column| column.generated.is_none());
        steps.extend(
            self.columns.computed(self.from).filter(|column| !self.columns.is_of_exchanged(column)).map(drop),
        );
        steps.extend(added.iter().filter(|column| column.generated.is_none()).map(add));
        alters.retain(|(from, to)| same::column(from) != same::column(to));
        // One that is not computed any more lets go of those that it was computed from.
        alters.sort_by_key(|(from, to)| from.generated.is_none() || to.generated.is_some());
        steps.extend(alters.into_iter().map(|(from, to)| Step::AlterColumn { table: table(), from, to }));
        let generated = |column: &&Column| column.generated.is_some();
        let late = self.to.columns.iter().filter(generated).filter(|column| {
            let is = |other: &&Column| other.name == column.name;
            added.iter().any(is) || again.iter().any(|(_, to)| is(to))
        });
        steps.extend(late.map(|column| add(&column)));
        if let (true, Some(key)) = (self.key_changes(), &self.to.primary_key) {
            steps.push(Step::AddPrimaryKey { table: table(), key: key.clone() });
        }
        steps.append(&mut numbered_later);
        steps.extend(plain.map(|column| drop(column)));
    }

    /// Names that were made from a former one, of what else stays as it is.
    fn rename_constraints(&self, steps: &mut Vec<Step>) {
        let table = &self.to.name;
        steps.extend(self.key_rename(table).filter(|_| !self.key_makes_room));
        let mut rename = |from: &Option<String>, to: &Option<String>| {
            if let (Some(from), Some(to)) = (from, to)
                && from != to
            {
                let (from, to) = (from.clone(), to.clone());
                steps.push(Step::RenameConstraint { table: table.clone(), from, to });
            }
        };
        self.check_renames().into_iter().for_each(|(from, to)| rename(&from.name, &to.name));
        for (original, from) in self.original.columns.iter().zip(&self.from.columns) {
            let Some(to) = self.to.column(&from.name).filter(|_| self.can.named_sequences) else { continue };
            let names = (sequence(self.original, original), sequence(self.to, to));
            if let (Some(from), Some(to)) = names
                && from != to
            {
                steps.push(Step::RenameSequence { table: table.clone(), from, to });
            }
        }
    }
}

/// The name that a server gives to the sequence of a column by itself; none where it would have to be cut.
fn sequence(table: &Table, column: &Column) -> Option<String> {
    let has_sequence = match (*column.identity.value())? {
        Identity::ByDefault | Identity::Always | Identity::Serial => true,
        Identity::AutoIncrement | Identity::RowId => false,
    };
    let name = format!("{}_{}_seq", table.name.name, column.name);
    (has_sequence && name.len() <= 63).then_some(name)
}

/// Whether the server numbers the column in a way that needs a key over it.
fn is_numbered(column: &Column) -> bool {
    match column.identity.value() {
        Some(Identity::AutoIncrement) => true,
        Some(Identity::ByDefault | Identity::Always | Identity::Serial | Identity::RowId) | None => false,
    }
}

/// Whether the values of a column that comes are stored one by one for the rows that are there, or there are none yet.
fn is_computed(column: &Column) -> bool {
    match (&column.generated, column.default.value()) {
        (Some(generated), _) => generated.storage == Storage::Stored,
        (None, Some(default)) => !default.is_literal() || (!column.nullable && default.is_null()),
        (None, None) => !column.nullable,
    }
}
