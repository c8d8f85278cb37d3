//! What entities say, in SQLite's words.

use super::token::TokenKind;
use super::{text, token, types};
use crate::backend::spell::Words;
use crate::descriptor::IdentityDescriptor;
use crate::model::{
    Column, Deferrability, EnumType, Expr, ForeignKey, Identity, Index, IndexTarget, NullsOrder, Order,
    Promise, SqlType, Table,
};
use sea_orm::sea_query::{self, Query, QueryBuilder, SqliteQueryBuilder};
use sea_orm::{ColumnType, Value};
use std::collections::BTreeSet;

/// What must be known of the library.
#[derive(Debug, Clone)]
pub struct Server {
    /// Major, minor and patch.
    pub(super) version: [u32; 3],
}

/// The one type whose primary key SQLite numbers.
pub(super) const AUTO_INCREMENT: &str = "integer";

impl Server {
    #[cfg(feature = "lint")]
    pub(in crate::backend) fn unasked() -> Self {
        Self::new("3.45.0")
    }

    /// A library of this version: `3.51.3`.
    pub(super) fn new(version: &str) -> Self {
        let mut numbers = version.split('.').map(|number| number.parse().unwrap_or(0));
        Self { version: std::array::from_fn(|_| numbers.next().unwrap_or(0)) }
    }

    /// Whether the library is of this version or a later one.
    pub(super) fn is(&self, major: u32, minor: u32) -> bool {
        self.version >= [major, minor, 0]
    }

    /// A random UUID, as SeaORM stores the field: sixteen bytes, or text in a field of text.
    fn random_uuid(&self, rust_type: &ColumnType) -> &'static str {
        if matches!(rust_type, ColumnType::Char(_) | ColumnType::String(_) | ColumnType::Text) {
            "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) \
             || '-' || substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' \
             || hex(randomblob(6)))"
        } else if self.is(3, 41) {
            "unhex(hex(randomblob(6)) || '4' || substr(hex(randomblob(2)), 2) \
             || substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || hex(randomblob(6)))"
        } else {
            // Before `unhex`, without the bits that say which kind of UUID it is.
            "randomblob(16)"
        }
    }
}

impl Words for Server {
    const NAME: &'static str = "SQLite";

    fn column_type(&self, ty: &ColumnType) -> Result<SqlType, String> {
        types::spell(ty)
    }

    fn accepts(&self, rust_type: &ColumnType) -> BTreeSet<String> {
        types::accepts(rust_type)
    }

    fn enum_type(&self, _ty: &ColumnType) -> Option<EnumType> {
        None
    }

    fn expression(&self, expr: &sea_query::Expr) -> Expr {
        let select = Query::select().expr(expr.clone()).to_string(SqliteQueryBuilder);
        Expr::new(select.strip_prefix("SELECT ").unwrap_or(&select))
    }

    /// `now()`, `CURRENT_TIMESTAMP()` and PostgreSQL's and MariaDB's functions for a random UUID are said in
    /// SQLite's words; all else is the author's.
    fn default(&self, text: &str, rust_type: &ColumnType) -> Expr {
        let call = token::tokens(text).and_then(|tokens| match text::bare(&tokens) {
            [name, open, close] if open.is_symbol('(') && close.is_symbol(')') => match &name.kind {
                TokenKind::Word(word) => Some(word.to_ascii_lowercase()),
                _ => None,
            },
            _ => None,
        });
        match call.as_deref() {
            Some("now" | "current_timestamp") => Expr::new("CURRENT_TIMESTAMP"),
            Some("gen_random_uuid" | "uuid_generate_v4" | "uuid") => Expr::new(self.random_uuid(rust_type)),
            _ => Expr::new(text),
        }
    }

    fn literal(&self, value: Value) -> String {
        match value {
            Value::Char(Some(char)) => text::string(&char.to_string()),
            value => SqliteQueryBuilder.value_to_string(&value),
        }
    }

    fn quote(&self, name: &str) -> String {
        text::quote(name)
    }

    fn auto_increment(&self, ty: &SqlType) -> Option<Identity> {
        (ty.name == AUTO_INCREMENT && ty.arguments.is_empty()).then_some(Identity::AutoIncrement)
    }

    fn identity(&self, identity: IdentityDescriptor) -> Identity {
        match identity {
            IdentityDescriptor::Always | IdentityDescriptor::ByDefault => Identity::AutoIncrement,
        }
    }

    fn schema(&self, schema: Option<&str>) -> Option<String> {
        schema.filter(|schema| !schema.eq_ignore_ascii_case("main")).map(str::to_owned)
    }

    fn settle(&self, table: &mut Table) {
        let declared = table.origin.is_some();
        if declared {
            table.comment = Promise::Open(None);
        }
        for column in &mut table.columns {
            settle_column(column, declared);
        }
        if let Some(key) = &mut table.primary_key
            && key.columns.len() == 1
        {
            // The builder writes it behind its column, without a name.
            key.name = None;
        }
        let alone = table.primary_key.as_ref().filter(|key| key.columns.len() == 1);
        for column in &mut table.columns {
            // It numbers a key of one column, and nothing else.
            if alone.is_none_or(|key| key.columns[0] != column.name) {
                *column.identity.value_mut() = None;
            }
        }
        for index in &mut table.indexes {
            settle_index(index, &table.columns);
        }
        table.indexes.sort_by(|a, b| (&a.name, a.parts.len()).cmp(&(&b.name, b.parts.len())));
        for key in &mut table.foreign_keys {
            settle_foreign_key(key, declared);
        }
    }
}

fn settle_column(column: &mut Column, declared: bool) {
    if column.default.value().as_ref().is_some_and(|default| default.as_str().eq_ignore_ascii_case("null")) {
        *column.default.value_mut() = None;
    }
    *column.collation.value_mut() = collation(column.collation.value().as_deref());
    if declared {
        column.comment = Promise::Open(None);
        column.on_update = Promise::Open(None);
    }
}

/// SQLite has one method, no operator classes, carries no columns along, and cannot choose where
/// nulls stand, which is written as nowhere in particular.
fn settle_index(index: &mut Index, columns: &[Column]) {
    "btree".clone_into(&mut index.method);
    index.include.clear();
    for part in &mut index.parts {
        part.opclass = None;
        part.prefix = None;
        part.nulls = match part.order {
            Order::Ascending => NullsOrder::Last,
            Order::Descending => NullsOrder::First,
        };
        part.collation = collation(part.collation.as_deref());
        let IndexTarget::Column(name) = &part.target else { continue };
        let column = columns.iter().find(|column| column.name == *name);
        if part.collation == column.and_then(|column| column.collation.value().clone()) {
            part.collation = None;
        }
    }
}

/// SeaORM's builder writes no name of a key here; and a key is deferred from the start or not at all.
fn settle_foreign_key(key: &mut ForeignKey, declared: bool) {
    if declared {
        key.name = None;
    }
    if key.deferrable == Deferrability::InitiallyImmediate {
        key.deferrable = Deferrability::NotDeferrable;
    }
}

/// Names of collations are written in any case; `BINARY` is what there is without one.
fn collation(name: Option<&str>) -> Option<String> {
    name.map(str::to_ascii_uppercase).filter(|name| name != "BINARY")
}
