//! A type before and after comes in; which values become values of the new one goes out.

use super::Server;
use super::ddl::text;
use super::sql_type::{self, quote};
use crate::model::{Column, Expr, SqlType};
use sea_orm::ColumnType;
use std::ops::RangeInclusive;

/// Which values of one type the server takes for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fit {
    /// All of them.
    All,
    /// All but those for which this condition holds; of a null it is null.
    Unless(String),
    /// The server alone knows: it says so when it converts them.
    Unknown,
}

/// What is to be converted: the value as SQL, and both types.
pub(super) struct Conversion<'a> {
    pub(super) value: &'a str,
    pub(super) from: &'a SqlType,
    pub(super) to: &'a SqlType,
    /// The labels before and after, where these are enums and known.
    pub(super) labels: (Option<&'a [String]>, Option<&'a [String]>),
}

/// White space that the server passes over around a number or a truth value.
const SPACE: &str = r"E' \t\n\x0b\f\r'";

const UUID: &str = "([0-9a-f]{4}-?){7}[0-9a-f]{4}";
const NUMBER: &str = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[+-]?0*[0-9]{1,4})?|nan|[+-]?inf(inity)?";
const BOOLEAN: &str = "t(r(ue?)?)?|f(a(l(se?)?)?)?|y(es?)?|no?|on|off?|1|0";

impl Conversion<'_> {
    /// Which values fit, where the server's own conversion is used.
    pub(super) fn fit(&self, server: &Server) -> Fit {
        let Self { value, from, to, labels: _ } = self;
        if from == to {
            return Fit::All;
        }
        if from.dimensions > 0 || to.dimensions > 0 {
            return self.fit_array(server);
        }
        if let Some(length) = length_of_text(to) {
            return match length {
                Some(length) if self.longest().is_none_or(|before| before > length) => {
                    Fit::Unless(format!("char_length(rtrim({value}::text, ' ')) > {length}"))
                }
                Some(_) | None => Fit::All,
            };
        }
        if let (Some(from), Some(to)) = (Number::of(from), Number::of(to)) {
            return numbers(value, &from, &to);
        }
        match self.labels {
            (Some(before), Some(after)) => self.fit_labels(before, after),
            (None, Some(after)) if is_text(from) => {
                let labels = after.iter().map(|label| text(label)).collect::<Vec<_>>().join(", ");
                Fit::Unless(format!("{} NOT IN ({labels})", self.as_text()))
            }
            (_, Some(_)) | (Some(_), None) => Fit::Unknown,
            (None, None) if is_text(from) => self.fit_text(server),
            (None, None) => self.fit_other(server),
        }
    }

    fn fit_array(&self, server: &Server) -> Fit {
        let element = |ty: &SqlType| SqlType { dimensions: 0, ..ty.clone() };
        let (from, to) = (element(self.from), element(self.to));
        if self.from.dimensions > 0 && self.to.dimensions == 0 {
            return if length_of_text(&to) == Some(None) { Fit::All } else { Fit::Unknown };
        }
        let elements = Conversion { from: &from, to: &to, ..*self };
        let all = self.from.dimensions > 0 && elements.fit(server) == Fit::All;
        if all { Fit::All } else { Fit::Unknown }
    }

    /// From one enum to another, by label.
    fn fit_labels(&self, before: &[String], after: &[String]) -> Fit {
        let lost: Vec<_> = before.iter().filter(|label| !after.contains(label)).map(|l| text(l)).collect();
        if lost.is_empty() {
            return Fit::All;
        }
        Fit::Unless(format!("{} IN ({})", self.value, lost.join(", ")))
    }

    fn fit_text(&self, server: &Server) -> Fit {
        let Self { to, .. } = self;
        let given = self.as_text();
        let bare = SqlType { arguments: Vec::new(), ..(*to).clone() };
        match sql_type::column_type(&bare) {
            // Somebody made it, and it may not know how to say no without an error.
            ColumnType::Custom(_) | ColumnType::Vector(_) | ColumnType::LTree => return Fit::Unknown,
            _ => {}
        }
        if server.version >= 160_000 {
            return Fit::Unless(format!("NOT pg_input_is_valid({given}, {})", text(&sql_type::write(to))));
        }
        let trimmed = format!("btrim({given}, {SPACE})");
        match (to.name.as_str(), Number::of(to)) {
            ("uuid", _) => Fit::Unless(format!("{given} !~* '^{UUID}$|^[{{]{UUID}[}}]$'")),
            ("boolean", _) => Fit::Unless(format!("{trimmed} !~* '^({BOOLEAN})$'")),
            (_, Some(Number::Integer(range))) => {
                let digits = range.end().to_string().len();
                let (least, greatest) = (range.start(), range.end());
                Fit::Unless(format!(
                    "CASE WHEN {trimmed} !~ '^[+-]?0*[0-9]{{1,{digits}}}$' THEN true \
                     ELSE {trimmed}::numeric NOT BETWEEN {least} AND {greatest} END"
                ))
            }
            (_, Some(Number::Numeric(None))) => Fit::Unless(format!("{trimmed} !~* '^({NUMBER})$'")),
            (_, Some(Number::Numeric(Some((precision, scale))))) => {
                let beyond = beyond(&format!("{trimmed}::numeric"), precision, scale);
                Fit::Unless(format!("CASE WHEN {trimmed} !~* '^({NUMBER})$' THEN true ELSE {beyond} END"))
            }
            (_, Some(Number::Real | Number::Double) | None) => Fit::Unknown,
        }
    }

    fn fit_other(&self, server: &Server) -> Fit {
        let Self { value, from, to, .. } = self;
        let length = |ty: &SqlType| ty.arguments.first().and_then(|length| length.parse::<u32>().ok());
        match (from.name.as_str(), to.name.as_str()) {
            ("json", "jsonb") if server.version >= 160_000 => {
                Fit::Unless(format!("NOT pg_input_is_valid({value}::text, 'jsonb')"))
            }
            ("bit" | "bit varying", "bit varying") => match (length(from), length(to)) {
                (Some(before), Some(after)) if before <= after => Fit::All,
                (_, Some(after)) => Fit::Unless(format!("length({value}) > {after}")),
                (_, None) => Fit::All,
            },
            ("bit" | "bit varying", "bit") => {
                Fit::Unless(format!("length({value}) <> {}", length(to).unwrap_or(1)))
            }
            (from, to) if from == to || COUNTED.contains(&(from, to)) => Fit::All,
            (from, to) if is_time(from) && is_time(to) => Fit::All,
            _ => Fit::Unknown,
        }
    }

    /// How many characters a value has at most as text, where that is known.
    fn longest(&self) -> Option<u64> {
        let labels = |labels: &[String]| labels.iter().map(|label| label.chars().count() as u64).max();
        match (self.from.name.as_str(), self.labels.0) {
            (_, Some(before)) => labels(before),
            ("boolean", None) => Some(5),
            ("smallint", None) => Some(6),
            ("integer", None) => Some(11),
            ("bigint", None) => Some(20),
            ("uuid", None) => Some(36),
            (_, None) => length_of_text(self.from).flatten(),
        }
    }

    /// The value as the text that the server reads: a `character(n)` with the spaces that fill it.
    fn as_text(&self) -> String {
        let Self { value, from, .. } = self;
        match (&from.schema, from.name.as_str()) {
            (None, "text" | "character varying") => (*value).to_owned(),
            (None, "character") => {
                let length = from.arguments.first().map_or("1", String::as_str);
                format!("rpad({value}::text, {length})")
            }
            (None, "bpchar") => format!("CASE WHEN {value} IS NOT NULL THEN format('%s', {value}) END"),
            _ => format!("{value}::text"),
        }
    }
}

/// Casts that give every value another.
const COUNTED: [(&str, &str); 5] = [
    ("jsonb", "json"),
    ("cidr", "inet"),
    ("boolean", "integer"),
    ("integer", "boolean"),
    ("timestamp without time zone", "time without time zone"),
];

fn is_time(name: &str) -> bool {
    ["date", "timestamp without time zone", "timestamp with time zone"].contains(&name)
}

/// Whether values of it are texts.
pub(super) fn is_text(ty: &SqlType) -> bool {
    length_of_text(ty).is_some() && ty.dimensions == 0
}

/// How many characters a text of this type has at most; `None` for what is no text.
#[allow(clippy::option_option, reason = "no text, a text of any length, or one of some")]
pub(super) fn length_of_text(ty: &SqlType) -> Option<Option<u64>> {
    match (&ty.schema, ty.name.as_str()) {
        (None, "text" | "character varying" | "character" | "bpchar") | (_, "citext") => {
            Some(ty.arguments.first().and_then(|length| length.parse().ok()))
        }
        _ => None,
    }
}

/// A type of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Number {
    Integer(RangeInclusive<i64>),
    /// With precision and scale, or without limits.
    Numeric(Option<(i64, i64)>),
    Real,
    Double,
}

impl Number {
    pub(super) fn of(ty: &SqlType) -> Option<Self> {
        if ty.schema.is_some() || ty.dimensions > 0 {
            return None;
        }
        Some(match ty.name.as_str() {
            "smallint" => Self::Integer(i64::from(i16::MIN)..=i64::from(i16::MAX)),
            "integer" => Self::Integer(i64::from(i32::MIN)..=i64::from(i32::MAX)),
            "bigint" => Self::Integer(i64::MIN..=i64::MAX),
            "real" => Self::Real,
            "double precision" => Self::Double,
            "numeric" => {
                let numbers: Vec<i64> = ty.arguments.iter().filter_map(|text| text.parse().ok()).collect();
                match numbers.as_slice() {
                    [precision, scale] => Self::Numeric(Some((*precision, *scale))),
                    _ => Self::Numeric(None),
                }
            }
            _ => return None,
        })
    }

    /// How many digits stand before the point at most.
    fn digits(&self) -> Option<i64> {
        match self {
            Self::Integer(range) => i64::try_from(range.end().to_string().len()).ok(),
            Self::Numeric(limits) => limits.map(|(precision, scale)| precision - scale),
            Self::Real | Self::Double => None,
        }
    }
}

fn numbers(value: &str, from: &Number, to: &Number) -> Fit {
    match (from, to) {
        (Number::Integer(before), Number::Integer(after)) if after.end() >= before.end() => Fit::All,
        (Number::Numeric(Some((precision, scale))), Number::Integer(after))
            if precision - scale < digits(*after.end()) =>
        {
            Fit::All
        }
        // The greatest double of a `bigint` is one too many.
        (Number::Real | Number::Double, Number::Integer(after)) if *after.end() == i64::MAX => Fit::Unless(
            format!("NOT (round({value}) >= -9223372036854775808 AND round({value}) < 9223372036854775808)"),
        ),
        (Number::Integer(_), Number::Integer(after)) => {
            Fit::Unless(format!("{value} NOT BETWEEN {} AND {}", after.start(), after.end()))
        }
        (_, Number::Integer(after)) => {
            Fit::Unless(format!("round({value}) NOT BETWEEN {} AND {}", after.start(), after.end()))
        }
        (_, Number::Numeric(None)) | (Number::Integer(_) | Number::Real, Number::Double) => Fit::All,
        (Number::Integer(_), Number::Real) | (Number::Real, Number::Real) => Fit::All,
        (Number::Double, Number::Double) => Fit::All,
        (Number::Double, Number::Real) => Fit::Unless(format!(
            "abs({value}) >= 3.4028235677973366e+38 AND abs({value}) < 'Infinity' \
             OR {value} <> 0 AND abs({value}) <= 7.006492321624085e-46"
        )),
        (Number::Numeric(limits), Number::Real | Number::Double) => {
            let least = if *to == Number::Real { 37 } else { 300 };
            match limits {
                Some((precision, scale)) if *scale <= least && precision - scale <= least => Fit::All,
                Some(_) | None => Fit::Unknown,
            }
        }
        (from, Number::Numeric(Some((precision, scale)))) => {
            let room = precision - scale;
            let (before, finer) = match from {
                Number::Integer(_) => (from.digits(), *scale < 0),
                Number::Numeric(limits) => (from.digits(), limits.is_none_or(|(_, before)| before > *scale)),
                Number::Real | Number::Double => (None, true),
            };
            // Rounding may need one digit more.
            match before {
                Some(before) if before < room || before == room && !finer => Fit::All,
                Some(_) | None => {
                    let exact = match from {
                        Number::Numeric(_) => value.to_owned(),
                        Number::Integer(_) | Number::Real | Number::Double => format!("{value}::numeric"),
                    };
                    Fit::Unless(beyond(&exact, *precision, *scale))
                }
            }
        }
    }
}

fn digits(number: i64) -> i64 {
    i64::try_from(number.to_string().len()).unwrap_or(i64::MAX)
}

/// That a number has too many digits before the point; one that is not a number fits.
fn beyond(value: &str, precision: i64, scale: i64) -> String {
    format!("abs(round({value}, {scale})) >= 1e{} AND {value} <> 'NaN'", precision - scale)
}

/// The type of `column::type` or `CAST(column AS type)`, where it is the new type of the column.
pub(super) fn plain_cast(using: &Expr, to: &Column) -> Option<SqlType> {
    let text = using.as_str();
    let (value, ty) = match text.rsplit_once("::") {
        Some(parts) => parts,
        None => {
            let head = text.get(..4).filter(|head| head.eq_ignore_ascii_case("cast"))?;
            let inner = text[head.len()..].trim().strip_prefix('(')?.strip_suffix(')')?;
            let at = inner.to_ascii_lowercase().rfind(" as ")?;
            (&inner[..at], &inner[at + 4..])
        }
    };
    let (value, ty) = (value.trim(), sql_type::read(ty));
    let is_it = value == quote(&to.name) || value == sql_type::identifier(&to.name);
    let wanted = to.ty.value();
    let bare = SqlType { arguments: Vec::new(), ..wanted.clone() };
    (is_it && (ty == *wanted || ty == bare)).then_some(ty)
}

/// Whether a cast to the type cuts what is too long.
pub(super) fn cuts(ty: &SqlType) -> bool {
    length_of_text(ty).is_some() || ["bit", "bit varying"].contains(&ty.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn fit(version: u32, from: &str, to: &str) -> Fit {
        let server = Server::new(version, Vec::new(), &BTreeSet::new());
        let (from, to) = (sql_type::read(from), sql_type::read(to));
        Conversion { value: "c", from: &from, to: &to, labels: (None, None) }.fit(&server)
    }

    #[test]
    fn a_server_that_can_tell_is_asked() {
        let unless = |condition: &str| Fit::Unless(condition.to_owned());
        for (from, to, expected) in [
            ("text", "uuid", unless("NOT pg_input_is_valid(c, 'uuid')")),
            ("text", "numeric(4,2)", unless("NOT pg_input_is_valid(c, 'numeric(4,2)')")),
            (
                "varchar(9)",
                "timestamptz(3)",
                unless("NOT pg_input_is_valid(c, 'timestamp(3) with time zone')"),
            ),
            ("char(9)", "date", unless("NOT pg_input_is_valid(rpad(c::text, 9), 'date')")),
            ("json", "jsonb", unless("NOT pg_input_is_valid(c::text, 'jsonb')")),
            // An extension's type need not know how to answer.
            ("text", "ltree", Fit::Unknown),
            ("text", "vector(3)", Fit::Unknown),
            ("text", "geometry", Fit::Unknown),
        ] {
            assert_eq!(fit(160_000, from, to), expected, "{from} to {to}");
        }
    }

    #[test]
    fn what_only_an_attempt_can_tell_is_not_told() {
        for to in
            ["date", "timestamptz", "interval", "jsonb", "inet", "double precision", "bytea", "citext[]"]
        {
            assert_eq!(fit(150_000, "text", to), Fit::Unknown, "{to}");
        }
        assert_eq!(fit(150_000, "jsonb", "integer"), Fit::Unknown);
    }

    #[test]
    fn the_authors_cast_is_known_by_its_words() {
        let known = |using: &str, ty: &str| {
            let to = Column::new("my c", sql_type::read(ty));
            plain_cast(&Expr::new(using), &to).map(|ty| sql_type::write(&ty))
        };
        assert_eq!(known("\"my c\"::int", "integer").as_deref(), Some("integer"));
        assert_eq!(known("cast ( \"my c\" as DECIMAL )", "numeric(4,2)").as_deref(), Some("numeric"));
        assert_eq!(known("\"my c\"::varchar(3)", "varchar(3)").as_deref(), Some("character varying(3)"));
        for other in ["trim(\"my c\")::int", "other::int", "\"my c\"::text::int", "\"my c\"::bigint", "1"] {
            assert_eq!(known(other, "integer"), None, "{other}");
        }
    }
}
