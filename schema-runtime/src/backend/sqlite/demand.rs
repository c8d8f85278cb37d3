//! A table before and after comes in; what its rows must be like for it goes out, with the queries that list those
//! that are not.

use super::former::Former;
use super::rebuild::{Rebuild, numbered_column};
use super::text;
use super::token::{Token, TokenKind, tokens};
use super::types::Affinity;
use crate::model::{Check, Column, Expr, ForeignKey, Index, IndexKind, IndexPart, IndexTarget, SqlType};
use crate::plan::HazardKind;

/// What a change asks of the rows that are there.
pub(super) struct Demand {
    pub(super) kind: HazardKind,
    /// `table.column` or the like.
    pub(super) object: String,
    /// The rows that do not meet it, as they stand behind their number.
    pub(super) what: String,
    /// Lists them, before anything is changed.
    pub(super) query: String,
    /// What to do about them.
    pub(super) remedy: &'static str,
}

const FILL: &str = "Give the entity a `default` or a `backfill` for it.";
const BACKFILL: &str = "Give the entity a `backfill` for it.";
const CONVERT: &str = "Mend them first, or give the entity a `using` that converts them.";
const MEND: &str = "Mend them first.";

/// The rows of a table, before and after.
pub(super) struct Demands<'a> {
    pub(super) rebuild: Rebuild<'a>,
    pub(super) former: &'a Former<'a>,
}

impl Demands<'_> {
    /// All that the new table asks, and the old one did not.
    pub(super) fn of_table(&self) -> Vec<Demand> {
        let Rebuild { from, to } = self.rebuild;
        let mut demands = Vec::new();
        for column in to.columns.iter().filter(|column| column.generated.is_none()) {
            demands.extend(self.value(column));
            demands.extend(self.conversion(column));
        }
        demands.extend(self.primary_key());
        let new =
            |index: &&Index| !from.indexes.iter().any(|other| alike(other, index)) || self.changes(index);
        demands.extend(to.indexes.iter().filter(new).filter_map(|index| self.unique(index)));
        demands.extend(to.checks.iter().filter_map(|check| self.check(check)));
        demands.extend(to.foreign_keys.iter().filter_map(|key| self.foreign_key(key)));
        demands
    }

    /// Rows that would have no value where one is needed.
    fn value(&self, column: &Column) -> Option<Demand> {
        let Rebuild { from, to } = self.rebuild;
        let name = &column.name;
        let before = from.column(name);
        // A new one that numbers the rows is filled by itself; one that was there would have its nulls numbered in silence.
        let numbers = before.is_none() && numbered_column(to).is_some_and(|key| key.name == *name);
        if column.nullable || numbers {
            return None;
        }
        let fill = column.backfill.as_ref().or(column.default.value().as_ref());
        if before.is_none() && fill.is_none_or(Expr::is_null) {
            let what = format!("rows of `{}`, for which `{name}` has no value", to.name);
            return Some(self.fails(name, what, format!("SELECT * FROM {}", self.former.rows(from)), FILL));
        }
        let may_be_null = match before {
            Some(before) => before.nullable || (column.using.is_some() && before.ty != column.ty),
            None => true,
        };
        let value = self.rebuild.value(column)?;
        let filled = |fill: &Expr| fill.is_literal() && !fill.is_null();
        if !may_be_null || column.backfill.as_ref().is_some_and(filled) {
            return None;
        }
        let what = format!("rows of `{}` whose `{name}` would be null", to.name);
        let query = format!("SELECT * FROM {} WHERE ({value}) IS NULL", self.former.rows(from));
        Some(self.fails(name, what, query, if before.is_none() { FILL } else { BACKFILL }))
    }

    /// Values that are not of the new type, and would stay what they are or be refused.
    fn conversion(&self, to: &Column) -> Option<Demand> {
        let from = self.rebuild.from.column(&to.name)?;
        let (ty, target) = (from.ty.value(), to.ty.value());
        if ty == target || to.using.is_some() {
            return None;
        }
        let (cast, kind) = number(ty, target)?;
        let name = text::name(&to.name);
        let table = &self.rebuild.to.name;
        Some(Demand {
            kind: HazardKind::NarrowsType,
            object: format!("{table}.{}", to.name),
            what: format!("rows of `{table}` whose `{}` is no {kind}", to.name),
            query: format!(
                "SELECT * FROM {} WHERE CAST({name} AS {cast}) <> {name}",
                self.former.rows(self.rebuild.from)
            ),
            remedy: CONVERT,
        })
    }

    fn primary_key(&self) -> Option<Demand> {
        let Rebuild { from, to } = self.rebuild;
        let key = to.primary_key.as_ref()?;
        let parts: Vec<_> = key.columns.iter().map(IndexPart::column).collect();
        let same = from.primary_key.as_ref().is_some_and(|before| before.columns == key.columns);
        if same && !key.columns.iter().any(|column| self.is_computed(column)) {
            return None;
        }
        Some(self.duplicates(&parts, None))
    }

    /// Values that several rows have, and only one may.
    pub(super) fn unique(&self, index: &Index) -> Option<Demand> {
        let unique = match index.kind {
            IndexKind::Plain => false,
            IndexKind::Unique | IndexKind::Constraint(_) => true,
        };
        unique.then(|| self.duplicates(&index.parts, index.predicate.as_ref()))
    }

    fn duplicates(&self, parts: &[IndexPart], predicate: Option<&Expr>) -> Demand {
        let to = self.rebuild.to;
        let values: Vec<_> = parts.iter().map(|part| self.part(part)).collect();
        let over: Vec<_> = parts.iter().map(label).collect();
        let rows = self.rows(&[values.join(", "), predicate.map(Expr::to_string).unwrap_or_default()]);
        // Nulls never clash.
        let mut conditions: Vec<_> = values.iter().map(|value| format!("{value} IS NOT NULL")).collect();
        conditions.extend(predicate.map(|predicate| format!("({predicate})")));
        let values = values.join(", ");
        let query = format!(
            "SELECT {values} FROM {rows} WHERE {} GROUP BY {values} HAVING COUNT(*) > 1",
            conditions.join(" AND ")
        );
        let what = format!("values of ({}) that several rows of `{}` have", over.join(", "), to.name);
        self.fails(&over.join(","), what, query, MEND)
    }

    fn part(&self, part: &IndexPart) -> String {
        let (value, own) = match &part.target {
            IndexTarget::Column(name) => (text::name(name), self.rebuild.to.column(name)),
            IndexTarget::Expr(expr) => (format!("({expr})"), None),
        };
        let own = own.and_then(|column| column.collation.value().as_deref());
        match part.collation.as_deref().or(own) {
            Some(collation) => format!("{value} COLLATE {}", text::name(collation)),
            None => value,
        }
    }

    /// Rows that a check does not allow; one over columns that are computed anew is left to the migration itself.
    fn check(&self, check: &Check) -> Option<Demand> {
        let Rebuild { from, to } = self.rebuild;
        let expr = &check.expr;
        let anew = to
            .columns
            .iter()
            .any(|column| self.is_computed_anew(column) && names(expr.as_str(), &column.name));
        let known = from.checks.iter().any(|before| before.expr == *expr);
        let touched = to
            .columns
            .iter()
            .any(|column| self.is_computed(&column.name) && names(expr.as_str(), &column.name));
        if anew || (known && !touched) {
            return None;
        }
        let name = check.name.as_deref().unwrap_or(expr.as_str());
        let what = format!("rows of `{}` that break the check `{name}`", to.name);
        let query = format!("SELECT * FROM {} WHERE NOT ({expr})", self.rows(&[expr.to_string()]));
        Some(self.fails(name, what, query, MEND))
    }

    /// Rows that would point at none.
    fn foreign_key(&self, key: &ForeignKey) -> Option<Demand> {
        let Rebuild { from, to } = self.rebuild;
        let ends =
            |key: &ForeignKey| (key.columns.clone(), key.references.clone(), key.referenced_columns.clone());
        let known = from.foreign_keys.iter().any(|before| ends(before) == ends(key));
        // A column that comes empty points nowhere.
        let points = |column: &String| from.column(column).is_some() || self.is_computed(column);
        if (known && !key.columns.iter().any(|column| self.is_computed(column)))
            || !key.columns.iter().all(points)
        {
            return None;
        }
        let columns: Vec<_> = key.columns.iter().map(|column| text::name(column)).collect();
        let own = text::name(&to.name.name);
        let mut conditions: Vec<_> =
            columns.iter().map(|column| format!("{own}.{column} IS NOT NULL")).collect();
        if let Some(target) = self.former.table(&key.references) {
            let has = |column: &String| target.column(column).is_some();
            if !key.referenced_columns.iter().all(has) {
                return None;
            }
            let alias = if own.eq_ignore_ascii_case("target") { "target_2" } else { "target" };
            let target = self.former.rows_as(&target, alias);
            let pairs = key.referenced_columns.iter().zip(&columns);
            let pairs = pairs.map(|(there, here)| format!("{alias}.{} = {own}.{here}", text::name(there)));
            let pairs: Vec<_> = pairs.collect();
            conditions.push(format!("NOT EXISTS (SELECT 1 FROM {target} WHERE {})", pairs.join(" AND ")));
        }
        let what = format!(
            "rows of `{}` whose `{}` points at no row of `{}`",
            to.name,
            key.columns.join(", "),
            key.references
        );
        let query = format!("SELECT * FROM {} WHERE {}", self.rows(&columns), conditions.join(" AND "));
        Some(self.fails(&key.columns.join(","), what, query, MEND))
    }

    fn fails(&self, object: &str, what: String, query: String, remedy: &'static str) -> Demand {
        let object = format!("{}.{object}", self.rebuild.to.name);
        Demand { kind: HazardKind::FailsOnExistingRows, object, what, query, remedy }
    }

    /// The table's rows: as they are, or, where one of these texts names a column that will be another, as they will be.
    fn rows(&self, naming: &[String]) -> String {
        let Rebuild { from, to } = self.rebuild;
        let rows = self.former.rows(from);
        let named = |column: &&Column| naming.iter().any(|text| names(text, &column.name));
        if !to
            .columns
            .iter()
            .filter(named)
            .any(|column| self.is_computed(&column.name) || from.column(&column.name).is_none())
        {
            return rows;
        }
        let plain = to.columns.iter().filter(|column| !self.is_computed_anew(column));
        let values = plain.map(|column| {
            let name = text::name(&column.name);
            let default = || column.default.value().as_ref().map_or("NULL".to_owned(), Expr::to_string);
            let value =
                if column.generated.is_some() { Some(name.clone()) } else { self.rebuild.value(column) };
            let value = value.unwrap_or_else(default);
            if value == name { value } else { format!("{value} AS {name}") }
        });
        let values: Vec<_> = values.collect();
        let own = text::name(&to.name.name);
        let rows = format!("(SELECT {} FROM {rows}) AS {own}", values.join(", "));
        let anew = to.columns.iter().filter(named).filter(|column| self.is_computed_anew(column));
        let anew = anew.filter_map(|column| {
            let generated = column.generated.as_ref()?;
            Some(format!(", ({}) AS {}", generated.expr, text::name(&column.name)))
        });
        let anew: String = anew.collect();
        if anew.is_empty() { rows } else { format!("(SELECT *{anew} FROM {rows}) AS {own}") }
    }

    /// Whether it is computed, and was not there or was computed otherwise.
    fn is_computed_anew(&self, column: &Column) -> bool {
        let before = self.rebuild.from.column(&column.name);
        column.generated.is_some() && before.is_none_or(|before| before.generated != column.generated)
    }

    /// Whether a column is not filled with what it holds.
    fn is_computed(&self, column: &str) -> bool {
        let Some(column) = self.rebuild.to.column(column) else { return false };
        column.generated.is_none()
            && self.rebuild.value(column).is_some_and(|value| value != text::name(&column.name))
    }

    fn changes(&self, index: &Index) -> bool {
        let texts = index.parts.iter().map(label).chain(index.predicate.iter().map(Expr::to_string));
        let texts: Vec<_> = texts.collect();
        let columns = &self.rebuild.to.columns;
        columns.iter().any(|column| {
            let other_collation = self
                .rebuild
                .from
                .column(&column.name)
                .is_some_and(|before| before.collation.value() != column.collation.value());
            (self.is_computed(&column.name) || other_collation)
                && texts.iter().any(|text| names(text, &column.name))
        })
    }
}

fn alike(first: &Index, second: &Index) -> bool {
    let Index {
        name: _,
        kind,
        method: _,
        parts,
        include: _,
        predicate,
        nulls_not_distinct: _,
        valid: _,
        origin: _,
    } = first;
    let unique = |kind: &IndexKind| match kind {
        IndexKind::Plain => false,
        IndexKind::Unique | IndexKind::Constraint(_) => true,
    };
    (unique(kind), parts, predicate) == (unique(&second.kind), &second.parts, &second.predicate)
}

/// How SQLite makes such a number of a value, and what it is called; `None` where every value may come.
fn number(from: &SqlType, to: &SqlType) -> Option<(&'static str, &'static str)> {
    let exact = ["bool", "boolean", "decimal", "numeric", "money"].contains(&to.name.as_str());
    let (cast, kind) = match Affinity::of(to) {
        Affinity::Integer => ("INTEGER", "whole number"),
        Affinity::Real => ("REAL", "number"),
        // Dates and the like may be text there.
        Affinity::Numeric if exact => ("NUMERIC", "number"),
        Affinity::Numeric | Affinity::Text | Affinity::Blob => return None,
    };
    let fits = match (Affinity::of(from), Affinity::of(to)) {
        (Affinity::Integer, _) => true,
        (Affinity::Real, target) => target != Affinity::Integer,
        (Affinity::Text | Affinity::Blob | Affinity::Numeric, _) => false,
    };
    (!fits).then_some((cast, kind))
}

fn label(part: &IndexPart) -> String {
    match &part.target {
        IndexTarget::Column(name) => name.clone(),
        IndexTarget::Expr(expr) => expr.to_string(),
    }
}

/// Whether an expression names a column; what stands in single quotes is a string.
pub(super) fn names(sql: &str, column: &str) -> bool {
    let tokens = tokens(sql).unwrap_or_default();
    let is_string = |token: &Token| matches!(token.kind, TokenKind::Str(_));
    let is_it = |token: &Token| token.name().is_some_and(|name| name.eq_ignore_ascii_case(column));
    sql == column || tokens.iter().any(|token| !is_string(token) && is_it(token))
}
