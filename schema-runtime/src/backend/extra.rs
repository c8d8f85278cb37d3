//! The text of SeaORM's `extra`, which stands behind a column's definition: what it says, as far as it is read.

use super::lexer::{Escapes, Token, TokenKind, tokens};
use crate::model::{Expr, Generated, Storage};

/// What an `extra` says. What is not understood is kept in `rest`, as it stands.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Extra {
    pub(super) checks: Vec<Expr>,
    pub(super) collation: Option<String>,
    pub(super) default: Option<Expr>,
    pub(super) generated: Option<Generated>,
    pub(super) on_update: Option<Expr>,
    pub(super) unique: bool,
    pub(super) rest: Option<String>,
}

impl Extra {
    pub(super) fn read(text: &str) -> Self {
        let text = text.trim();
        let mut extra = Self::default();
        let Some(tokens) = tokens(text, Escapes::Doubled) else {
            extra.rest = Some(text.to_owned());
            return extra;
        };
        let mut rest = Vec::new();
        let mut left = tokens.as_slice();
        while !left.is_empty() {
            let read = extra.clause(text, left).unwrap_or_else(|| {
                let unread = unread(left);
                rest.push(between(text, &left[..unread]));
                unread
            });
            left = &left[read..];
        }
        extra.rest = (!rest.is_empty()).then(|| rest.join(" "));
        extra
    }

    /// Reads the clause that `left` begins with; how many tokens it has, or `None` for one not understood.
    fn clause(&mut self, text: &str, left: &[Token<'_>]) -> Option<usize> {
        let second = left.get(1);
        match left {
            [check, group, ..] if check.is("CHECK") => {
                self.checks.push(Expr::new(group.inside()?));
                Some(2)
            }
            [constraint, _, check, group, ..] if constraint.is("CONSTRAINT") && check.is("CHECK") => {
                self.checks.push(Expr::new(group.inside()?));
                Some(4)
            }
            [collate, schema, dot, name, ..] if collate.is("COLLATE") && dot.is_sign('.') => {
                schema.name()?;
                self.collation = Some(name.name()?);
                Some(4)
            }
            [collate, name, ..] if collate.is("COLLATE") => {
                self.collation = Some(name.name()?);
                Some(2)
            }
            [default, _, ..] if default.is("DEFAULT") => {
                let length = 1 + value(&left[1..]);
                self.default = Some(Expr::new(without_parentheses(text, &left[1..length])));
                Some(length)
            }
            [generated, always, ..] if generated.is("GENERATED") && always.is("ALWAYS") => {
                Some(2 + self.generated(&left[2..])?)
            }
            [r#as, ..] if r#as.is("AS") => self.generated(left),
            [unique, ..] if unique.is("UNIQUE") => {
                self.unique = true;
                Some(if second.is_some_and(|token| token.is("KEY")) { 2 } else { 1 })
            }
            [on, update, ..] if on.is("ON") && update.is("UPDATE") => {
                Some(2 + self.on_update(text, &left[2..])?)
            }
            _ => None,
        }
    }

    /// `AS (…) STORED`.
    fn generated(&mut self, left: &[Token<'_>]) -> Option<usize> {
        let [r#as, group, ..] = left else { return None };
        if !r#as.is("AS") {
            return None;
        }
        let expr = Expr::new(group.inside()?);
        let word = left.get(2);
        let said = |words: &[&str]| word.is_some_and(|token| words.iter().any(|word| token.is(word)));
        let (storage, length) = if said(&["STORED", "PERSISTENT"]) {
            (Storage::Stored, 3)
        } else if said(&["VIRTUAL"]) {
            (Storage::Virtual, 3)
        } else {
            (Storage::Virtual, 2)
        };
        self.generated = Some(Generated { expr, storage });
        Some(length)
    }

    /// `CURRENT_TIMESTAMP`, `now()` and their like, with a precision or without.
    fn on_update(&mut self, text: &str, left: &[Token<'_>]) -> Option<usize> {
        let now = left.first()?;
        if !["CURRENT_TIMESTAMP", "NOW", "LOCALTIME", "LOCALTIMESTAMP"].iter().any(|word| now.is(word)) {
            return None;
        }
        let length = match left.get(1) {
            Some(token) if token.kind == TokenKind::Group => 2,
            _ => 1,
        };
        self.on_update = Some(Expr::new(between(text, &left[..length])));
        Some(length)
    }
}

/// Words that a clause of a column begins with, and that no value of a default contains.
const CLAUSES: [&str; 14] = [
    "CHECK",
    "COLLATE",
    "COMMENT",
    "CONSTRAINT",
    "DEFAULT",
    "GENERATED",
    "INVISIBLE",
    "NOT",
    "NULL",
    "ON",
    "PRIMARY",
    "REFERENCES",
    "UNIQUE",
    "VISIBLE",
];

fn begins_a_clause(token: &Token<'_>) -> bool {
    CLAUSES.iter().any(|word| token.is(word))
}

/// How many tokens a default's value has; `NULL` is one only at its beginning.
fn value(left: &[Token<'_>]) -> usize {
    1 + left[1..].iter().take_while(|token| !begins_a_clause(token)).count()
}

/// How many tokens belong to a clause that is not understood: a reference has clauses of its own.
fn unread(left: &[Token<'_>]) -> usize {
    if left[0].is("REFERENCES") || left[0].is("CONSTRAINT") {
        return left.len();
    }
    1 + left[1..]
        .iter()
        .enumerate()
        .take_while(|(at, token)| !begins_a_clause(token) || (*at == 0 && token.is("NULL")))
        .count()
}

/// The text from the first of the tokens to the last.
fn between<'a>(text: &'a str, tokens: &[Token<'_>]) -> &'a str {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => &text[first.start..last.end()],
        _ => "",
    }
}

fn without_parentheses<'a>(text: &'a str, tokens: &[Token<'a>]) -> &'a str {
    match tokens {
        [group] => group.inside().unwrap_or(group.text),
        _ => between(text, tokens),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extra() -> Extra {
        Extra::default()
    }

    #[test]
    fn nothing_says_nothing() {
        assert_eq!(Extra::read("  "), extra());
    }

    #[test]
    fn checks_are_read_with_their_parentheses_matched() {
        let read = Extra::read("CHECK (a IN (')', 'b')) check(length(a) > (1))");
        let checks = vec![Expr::new("a IN (')', 'b')"), Expr::new("length(a) > (1)")];
        assert_eq!(read, Extra { checks, ..extra() });
        let read = Extra::read("CONSTRAINT \"positive\" CHECK (a > 0)");
        assert_eq!(read, Extra { checks: vec![Expr::new("a > 0")], ..extra() });
    }

    #[test]
    fn collations_lose_quotes_and_schema() {
        for (text, name) in [
            ("COLLATE NOCASE", "NOCASE"),
            ("collate `utf8mb4_bin`", "utf8mb4_bin"),
            ("COLLATE \"de-x-icu\"", "de-x-icu"),
            ("COLLATE pg_catalog.\"C\"", "C"),
        ] {
            assert_eq!(Extra::read(text), Extra { collation: Some(name.to_owned()), ..extra() }, "{text}");
        }
    }

    #[test]
    fn a_default_ends_where_a_clause_begins() {
        for (text, value) in [
            ("DEFAULT 'a CHECK (b)'", "'a CHECK (b)'"),
            ("DEFAULT (uuid())", "uuid()"),
            ("DEFAULT now()", "now()"),
            ("DEFAULT -1", "-1"),
            ("DEFAULT 1.5", "1.5"),
            ("DEFAULT NULL", "NULL"),
            ("DEFAULT '{}'::jsonb", "'{}'::jsonb"),
            ("DEFAULT now() AT TIME ZONE 'utc'", "now() AT TIME ZONE 'utc'"),
        ] {
            assert_eq!(
                Extra::read(&format!("{text} UNIQUE")),
                Extra { default: Some(Expr::new(value)), unique: true, ..extra() },
                "{text}"
            );
        }
    }

    #[test]
    fn generated_values_say_how_they_are_kept() {
        let generated =
            |storage| Extra { generated: Some(Generated { expr: Expr::new("a + 1"), storage }), ..extra() };
        assert_eq!(Extra::read("GENERATED ALWAYS AS (a + 1) STORED"), generated(Storage::Stored));
        assert_eq!(Extra::read("AS (a + 1) PERSISTENT"), generated(Storage::Stored));
        assert_eq!(Extra::read("generated always as (a + 1)"), generated(Storage::Virtual));
        assert_eq!(
            Extra::read("GENERATED ALWAYS AS IDENTITY"),
            Extra { rest: Some("GENERATED ALWAYS AS IDENTITY".to_owned()), ..extra() }
        );
    }

    #[test]
    fn an_update_sets_the_time() {
        for (text, value) in [
            ("DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"),
            ("DEFAULT CURRENT_TIMESTAMP on update now(3)", "now(3)"),
        ] {
            let expected = Extra {
                default: Some(Expr::new("CURRENT_TIMESTAMP")),
                on_update: Some(Expr::new(value)),
                ..extra()
            };
            assert_eq!(Extra::read(text), expected);
        }
    }

    #[test]
    fn the_rest_stays_as_it_is() {
        for (text, rest, checks) in [
            ("UNSIGNED CHECK (a > 0)", "UNSIGNED", vec![Expr::new("a > 0")]),
            ("CHECK (a > 0) NOT NULL  COMMENT 'x (y'", "NOT NULL COMMENT 'x (y'", vec![Expr::new("a > 0")]),
            (
                "REFERENCES a (b) ON UPDATE CASCADE CHECK (x)",
                "REFERENCES a (b) ON UPDATE CASCADE CHECK (x)",
                vec![],
            ),
            ("CHECK (not closed", "CHECK (not closed", vec![]),
        ] {
            assert_eq!(Extra::read(text), Extra { rest: Some(rest.to_owned()), checks, ..extra() }, "{text}");
        }
    }
}
