//! A column's type before and after comes in; the condition on its value under which it would not be the same value
//! afterwards goes out: the server refuses it, or rounds it, or cuts it. Tried on MariaDB 10.11 in its strict mode.

use super::Server;
use crate::model::SqlType;

/// Whether the values of one type are values of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fit {
    /// All of them.
    All,
    /// All but those for which this SQL condition is true.
    Except(String),
    /// The server decides, value by value.
    Unknown,
}

/// What is known of a type's values.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Values {
    /// Whole numbers between two, as SQL.
    Integer {
        min: i128,
        max: i128,
    },
    /// So many digits, so many of them behind the point.
    Decimal {
        digits: u32,
        scale: u32,
    },
    Float {
        max: &'static str,
        digits: u32,
    },
    /// So many characters, or bytes, at most.
    Text {
        length: u64,
        unit: Unit,
    },
    Labels,
    Json,
    Uuid,
    Date,
    Time {
        digits: u32,
    },
    /// A date and a time; a `timestamp` has room for a few decades alone.
    DateTime {
        digits: u32,
        range: Range,
    },
    Other,
}

/// What an expression gives.
const EXPRESSION: Values = Values::Text { length: u64::MAX, unit: Unit::Characters };

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Characters,
    Bytes,
    /// Bytes that are no text.
    Binary,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Range {
    Full,
    Seconds,
}

impl Server {
    /// Which values, given as SQL, another type has no room for.
    pub(super) fn fit(&self, value: &str, from: &SqlType, to: &SqlType) -> Fit {
        if let (Some(old), Some(new)) = (from.labels(), to.labels())
            && from.name == to.name
        {
            return self.fit_labels(value, &from.name, old, new);
        }
        let (old, new) = (values(from), values(to));
        match (old, new) {
            (Values::Integer { min: from, max: to }, Values::Integer { min, max }) => {
                let low = (from < min).then(|| format!("{value} < {min}"));
                let high = (to > max).then(|| format!("{value} > {max}"));
                any(&[low, high])
            }
            (Values::Integer { min, max }, Values::Decimal { digits, scale }) => {
                let room = whole(digits, scale);
                let fits = room.is_none_or(|room| min > -room && max < room);
                if fits { Fit::All } else { out_of_range(value, digits, scale) }
            }
            (Values::Integer { min, max }, Values::Float { max: _, digits }) => {
                let exact = 10_i128.pow(digits);
                if min >= -exact && max <= exact {
                    Fit::All
                } else {
                    Fit::Except(format!("{value} NOT BETWEEN -{exact} AND {exact}"))
                }
            }
            (Values::Decimal { digits, scale }, Values::Decimal { digits: new, scale: shorter }) => {
                let shown =
                    if shorter < scale { format!("ROUND({value}, {shorter})") } else { value.to_owned() };
                let narrower = (digits - scale > new - shorter)
                    .then(|| format!("ABS({shown}) >= {}", power(new - shorter)));
                let rounded = (shorter < scale).then(|| format!("{value} <> ROUND({value}, {shorter})"));
                any(&[narrower, rounded])
            }
            (Values::Decimal { digits: _, scale }, Values::Integer { min, max }) => {
                let rounded = (scale > 0).then(|| format!("{value} <> ROUND({value})"));
                any(&[Some(format!("{value} NOT BETWEEN {min} AND {max}")), rounded])
            }
            (Values::Float { .. }, Values::Integer { min, max }) => {
                Fit::Except(format!("{value} NOT BETWEEN {min} AND {max} OR {value} <> ROUND({value})"))
            }
            (Values::Float { .. }, Values::Decimal { digits, scale }) => {
                let limit = power(digits - scale);
                Fit::Except(format!("ABS({value}) >= {limit} OR {value} <> ROUND({value}, {scale})"))
            }
            (Values::Float { max: _, digits }, Values::Float { max, digits: new }) => {
                if new >= digits {
                    Fit::All
                } else {
                    Fit::Except(format!("ABS({value}) > {max}"))
                }
            }
            (Values::Decimal { digits, scale: _ }, Values::Float { max: _, digits: new }) => {
                if digits <= new { Fit::All } else { Fit::Unknown }
            }
            // Behind what is shorter the server puts zeros.
            (Values::Text { .. }, Values::Text { length, unit: _ }) if to.name == "binary" => {
                Fit::Except(format!("LENGTH({value}) <> {length}"))
            }
            (Values::Text { length, unit: old }, Values::Text { length: room, unit }) => {
                let wider =
                    if old == Unit::Characters && unit != Unit::Characters { length * 4 } else { length };
                if wider <= room { readable(old, unit) } else { too_long(value, room, unit) }
            }
            (Values::Text { .. }, _) if matches!(old, Values::Text { unit: Unit::Binary, .. }) => {
                Fit::Unknown
            }
            // The server takes the place of the label for a number.
            (Values::Labels, Values::Integer { .. } | Values::Decimal { .. } | Values::Float { .. }) => {
                Fit::Except(format!("CONCAT({value}) <> {value} + 0"))
            }
            (Values::Text { .. } | Values::Labels, new) => self.fit_text(value, new, to, old),
            (Values::Json | Values::Uuid, Values::Text { length, unit }) => {
                let fits = match old {
                    Values::Uuid => length >= 36 && unit != Unit::Binary,
                    _ => length >= 4_294_967_295,
                };
                if fits {
                    Fit::All
                } else if old == Values::Uuid {
                    Fit::Unknown
                } else {
                    too_long(value, length, unit)
                }
            }
            (Values::Integer { min, max }, Values::Text { length, unit: _ }) => {
                let longest = min.to_string().len().max(max.to_string().len()) as u64;
                if longest <= length { Fit::All } else { too_long(value, length, Unit::Characters) }
            }
            (Values::Decimal { digits, .. }, Values::Text { length, unit: _ }) => {
                if u64::from(digits) + 2 <= length {
                    Fit::All
                } else {
                    too_long(value, length, Unit::Characters)
                }
            }
            (
                Values::Float { .. } | Values::Date | Values::Time { .. } | Values::DateTime { .. },
                Values::Text { length, unit: _ },
            ) => {
                if length >= 32 {
                    Fit::All
                } else {
                    too_long(value, length, Unit::Characters)
                }
            }
            (Values::Date, Values::DateTime { digits: _, range }) => in_range(value, range),
            (Values::DateTime { .. }, Values::Date) => Fit::Except(format!("TIME({value}) <> '00:00:00'")),
            (Values::DateTime { digits, range: old }, Values::DateTime { digits: new, range }) => {
                let cut = (new < digits).then(|| cut(value, new));
                match (old, in_range(value, range)) {
                    (Range::Full, Fit::Except(range)) => any(&[Some(range), cut]),
                    _ => any(&[cut]),
                }
            }
            (Values::Time { digits }, Values::Time { digits: new }) => {
                any(&[(new < digits).then(|| cut(value, new))])
            }
            (from, to) if from == to && from != Values::Other => Fit::All,
            _ => Fit::Unknown,
        }
    }

    /// Which values, given as SQL, are none of a type that some expression is to give.
    pub(super) fn fit_of_expression(&self, value: &str, to: &SqlType) -> Fit {
        self.fit_text(value, values(to), to, EXPRESSION)
    }

    /// Whether the server knows no way from the one type to the other: MariaDB's own types are made of text and bytes
    /// alone, and become nothing else.
    pub(super) fn has_no_cast(&self, from: &SqlType, to: &SqlType) -> bool {
        let kind = |ty: &SqlType| match ty.name.split(' ').next().unwrap_or_default() {
            "uuid" => Some(Kind::Uuid),
            // Newer servers make the one of the other.
            "inet4" | "inet6" => Some(Kind::Address),
            "geometry" | "point" | "linestring" | "polygon" | "multipoint" | "multilinestring"
            | "multipolygon" | "geometrycollection" => Some(Kind::Shape),
            "tinyint" | "smallint" | "mediumint" | "int" | "bigint" | "decimal" | "float" | "double"
            | "bit" | "date" | "datetime" | "timestamp" | "time" | "year" => Some(Kind::Number),
            _ => None,
        };
        match (kind(from), kind(to)) {
            (Some(from), Some(to)) => self.is_mariadb() && from != to,
            (None, _) | (_, None) => false,
        }
    }

    fn fit_labels(&self, value: &str, kind: &str, old: &[String], new: &[String]) -> Fit {
        let kept = |label: &&String| new.iter().any(|other| other.eq_ignore_ascii_case(label));
        let gone: Vec<_> = old.iter().filter(|label| !kept(label)).map(|label| self.text(label)).collect();
        if gone.is_empty() {
            return Fit::All;
        }
        if kind == "enum" {
            return Fit::Except(format!("{value} IN ({})", gone.join(", ")));
        }
        let has: Vec<_> = gone.iter().map(|label| format!("FIND_IN_SET({label}, {value}) > 0")).collect();
        Fit::Except(has.join(" OR "))
    }

    fn fit_text(&self, value: &str, new: Values, to: &SqlType, old: Values) -> Fit {
        match new {
            // Of an expression nobody knows of which type it is.
            Values::Integer { .. } | Values::Decimal { .. } | Values::Float { .. } if old == EXPRESSION => {
                Fit::Unknown
            }
            Values::Integer { min, max } => Fit::Except(format!(
                "{value} NOT REGEXP '^ *[-+]?[0-9]+ *$' OR CAST({value} AS DECIMAL(65)) NOT BETWEEN {min} AND {max}"
            )),
            Values::Decimal { digits, scale } => {
                let number = format!("CAST({value} AS DECIMAL(65, 30))");
                Fit::Except(format!(
                    "{value} NOT REGEXP '^ *[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+) *$' OR ABS({number}) >= {} \
                     OR {number} <> ROUND({number}, {scale})",
                    power(digits - scale)
                ))
            }
            Values::Float { .. } => Fit::Except(format!(
                "{value} NOT REGEXP '^ *[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[-+]?[0-9]+)? *$'"
            )),
            Values::Labels => {
                let labels = to.labels().unwrap_or_default().iter().map(|label| self.text(label));
                let labels: Vec<_> = labels.collect();
                match to.name.as_str() {
                    "enum" => Fit::Except(format!("{value} NOT IN ({})", labels.join(", "))),
                    _ => Fit::Unknown,
                }
            }
            Values::Json => Fit::Except(format!("NOT JSON_VALID({value})")),
            Values::Uuid => {
                Fit::Except(format!("REPLACE({value}, '-', '') NOT REGEXP '^[0-9a-fA-F]{{32}}$'"))
            }
            Values::Date => {
                unread(value, "DATE", &format!("TIME(CAST({value} AS DATETIME(6))) <> '00:00:00'"))
            }
            Values::DateTime { digits, range: Range::Full } => {
                unread(value, "DATETIME(6)", &cut(&format!("CAST({value} AS DATETIME(6))"), digits))
            }
            Values::DateTime { digits: _, range: Range::Seconds } => Fit::Except(no_timestamp(value)),
            Values::Time { digits } => {
                unread(value, "TIME(6)", &cut(&format!("CAST({value} AS TIME(6))"), digits))
            }
            Values::Text { length, unit } if old == Values::Labels => {
                if length >= 255 {
                    Fit::All
                } else {
                    too_long(value, length, unit)
                }
            }
            Values::Text { length, unit } => too_long(value, length, unit),
            Values::Other => Fit::Unknown,
        }
    }
}

/// Types that the server converts among each other.
#[derive(PartialEq, Eq)]
enum Kind {
    Number,
    Uuid,
    Address,
    Shape,
}

fn values(ty: &SqlType) -> Values {
    let number = |at: usize| ty.arguments.get(at).and_then(|argument| argument.parse::<u32>().ok());
    let integer = |bits: u32, signed: bool| {
        let half = 1_i128 << (bits - 1);
        if signed {
            Values::Integer { min: -half, max: half - 1 }
        } else {
            Values::Integer { min: 0, max: half * 2 - 1 }
        }
    };
    let text = |length: u64, unit: Unit| Values::Text { length, unit };
    let length = |unit: Unit| number(0).map_or(Values::Other, |length| text(length.into(), unit));
    let digits = number(0).unwrap_or(0);
    let signed = !ty.name.contains("unsigned");
    match ty.name.split(' ').next().unwrap_or_default() {
        "tinyint" => integer(8, signed),
        "smallint" => integer(16, signed),
        "mediumint" => integer(24, signed),
        "int" => integer(32, signed),
        "bigint" => integer(64, signed),
        "decimal" if signed => match (number(0), number(1)) {
            (Some(digits), Some(scale)) if scale <= digits => Values::Decimal { digits, scale },
            _ => Values::Other,
        },
        "float" if signed => Values::Float { max: "3.402823466e38", digits: 6 },
        "double" if signed => Values::Float { max: "1.7976931348623157e308", digits: 15 },
        "char" | "varchar" => length(Unit::Characters),
        "tinytext" => text(255, Unit::Bytes),
        "text" => text(65_535, Unit::Bytes),
        "mediumtext" => text(16_777_215, Unit::Bytes),
        "longtext" => text(4_294_967_295, Unit::Bytes),
        "binary" | "varbinary" => length(Unit::Binary),
        "tinyblob" => text(255, Unit::Binary),
        "blob" => text(65_535, Unit::Binary),
        "mediumblob" => text(16_777_215, Unit::Binary),
        "longblob" => text(4_294_967_295, Unit::Binary),
        "enum" | "set" => Values::Labels,
        "json" => Values::Json,
        "uuid" => Values::Uuid,
        "date" => Values::Date,
        "time" => Values::Time { digits },
        "datetime" => Values::DateTime { digits, range: Range::Full },
        "timestamp" => Values::DateTime { digits, range: Range::Seconds },
        _ => Values::Other,
    }
}

fn any(conditions: &[Option<String>]) -> Fit {
    let conditions: Vec<_> = conditions.iter().flatten().map(String::as_str).collect();
    if conditions.is_empty() { Fit::All } else { Fit::Except(conditions.join(" OR ")) }
}

/// 10 to this power, where it is a number of ours.
fn whole(digits: u32, scale: u32) -> Option<i128> {
    10_i128.checked_pow(digits - scale)
}

/// 10 to this power, as SQL.
fn power(exponent: u32) -> String {
    format!("1{}", "0".repeat(exponent as usize))
}

fn out_of_range(value: &str, digits: u32, scale: u32) -> Fit {
    Fit::Except(format!("ABS({value}) >= {}", power(digits - scale)))
}

fn too_long(value: &str, room: u64, unit: Unit) -> Fit {
    Fit::Except(match unit {
        Unit::Characters => format!("CHAR_LENGTH({value}) > {room}"),
        Unit::Bytes | Unit::Binary => format!("LENGTH({value}) > {room}"),
    })
}

/// Bytes may be no text.
fn readable(from: Unit, to: Unit) -> Fit {
    match (from, to) {
        (Unit::Binary, Unit::Characters | Unit::Bytes) => Fit::Unknown,
        _ => Fit::All,
    }
}

fn in_range(value: &str, range: Range) -> Fit {
    match range {
        Range::Full => Fit::All,
        Range::Seconds => Fit::Except(no_timestamp(value)),
    }
}

/// A text that the server does not read as a value of this type, or of which it leaves something out.
fn unread(value: &str, ty: &str, rest: &str) -> Fit {
    Fit::Except(format!("{value} IS NOT NULL AND (CAST({value} AS {ty}) IS NULL OR {rest})"))
}

fn no_timestamp(value: &str) -> String {
    format!("{value} IS NOT NULL AND COALESCE(UNIX_TIMESTAMP({value}), 0) = 0")
}

/// A fraction of a second with more digits than these.
fn cut(value: &str, digits: u32) -> String {
    format!("MICROSECOND({value}) % {} <> 0", power(6 - digits.min(6)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(from: &SqlType, to: &SqlType) -> Fit {
        Server::mariadb().fit("`a`", from, to)
    }

    fn ty(name: &str, arguments: &[&str]) -> SqlType {
        SqlType::new(name).with(arguments)
    }

    #[test]
    fn what_grows_fits() {
        for (from, to) in [
            (ty("int", &[]), ty("bigint", &[])),
            (ty("int unsigned", &[]), ty("bigint", &[])),
            (ty("int", &[]), ty("decimal", &["10", "0"])),
            (ty("int", &[]), ty("varchar", &["11"])),
            (ty("int", &[]), ty("double", &[])),
            (ty("decimal", &["8", "2"]), ty("decimal", &["12", "4"])),
            (ty("varchar", &["20"]), ty("text", &[])),
            (ty("varchar", &["20"]), ty("varchar", &["21"])),
            (ty("datetime", &[]), ty("datetime", &["6"])),
            (ty("date", &[]), ty("datetime", &[])),
            (ty("timestamp", &[]), ty("datetime", &[])),
            (ty("enum", &["a", "b"]), ty("enum", &["b", "A", "c"])),
            (ty("enum", &["a", "b"]), ty("varchar", &["255"])),
            (ty("tinyint", &["1"]), ty("tinyint", &[])),
            (ty("json", &[]), ty("longtext", &[])),
        ] {
            assert_eq!(fit(&from, &to), Fit::All, "{from} to {to}");
        }
    }

    #[test]
    fn what_shrinks_is_asked_for() {
        for (from, to, expected) in [
            (ty("bigint", &[]), ty("tinyint", &[]), "`a` < -128 OR `a` > 127"),
            (ty("int", &[]), ty("int unsigned", &[]), "`a` < 0"),
            (ty("int", &[]), ty("decimal", &["4", "2"]), "ABS(`a`) >= 100"),
            (
                ty("decimal", &["10", "4"]),
                ty("decimal", &["6", "2"]),
                "ABS(ROUND(`a`, 2)) >= 10000 OR `a` <> ROUND(`a`, 2)",
            ),
            (ty("text", &[]), ty("varchar", &["9"]), "CHAR_LENGTH(`a`) > 9"),
            (ty("longtext", &[]), ty("text", &[]), "LENGTH(`a`) > 65535"),
            (ty("enum", &["a", "it's"]), ty("enum", &["a"]), "`a` IN ('it''s')"),
            (ty("set", &["a", "b"]), ty("set", &["a"]), "FIND_IN_SET('b', `a`) > 0"),
            (ty("varchar", &["9"]), ty("enum", &["a", "b"]), "`a` NOT IN ('a', 'b')"),
            (ty("varchar", &["9"]), ty("json", &[]), "NOT JSON_VALID(`a`)"),
            (
                ty("varchar", &["9"]),
                ty("date", &[]),
                "`a` IS NOT NULL AND (CAST(`a` AS DATE) IS NULL OR TIME(CAST(`a` AS DATETIME(6))) <> '00:00:00')",
            ),
            (ty("varchar", &["36"]), ty("binary", &["16"]), "LENGTH(`a`) <> 16"),
            (ty("datetime", &["6"]), ty("datetime", &["3"]), "MICROSECOND(`a`) % 1000 <> 0"),
            (ty("datetime", &[]), ty("date", &[]), "TIME(`a`) <> '00:00:00'"),
            (
                ty("datetime", &[]),
                ty("timestamp", &[]),
                "`a` IS NOT NULL AND COALESCE(UNIX_TIMESTAMP(`a`), 0) = 0",
            ),
        ] {
            assert_eq!(fit(&from, &to), Fit::Except(expected.to_owned()), "{from} to {to}");
        }
        assert_eq!(fit(&ty("blob", &[]), &ty("text", &[])), Fit::Unknown);
        assert_eq!(fit(&ty("point", &[]), &ty("text", &[])), Fit::Unknown);
    }

    #[test]
    fn types_of_mariadb_are_made_of_text_alone() {
        let has_no_cast = |from, to| Server::mariadb().has_no_cast(&ty(from, &[]), &ty(to, &[]));
        for (from, to) in [
            ("int", "uuid"),
            ("int unsigned", "uuid"),
            ("uuid", "bigint"),
            ("inet6", "uuid"),
            ("date", "point"),
            ("point", "inet4"),
        ] {
            assert!(has_no_cast(from, to), "{from} to {to}");
        }
        for (from, to) in [("varchar", "uuid"), ("uuid", "text"), ("int", "date"), ("point", "polygon")] {
            assert!(!has_no_cast(from, to), "{from} to {to}");
        }
        assert!(!Server::mysql().has_no_cast(&ty("int", &[]), &ty("point", &[])));
    }
}
