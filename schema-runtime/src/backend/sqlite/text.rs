//! Text of expressions: what stands in double quotes and is no name, what a default's text means, and SQL for
//! names and strings.

use super::token::{Token, TokenKind, tokens};
use crate::model::Expr;
use std::ops::Range;

/// A name as SQL.
pub(super) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A name as SQL, without quotes where it needs none. In double quotes a name that is not there is a string, so that
/// what reads rows must not use them.
pub(super) fn name(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !KEYWORDS.contains(&name.to_ascii_uppercase().as_str());
    if plain { name.to_owned() } else { format!("`{}`", name.replace('`', "``")) }
}

/// An expression without the name of its own table before a column's.
pub(super) fn unqualified(expr: &Expr, table: &str) -> Expr {
    let sql = expr.as_str();
    let mut text = sql.to_owned();
    let tokens = tokens(sql).unwrap_or_default();
    for at in (0..tokens.len().saturating_sub(1)).rev() {
        let is_table = tokens[at].name().is_some_and(|name| name.eq_ignore_ascii_case(table));
        if is_table && tokens[at + 1].is_symbol('.') && !matches!(tokens[at].kind, TokenKind::Str(_)) {
            text.replace_range(tokens[at].span.start..tokens[at + 1].span.end, "");
        }
    }
    Expr::new(text)
}

/// A string as SQL.
pub(super) fn string(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// An expression of the catalog, with a string written as one: SQLite takes `"x"` for `'x'` where nothing is
/// named so, and would take it for a name as soon as something is.
pub(super) fn expression(expr: &Expr, columns: &[&str]) -> Expr {
    let mut text = expr.as_str().to_owned();
    for (span, content) in strings_in_double_quotes(expr.as_str(), columns).into_iter().rev() {
        text.replace_range(span, &string(&content));
    }
    Expr::new(text)
}

/// What stands in double quotes and is no name of a column, a function, a table, a collation or a type.
pub(super) fn strings_in_double_quotes(sql: &str, columns: &[&str]) -> Vec<(Range<usize>, String)> {
    let Some(tokens) = tokens(sql) else { return Vec::new() };
    let is_column = |name: &str| {
        ["rowid", "oid", "_rowid_"].iter().chain(columns).any(|column| column.eq_ignore_ascii_case(name))
    };
    let names_something_else = |position: usize| {
        let before = position.checked_sub(1).map(|position| &tokens[position]);
        let after = tokens.get(position + 1);
        after.is_some_and(|token| token.is_symbol('(') || token.is_symbol('.'))
            || before.is_some_and(|token| token.is_symbol('.') || token.is("COLLATE") || token.is("AS"))
    };
    let strings = tokens.iter().enumerate().filter_map(|(position, token)| match &token.kind {
        TokenKind::DoubleQuoted(content) if !is_column(content) && !names_something_else(position) => {
            Some((token.span.clone(), content.clone()))
        }
        _ => None,
    });
    strings.collect()
}

/// A default as the catalog has it: a single name in it is a string to SQLite.
pub(super) fn default(text: &str) -> Expr {
    const VALUES: [&str; 6] = ["NULL", "TRUE", "FALSE", "CURRENT_TIME", "CURRENT_DATE", "CURRENT_TIMESTAMP"];
    match tokens(text).as_deref() {
        Some([token]) if !VALUES.iter().any(|value| token.is(value)) => {
            token.name().map_or_else(|| Expr::new(text), |name| Expr::new(string(name)))
        }
        _ => expression(&Expr::new(text), &[]),
    }
}

/// Whether a text is one expression: its quotes and parentheses close, and nothing follows it.
pub(super) fn is_one_expression(sql: &str) -> bool {
    let Some(tokens) = tokens(sql) else { return false };
    let depth = tokens.iter().try_fold(0_usize, |depth, token| match token.kind {
        TokenKind::Symbol('(') => Some(depth + 1),
        TokenKind::Symbol(')') => depth.checked_sub(1),
        TokenKind::Symbol(';') => None,
        _ => Some(depth),
    });
    depth == Some(0) && !tokens.is_empty()
}

/// The tokens of an expression without the parentheses around all of it.
pub(super) fn bare(tokens: &[Token]) -> &[Token] {
    let [first, inside @ .., last] = tokens else { return tokens };
    if !first.is_symbol('(') || !last.is_symbol(')') {
        return tokens;
    }
    let closes_early = inside
        .iter()
        .try_fold(0_usize, |depth, token| match token.kind {
            TokenKind::Symbol('(') => Some(depth + 1),
            TokenKind::Symbol(')') => depth.checked_sub(1),
            _ => Some(depth),
        })
        .is_none();
    if closes_early { tokens } else { bare(inside) }
}

/// An expression as a part of an index. Only what could be read as a column with words behind it needs parentheses, and
/// SQLite keeps the text as it is written.
pub(in crate::backend) fn index_part(expr: &Expr) -> String {
    let tokens = tokens(expr.as_str()).unwrap_or_default();
    let words = ["COLLATE", "ASC", "DESC", "NULLS"];
    let is_plain = tokens.len() > 1 && !tokens.iter().any(|token| words.iter().any(|word| token.is(word)));
    let is_wrapped = bare(&tokens).len() < tokens.len();
    if is_plain || is_wrapped { expr.to_string() } else { format!("({expr})") }
}

/// SQLite's keywords, and the two that are values.
#[rustfmt::skip]
const KEYWORDS: [&str; 150] = [
    "ABORT", "ACTION", "ADD", "AFTER", "ALL", "ALTER", "ALWAYS", "ANALYZE", "AND", "AS", "ASC", "ATTACH",
    "AUTOINCREMENT", "BEFORE", "BEGIN", "BETWEEN", "BY", "CASCADE", "CASE", "CAST", "CHECK", "COLLATE",
    "COLUMN", "COMMIT", "CONFLICT", "CONSTRAINT", "CREATE", "CROSS", "CURRENT", "CURRENT_DATE",
    "CURRENT_TIME", "CURRENT_TIMESTAMP", "DATABASE", "DEFAULT", "DEFERRABLE", "DEFERRED", "DELETE", "DESC",
    "DETACH", "DISTINCT", "DO", "DROP", "EACH", "ELSE", "END", "ESCAPE", "EXCEPT", "EXCLUDE", "EXCLUSIVE",
    "EXISTS", "EXPLAIN", "FAIL", "FALSE", "FILTER", "FIRST", "FOLLOWING", "FOR", "FOREIGN", "FROM", "FULL",
    "GENERATED", "GLOB", "GROUP", "GROUPS", "HAVING", "IF", "IGNORE", "IMMEDIATE", "IN", "INDEX", "INDEXED",
    "INITIALLY", "INNER", "INSERT", "INSTEAD", "INTERSECT", "INTO", "IS", "ISNULL", "JOIN", "KEY", "LAST",
    "LEFT", "LIKE", "LIMIT", "MATCH", "MATERIALIZED", "NATURAL", "NO", "NOT", "NOTHING", "NOTNULL", "NULL",
    "NULLS", "OF", "OFFSET", "ON", "OR", "ORDER", "OTHERS", "OUTER", "OVER", "PARTITION", "PLAN", "PRAGMA",
    "PRECEDING", "PRIMARY", "QUERY", "RAISE", "RANGE", "RECURSIVE", "REFERENCES", "REGEXP", "REINDEX",
    "RELEASE", "RENAME", "REPLACE", "RESTRICT", "RETURNING", "RIGHT", "ROLLBACK", "ROW", "ROWS",
    "SAVEPOINT", "SELECT", "SET", "TABLE", "TEMP", "TEMPORARY", "THEN", "TIES", "TO", "TRANSACTION",
    "TRIGGER", "TRUE", "UNBOUNDED", "UNION", "UNIQUE", "UPDATE", "USING", "VACUUM", "VALUES", "VIEW",
    "VIRTUAL", "WHEN", "WHERE", "WINDOW", "WITH", "WITHIN", "WITHOUT",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t8_strings_in_double_quotes_become_strings() {
        let of = |sql: &str| expression(&Expr::new(sql), &["state", "a b"]).to_string();
        assert_eq!(of("\"state\" = \"it's\""), "\"state\" = 'it''s'");
        assert_eq!(
            of("\"A B\" COLLATE \"nocase\" > \"lower\"(\"x\")"),
            "\"A B\" COLLATE \"nocase\" > \"lower\"('x')"
        );
        assert_eq!(of("\"t\".\"state\" = 'a'"), "\"t\".\"state\" = 'a'");
    }

    #[test]
    fn t8_a_name_as_a_default_is_a_string() {
        for (text, expected) in [
            ("abc", "'abc'"),
            ("\"x\"", "'x'"),
            ("[y]", "'y'"),
            ("true", "true"),
            ("-1", "-1"),
            ("'z'", "'z'"),
        ] {
            assert_eq!(default(text).as_str(), expected);
        }
    }

    #[test]
    fn one_expression_or_not() {
        for sql in ["a", "(a) + (b)", "';' <> ')'"] {
            assert!(is_one_expression(sql), "{sql}");
        }
        for sql in ["", "a; b", "a) + (b", "(a", "'a"] {
            assert!(!is_one_expression(sql), "{sql}");
        }
    }
}
