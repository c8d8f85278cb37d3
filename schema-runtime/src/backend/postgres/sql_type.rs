//! The text of a type comes in, as a person or as the server writes it, and an [`SqlType`] in the server's spelling
//! goes out; and the ways back, to SQL and to SeaORM's types.

use crate::model::SqlType;
use sea_orm::ColumnType;
use sea_orm::sea_query::{PgInterval, RcOrArc, StringLen};

/// Other names of the server's own types, beside the name that `format_type` gives.
const ALIASES: &[(&str, &str)] = &[
    ("bool", "boolean"),
    ("bit varying", "bit varying"),
    ("char", "character"),
    ("char varying", "character varying"),
    ("dec", "numeric"),
    ("decimal", "numeric"),
    ("float", "double precision"),
    ("float4", "real"),
    ("float8", "double precision"),
    ("int", "integer"),
    ("int2", "smallint"),
    ("int4", "integer"),
    ("int8", "bigint"),
    ("national char", "character"),
    ("national char varying", "character varying"),
    ("national character", "character"),
    ("national character varying", "character varying"),
    ("nchar", "character"),
    ("nchar varying", "character varying"),
    ("bigserial", "bigint"),
    ("serial", "integer"),
    ("serial2", "smallint"),
    ("serial4", "integer"),
    ("serial8", "bigint"),
    ("smallserial", "smallint"),
    ("time", "time without time zone"),
    ("timetz", "time with time zone"),
    ("timestamp", "timestamp without time zone"),
    ("timestamptz", "timestamp with time zone"),
    ("varbit", "bit varying"),
    ("varchar", "character varying"),
];

/// Types whose precision is 6 when nothing is written, so that 6 says nothing.
const TIMES: &[&str] = &[
    "interval",
    "time with time zone",
    "time without time zone",
    "timestamp with time zone",
    "timestamp without time zone",
];

/// A type as somebody writes it, in the server's spelling: `VARCHAR (20)[]` is `character varying(20)[]`.
pub(super) fn read(text: &str) -> SqlType {
    let (text, array) = without_brackets(text.trim());
    let (before, arguments, after) = parenthesis(text);
    let mut words = before.trim().to_owned();
    if !after.trim().is_empty() {
        words = format!("{words} {}", after.trim());
    }
    let (schema, name) = name(&words);
    let mut ty = SqlType { schema, name, arguments, dimensions: u8::from(array) };
    settle(&mut ty);
    ty
}

/// What the server adds or leaves out when it spells a type of its own.
fn settle(ty: &mut SqlType) {
    if ty.schema.as_deref() == Some("pg_catalog") {
        ty.schema = None;
    }
    if ty.schema.is_some() {
        return;
    }
    let written = ty.name.clone();
    if let Some((_, name)) = ALIASES.iter().find(|(alias, _)| *alias == written) {
        (*name).clone_into(&mut ty.name);
    }
    match ty.name.as_str() {
        "double precision" if written == "float" => {
            let bits = ty.arguments.first().and_then(|bits| bits.parse::<u32>().ok());
            if bits.is_some_and(|bits| bits <= 24) {
                "real".clone_into(&mut ty.name);
            }
            ty.arguments.clear();
        }
        "bpchar" if !ty.arguments.is_empty() => "character".clone_into(&mut ty.name),
        "character" | "bit" if ty.arguments.is_empty() => ty.arguments.push("1".to_owned()),
        "numeric" if ty.arguments.len() == 1 => ty.arguments.push("0".to_owned()),
        name if ty.arguments == ["6"] && (TIMES.contains(&name) || name.starts_with("interval ")) => {
            ty.arguments.clear();
        }
        _ => {}
    }
}

/// `text[]`, `text[3]` and `text array` are all the same to the server.
fn without_brackets(mut text: &str) -> (&str, bool) {
    let mut array = false;
    while let Some((rest, _)) = text.strip_suffix(']').and_then(|open| open.rsplit_once('[')) {
        (text, array) = (rest.trim_end(), true);
    }
    let tail = text.len().checked_sub(" array".len()).filter(|&at| text.is_char_boundary(at));
    if let Some(at) = tail.filter(|&at| text[at..].eq_ignore_ascii_case(" array")) {
        (text, array) = (text[..at].trim_end(), true);
    }
    (text, array)
}

/// What stands before the first parenthesis outside of quotes, in it, and after it.
fn parenthesis(text: &str) -> (&str, Vec<String>, &str) {
    let mut quoted = false;
    let open = text.char_indices().find(|&(_, c)| {
        quoted ^= c == '"';
        c == '(' && !quoted
    });
    let Some((open, _)) = open else { return (text, Vec::new(), "") };
    let Some(close) = text.rfind(')').filter(|&close| close > open) else { return (text, Vec::new(), "") };
    let arguments = text[open + 1..close].split(',').map(|argument| argument.trim().to_owned()).collect();
    (&text[..open], arguments, &text[close + 1..])
}

/// The schema and the name: folded where they are not quoted, without the quotes where they are.
fn name(words: &str) -> (Option<String>, String) {
    // This one is written with its quotes, since `char` is another.
    if words == "\"char\"" {
        return (None, words.to_owned());
    }
    let mut parts = vec![String::new()];
    let mut quoted = false;
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let last = parts.len() - 1;
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                parts[last].push('"');
            }
            '"' => quoted = !quoted,
            '.' if !quoted => parts.push(String::new()),
            c if quoted => parts[last].push(c),
            c if c.is_whitespace() => {
                if !parts[last].ends_with(' ') {
                    parts[last].push(' ');
                }
            }
            c => parts[last].push(c.to_ascii_lowercase()),
        }
    }
    let name = parts.pop().unwrap_or_default();
    (parts.pop(), name)
}

/// The type as SQL.
pub(super) fn write(ty: &SqlType) -> String {
    let mut sql = match &ty.schema {
        Some(schema) => format!("{}.{}", identifier(schema), identifier(&ty.name)),
        None if is_phrase(&ty.name) => ty.name.clone(),
        None => identifier(&ty.name),
    };
    if !ty.arguments.is_empty() {
        let arguments = format!("({})", ty.arguments.join(","));
        match sql.find(" with").filter(|_| is_phrase(&ty.name)) {
            Some(at) => sql.insert_str(at, &arguments),
            None => sql += &arguments,
        }
    }
    if ty.dimensions > 0 {
        sql += "[]";
    }
    sql
}

/// Names of the server's own types that are keywords, or more than one word.
fn is_phrase(name: &str) -> bool {
    const PHRASES: &[&str] = &[
        "\"char\"",
        "bigint",
        "bit",
        "bit varying",
        "boolean",
        "character",
        "character varying",
        "double precision",
        "integer",
        "interval",
        "numeric",
        "real",
        "smallint",
    ];
    const FIELDS: &[&str] = &["year", "month", "day", "hour", "minute", "second", "to"];
    PHRASES.contains(&name)
        || TIMES.contains(&name)
        || name
            .strip_prefix("interval ")
            .is_some_and(|rest| rest.split(' ').all(|word| FIELDS.contains(&word)))
}

/// A name as SQL, in quotes only where it needs them.
pub(super) fn identifier(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !KEYWORDS.contains(&name);
    if plain { name.to_owned() } else { quote(name) }
}

/// A name as SQL, in quotes.
pub(super) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Words that cannot name a type without quotes: the reserved ones, and those that begin an expression.
#[rustfmt::skip]
const KEYWORDS: &[&str] = &[
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization", "between",
    "bigint", "binary", "bit", "boolean", "both", "case", "cast", "char", "character", "check", "coalesce",
    "collate", "collation", "column", "concurrently", "constraint", "create", "cross", "current_catalog",
    "current_date", "current_role", "current_schema", "current_time", "current_timestamp", "current_user", "dec",
    "decimal", "default", "deferrable", "desc", "distinct", "do", "else", "end", "except", "exists", "extract",
    "false", "fetch", "float", "for", "foreign", "freeze", "from", "full", "grant", "greatest", "group",
    "grouping", "having", "ilike", "in", "initially", "inner", "inout", "int", "integer", "intersect", "interval",
    "into", "is", "isnull", "join", "json_array", "json_arrayagg", "json_exists", "json_object",
    "json_objectagg", "json_query", "json_scalar", "json_serialize", "json_table", "json_value", "lateral",
    "leading", "least", "left", "like", "limit", "localtime", "localtimestamp", "merge_action", "national",
    "natural", "nchar", "none", "normalize", "not", "notnull", "null", "nullif", "numeric", "offset", "on", "only",
    "or", "order", "out", "outer", "overlaps", "overlay", "placing", "position", "precision", "primary", "real",
    "references", "returning", "right", "row", "select", "session_user", "setof", "similar", "smallint", "some",
    "substring", "symmetric", "system_user", "table", "tablesample", "then", "time", "timestamp", "to", "trailing",
    "treat", "trim", "true", "union", "unique", "user", "using", "values", "varchar", "variadic", "verbose",
    "when", "where", "window", "with", "xmlattributes", "xmlconcat", "xmlelement", "xmlexists", "xmlforest",
    "xmlnamespaces", "xmlparse", "xmlpi", "xmlroot", "xmlserialize", "xmltable",
];

/// SeaORM's type of this spelling, [`ColumnType::Custom`] where it has none.
pub(super) fn column_type(ty: &SqlType) -> ColumnType {
    if ty.dimensions > 0 {
        let element = SqlType { dimensions: 0, ..ty.clone() };
        return ColumnType::Array(RcOrArc::new(column_type(&element)));
    }
    known(ty).unwrap_or_else(|| ColumnType::custom(write(ty)))
}

fn known(ty: &SqlType) -> Option<ColumnType> {
    if ty.schema.is_some() {
        return None;
    }
    let numbers: Option<Vec<u32>> = ty.arguments.iter().map(|argument| argument.parse().ok()).collect();
    Some(match (ty.name.as_str(), numbers?.as_slice()) {
        ("character", &[length]) => ColumnType::Char(Some(length)),
        ("character varying", []) => ColumnType::String(StringLen::None),
        ("character varying", &[length]) => ColumnType::String(StringLen::N(length)),
        ("text", []) => ColumnType::Text,
        ("bytea", []) => ColumnType::Blob,
        ("smallint", []) => ColumnType::SmallInteger,
        ("integer", []) => ColumnType::Integer,
        ("bigint", []) => ColumnType::BigInteger,
        ("real", []) => ColumnType::Float,
        ("double precision", []) => ColumnType::Double,
        ("numeric", []) => ColumnType::Decimal(None),
        ("numeric", &[precision, scale]) => ColumnType::Decimal(Some((precision, scale))),
        ("timestamp without time zone", []) => ColumnType::Timestamp,
        ("timestamp with time zone", []) => ColumnType::TimestampWithTimeZone,
        ("time without time zone", []) => ColumnType::Time,
        ("date", []) => ColumnType::Date,
        ("bit", &[length]) => ColumnType::Bit(Some(length)),
        ("bit varying", &[length]) => ColumnType::VarBit(length),
        ("boolean", []) => ColumnType::Boolean,
        ("money", []) => ColumnType::Money(None),
        ("json", []) => ColumnType::Json,
        ("jsonb", []) => ColumnType::JsonBinary,
        ("uuid", []) => ColumnType::Uuid,
        ("vector", []) => ColumnType::Vector(None),
        ("vector", &[size]) => ColumnType::Vector(Some(size)),
        ("cidr", []) => ColumnType::Cidr,
        ("inet", []) => ColumnType::Inet,
        ("macaddr", []) => ColumnType::MacAddr,
        ("ltree", []) => ColumnType::LTree,
        ("interval", []) => ColumnType::Interval(None, None),
        ("interval", &[precision]) => ColumnType::Interval(None, Some(precision)),
        (name, precision) => {
            let fields = interval_fields(name.strip_prefix("interval ")?)?;
            ColumnType::Interval(Some(fields), precision.first().copied())
        }
    })
}

fn interval_fields(words: &str) -> Option<PgInterval> {
    Some(match words {
        "year" => PgInterval::Year,
        "month" => PgInterval::Month,
        "day" => PgInterval::Day,
        "hour" => PgInterval::Hour,
        "minute" => PgInterval::Minute,
        "second" => PgInterval::Second,
        "year to month" => PgInterval::YearToMonth,
        "day to hour" => PgInterval::DayToHour,
        "day to minute" => PgInterval::DayToMinute,
        "day to second" => PgInterval::DayToSecond,
        "hour to minute" => PgInterval::HourToMinute,
        "hour to second" => PgInterval::HourToSecond,
        "minute to second" => PgInterval::MinuteToSecond,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
