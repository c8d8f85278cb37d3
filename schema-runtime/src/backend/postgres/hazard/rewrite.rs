//! A change of a column comes in; whether PostgreSQL writes the whole table anew for it goes out.

use crate::backend::postgres::fit::{length_of_text, plain_cast};
use crate::model::{Column, Expr, SqlType};

/// Whether a change of type needs every row written again: the values must be the same bytes without it, and need
/// no check.
pub(super) fn is_needed(from: &Column, to: &Column) -> bool {
    let by_author = to.using.as_ref().is_some_and(|using| plain_cast(using, to).is_none());
    by_author || !is_same_bytes(from.ty.value(), to.ty.value())
}

fn is_same_bytes(from: &SqlType, to: &SqlType) -> bool {
    if from.dimensions != to.dimensions {
        return false;
    }
    let names = (from.name.as_str(), to.name.as_str());
    let numbers =
        |ty: &SqlType| -> Vec<i64> { ty.arguments.iter().filter_map(|number| number.parse().ok()).collect() };
    let (before, after) = (numbers(from), numbers(to));
    let widened = match (before.first(), after.first()) {
        (_, None) => true,
        (Some(before), Some(after)) => before <= after,
        (None, Some(_)) => false,
    };
    // The elements of an array are only passed over where nothing is asked of them.
    if from.dimensions > 0 {
        return names.0 == names.1 && after.is_empty();
    }
    match names {
        (_, "bpchar") => length_of_text(from).is_some() && after.is_empty(),
        ("character" | "bpchar", _) | (_, "character") => false,
        (_, _) if length_of_text(from).is_some() && length_of_text(to).is_some() => widened,
        ("bit varying", "bit varying") => widened,
        ("cidr", "inet") => true,
        ("numeric", "numeric") => after.is_empty() || widened && before.get(1) == after.get(1),
        (name, other) if name == other && is_timed(name) => {
            // Nothing written is the greatest precision.
            let digits = |numbers: &[i64]| numbers.first().copied().unwrap_or(6);
            digits(&before) <= digits(&after)
        }
        (_, _) => false,
    }
}

fn is_timed(name: &str) -> bool {
    name.starts_with("timestamp ") || name.starts_with("time ") || name == "interval"
}

/// Whether a default may be another for each row: it calls something that is not known to be the same all along.
pub(super) fn is_volatile(default: &Expr) -> bool {
    calls(default.as_str()).iter().any(|name| !SETTLED.contains(&name.as_str()))
}

/// Functions that give all rows of one statement the same, and words that stand before a parenthesis and call nothing.
const SETTLED: &[&str] = &[
    "abs",
    "array",
    "array_fill",
    "bit",
    "cast",
    "ceil",
    "char",
    "character",
    "coalesce",
    "concat",
    "concat_ws",
    "current_setting",
    "current_time",
    "current_timestamp",
    "date_part",
    "date_trunc",
    "decimal",
    "decode",
    "encode",
    "extract",
    "floor",
    "format",
    "greatest",
    "in",
    "int4range",
    "int8range",
    "interval",
    "json_build_array",
    "json_build_object",
    "jsonb_build_array",
    "jsonb_build_object",
    "least",
    "left",
    "length",
    "localtime",
    "localtimestamp",
    "lower",
    "lpad",
    "make_date",
    "make_interval",
    "make_timestamp",
    "make_timestamptz",
    "md5",
    "now",
    "nullif",
    "numeric",
    "numrange",
    "or",
    "and",
    "not",
    "repeat",
    "replace",
    "right",
    "round",
    "row",
    "rpad",
    "statement_timestamp",
    "string_to_array",
    "time",
    "timestamp",
    "timestamptz",
    "timezone",
    "to_char",
    "to_date",
    "to_json",
    "to_jsonb",
    "to_timestamp",
    "to_tsvector",
    "transaction_timestamp",
    "trim",
    "trunc",
    "tsrange",
    "tstzrange",
    "upper",
    "varbit",
    "varchar",
    "varying",
    "vector",
];

/// The words, in small letters, that stand before an opening parenthesis outside of strings.
fn calls(text: &str) -> Vec<String> {
    let mut calls = Vec::new();
    let mut word = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\'' => {
                let _ = chars.by_ref().find(|&c| c == '\'');
                word.clear();
            }
            '"' => word = chars.by_ref().take_while(|&c| c != '"').collect(),
            '(' if !word.is_empty() => calls.push(std::mem::take(&mut word)),
            c if c.is_alphanumeric() || c == '_' => word.extend(c.to_lowercase()),
            c if c.is_whitespace() => {
                // A word may stand apart from its parenthesis, but not from the next word.
                if !chars.as_str().trim_start().starts_with('(') {
                    word.clear();
                }
            }
            _ => word.clear(),
        }
    }
    calls
}
