//! Types: SeaORM's in SQLite's words and back, SQLite's text of a type as a [`SqlType`], and with which of them a
//! Rust type's values come back as they went in.

use crate::model::SqlType;
use sea_orm::ColumnType;
use sea_orm::sea_query::{Alias, IntoIden, StringLen};
use std::collections::BTreeSet;

/// What SQLite does to a value before it is stored; a column's affinity comes from the words of its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Affinity {
    /// Whatever looks like a whole number is stored as one.
    Integer,
    /// Numbers are stored as text.
    Text,
    /// Everything is stored as it comes.
    Blob,
    /// Whatever looks like a number is stored as a floating point number.
    Real,
    /// Whatever looks like a number is stored as one, whole where it can be.
    Numeric,
}

impl Affinity {
    /// SQLite's rules, in their order: <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>.
    pub(super) fn of(ty: &SqlType) -> Self {
        let name = ty.name.to_ascii_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        if has(&["int"]) {
            Self::Integer
        } else if has(&["char", "clob", "text"]) {
            Self::Text
        } else if has(&["blob"]) || name.is_empty() {
            Self::Blob
        } else if has(&["real", "floa", "doub"]) {
            Self::Real
        } else {
            Self::Numeric
        }
    }
}

/// The text of a type as a name and arguments: `VARCHAR ( 20 )` is `varchar` with `20`.
pub(super) fn parse(text: &str) -> SqlType {
    let (name, arguments) = match text.split_once('(') {
        Some((name, rest)) => (name, rest.trim_end().strip_suffix(')').unwrap_or(rest)),
        None => (text, ""),
    };
    let words: Vec<_> = name.split_whitespace().map(str::to_lowercase).collect();
    let arguments = arguments.split(',').map(str::trim).filter(|argument| !argument.is_empty());
    SqlType::new(words.join(" ")).with(arguments)
}

/// SeaORM's type in SQLite's words, as sea-query writes it; or what to write instead.
pub(super) fn spell(ty: &ColumnType) -> Result<SqlType, String> {
    Ok(match ty {
        ColumnType::Char(length) => SqlType::new("char").with(length),
        ColumnType::String(StringLen::N(length)) => SqlType::new("varchar").with([length]),
        ColumnType::String(StringLen::Max | StringLen::None) => SqlType::new("varchar"),
        ColumnType::Text => SqlType::new("text"),
        ColumnType::Blob => SqlType::new("blob"),
        ColumnType::TinyInteger | ColumnType::TinyUnsigned => SqlType::new("tinyint"),
        ColumnType::SmallInteger | ColumnType::SmallUnsigned => SqlType::new("smallint"),
        ColumnType::Integer | ColumnType::Unsigned | ColumnType::BigInteger | ColumnType::BigUnsigned => {
            SqlType::new("integer")
        }
        ColumnType::Float => SqlType::new("float"),
        ColumnType::Double => SqlType::new("double"),
        ColumnType::Decimal(None) => SqlType::new("real_decimal"),
        ColumnType::Decimal(Some((precision, scale))) => SqlType::new("real").with([precision, scale]),
        ColumnType::DateTime => SqlType::new("datetime_text"),
        ColumnType::Timestamp => SqlType::new("timestamp_text"),
        ColumnType::TimestampWithTimeZone => SqlType::new("timestamp_with_timezone_text"),
        ColumnType::Time => SqlType::new("time_text"),
        ColumnType::Date => SqlType::new("date_text"),
        ColumnType::Binary(length) => SqlType::new("blob").with([length]),
        ColumnType::VarBinary(StringLen::N(length)) => SqlType::new("varbinary_blob").with([length]),
        ColumnType::VarBinary(StringLen::Max | StringLen::None) => SqlType::new("varbinary_blob"),
        ColumnType::Boolean => SqlType::new("boolean"),
        ColumnType::Money(None) => SqlType::new("real_money"),
        ColumnType::Money(Some((precision, scale))) => SqlType::new("real_money").with([precision, scale]),
        ColumnType::Json => SqlType::new("json_text"),
        ColumnType::JsonBinary => SqlType::new("jsonb_text"),
        ColumnType::Uuid => SqlType::new("uuid_text"),
        ColumnType::Enum { .. } => SqlType::new("enum_text"),
        ColumnType::Custom(text) => parse(&text.to_string()),
        ColumnType::Interval(..) => return Err(instead("intervals", "a number of seconds (`i64`)")),
        ColumnType::Array(_) => {
            return Err(instead("arrays", "JSON (`Json`, `column_type = \"JsonBinary\"`)"));
        }
        ColumnType::Vector(_) => return Err(instead("vectors", "bytes (`Vec<u8>`)")),
        ColumnType::Bit(_) | ColumnType::VarBit(_) => {
            return Err(instead("bit strings", "bytes (`Vec<u8>`)"));
        }
        ColumnType::Year => return Err(instead("years", "an integer (`i32`)")),
        ColumnType::Cidr | ColumnType::Inet | ColumnType::MacAddr | ColumnType::LTree => {
            return Err(instead("types for addresses and paths", "text (`String`)"));
        }
        other => return Err(instead(&format!("type like {other:?}"), "`column_type = \"custom(…)\"`")),
    })
}

fn instead(what: &str, write: &str) -> String {
    format!("it has no {what}; an entity that shall live there too needs {write} in this field")
}

/// SQLite's words as a type of SeaORM's that is spelled the same, the shortest first; `Custom` where there is none.
pub(super) fn unspell(ty: &SqlType) -> ColumnType {
    let number = |position: usize| ty.arguments.get(position).and_then(|argument| argument.parse().ok());
    let pair = || Some((number(0)?, number(1)?));
    let known = match (ty.name.as_str(), ty.arguments.len()) {
        ("char", 0) => Some(ColumnType::Char(None)),
        ("char", 1) => number(0).map(|length| ColumnType::Char(Some(length))),
        ("varchar", 0) => Some(ColumnType::String(StringLen::None)),
        ("varchar", 1) => number(0).map(|length| ColumnType::String(StringLen::N(length))),
        ("text", 0) => Some(ColumnType::Text),
        ("blob", 0) => Some(ColumnType::Blob),
        ("blob", 1) => number(0).map(ColumnType::Binary),
        ("varbinary_blob", 0) => Some(ColumnType::VarBinary(StringLen::None)),
        ("varbinary_blob", 1) => number(0).map(|length| ColumnType::VarBinary(StringLen::N(length))),
        ("tinyint", 0) => Some(ColumnType::TinyInteger),
        ("smallint", 0) => Some(ColumnType::SmallInteger),
        ("integer", 0) => Some(ColumnType::Integer),
        ("float", 0) => Some(ColumnType::Float),
        ("double", 0) => Some(ColumnType::Double),
        ("real_decimal", 0) => Some(ColumnType::Decimal(None)),
        ("real", 2) => pair().map(|pair| ColumnType::Decimal(Some(pair))),
        ("real_money", 0) => Some(ColumnType::Money(None)),
        ("real_money", 2) => pair().map(|pair| ColumnType::Money(Some(pair))),
        ("datetime_text", 0) => Some(ColumnType::DateTime),
        ("timestamp_text", 0) => Some(ColumnType::Timestamp),
        ("timestamp_with_timezone_text", 0) => Some(ColumnType::TimestampWithTimeZone),
        ("time_text", 0) => Some(ColumnType::Time),
        ("date_text", 0) => Some(ColumnType::Date),
        ("boolean", 0) => Some(ColumnType::Boolean),
        ("json_text", 0) => Some(ColumnType::Json),
        ("jsonb_text", 0) => Some(ColumnType::JsonBinary),
        ("uuid_text", 0) => Some(ColumnType::Uuid),
        _ => None,
    };
    known.unwrap_or_else(|| ColumnType::Custom(Alias::new(words(ty)).into_iden()))
}

/// A type as SQL.
pub(super) fn words(ty: &SqlType) -> String {
    let SqlType { schema: _, name, arguments, dimensions: _ } = ty;
    if arguments.is_empty() { name.clone() } else { format!("{name}({})", arguments.join(", ")) }
}

/// Names of types that people write, SQLite's own, SeaORM's, and those of other databases.
const NAMES: [&str; 86] = [
    "",
    "any",
    "bigint",
    "bigint unsigned",
    "bigserial",
    "binary",
    "blob",
    "blob_text",
    "bool",
    "boolean",
    "bytea",
    "char",
    "character",
    "character varying",
    "citext",
    "clob",
    "date",
    "date_text",
    "datetime",
    "datetime_text",
    "datetimetz",
    "decimal",
    "double",
    "double precision",
    "enum",
    "enum_text",
    "float",
    "float4",
    "float8",
    "guid",
    "int",
    "int unsigned",
    "int2",
    "int4",
    "int8",
    "integer",
    "integer unsigned",
    "json",
    "json_text",
    "jsonb",
    "jsonb_text",
    "longblob",
    "longtext",
    "mediumblob",
    "mediumint",
    "mediumtext",
    "money",
    "native character",
    "nchar",
    "ntext",
    "numeric",
    "nvarchar",
    "real",
    "real_decimal",
    "real_money",
    "serial",
    "smallint",
    "smallint unsigned",
    "string",
    "text",
    "time",
    "time_text",
    "timestamp",
    "timestamp with time zone",
    "timestamp without time zone",
    "timestamp_text",
    "timestamp_with_timezone_text",
    "timestamptz",
    "tinyblob",
    "tinyint",
    "tinyint unsigned",
    "tinytext",
    "unsigned",
    "unsigned big int",
    "unsigned bigint",
    "unsigned int",
    "unsigned integer",
    "uuid",
    "uuid_blob",
    "uuid_text",
    "varbinary",
    "varbinary_blob",
    "varchar",
    "varchar2",
    "varying character",
    "year",
];

/// The names of all types in whose columns values of this Rust type stay what they are.
///
/// sqlx decodes by what is stored, not by what is declared, so it is affinity that decides: `'12'` in a column of
/// type `string` (numeric affinity) comes back as a number, and a `String` cannot be made of it.
pub(super) fn accepts(rust_type: &ColumnType) -> BTreeSet<String> {
    use Affinity::{Blob, Integer, Numeric, Real, Text};
    let affinities: &[Affinity] = match rust_type {
        // Stored as text, which may look like a number.
        ColumnType::Char(_) | ColumnType::String(_) | ColumnType::Text | ColumnType::Enum { .. } => {
            &[Text, Blob]
        }
        // Stored as text that hardly ever looks like a number, or as bytes, which are left alone.
        ColumnType::Json
        | ColumnType::JsonBinary
        | ColumnType::DateTime
        | ColumnType::Timestamp
        | ColumnType::TimestampWithTimeZone
        | ColumnType::Time
        | ColumnType::Date
        | ColumnType::Uuid
        | ColumnType::Blob
        | ColumnType::Binary(_)
        | ColumnType::VarBinary(_) => &[Text, Blob, Numeric],
        ColumnType::TinyInteger
        | ColumnType::SmallInteger
        | ColumnType::Integer
        | ColumnType::BigInteger
        | ColumnType::TinyUnsigned
        | ColumnType::SmallUnsigned
        | ColumnType::Unsigned
        | ColumnType::BigUnsigned
        | ColumnType::Boolean => &[Integer, Numeric, Blob],
        // A whole number must come back as a floating point one.
        ColumnType::Float | ColumnType::Double => &[Real, Blob],
        // Sent as text, and read as a floating point number.
        ColumnType::Decimal(_) | ColumnType::Money(_) => &[Real],
        _ => &[],
    };
    let accepted = NAMES.iter().filter(|name| affinities.contains(&Affinity::of(&SqlType::new(**name))));
    accepted.map(|&name| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::sea_query::{SqliteQueryBuilder, TableBuilder};

    fn known() -> Vec<ColumnType> {
        vec![
            ColumnType::Char(None),
            ColumnType::Char(Some(3)),
            ColumnType::String(StringLen::None),
            ColumnType::String(StringLen::Max),
            ColumnType::String(StringLen::N(255)),
            ColumnType::Text,
            ColumnType::Blob,
            ColumnType::TinyInteger,
            ColumnType::SmallInteger,
            ColumnType::Integer,
            ColumnType::BigInteger,
            ColumnType::TinyUnsigned,
            ColumnType::SmallUnsigned,
            ColumnType::Unsigned,
            ColumnType::BigUnsigned,
            ColumnType::Float,
            ColumnType::Double,
            ColumnType::Decimal(None),
            ColumnType::Decimal(Some((10, 6))),
            ColumnType::DateTime,
            ColumnType::Timestamp,
            ColumnType::TimestampWithTimeZone,
            ColumnType::Time,
            ColumnType::Date,
            ColumnType::Binary(16),
            ColumnType::VarBinary(StringLen::None),
            ColumnType::VarBinary(StringLen::Max),
            ColumnType::VarBinary(StringLen::N(9)),
            ColumnType::Boolean,
            ColumnType::Money(None),
            ColumnType::Money(Some((8, 2))),
            ColumnType::Json,
            ColumnType::JsonBinary,
            ColumnType::Uuid,
            ColumnType::Enum { name: Alias::new("color").into_iden(), variants: Vec::new() },
            ColumnType::custom("geometry (Point, 4326)"),
        ]
    }

    #[test]
    fn t51_types_are_spelled_as_seaorms_builder_writes_them() {
        for ty in known() {
            let mut sql = String::new();
            TableBuilder::prepare_column_type(&SqliteQueryBuilder, &ty, &mut sql);
            assert_eq!(spell(&ty), Ok(parse(&sql)), "{ty:?}");
        }
    }

    #[test]
    fn a_type_that_is_read_is_written_as_it_was() {
        let texts =
            ["VARCHAR ( 20 )", "", "UNSIGNED  BIG INT", "decimal(10,2)", "char(x)", "real", "blob(-1)"];
        let spelled = known().into_iter().map(|ty| spell(&ty).expect("words"));
        for ty in spelled.chain(texts.map(parse)) {
            assert_eq!(spell(&unspell(&ty)), Ok(ty.clone()), "{ty}");
        }
        assert_eq!(unspell(&parse("REAL(10, 6)")), ColumnType::Decimal(Some((10, 6))));
    }

    #[test]
    fn t15_affinity_follows_sqlites_rules() {
        use Affinity::{Blob, Integer, Numeric, Real, Text};
        for (name, affinity) in [
            ("BIGINT", Integer),
            ("floating point", Integer),
            ("charint", Integer),
            ("NVARCHAR(100)", Text),
            ("uuid_text", Text),
            ("", Blob),
            ("DOUBLE PRECISION", Real),
            ("real_decimal", Real),
            ("string", Numeric),
            ("boolean", Numeric),
            ("any", Numeric),
        ] {
            assert_eq!(Affinity::of(&parse(name)), affinity, "{name}");
        }
    }

    #[test]
    fn what_sqlite_has_no_words_for_says_what_to_write_instead() {
        let array = ColumnType::Array(std::sync::Arc::new(ColumnType::Integer));
        let types = [array, ColumnType::Inet, ColumnType::Interval(None, None), ColumnType::Vector(Some(3))];
        for ty in types {
            let why = spell(&ty).expect_err("no words");
            assert!(why.contains("`"), "{why}");
        }
    }
}
