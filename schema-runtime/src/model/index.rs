use super::{Deferrability, Expr, Location};
use serde::Serialize;
use std::collections::BTreeMap;

/// An index, or a unique constraint, which is an index with a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Index {
    /// Its name; SQLite's constraints may have none.
    pub name: Option<String>,
    /// Plain, unique, or a unique constraint.
    pub kind: IndexKind,
    /// The access method, `btree` unless said otherwise.
    pub method: String,
    /// What it is over, in order.
    pub parts: Vec<IndexPart>,
    /// Columns that are carried along (`INCLUDE`).
    pub include: Vec<String>,
    /// Which rows it holds; all without one.
    pub predicate: Option<Expr>,
    /// Whether two nulls clash in a unique index.
    pub nulls_not_distinct: bool,
    /// Whether the server can use it: a broken concurrent build leaves one that it cannot.
    pub valid: bool,
    /// Declared only: where.
    #[serde(skip)]
    pub origin: Option<Location>,
}

impl Index {
    /// Gives columns other names in the texts of expressions, each by its name here.
    pub(crate) fn rename_in_texts(&mut self, names: &BTreeMap<String, String>) {
        let rename = |expr: &mut Expr| *expr = expr.renamed(names);
        self.predicate.iter_mut().for_each(rename);
        self.parts.iter_mut().for_each(|part| match &mut part.target {
            IndexTarget::Expr(expr) => rename(expr),
            IndexTarget::Column(_) => {}
        });
    }
}

/// What kind of index it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexKind {
    /// It only makes things faster.
    Plain,
    /// A unique index.
    Unique,
    /// A unique constraint. Where a database knows no difference, both schemas are spelled with one of the two.
    Constraint(Deferrability),
}

/// One part of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndexPart {
    /// A column or an expression.
    pub target: IndexTarget,
    /// Its direction.
    pub order: Order,
    /// Where nulls stand; spelled out, never left to a default.
    pub nulls: NullsOrder,
    /// The operator class, where it is not the type's default one.
    pub opclass: Option<String>,
    /// The collation, where it is not the column's.
    pub collation: Option<String>,
    /// How many characters or bytes of the column are indexed (MySQL).
    pub prefix: Option<u32>,
}

impl IndexPart {
    /// An ascending part over a column, nulls last.
    pub fn column(name: impl Into<String>) -> Self {
        Self {
            target: IndexTarget::Column(name.into()),
            order: Order::Ascending,
            nulls: NullsOrder::Last,
            opclass: None,
            collation: None,
            prefix: None,
        }
    }
}

/// What a part of an index is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexTarget {
    /// A column of the table.
    Column(String),
    /// An expression over its columns.
    Expr(Expr),
}

/// The direction of an index part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Small to large.
    Ascending,
    /// Large to small.
    Descending,
}

/// Where nulls stand in an index part. A database that cannot choose spells both schemas with one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NullsOrder {
    /// Before all values.
    First,
    /// After all values.
    Last,
}
