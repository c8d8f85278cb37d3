//! The shapes of the rows of `introspect.sql`: JSON arrays in, structs out, fields in the statement's order.

use crate::backend::postgres::sequence::Count;
use crate::error::Error;
use crate::model::Options;
use sea_orm::{DbErr, QueryResult};
use serde::de::{DeserializeOwned, Deserializer, Error as _};
use serde::{Deserialize, Serialize};
use std::fmt::Display;
use std::str::FromStr;

/// The number of a row of the catalog. JSON has it as a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub(super) struct Oid(pub(super) u32);

impl<'de> Deserialize<'de> for Oid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        text.parse().map(Self).map_err(D::Error::custom)
    }
}

/// The catalog's vectors of numbers are text with spaces between.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers<T>(pub(super) Vec<T>);

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Numbers<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <Option<&str>>::deserialize(deserializer)?.unwrap_or_default();
        text.split_ascii_whitespace()
            .map(|number| number.parse().map_err(D::Error::custom))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct NameRow {
    pub(super) oid: Oid,
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct TableRow {
    pub(super) oid: Oid,
    pub(super) space: Oid,
    pub(super) name: String,
    /// As `pg_class.relkind` has it: `m` for a materialized view.
    pub(super) kind: char,
}

#[derive(Debug, Deserialize)]
pub(super) struct ColumnRow {
    pub(super) table: Oid,
    pub(super) number: i16,
    pub(super) name: String,
    pub(super) ty: Oid,
    pub(super) modifier: i32,
    pub(super) collation: Oid,
    pub(super) not_null: bool,
    pub(super) identity: String,
    pub(super) generated: String,
    pub(super) expr: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct TypeRow {
    pub(super) oid: Oid,
    pub(super) modifier: i32,
    /// As the server writes it, arguments and brackets included.
    pub(super) text: String,
    /// The name of the type, or of an array's elements.
    pub(super) name: String,
    pub(super) space: Oid,
    pub(super) array: bool,
    pub(super) collation: Oid,
    /// What a domain is over.
    pub(super) base: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct SequenceRow {
    pub(super) space: Oid,
    pub(super) name: String,
    /// The column that it belongs to.
    pub(super) table: Option<Oid>,
    pub(super) column: Option<i16>,
    /// The default that takes its next value, as the server writes it.
    pub(super) next: String,
    pub(super) count: Count,
}

/// What is set of a table (`t`), or of a column, an index or a constraint (`c`, `i`, `k`) of one; of a sequence or an enum
/// type (`s`, `e`) of a schema, or of a schema (`n`).
#[derive(Debug, Deserialize)]
pub(super) struct SettingRow {
    pub(super) kind: char,
    pub(super) space: Option<Oid>,
    pub(super) table: Option<Oid>,
    pub(super) subject: Option<String>,
    pub(super) name: String,
    pub(super) value: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct CommentRow {
    pub(super) table: Oid,
    pub(super) column: i16,
    pub(super) text: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct IndexRow {
    pub(super) oid: Oid,
    pub(super) table: Oid,
    pub(super) name: String,
    pub(super) method: Oid,
    pub(super) unique: bool,
    pub(super) primary: bool,
    pub(super) valid: bool,
    pub(super) nulls_not_distinct: bool,
    /// How many of the columns are keys; the others are carried along.
    pub(super) key_count: usize,
    /// Zero for an expression.
    pub(super) columns: Numbers<i16>,
    pub(super) options: Numbers<i16>,
    pub(super) opclasses: Numbers<u32>,
    pub(super) collations: Numbers<u32>,
    /// The expressions, in order.
    pub(super) exprs: Option<Vec<String>>,
    pub(super) predicate: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ConstraintRow {
    pub(super) table: Oid,
    pub(super) name: String,
    pub(super) kind: char,
    pub(super) deferrable: bool,
    pub(super) deferred: bool,
    pub(super) valid: bool,
    pub(super) index: Oid,
    pub(super) references: Oid,
    pub(super) columns: Numbers<i16>,
    pub(super) referenced_columns: Numbers<i16>,
    pub(super) on_update: char,
    pub(super) on_delete: char,
    pub(super) expr: Option<String>,
    pub(super) options: Options,
}

#[derive(Debug, Deserialize)]
pub(super) struct ReferencedRow {
    pub(super) oid: Oid,
    pub(super) space: Oid,
    pub(super) name: String,
    pub(super) columns: Option<Vec<(i16, String)>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct EnumRow {
    pub(super) space: Oid,
    pub(super) name: String,
    pub(super) labels: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct KeptRow {
    pub(super) kind: String,
    pub(super) space: Oid,
    pub(super) name: String,
    pub(super) table: Option<Oid>,
}

/// All that the statement says.
#[derive(Debug)]
pub(super) struct Catalog {
    pub(super) version: u32,
    pub(super) namespaces: Vec<NameRow>,
    pub(super) search_path: Vec<String>,
    pub(super) tables: Vec<TableRow>,
    pub(super) columns: Vec<ColumnRow>,
    pub(super) types: Vec<TypeRow>,
    pub(super) collations: Vec<NameRow>,
    pub(super) sequences: Vec<SequenceRow>,
    pub(super) settings: Vec<SettingRow>,
    pub(super) comments: Vec<CommentRow>,
    pub(super) indexes: Vec<IndexRow>,
    pub(super) methods: Vec<NameRow>,
    pub(super) opclasses: Vec<NameRow>,
    pub(super) constraints: Vec<ConstraintRow>,
    pub(super) referenced: Vec<ReferencedRow>,
    pub(super) enums: Vec<EnumRow>,
    pub(super) kept: Vec<KeptRow>,
    pub(super) hidden: Vec<TableRow>,
}

impl Catalog {
    pub(super) fn read(row: &QueryResult) -> Result<Self, DbErr> {
        let version: String = row.try_get("", "version")?;
        Ok(Self {
            version: version.parse().map_err(|error| malformed("version", error))?,
            namespaces: list(row, "namespaces")?,
            search_path: list(row, "search_path")?,
            tables: list(row, "tables")?,
            columns: list(row, "columns")?,
            types: list(row, "types")?,
            collations: list(row, "collations")?,
            sequences: list(row, "sequences")?,
            settings: list(row, "settings")?,
            comments: list(row, "comments")?,
            indexes: list(row, "indexes")?,
            methods: list(row, "methods")?,
            opclasses: list(row, "opclasses")?,
            constraints: list(row, "constraints")?,
            referenced: list(row, "referenced")?,
            enums: list(row, "enums")?,
            kept: list(row, "kept")?,
            hidden: list(row, "hidden")?,
        })
    }
}

fn list<T: DeserializeOwned>(row: &QueryResult, column: &str) -> Result<Vec<T>, DbErr> {
    let text: Option<String> = row.try_get("", column)?;
    text.map_or(Ok(Vec::new()), |text| serde_json::from_str(&text).map_err(|error| malformed(column, error)))
}

fn malformed(column: &str, error: impl Display) -> DbErr {
    DbErr::Custom(format!("the catalog's `{column}` are not what they should be: {error}"))
}

/// For `map_err`.
pub(super) fn reading(source: DbErr) -> Error {
    Error::during("reading the catalog of PostgreSQL")(source)
}
