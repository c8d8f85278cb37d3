//! Column types: SeaORM's, the catalog's and SQL's words in, [`SqlType`] out; and back.

use super::Server;
use crate::backend::lexer::{Token, TokenKind, split, tokens};
use crate::model::SqlType;
use sea_orm::ColumnType;
use sea_orm::sea_query::StringLen;

/// The types whose values are written in a character set.
pub(super) const TEXTS: [&str; 8] =
    ["char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"];

pub(super) fn is_text(ty: &SqlType) -> bool {
    TEXTS.contains(&ty.name.as_str())
}

impl Server {
    /// SeaORM's type, as the catalog spells the column that it creates.
    pub(super) fn spell_type(&self, ty: &ColumnType) -> Result<SqlType, String> {
        let plain = |name: &str| Ok(SqlType::new(name));
        let long = |name: &str, length: u32| Ok(SqlType::new(name).with([length]));
        match ty {
            ColumnType::Char(length) => long("char", length.unwrap_or(1)),
            ColumnType::String(length) => long("varchar", string_length(*length)),
            ColumnType::Text => plain("text"),
            ColumnType::Blob => plain("blob"),
            ColumnType::TinyInteger => plain("tinyint"),
            ColumnType::SmallInteger => plain("smallint"),
            ColumnType::Integer => plain("int"),
            ColumnType::BigInteger => plain("bigint"),
            ColumnType::TinyUnsigned => plain("tinyint unsigned"),
            ColumnType::SmallUnsigned => plain("smallint unsigned"),
            ColumnType::Unsigned => plain("int unsigned"),
            ColumnType::BigUnsigned => plain("bigint unsigned"),
            ColumnType::Float => plain("float"),
            ColumnType::Double => plain("double"),
            ColumnType::Decimal(precision) | ColumnType::Money(precision) => {
                let (precision, scale) = precision.unwrap_or((10, 0));
                Ok(SqlType::new("decimal").with([precision, scale]))
            }
            ColumnType::DateTime => plain("datetime"),
            ColumnType::Timestamp | ColumnType::TimestampWithTimeZone => plain("timestamp"),
            ColumnType::Time => plain("time"),
            ColumnType::Date => plain("date"),
            ColumnType::Year => plain("year"),
            ColumnType::Binary(length) => long("binary", *length),
            ColumnType::VarBinary(length) => long("varbinary", string_length(*length)),
            ColumnType::Bit(length) => long("bit", length.unwrap_or(1)),
            ColumnType::VarBit(length) => long("bit", *length),
            ColumnType::Boolean => long("tinyint", 1),
            ColumnType::Json | ColumnType::JsonBinary => plain("json"),
            ColumnType::Uuid => long("binary", 16),
            ColumnType::Custom(words) => Ok(self.read_type(&words.to_string())),
            ColumnType::Enum { name: _, variants } => Ok(SqlType::new("enum").with(variants)),
            ColumnType::Interval(..) => {
                Err("it has no intervals; write `column_type = \"BigInteger\"` and count, say, seconds"
                    .to_owned())
            }
            ColumnType::Array(_) => {
                Err("it has no arrays; write `column_type = \"Json\"`, or a table of its own".to_owned())
            }
            ColumnType::Vector(_) => {
                Err("SeaORM has no vectors for it; write `column_type = \"Json\"` or \"Blob\"".to_owned())
            }
            ColumnType::Cidr | ColumnType::Inet => {
                Err("SeaORM has no addresses for it; write a `String` with `String(StringLen::N(43))`"
                    .to_owned())
            }
            ColumnType::MacAddr => {
                Err("SeaORM has no hardware addresses for it; write a `String` with `Char(Some(17))`"
                    .to_owned())
            }
            ColumnType::LTree => Err("it has no label trees; write a `String`".to_owned()),
            other => Err(format!("SeaORM's `{other:?}` is not known here; write a `custom(…)` type")),
        }
    }

    /// A type as the catalog or an author writes it: `int(11) unsigned`, `ENUM('a', 'b')`, `VARCHAR(20)`.
    pub(super) fn read_type(&self, text: &str) -> SqlType {
        let Some(tokens) = tokens(text, self.escapes) else { return SqlType::new(text.trim()) };
        let mut words = Vec::new();
        let mut arguments = Vec::new();
        for token in tokens {
            match token.inside() {
                Some(inside) if arguments.is_empty() => {
                    arguments = split(inside, self.escapes)
                        .unwrap_or_default()
                        .into_iter()
                        .map(|argument| self.read_argument(argument))
                        .collect();
                }
                Some(_) => words.push(token.text.to_owned()),
                None => words.push(token.text.to_lowercase()),
            }
        }
        settled(&words.join(" "), arguments)
    }

    fn read_argument(&self, argument: &str) -> String {
        let is_text = |tokens: &[Token<'_>]| matches!(tokens, [token] if token.kind == TokenKind::String);
        match tokens(argument, self.escapes) {
            Some(tokens) if is_text(&tokens) => self.read_text(argument),
            _ => argument.to_owned(),
        }
    }

    /// A type as SQL.
    pub(super) fn type_sql(&self, ty: &SqlType) -> String {
        let SqlType { schema: _, name, arguments, dimensions: _ } = ty;
        if arguments.is_empty() {
            return name.clone();
        }
        let arguments: Vec<_> = match name.as_str() {
            "enum" | "set" => arguments.iter().map(|label| self.text(label)).collect(),
            _ => arguments.clone(),
        };
        // `unsigned` and `zerofill` stand behind the arguments.
        let (first, rest) = name.split_once(' ').map_or((name.as_str(), None), |(a, b)| (a, Some(b)));
        let sql = format!("{first}({})", arguments.join(", "));
        rest.map_or(sql.clone(), |rest| format!("{sql} {rest}"))
    }

    /// The builder's type that says the same, as a person would write it.
    pub(super) fn builder_type(&self, ty: &SqlType) -> ColumnType {
        let number = |at: usize| ty.arguments.get(at).and_then(|argument| argument.parse::<u32>().ok());
        let custom = || ColumnType::custom(self.type_sql(ty));
        match (ty.name.as_str(), ty.arguments.len()) {
            ("tinyint", 1) => ColumnType::Boolean,
            ("tinyint", 0) => ColumnType::TinyInteger,
            ("smallint", 0) => ColumnType::SmallInteger,
            ("int", 0) => ColumnType::Integer,
            ("bigint", 0) => ColumnType::BigInteger,
            ("tinyint unsigned", 0) => ColumnType::TinyUnsigned,
            ("smallint unsigned", 0) => ColumnType::SmallUnsigned,
            ("int unsigned", 0) => ColumnType::Unsigned,
            ("bigint unsigned", 0) => ColumnType::BigUnsigned,
            ("float", 0) => ColumnType::Float,
            ("double", 0) => ColumnType::Double,
            ("decimal", 2) => match (number(0), number(1)) {
                (Some(precision), Some(scale)) => ColumnType::Decimal(Some((precision, scale))),
                _ => custom(),
            },
            ("varchar", 1) => number(0).map_or_else(custom, |n| ColumnType::String(StringLen::N(n))),
            ("char", 1) => number(0).map_or_else(custom, |n| ColumnType::Char(Some(n))),
            ("text", 0) => ColumnType::Text,
            ("blob", 0) => ColumnType::Blob,
            ("binary", 1) => match number(0) {
                Some(16) => ColumnType::Uuid,
                Some(length) => ColumnType::Binary(length),
                None => custom(),
            },
            ("varbinary", 1) => number(0).map_or_else(custom, |n| ColumnType::VarBinary(StringLen::N(n))),
            ("bit", 1) => number(0).map_or_else(custom, |n| ColumnType::Bit(Some(n))),
            ("datetime", 0) => ColumnType::DateTime,
            ("timestamp", 0) => ColumnType::Timestamp,
            ("time", 0) => ColumnType::Time,
            ("date", 0) => ColumnType::Date,
            ("year", 0) => ColumnType::Year,
            ("json", 0) => ColumnType::Json,
            _ => custom(),
        }
    }
}

fn string_length(length: StringLen) -> u32 {
    match length {
        StringLen::N(length) => length,
        StringLen::None => 255,
        StringLen::Max => 65535,
    }
}

/// Synonyms become the server's own name; what it adds is added, and a width that it only displays is dropped.
fn settled(words: &str, arguments: Vec<String>) -> SqlType {
    let (attributes, base): (Vec<_>, Vec<_>) =
        words.split(' ').partition(|word| matches!(*word, "unsigned" | "signed" | "zerofill"));
    let base = base.join(" ");
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let zerofill = attributes.contains(&"zerofill");
    let unsigned = zerofill || attributes.contains(&"unsigned");
    let (name, arguments) = match (base.as_str(), arguments.as_slice()) {
        ("bool" | "boolean", []) => ("tinyint", vec!["1"]),
        ("tinyint" | "int1", ["1"]) if !unsigned => ("tinyint", vec!["1"]),
        ("tinyint" | "int1", width) => ("tinyint", displayed(width, zerofill)),
        ("smallint" | "int2", width) => ("smallint", displayed(width, zerofill)),
        ("mediumint" | "int3" | "middleint", width) => ("mediumint", displayed(width, zerofill)),
        ("int" | "integer" | "int4", width) => ("int", displayed(width, zerofill)),
        ("bigint" | "int8", width) => ("bigint", displayed(width, zerofill)),
        ("decimal" | "dec" | "numeric" | "fixed", []) => ("decimal", vec!["10", "0"]),
        ("decimal" | "dec" | "numeric" | "fixed", [precision]) => ("decimal", vec![*precision, "0"]),
        ("decimal" | "dec" | "numeric" | "fixed", both) => ("decimal", both.to_vec()),
        ("float", [bits]) if bits.parse::<u32>().is_ok_and(|bits| bits > 24) => ("double", vec![]),
        ("float" | "float4", [] | [_]) => ("float", vec![]),
        ("double" | "double precision" | "real" | "float8", digits) => ("double", digits.to_vec()),
        ("char" | "character", []) => ("char", vec!["1"]),
        ("char" | "character", length) => ("char", length.to_vec()),
        ("varchar" | "character varying" | "char varying", length) => ("varchar", length.to_vec()),
        ("binary", []) => ("binary", vec!["1"]),
        ("bit", []) => ("bit", vec!["1"]),
        ("year", _) => ("year", vec![]),
        ("datetime", ["0"]) => ("datetime", vec![]),
        ("timestamp", ["0"]) => ("timestamp", vec![]),
        ("time", ["0"]) => ("time", vec![]),
        ("long" | "long varchar", []) => ("mediumtext", vec![]),
        ("long varbinary", []) => ("mediumblob", vec![]),
        (name, arguments) => (name, arguments.to_vec()),
    };
    let mut name = name.to_owned();
    if unsigned {
        name.push_str(" unsigned");
    }
    if zerofill {
        name.push_str(" zerofill");
    }
    SqlType::new(name).with(arguments)
}

/// A display width matters where zeros fill it.
fn displayed<'a>(width: &[&'a str], zerofill: bool) -> Vec<&'a str> {
    if zerofill { width.to_vec() } else { Vec::new() }
}
