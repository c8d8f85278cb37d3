//! The columns of a table before and after come in; which of them come, change, are made again and go goes out.

use super::same;
use crate::model::{Column, Expr, Table};

/// What happens to the columns of a table.
pub(super) struct Columns<'a> {
    pub(super) added: Vec<&'a Column>,
    /// Before and after.
    pub(super) altered: Vec<(&'a Column, &'a Column)>,
    /// Generated columns that are dropped and added again: no database changes their expression.
    pub(super) again: Vec<(&'a Column, &'a Column)>,
    pub(super) dropped: Vec<&'a Column>,
    /// Those whose type another has to give way for: their labels are exchanged.
    exchanged: Vec<String>,
}

impl<'a> Columns<'a> {
    pub(super) fn between(from: &'a Table, to: &'a Table, exchanged: Vec<String>) -> Self {
        let dropped = from.columns.iter().filter(|column| to.column(&column.name).is_none()).collect();
        let (added, altered, again) = (Vec::new(), Vec::new(), Vec::new());
        let mut columns = Self { added, altered, again, dropped, exchanged };
        let is_retyped = |column: &&Column| {
            from.column(&column.name).is_some_and(|from| {
                (from.ty.value(), from.collation.value()) != (column.ty.value(), column.collation.value())
            })
        };
        let retyped = to.columns.iter().filter(is_retyped).map(|column| column.name.as_str());
        let retyped: Vec<_> = retyped.chain(columns.exchanged.iter().map(String::as_str)).collect();
        for column in &to.columns {
            let Some(from) = from.column(&column.name) else {
                columns.added.push(column);
                continue;
            };
            let in_the_way = column.generated.as_ref().is_some_and(|generated| {
                from.generated.as_ref() != Some(generated)
                    || retyped.iter().any(|name| generated.expr.mentions(name))
            });
            if in_the_way {
                columns.again.push((from, column));
            } else if same::column(from) != same::column(column) {
                columns.altered.push((from, column));
            }
        }
        columns
    }

    /// Whether a column is another one afterwards, as far as a key that has it is concerned.
    pub(super) fn replaces(&self, column: &str) -> bool {
        self.again.iter().any(|(from, _)| from.name == column)
            || self.exchanged.iter().any(|name| name == column)
            || self.altered.iter().any(|(from, to)| {
                from.name == column
                    && (from.ty.value() != to.ty.value() || from.collation.value() != to.collation.value())
            })
    }

    /// Whether a column is dropped and added again.
    pub(super) fn makes_again(&self, column: &str) -> bool {
        self.again.iter().any(|(from, _)| from.name == column)
    }

    pub(super) fn adds(&self, column: &str) -> bool {
        self.added.iter().any(|added| added.name == column)
    }

    /// Whether an expression names a column that becomes another one, or one of another kind of type.
    pub(super) fn unsettles(&self, expr: &Expr) -> bool {
        let again = self.again.iter().map(|(from, _)| &from.name);
        let altered = self.altered.iter().filter(|(from, to)| {
            let (from, to) = (from.ty.value(), to.ty.value());
            (&from.schema, &from.name, from.dimensions) != (&to.schema, &to.name, to.dimensions)
        });
        let altered = altered.map(|(from, _)| &from.name);
        again.chain(altered).chain(&self.exchanged).any(|name| expr.mentions(name))
    }

    /// The computed columns of a table that go, if only for a while: last to first, since one may be computed from others
    /// before it.
    pub(super) fn computed(&self, table: &'a Table) -> impl Iterator<Item = &'a Column> {
        let Self { again, dropped, .. } = self;
        let goes = |column: &&Column| {
            let is = |other: &Column| other.name == column.name;
            column.generated.is_some() && dropped.iter().any(|other| is(other))
                || again.iter().any(|(from, _)| is(from))
        };
        table.columns.iter().rev().filter(goes)
    }

    /// Whether it is computed from a column whose type another has to give way for.
    pub(super) fn is_of_exchanged(&self, column: &Column) -> bool {
        let expr = column.generated.as_ref().map(|generated| &generated.expr);
        expr.is_some_and(|expr| self.exchanged.iter().any(|name| expr.mentions(name)))
    }
}
