//! The text of a default and its column's affinity come in; what SQLite stores goes out, where that is plain.

use super::text::bare;
use super::token::{Token, TokenKind, tokens};
use super::types::Affinity;
use crate::model::Expr;

/// What is stored for a default that is a single value, so that `'1'` and `1` are the same in a column of numbers;
/// `None` for whatever has to be computed.
pub(super) fn stored(sql: &str, affinity: Affinity) -> Option<String> {
    plain(sql)?.convert(affinity)
}

/// The value of an expression that is nothing but one.
fn plain(sql: &str) -> Option<Value> {
    let tokens = tokens(sql)?;
    match bare(&tokens) {
        [token] => value(sql, token, ""),
        [sign, number] if sign.is_symbol('-') && number.kind == TokenKind::Number => value(sql, number, "-"),
        [sign, number] if sign.is_symbol('+') && number.kind == TokenKind::Number => value(sql, number, ""),
        [function, open, moment, close] if open.is_symbol('(') && close.is_symbol(')') => {
            now(function, moment)
        }
        _ => None,
    }
}

/// Whether a default is a value that does not depend on when it is asked for.
pub(super) fn is_constant(default: &Expr) -> bool {
    plain(default.as_str()).is_some_and(|value| match value {
        Value::Null | Value::Integer(_) | Value::Real(_) | Value::Text(_) | Value::Blob(_) => true,
        Value::Moment(_) => false,
    })
}

/// Whether a default is `NULL`.
pub(super) fn is_null(default: &Expr) -> bool {
    matches!(plain(default.as_str()), Some(Value::Null))
}

/// A value as SQLite stores it.
enum Value {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Blob(String),
    Moment(&'static str),
}

impl Value {
    fn convert(self, affinity: Affinity) -> Option<String> {
        Some(match (self, affinity) {
            (Self::Text(text), Affinity::Integer | Affinity::Real | Affinity::Numeric) => {
                match number(text.trim()) {
                    Some(number) => return number.convert(affinity),
                    None => format!("text {text}"),
                }
            }
            (Self::Integer(number), Affinity::Text) => format!("text {number}"),
            (Self::Integer(number), Affinity::Real) => format!("real {:?}", number as f64),
            (Self::Integer(number), Affinity::Integer | Affinity::Numeric | Affinity::Blob) => {
                format!("integer {number}")
            }
            // How SQLite writes such a number as text is for SQLite to know.
            (Self::Real(_), Affinity::Text) => return None,
            (Self::Real(number), Affinity::Integer | Affinity::Numeric) if is_whole(number) => {
                format!("integer {}", number as i64)
            }
            (Self::Real(number), Affinity::Integer | Affinity::Numeric | Affinity::Real | Affinity::Blob) => {
                format!("real {number:?}")
            }
            (Self::Text(text), Affinity::Text | Affinity::Blob) => format!("text {text}"),
            (Self::Null, _) => "null".to_owned(),
            (Self::Blob(blob), _) => format!("blob {blob}"),
            (Self::Moment(moment), _) => moment.to_owned(),
        })
    }
}

fn value(sql: &str, token: &Token, sign: &str) -> Option<Value> {
    match &token.kind {
        TokenKind::Str(text) | TokenKind::DoubleQuoted(text) => Some(Value::Text(text.clone())),
        TokenKind::Blob => Some(Value::Blob(sql[token.span.clone()].to_lowercase())),
        TokenKind::Number => number(&format!("{sign}{}", &sql[token.span.clone()])),
        TokenKind::Word(word) => match word.to_ascii_uppercase().as_str() {
            "NULL" => Some(Value::Null),
            "TRUE" => Some(Value::Integer(1)),
            "FALSE" => Some(Value::Integer(0)),
            "CURRENT_TIMESTAMP" => Some(Value::Moment("CURRENT_TIMESTAMP")),
            "CURRENT_DATE" => Some(Value::Moment("CURRENT_DATE")),
            "CURRENT_TIME" => Some(Value::Moment("CURRENT_TIME")),
            _ => None,
        },
        TokenKind::Name(_) | TokenKind::Symbol(_) => None,
    }
}

/// `datetime('now')` is what `CURRENT_TIMESTAMP` gives, and so on.
fn now(function: &Token, moment: &Token) -> Option<Value> {
    if !matches!(&moment.kind, TokenKind::Str(moment) if moment.eq_ignore_ascii_case("now")) {
        return None;
    }
    [("datetime", "CURRENT_TIMESTAMP"), ("date", "CURRENT_DATE"), ("time", "CURRENT_TIME")]
        .into_iter()
        .find(|(name, _)| function.is(name))
        .map(|(_, keyword)| Value::Moment(keyword))
}

fn number(text: &str) -> Option<Value> {
    let looks_like_one = text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    if !looks_like_one {
        return None;
    }
    text.parse().map(Value::Integer).or_else(|_| text.parse().map(Value::Real)).ok()
}

/// Whether SQLite keeps a number as an integer where it may: it does up to 51 bits.
fn is_whole(number: f64) -> bool {
    number.fract() == 0.0 && number.abs() < 2_251_799_813_685_248.0
}

#[cfg(test)]
mod tests {
    use super::Affinity::{Blob, Integer, Numeric, Real, Text};
    use super::*;

    fn same(first: &str, second: &str, affinity: Affinity) -> bool {
        let (first, second) = (stored(first, affinity), stored(second, affinity));
        first.is_some() && first == second
    }

    #[test]
    fn t6_t7_t8_what_is_stored_is_the_same() {
        assert!(same("'1'", "1", Integer));
        assert!(same("(1)", " '1.0' ", Numeric));
        assert!(same("-1.50", "-1.5", Real));
        assert!(same("1", "1.0", Real));
        assert!(same("TRUE", "1", Numeric));
        assert!(same("1", "'1'", Text));
        assert!(same("CURRENT_TIMESTAMP", "(datetime('now'))", Numeric));
        assert!(same("\"x\"", "'x'", Text));
    }

    #[test]
    fn t6_t7_t8_what_is_stored_is_not_the_same() {
        assert!(!same("'1'", "1", Blob));
        assert!(!same("'1'", "'1.0'", Text));
        assert!(!same("FALSE", "1", Numeric));
        assert!(!same("'NULL'", "NULL", Text));
        assert!(!same("x'00'", "'00'", Text));
        assert!(!same("CURRENT_TIMESTAMP", "CURRENT_DATE", Text));
    }

    #[test]
    fn what_is_computed_is_asked() {
        for sql in ["1 + 1", "lower('a')", "datetime('now', 'utc')", "abc", "0x1F"] {
            assert_eq!(stored(sql, Integer), None, "{sql}");
        }
    }
}
