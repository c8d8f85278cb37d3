//! Rules for SQL texts. They are the server's to understand; only what is wrong in any database is told.

use super::error;
use crate::ast::{Entity, PartTarget, nearest};
use crate::attr::Text;
use darling::error::Accumulator;

/// A piece of SQL.
#[derive(Debug, PartialEq)]
pub(super) enum Token {
    Word(String),
    /// A name between `"` or backquotes.
    Quoted(String),
    Text(String),
    Number(String),
    Symbol(char),
}

/// The pieces of a text; `None` if a quote has no end.
pub(super) fn tokens(sql: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = sql.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' | '`' => {
                let (value, length) = quoted(rest, first)?;
                tokens.push(if first == '\'' { Token::Text(value) } else { Token::Quoted(value) });
                length
            }
            first if first.is_alphabetic() || first == '_' => {
                let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
                tokens.push(Token::Word(rest[..length].to_owned()));
                length
            }
            first if first.is_ascii_digit() => {
                let length =
                    rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(rest.len());
                tokens.push(Token::Number(rest[..length].to_owned()));
                length
            }
            symbol => {
                tokens.push(Token::Symbol(symbol));
                symbol.len_utf8()
            }
        };
        rest = rest[length..].trim_start();
    }
    Some(tokens)
}

/// What stands between two quotes, and how long it is with them; a doubled quote is one of the text.
fn quoted(text: &str, quote: char) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c != quote {
            value.push(c);
        } else if chars.next_if(|(_, next)| *next == quote).is_some() {
            value.push(quote);
        } else {
            return Some((value, at + quote.len_utf8()));
        }
    }
    None
}

/// Each quote and parenthesis has its other half.
pub(super) fn texts_are_whole(entity: &Entity, errors: &mut Accumulator) {
    for text in texts(entity) {
        let sql = text.value();
        // A backslash or a dollar may hide a quote, in some databases.
        if sql.contains(['\\', '$']) {
            continue;
        }
        let Some(tokens) = tokens(&sql) else {
            errors.push(error(
                text.span(),
                "a quote in this SQL has no end: close it, or double one that is meant",
            ));
            continue;
        };
        let mut depth = 0_i32;
        let balanced = tokens.iter().all(|token| {
            depth += i32::from(*token == Token::Symbol('(')) - i32::from(*token == Token::Symbol(')'));
            depth >= 0
        });
        if !balanced || depth != 0 {
            errors.push(error(text.span(), "a parenthesis in this SQL lacks its other half"));
        }
    }
}

/// A check, a predicate, a computed value or part names at least one column of its table.
pub(super) fn texts_name_a_column(entity: &Entity, errors: &mut Accumulator) {
    let Some(names) = entity.columns.iter().map(|column| column.name.as_deref()).collect::<Option<Vec<_>>>()
    else {
        return;
    };
    for text in texts_over_columns(entity) {
        let sql = text.value();
        let Some(tokens) = tokens(&sql).filter(|_| !sql.contains(['\\', '$'])) else { continue };
        let Some(unknown) = unknown_name(&tokens, &names) else { continue };
        let message = match nearest(unknown, names.iter().copied()) {
            Some(near) => format!("this names no column of the table; did you mean `{near}`?"),
            None => format!("this names no column of the table: there is no `{unknown}`"),
        };
        errors.push(error(text.span(), message));
    }
}

const KEYWORDS: [&str; 24] = [
    "AND", "OR", "NOT", "IS", "IN", "NULL", "TRUE", "FALSE", "LIKE", "ILIKE", "BETWEEN", "CASE", "WHEN",
    "THEN", "ELSE", "END", "CAST", "AS", "ANY", "ALL", "EXISTS", "INTERVAL", "COLLATE", "DISTINCT",
];

/// The first name, if none of the names is a column's.
fn unknown_name<'a>(tokens: &'a [Token], columns: &[&str]) -> Option<&'a str> {
    let is_column = |name: &str| columns.iter().any(|column| column.eq_ignore_ascii_case(name));
    let names_one = tokens.iter().any(|token| match token {
        Token::Word(name) | Token::Quoted(name) => is_column(name),
        Token::Text(_) | Token::Number(_) | Token::Symbol(_) => false,
    });
    if names_one {
        return None;
    }
    tokens.iter().enumerate().find_map(|(at, token)| match token {
        Token::Word(word)
            if !KEYWORDS.iter().any(|keyword| word.eq_ignore_ascii_case(keyword))
                && tokens.get(at + 1) != Some(&Token::Symbol('('))
                && (at == 0 || tokens[at - 1] != Token::Symbol(':')) =>
        {
            Some(word.as_str())
        }
        _ => None,
    })
}

fn texts(entity: &Entity) -> impl Iterator<Item = &Text> {
    let columns = entity.columns.iter().flat_map(|column| {
        [&column.attr.default, &column.attr.using, &column.attr.backfill].into_iter().flatten()
    });
    texts_over_columns(entity).chain(columns)
}

fn texts_over_columns(entity: &Entity) -> impl Iterator<Item = &Text> {
    let checks = entity.checks.iter().map(|check| &check.expr);
    let columns = entity
        .columns
        .iter()
        .flat_map(|column| [&column.attr.check, &column.attr.generated].into_iter().flatten());
    let indexes = entity.indexes.iter().flat_map(|index| {
        let parts = index.parts.iter().filter_map(|part| match &part.target {
            PartTarget::Expr(sql) => Some(sql),
            PartTarget::Column(_) => None,
        });
        parts.chain(&index.predicate)
    });
    checks.chain(columns).chain(indexes)
}
