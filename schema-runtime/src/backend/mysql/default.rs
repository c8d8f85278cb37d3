//! A default in, one text out for all defaults that give a column the same value: `'0'`, `0` and `false` are one for
//! a number, `now()` and `CURRENT_TIMESTAMP` for a time.

use super::Server;
use crate::backend::lexer::{Escapes, Token, TokenKind, tokens};
use crate::model::{Expr, SqlType};
use sea_orm::ColumnType;

/// The current time, however it is written: `CURRENT_TIMESTAMP`, with its precision where it has one.
pub(super) fn now(text: &str) -> Option<String> {
    let tokens = tokens(text, Escapes::Doubled)?;
    let (word, digits) = match tokens.as_slice() {
        [group] if group.kind == TokenKind::Group => return now(group.inside()?),
        [word] if !word.is("now") => (word, ""),
        [word, group] => (word, group.inside()?),
        _ => return None,
    };
    let is_now = ["current_timestamp", "now", "localtime", "localtimestamp"].iter().any(|name| word.is(name));
    if !is_now || !digits.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    Some(match digits {
        "" | "0" => "CURRENT_TIMESTAMP".to_owned(),
        digits => format!("CURRENT_TIMESTAMP({digits})"),
    })
}

/// What other databases call `gen_random_uuid()`, as SeaORM stores a UUID here: 16 bytes, or text where the field is.
pub(super) fn random_uuid(text: &str, rust_type: &ColumnType) -> Option<Expr> {
    let tokens = tokens(text, Escapes::Doubled)?;
    let [word, arguments] = tokens.as_slice() else { return None };
    let is_call = ["gen_random_uuid", "uuid_generate_v4"].iter().any(|name| word.is(name));
    if !is_call || !arguments.inside()?.is_empty() {
        return None;
    }
    Some(Expr::new(match rust_type {
        ColumnType::Uuid => "unhex(replace(uuid(),'-',''))",
        _ => "uuid()",
    }))
}

/// A constant as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Constant {
    Null,
    Text(String),
    Number(String),
    Bytes(Vec<u8>),
}

impl Server {
    /// The value that a constant default gives a column of this type; `None` for an expression, of which only the
    /// server knows what it means.
    pub(super) fn constant_meaning(&self, text: &str, ty: &SqlType) -> Option<String> {
        if let Some(now) = now(text) {
            return Some(now);
        }
        let constant = self.constant_of(text)?;
        if constant == Constant::Null {
            return Some("NULL".to_owned());
        }
        let length = || ty.arguments.first().and_then(|digits| digits.parse::<usize>().ok()).unwrap_or(0);
        Some(match ty.name.split(' ').next().unwrap_or_default() {
            "tinyint" | "smallint" | "mediumint" | "int" | "bigint" | "year" => {
                fixed(&constant.number()?, 0)?
            }
            "bit" => constant.integer()?.to_string(),
            "decimal" => fixed(
                &constant.number()?,
                ty.arguments.get(1).and_then(|digits| digits.parse().ok()).unwrap_or(0),
            )?,
            // The catalog shows six digits of a float.
            "float" => format!("{:.5e}", constant.number()?.parse::<f64>().ok()?),
            "double" => format!("{:e}", constant.number()?.parse::<f64>().ok()?),
            "char" => quoted(constant.text()?.trim_end_matches(' ')),
            "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" | "json" => quoted(&constant.text()?),
            "uuid" | "inet4" | "inet6" => quoted(&constant.text()?.to_lowercase()),
            "enum" => quoted(label(&constant.text()?, &ty.arguments)?),
            "set" => quoted(&labels(&constant.text()?, &ty.arguments)?),
            "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" => {
                quoted(self.shown(constant.bytes()).trim_end_matches('\0'))
            }
            "date" => quoted(&moment(&constant.text()?, 0)?[..10]),
            "datetime" | "timestamp" => quoted(&moment(&constant.text()?, length())?),
            "time" => quoted(&time(&constant.text()?, length())?),
            _ => return None,
        })
    }

    fn constant_of(&self, text: &str) -> Option<Constant> {
        let tokens = tokens(text, self.escapes)?;
        let string =
            |token: &Token<'_>| (token.kind == TokenKind::String).then(|| self.read_text(token.text));
        match tokens.as_slice() {
            [group] if group.kind == TokenKind::Group => self.constant_of(group.inside()?),
            [token] if token.is("null") => Some(Constant::Null),
            [token] if token.is("true") => Some(Constant::Number("1".to_owned())),
            [token] if token.is("false") => Some(Constant::Number("0".to_owned())),
            [token] if token.kind == TokenKind::String => Some(Constant::Text(string(token)?)),
            [token] if token.kind == TokenKind::Quoted && token.text.starts_with('"') => {
                token.name().map(Constant::Text)
            }
            [word, token] if word.is("b") => bits(&string(token)?).map(Constant::Bytes),
            [word, token] if word.is("x") => hex(&string(token)?).map(Constant::Bytes),
            [word, token]
                if ["date", "time", "timestamp"].iter().any(|name| word.is(name))
                    || word.text.starts_with('_') =>
            {
                Some(Constant::Text(string(token)?))
            }
            [word] if word.text.starts_with("0x") => hex(&word.text[2..]).map(Constant::Bytes),
            [word] if word.text.starts_with("0b") => bits(&word.text[2..]).map(Constant::Bytes),
            _ => {
                let number: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                let is_number = number.chars().any(|c| c.is_ascii_digit())
                    && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E'))
                    && number.parse::<f64>().is_ok();
                is_number.then_some(Constant::Number(number))
            }
        }
    }

    /// Bytes as the catalog shows them: MariaDB has a `?` for each that is no text.
    fn shown(&self, bytes: Vec<u8>) -> String {
        if !self.is_mariadb() {
            return bytes.iter().map(|byte| char::from(*byte)).collect();
        }
        let mut text = String::new();
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            text.extend(chunk.invalid().iter().map(|_| '?'));
        }
        text
    }
}

impl Constant {
    fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text.clone()),
            Self::Bytes(bytes) => String::from_utf8(bytes.clone()).ok(),
            Self::Null => None,
        }
    }

    fn number(&self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text.trim().to_owned()),
            Self::Bytes(_) => self.integer().map(|number| number.to_string()),
            Self::Null => None,
        }
    }

    fn integer(&self) -> Option<u128> {
        match self {
            Self::Number(text) => text.parse().ok(),
            Self::Bytes(bytes) => {
                Some(bytes.iter().fold(0, |number, byte| (number << 8) | u128::from(*byte)))
            }
            Self::Text(_) | Self::Null => None,
        }
    }

    fn bytes(self) -> Vec<u8> {
        match self {
            Self::Text(text) | Self::Number(text) => text.into_bytes(),
            Self::Bytes(bytes) => bytes,
            Self::Null => Vec::new(),
        }
    }
}

fn quoted(text: &str) -> String {
    format!("'{text}'")
}

fn label<'a>(text: &str, labels: &'a [String]) -> Option<&'a str> {
    let same = |label: &&String| label.to_lowercase() == text.trim_end_matches(' ').to_lowercase();
    labels.iter().find(same).map(String::as_str)
}

/// A set's labels, in the order of its type.
fn labels(text: &str, all: &[String]) -> Option<String> {
    let said = text.split(',').filter(|part| !part.is_empty()).map(|part| label(part, all));
    let said: Vec<_> = said.collect::<Option<_>>()?;
    let ordered: Vec<_> = all.iter().map(String::as_str).filter(|label| said.contains(label)).collect();
    Some(ordered.join(","))
}

fn bits(text: &str) -> Option<Vec<u8>> {
    let number = u128::from_str_radix(text, 2).ok()?;
    Some(number.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect())
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let even = if text.len().is_multiple_of(2) { text.to_owned() } else { format!("0{text}") };
    let digits: Vec<u8> = even
        .chars()
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    Some(digits.chunks(2).map(|pair| pair[0] * 16 + pair[1]).collect())
}

/// A decimal number with so many digits behind the point, rounded as the server rounds.
fn fixed(number: &str, scale: usize) -> Option<String> {
    if number.contains(['e', 'E']) {
        return fixed(&format!("{}", number.parse::<f64>().ok()?), scale);
    }
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number.strip_prefix('+').unwrap_or(number)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = whole.chars().chain(fraction.chars()).all(|c| c.is_ascii_digit());
    if !all_digits || digits.is_empty() || whole.len() + scale > 80 {
        return None;
    }
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(scale).collect();
    let mut digits: Vec<u8> = format!("0{whole}{kept}").into_bytes();
    if fraction.as_bytes().get(scale).is_some_and(|digit| *digit >= b'5') {
        for digit in digits.iter_mut().rev() {
            if *digit < b'9' {
                *digit += 1;
                break;
            }
            *digit = b'0';
        }
    }
    let digits = String::from_utf8(digits).ok()?;
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if scale > 0 { "." } else { "" };
    let text = format!("{whole}{point}{fraction}");
    let is_zero = text.chars().all(|c| matches!(c, '0' | '.'));
    Some(if is_zero { text } else { format!("{sign}{text}") })
}

/// `2020-01-01`, `20200101`, `2020-1-1T10:00` as `2020-01-01 10:00:00`, with so many digits of a second.
fn moment(text: &str, digits: usize) -> Option<String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole = whole.trim_end_matches('Z');
    let parts: Vec<String> = if whole.chars().all(|c| c.is_ascii_digit()) {
        let ends: &[usize] = match whole.len() {
            8 => &[4, 6, 8],
            14 => &[4, 6, 8, 10, 12, 14],
            _ => return None,
        };
        ends.iter().scan(0, |from, end| Some(whole[std::mem::replace(from, *end)..*end].to_owned())).collect()
    } else {
        whole.split(|c: char| !c.is_ascii_digit()).map(str::to_owned).collect()
    };
    if !(3..=6).contains(&parts.len()) || parts[0].len() != 4 {
        return None;
    }
    let number = |at: usize| parts.get(at).map_or(Some(0), |part| part.parse::<u32>().ok());
    let date = format!("{:04}-{:02}-{:02}", number(0)?, number(1)?, number(2)?);
    Some(format!("{date} {:02}:{:02}:{:02}{}", number(3)?, number(4)?, number(5)?, second(fraction, digits)?))
}

/// `10:00` and `100000` as `10:00:00`.
fn time(text: &str, digits: usize) -> Option<String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |rest| ("-", rest));
    let parts: Vec<u32> = match whole.parse::<u32>() {
        Ok(number) => vec![number / 10_000, number / 100 % 100, number % 100],
        Err(_) => whole.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?,
    };
    let part = |at: usize| parts.get(at).copied().unwrap_or(0);
    (parts.len() <= 3).then_some(())?;
    Some(format!("{sign}{:02}:{:02}:{:02}{}", part(0), part(1), part(2), second(fraction, digits)?))
}

/// The digits behind a second.
fn second(fraction: &str, digits: usize) -> Option<String> {
    if !fraction.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(digits).collect();
    Some(if digits == 0 { String::new() } else { format!(".{kept}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(ty: &str, texts: &[&str]) {
        let server = Server::mariadb();
        let ty = server.read_type(ty);
        let first = server.constant_meaning(texts[0], &ty);
        assert!(first.is_some(), "{ty}: {}", texts[0]);
        for text in texts {
            assert_eq!(server.constant_meaning(text, &ty), first, "{ty}: {text}");
        }
    }

    /// T2, T6, T7.
    #[test]
    fn constants_of_one_value_are_one() {
        same("int", &["7", "'7'", "+7", "(7)", "7.0", "6.5"]);
        same("bigint unsigned", &["18446744073709551615", "'18446744073709551615'"]);
        same("tinyint(1)", &["0", "false", "FALSE", "'0'", "b'0'", "-0"]);
        same("tinyint(1)", &["1", "true", "'1'", "0x01"]);
        same("bit(3)", &["b'101'", "5", "0b101", "x'05'"]);
        same("decimal(10,2)", &["1.56", "'1.555'", "1.5600", "01.56"]);
        same("decimal(5,0)", &["10", "9.5", "1e1"]);
        same("double", &["10000000000", "1e10", "'1E10'"]);
        same("float", &["3.14159", "3.14159265"]);
        same("varchar(9)", &["'5'", "5", "\"5\"", "_utf8mb4'5'"]);
        same("char(5)", &["'a'", "'a  '"]);
        same("enum('a','b')", &["'b'", "'B'"]);
        same("set('a','b')", &["'a,b'", "'b,a'"]);
        same("binary(3)", &["'a\\0\\0'", "'a'", "x'61'"]);
        same("varbinary(3)", &["'A?'", "x'41ff'"]);
        same("date", &["'2020-01-01'", "20200101", "DATE '2020-1-1'"]);
        same("datetime", &["'2020-01-01 00:00:00'", "'2020-01-01'", "20200101000000", "'2020-01-01T00:00'"]);
        same("datetime(3)", &["'2020-01-01 00:00:00.500'", "'2020-01-01 00:00:00.5'"]);
        same("time", &["'10:00:00'", "'10:00'", "100000"]);
        same(
            "timestamp",
            &["current_timestamp()", "now()", "CURRENT_TIMESTAMP", "localtimestamp", "(now(0))"],
        );
        same("datetime(6)", &["current_timestamp(6)", "NOW(6)"]);
        same("int", &["NULL", "null"]);
    }

    #[test]
    fn constants_of_two_values_are_two() {
        let server = Server::mariadb();
        for (ty, one, other) in [
            ("int", "1", "2"),
            ("int", "1", "-1"),
            ("varchar(9)", "'a'", "'A'"),
            ("varchar(9)", "'NULL'", "NULL"),
            ("decimal(10,2)", "1.55", "1.56"),
            ("datetime(6)", "now()", "now(6)"),
            ("datetime", "'2020-01-01'", "'2020-01-02'"),
        ] {
            let ty = server.read_type(ty);
            assert_ne!(
                server.constant_meaning(one, &ty),
                server.constant_meaning(other, &ty),
                "{one} {other}"
            );
        }
    }

    #[test]
    fn an_expression_is_no_constant() {
        let server = Server::mariadb();
        for (ty, text) in [
            ("varchar(36)", "uuid()"),
            ("int", "1 + 2"),
            ("varchar(9)", "concat('a', 'b')"),
            ("date", "curdate()"),
            ("varchar(9)", "'a' 'b'"),
        ] {
            assert_eq!(server.constant_meaning(text, &server.read_type(ty)), None, "{text}");
        }
    }
}
