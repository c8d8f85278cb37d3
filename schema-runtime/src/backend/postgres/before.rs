//! A schema and steps come in; what each table and column of the schema after them was before goes out.

use super::Server;
use super::ddl::qualified;
use super::fit::{Conversion, Fit, cuts, plain_cast};
use super::sql_type::{self, quote};
use crate::model::{Column, ForeignKey, ObjectName, Schema, SqlType, Table};
use crate::plan::Step;
use std::collections::{BTreeMap, BTreeSet};

/// The schema before the steps, asked by the names of the one after them.
pub(super) struct Before<'a> {
    server: &'a Server,
    from: &'a Schema,
    created: BTreeSet<&'a ObjectName>,
    /// Former names, by new ones.
    tables: BTreeMap<&'a ObjectName, &'a ObjectName>,
    columns: BTreeMap<(&'a ObjectName, &'a str), &'a str>,
    added: BTreeMap<(&'a ObjectName, &'a str), &'a Column>,
    retyped: BTreeMap<(&'a ObjectName, &'a str), (&'a Column, &'a Column)>,
    /// The labels after the steps of the enum types that come or change; before them, nobody can name these.
    labels: BTreeMap<&'a ObjectName, &'a [String]>,
}

/// What a table was.
pub(super) enum Held<'a> {
    /// It was there.
    Live(&'a Table),
    /// It is made by the steps.
    New,
    /// It is neither made nor read: another's.
    Elsewhere,
}

/// A table as the steps leave it, as what stands behind `FROM` before them.
pub(super) struct Source {
    /// Without the name that it goes by.
    pub(super) from: String,
    alias: Option<String>,
    /// Whether all columns asked for are what they were.
    pub(super) is_plain: bool,
    /// Whether a value that does not convert is null in it.
    pub(super) may_cut: bool,
}

impl Source {
    /// The table itself, which goes by its new name.
    pub(super) fn plain(former: &ObjectName, new: &ObjectName) -> Self {
        let alias = (former.name != new.name).then(|| quote(&new.name));
        Self { from: qualified(former), alias, is_plain: true, may_cut: false }
    }

    /// As it stands behind `FROM`.
    pub(super) fn item(&self) -> String {
        match &self.alias {
            Some(alias) => format!("{} AS {alias}", self.from),
            None => self.from.clone(),
        }
    }
}

/// What a column of the schema after the steps holds, in words of the one before.
enum Value {
    Same(String),
    /// Null where it does not convert.
    Becomes(String),
    /// Nobody can tell before it happens.
    Unknown,
}

impl<'a> Before<'a> {
    pub(super) fn new(server: &'a Server, from: &'a Schema, steps: &'a [Step]) -> Self {
        let mut before = Self {
            server,
            from,
            created: BTreeSet::new(),
            tables: BTreeMap::new(),
            columns: BTreeMap::new(),
            added: BTreeMap::new(),
            retyped: BTreeMap::new(),
            labels: BTreeMap::new(),
        };
        for step in steps {
            before.follow(step);
        }
        before
    }

    fn follow(&mut self, step: &'a Step) {
        match step {
            Step::CreateEnum(ty) | Step::AlterEnum { from: _, to: ty, columns: _ } => {
                self.labels.insert(&ty.name, &ty.values);
            }
            Step::CreateTable(table) => {
                self.created.insert(&table.name);
            }
            Step::RenameTable { from, to } => {
                self.tables.insert(to, from);
            }
            Step::RenameColumn { table, from, to } => {
                self.columns.insert((table, to), from);
            }
            Step::AddColumn { table, column } => {
                self.added.insert((table, &column.name), column);
            }
            Step::AlterColumn { table, from, to } if from.ty.value() != to.ty.value() => {
                self.retyped.insert((table, &to.name), (from, to));
            }
            Step::AlterColumn { .. }
            | Step::CreateSchema(_)
            | Step::DropEnum(_)
            | Step::DropTable(_)
            | Step::DropCircle(_)
            | Step::SetTableComment { .. }
            | Step::DropColumn { .. }
            | Step::AddPrimaryKey { .. }
            | Step::DropPrimaryKey { .. }
            | Step::CreateIndex { .. }
            | Step::DropIndex { .. }
            | Step::RenameIndex { .. }
            | Step::RenameConstraint { .. }
            | Step::RenameSequence { .. }
            | Step::CreateSequence(_)
            | Step::AlterSequence { .. }
            | Step::DropSequence(_)
            | Step::Set { .. }
            | Step::AddForeignKey { .. }
            | Step::DropForeignKey { .. }
            | Step::ValidateForeignKey { .. }
            | Step::ValidateCheck { .. }
            | Step::AddCheck { .. }
            | Step::DropCheck { .. }
            | Step::RebuildTable { .. } => {}
        }
    }

    pub(super) fn held(&self, table: &ObjectName) -> Held<'a> {
        if self.created.contains(table) {
            return Held::New;
        }
        let former = self.tables.get(table).copied().unwrap_or(table);
        self.from.tables.get(former).map_or(Held::Elsewhere, Held::Live)
    }

    /// The table as it is, if it is.
    pub(super) fn live(&self, table: &ObjectName) -> Option<&'a Table> {
        match self.held(table) {
            Held::Live(table) => Some(table),
            Held::New | Held::Elsewhere => None,
        }
    }

    /// The column's name as it is.
    pub(super) fn former<'b>(&'b self, table: &'b ObjectName, column: &'b str) -> &'b str {
        self.columns.get(&(table, column)).copied().unwrap_or(column)
    }

    /// Which values of a column fit its new type, of which `value` is one.
    pub(super) fn fit(&self, from: &Column, to: &Column, value: &str) -> Fit {
        let (before, after) = (from.ty.value(), to.ty.value());
        if from.generated.is_some() || to.generated.is_some() {
            return Fit::Unknown;
        }
        if let Some(using) = &to.using {
            match plain_cast(using, to) {
                // Who casts to a length cuts.
                Some(ty) if !ty.arguments.is_empty() && cuts(&ty) => return Fit::All,
                Some(_) => {}
                None => return Fit::Unknown,
            }
        }
        let labels = (self.from.labels_of(before), self.labels_after(after));
        Conversion { value, from: before, to: after, labels }.fit(self.server)
    }

    /// Whether the author's conversion is the cast that would be made without it.
    pub(super) fn is_plain(&self, to: &Column) -> bool {
        to.using.as_ref().is_none_or(|using| plain_cast(using, to).is_some())
    }

    fn labels_after(&self, ty: &SqlType) -> Option<&'a [String]> {
        let name = ObjectName { schema: ty.schema.clone(), name: ty.name.clone() };
        self.labels.get(&name).copied().or_else(|| self.from.labels_of(ty))
    }

    /// Whether the type is not yet what it will be.
    fn comes(&self, ty: &SqlType) -> bool {
        let name = ObjectName { schema: ty.schema.clone(), name: ty.name.clone() };
        self.labels.contains_key(&name)
    }

    /// Whether one of these columns is of an enum type that is not yet what it will be.
    pub(super) fn is_unsettled(&self, table: &'a ObjectName, mentioned: &dyn Fn(&str) -> bool) -> bool {
        let Some(live) = self.live(table) else { return true };
        let news = self.news(table, live);
        news.into_iter().filter(|(name, _)| mentioned(name)).any(|(_, column)| self.comes(column.ty.value()))
    }

    /// The table as it will be, with these columns; `None` where one of them cannot be told.
    pub(super) fn source(&self, table: &'a ObjectName, mentioned: &dyn Fn(&str) -> bool) -> Option<Source> {
        let live = self.live(table)?;
        let (mut is_plain, mut may_cut) = (true, false);
        let mut columns = Vec::new();
        for (name, column) in self.news(table, live) {
            let former = self.former(table, name);
            let value = match self.value(table, name, column) {
                Value::Same(value) => {
                    is_plain &= former == name || !mentioned(name);
                    value
                }
                Value::Becomes(value) if mentioned(name) => {
                    (is_plain, may_cut) = (false, true);
                    value
                }
                Value::Unknown if mentioned(name) => return None,
                // It is there to be seen.
                Value::Becomes(_) | Value::Unknown if live.column(former).is_some() => quote(former),
                Value::Becomes(_) | Value::Unknown => continue,
            };
            let quoted = quote(name);
            columns.push(if value == quoted { value } else { format!("{value} AS {quoted}") });
        }
        if is_plain {
            return Some(Source::plain(&live.name, table));
        }
        let from = format!("(SELECT {} FROM {})", columns.join(", "), qualified(&live.name));
        Some(Source { from, alias: Some(quote(&table.name)), is_plain, may_cut })
    }

    /// The columns that were there and those that come, by their new names, each as it will be.
    fn news(&self, table: &'a ObjectName, live: &'a Table) -> Vec<(&'a str, &'a Column)> {
        let renamed = |former: &str| {
            let mut of = self.columns.iter().filter(|((name, _), _)| *name == table);
            of.find(|(_, old)| **old == former).map(|((_, new), _)| *new)
        };
        let mut news = Vec::new();
        for column in &live.columns {
            let name = renamed(&column.name).unwrap_or(&column.name);
            if self.added.contains_key(&(table, name)) {
                continue;
            }
            let becomes = self.retyped.get(&(table, name)).map_or(column, |(_, to)| *to);
            news.push((name, becomes));
        }
        let added = self.added.iter().filter(|((name, _), _)| *name == table);
        news.extend(added.map(|((_, name), column)| (*name, *column)));
        news
    }

    fn value(&self, table: &'a ObjectName, name: &'a str, column: &Column) -> Value {
        let ty = column.ty.value();
        if self.added.contains_key(&(table, name)) {
            let empty = column.default.value().is_none() && column.backfill.is_none();
            let computed = column.generated.is_some() || column.identity.value().is_some();
            return if empty && !computed && !self.comes(ty) {
                Value::Becomes(format!("NULL::{}", sql_type::write(ty)))
            } else {
                Value::Unknown
            };
        }
        let value = quote(self.former(table, name));
        let Some((from, to)) = self.retyped.get(&(table, name)) else { return Value::Same(value) };
        if self.comes(ty) {
            return Value::Unknown;
        }
        let through = if self.from.labels_of(from.ty.value()).is_some() { "::text" } else { "" };
        let cast = format!("{value}{through}::{}", sql_type::write(ty));
        match self.fit(from, to, &value) {
            Fit::All => Value::Becomes(cast),
            Fit::Unless(condition) => Value::Becomes(format!("CASE WHEN NOT ({condition}) THEN {cast} END")),
            Fit::Unknown => Value::Unknown,
        }
    }

    /// Whether a key was there and held, and both of its ends become the same: what it says of the rows stays true.
    pub(super) fn keeps(&self, table: &'a ObjectName, key: &'a ForeignKey) -> bool {
        let (Some(live), Held::Live(other)) = (self.live(table), self.held(&key.references)) else {
            return false;
        };
        let pairs =
            |from: Vec<&'a str>, to: Vec<&'a str>| -> BTreeSet<_> { from.into_iter().zip(to).collect() };
        let former =
            |table, columns: &'a [String]| columns.iter().map(|name| self.former(table, name)).collect();
        let own = |columns: &'a [String]| columns.iter().map(String::as_str).collect();
        let now: BTreeSet<_> = {
            let (from, to): (Vec<&str>, Vec<&str>) =
                (former(table, &key.columns), former(&key.references, &key.referenced_columns));
            from.into_iter().zip(to).collect()
        };
        let was = live.foreign_keys.iter().any(|old| {
            old.valid
                && old.references == other.name
                && pairs(own(&old.columns), own(&old.referenced_columns)) == now
        });
        let change = |table: &'a ObjectName, name: &'a String| {
            let change = self.retyped.get(&(table, name.as_str()));
            change.map(|(from, to)| (from.ty.value(), to.ty.value(), to.using.is_some()))
        };
        was && key.columns.iter().zip(&key.referenced_columns).all(|(from, to)| {
            let (here, there) = (change(table, from), change(&key.references, to));
            here == there && here.is_none_or(|(_, _, by_author)| !by_author)
        })
    }
}
