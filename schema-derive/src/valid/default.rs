//! Rules for defaults. Only a literal is judged; what a function gives is the server's to know.

use super::error;
use super::sql::{Token, tokens};
use crate::ast::{Entity, Scalar, SeaDefault};
use darling::error::Accumulator;

/// A column has one default.
pub(super) fn written_once(entity: &Entity, errors: &mut Accumulator) {
    for column in &entity.columns {
        if let (Some(default), Some(_)) = (&column.attr.default, column.sea_default) {
            let message = format!("`{}` has a default in `sea_orm` too: leave one of them out", column.plain);
            errors.push(error(default.span(), message));
        }
    }
}

/// A literal fits its column.
pub(super) fn of_the_type(entity: &Entity, errors: &mut Accumulator) {
    for column in &entity.columns {
        if let Some(default) = &column.attr.default {
            let why = read(&default.value())
                .and_then(|literal| why_not(&literal, column.scalar(), column.nullable));
            if let Some(why) = why {
                errors.push(error(
                    default.span(),
                    format!("`{}` cannot have this default: {why}", column.plain),
                ));
            }
        }
        if let Some((SeaDefault(value), span)) = column.sea_literal.as_ref().zip(column.sea_default) {
            let literal = match value {
                syn::Lit::Str(text) => Literal::Text(text.value()),
                syn::Lit::Int(number) => Literal::Number(number.base10_digits().to_owned()),
                syn::Lit::Float(number) => Literal::Number(number.base10_digits().to_owned()),
                _ => continue,
            };
            if let Some(why) = why_not(&literal, column.scalar(), column.nullable) {
                errors.push(error(span, format!("`{}` cannot have this default: {why}", column.plain)));
            }
        }
    }
}

/// A default that is a constant.
enum Literal {
    Null,
    Number(String),
    Text(String),
    /// A word that is no keyword.
    Word(String),
}

/// What SQL has as a value without parentheses.
const VALUES: [&str; 17] = [
    "TRUE",
    "FALSE",
    "CURRENT_DATE",
    "CURRENT_TIME",
    "CURRENT_TIMESTAMP",
    "CURRENT_USER",
    "CURRENT_ROLE",
    "CURRENT_CATALOG",
    "CURRENT_SCHEMA",
    "SESSION_USER",
    "SYSTEM_USER",
    "USER",
    "LOCALTIME",
    "LOCALTIMESTAMP",
    "UTC_DATE",
    "UTC_TIME",
    "UTC_TIMESTAMP",
];

fn read(sql: &str) -> Option<Literal> {
    let tokens = tokens(sql)?;
    let (sign, rest) = match tokens.as_slice() {
        [Token::Symbol('-'), rest @ ..] => ("-", rest),
        [Token::Symbol('+'), rest @ ..] => ("", rest),
        rest => ("", rest),
    };
    match rest {
        [Token::Number(number)] => Some(Literal::Number(format!("{sign}{number}"))),
        [Token::Text(text)] => Some(Literal::Text(text.clone())),
        [Token::Word(word)] if word.eq_ignore_ascii_case("null") => Some(Literal::Null),
        [Token::Word(word)] if !VALUES.iter().any(|value| word.eq_ignore_ascii_case(value)) => {
            Some(Literal::Word(word.clone()))
        }
        _ => None,
    }
}

fn why_not(literal: &Literal, scalar: Option<Scalar>, nullable: bool) -> Option<String> {
    match (literal, scalar) {
        (Literal::Null, _) => {
            (!nullable).then(|| "it cannot be null; make it an `Option`, or leave it out".to_owned())
        }
        (_, None) => None,
        (Literal::Word(word), Some(Scalar::Text)) => {
            Some(format!("a text stands in quotes: write \"'{word}'\""))
        }
        (Literal::Word(word), Some(_)) => Some(format!("`{word}` is the name of a column, not a value")),
        (Literal::Text(text), Some(scalar)) => why_not_text(text, scalar),
        (Literal::Number(number), Some(scalar)) => why_not_number(number, scalar),
    }
}

fn why_not_text(text: &str, scalar: Scalar) -> Option<String> {
    let value = text.trim();
    let fits = match scalar {
        Scalar::Text => return None,
        Scalar::Integer { .. } => value.parse::<f64>().is_ok() && why_not_number(value, scalar).is_none(),
        Scalar::Number => value.parse::<f64>().is_ok(),
        Scalar::Bool => {
            let words = ["t", "f", "true", "false", "y", "n", "yes", "no", "on", "off", "0", "1"];
            words.contains(&value.to_lowercase().as_str())
        }
        Scalar::Uuid => value.chars().filter(char::is_ascii_hexdigit).count() == 32,
    };
    (!fits).then(|| format!("'{text}' is no {}", scalar.noun()))
}

fn why_not_number(number: &str, scalar: Scalar) -> Option<String> {
    match scalar {
        Scalar::Text | Scalar::Number => None,
        Scalar::Bool => (!["0", "1"].contains(&number))
            .then(|| format!("{number} is no truth value: write \"true\" or \"false\"")),
        Scalar::Uuid => Some(format!("{number} is no UUID")),
        Scalar::Integer { least, greatest } => {
            // `1e3` and `1.0` are whole too.
            let value: f64 = number.parse().ok()?;
            if value.fract() != 0.0 {
                return Some(format!("{number} is no whole number"));
            }
            match number.parse::<i128>() {
                Ok(value) if !(least..=greatest).contains(&value) => {
                    Some(format!("{number} is not between {least} and {greatest}"))
                }
                Ok(_) | Err(_) => None,
            }
        }
    }
}
