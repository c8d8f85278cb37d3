//! What can be said on a database, in its own spelling: types with values and defaults, names, expressions.

mod mysql;
mod postgres;
mod sqlite;

use schema_runtime::model::{Action, Identity, SqlType, Storage};
use sea_orm::DbBackend;

/// What the schemas of one database are made of.
pub struct Words {
    pub backend: DbBackend,
    pub quote: char,
    pub types: Vec<Type>,
    /// Names of columns and all else, each hostile in a way of its own; the first ones are not.
    pub names: Vec<&'static str>,
    pub schemas: &'static [&'static str],
    pub enums: bool,
    pub identities: &'static [Identity],
    pub storages: &'static [Storage],
    pub collations: &'static [&'static str],
    pub actions: &'static [Action],
    pub comments: bool,
    /// The escaping of a string: whether a backslash is one.
    pub backslash: bool,
    pub unique_constraints: bool,
    pub deferrable: Deferrable,
    pub nulls_not_distinct: bool,
    pub include: bool,
    pub predicates: bool,
    pub expressions: bool,
    pub nulls_order: bool,
    pub prefix: bool,
    pub opclasses: bool,
    /// Names of primary keys are kept.
    pub primary_key_names: bool,
    /// Other methods than `btree`, each with the kind of column that it takes.
    pub methods: &'static [(&'static str, Family)],
    /// A numbered column has to be the first of the primary key.
    pub numbered_is_key: bool,
    /// A column that the server sets to the time of a change.
    pub on_update: bool,
    /// What stands behind a table.
    pub options: &'static [&'static str],
}

/// Which constraints can wait for the end of a transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Deferrable {
    Nothing,
    Keys,
    KeysAndUniques,
}

/// What can be done with the values of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    Integer,
    Number,
    Text,
    Boolean,
    Time,
    Array,
    Json,
    Enum,
    Other,
}

/// A type with values of it, as SQL.
#[derive(Clone)]
pub struct Type {
    pub ty: SqlType,
    pub family: Family,
    /// Whether values have an order that a B-tree keeps, so that they can be indexed and be keys.
    pub ordered: bool,
    pub values: &'static [&'static str],
    pub defaults: &'static [&'static str],
}

impl Type {
    fn new(
        ty: SqlType,
        family: Family,
        values: &'static [&'static str],
        defaults: &'static [&'static str],
    ) -> Self {
        let ordered = !matches!(family, Family::Json | Family::Other);
        Self { ty, family, ordered, values, defaults }
    }

    fn ordered(self) -> Self {
        Self { ordered: true, ..self }
    }

    fn unordered(self) -> Self {
        Self { ordered: false, ..self }
    }
}

impl Words {
    pub fn of(backend: DbBackend) -> Self {
        match backend {
            DbBackend::Postgres => postgres::words(),
            DbBackend::MySql => mysql::words(),
            DbBackend::Sqlite => sqlite::words(),
            other => panic!("no words for {other:?}"),
        }
    }

    /// A name as SQL.
    pub fn quoted(&self, name: &str) -> String {
        let quote = self.quote.to_string();
        format!("{quote}{}{quote}", name.replace(&quote, &quote.repeat(2)))
    }

    /// A text as SQL.
    pub fn text(&self, text: &str) -> String {
        let text = text.replace('\'', "''");
        if self.backslash { format!("'{}'", text.replace('\\', "\\\\")) } else { format!("'{text}'") }
    }

    /// The type of a column; an enum's is not among them.
    pub fn of_type(&self, ty: &SqlType) -> Option<&Type> {
        self.types.iter().find(|known| known.ty == *ty)
    }
}

/// Texts for comments, labels and strings.
pub const TEXTS: [&str; 6] =
    ["plain", "it's", "a \"b\" `c` [d]", "back\\slash \\' \\n", "%; -- /* $1 $$ ? :x {} #", "Grüße, 名前"];

const NAMES: [&str; 34] = [
    "a",
    "items",
    "b",
    "total",
    "order",
    "select",
    "Table",
    "UPPER",
    "camelCase",
    "sp ace",
    "da-sh",
    "per%cent",
    "we\"ird",
    "it's",
    "back`tick",
    "back\\slash",
    "semi;colon",
    "-- comment",
    "/* comment */",
    "dol$lar",
    "$$",
    "$1",
    "quest?ion",
    ":colon",
    "@at",
    "#hash",
    "dot.ted",
    "(paren)",
    "br[ack]et",
    "{brace}",
    "Straße",
    "名前",
    "sixty-three-bytes-sixty-three-bytes-sixty-three-bytes-sixty-thr",
    "éééééééééééééééééééééééééééééééx",
];
