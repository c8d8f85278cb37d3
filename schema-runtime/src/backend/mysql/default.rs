//! Constants in, one text out for all that a column takes as the same value.

use crate::backend::lexer::{Escapes, tokens};
use crate::model::Expr;
use sea_orm::ColumnType;

/// The current time, however it is written: `CURRENT_TIMESTAMP`, with its precision where it has one.
pub(super) fn now(text: &str) -> Option<String> {
    let tokens = tokens(text, Escapes::Doubled)?;
    let (word, digits) = match tokens.as_slice() {
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
