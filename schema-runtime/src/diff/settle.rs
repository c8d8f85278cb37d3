//! A schema, another one and what the server said of their expressions come in; the other one goes out, with an
//! expression that means the same in the words of the first.

use super::meaning::{Context, Meanings, Sameness};
use crate::model::{Column, Expr, Index, IndexTarget, Schema, SqlType, Table};

/// `to` as `from` would say it: where a text differs and its meaning does not, it is the text of `from`, so that `==`
/// tells what is to be changed. Both are exact, and of one backend.
///
/// ```
/// use schema_runtime::diff::{Meanings, settle};
/// use schema_runtime::model::Schema;
///
/// assert_eq!(settle(&Schema::default(), &Schema::default(), &Meanings::default()), Schema::default());
/// ```
pub fn settle(from: &Schema, to: &Schema, meanings: &Meanings) -> Schema {
    let mut settled = to.clone();
    for (name, table) in &mut settled.tables {
        if let Some(from) = from.tables.get(name) {
            let other = |column: &&Column| {
                from.column(&column.name).is_some_and(|from| from.ty.value() != column.ty.value())
            };
            let retyped = table.columns.iter().filter(other).map(|column| column.name.clone()).collect();
            Settling { from, retyped, meanings }.table(table);
        }
    }
    settled
}

struct Settling<'a> {
    from: &'a Table,
    /// The columns that have another type, with which the words of `from` may mean something else.
    retyped: Vec<String>,
    meanings: &'a Meanings,
}

impl Settling<'_> {
    fn table(&self, to: &mut Table) {
        let keys = [&self.from.primary_key, &to.primary_key];
        let in_both = |column: &str| keys.iter().all(|key| key.as_ref().is_some_and(|key| key.has(column)));
        for column in &mut to.columns {
            if let Some(from) = self.from.column(&column.name) {
                self.column(from, column);
                // A key is never null, whatever a database says of its columns.
                if in_both(&column.name) {
                    column.nullable = from.nullable;
                }
            }
        }
        for check in &mut to.checks {
            let mut named = self.from.checks.iter().filter(|from| from.name == check.name);
            if let Some(from) = named.find(|from| self.is_same(&from.expr, &check.expr)) {
                check.expr = from.expr.clone();
            }
        }
        for index in &mut to.indexes {
            let named = self.from.indexes.iter().find(|from| from.name.is_some() && from.name == index.name);
            if let Some(from) = named {
                self.index(from, index);
            }
        }
    }

    fn column(&self, from: &Column, to: &mut Column) {
        // A default of another type is another one, whatever its text.
        if from.ty == to.ty {
            let ty = from.ty.value().clone();
            self.value(&ty, from.default.value().as_ref(), to.default.value_mut());
            self.value(&ty, from.on_update.value().as_ref(), to.on_update.value_mut());
        }
        if let (Some(from), Some(to)) = (&from.generated, &mut to.generated) {
            self.row(&from.expr, &mut to.expr);
        }
    }

    fn index(&self, from: &Index, to: &mut Index) {
        if let (Some(from), Some(to)) = (&from.predicate, &mut to.predicate) {
            self.row(from, to);
        }
        for (from, to) in from.parts.iter().zip(&mut to.parts) {
            if let (IndexTarget::Expr(from), IndexTarget::Expr(to)) = (&from.target, &mut to.target) {
                self.row(from, to);
            }
        }
    }

    fn value(&self, ty: &SqlType, from: Option<&Expr>, to: &mut Option<Expr>) {
        if let (Some(from), Some(to)) = (from, to)
            && self.compare(&Context::Default(ty.clone()), from, to) == Sameness::Same
        {
            from.clone_into(to);
        }
    }

    fn row(&self, from: &Expr, to: &mut Expr) {
        if self.is_same(from, to) {
            from.clone_into(to);
        }
    }

    fn is_same(&self, from: &Expr, to: &Expr) -> bool {
        !self.retyped.iter().any(|column| to.mentions(column))
            && self.compare(&Context::Row(self.from.name.clone()), from, to) == Sameness::Same
    }

    fn compare(&self, context: &Context, from: &Expr, to: &Expr) -> Sameness {
        self.meanings.compare(context, from, to)
    }
}
