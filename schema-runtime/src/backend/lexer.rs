//! SQL text in, its words, strings and parentheses out: as much of a lexer as definitions need that no catalog
//! takes apart.

/// How a quote stands inside a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    /// Doubled.
    Doubled,
    /// Doubled, or behind a backslash.
    Backslash,
}

/// A piece of SQL text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind,
    /// The text as it stands, with its quotes or parentheses.
    pub(super) text: &'a str,
    /// Where it begins, in bytes.
    pub(super) start: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters, digits, `_`, `$` and `@`.
    Word,
    /// `'…'`.
    String,
    /// `"…"` or `` `…` ``.
    Quoted,
    /// `(…)`, with all that is in it.
    Group,
    /// Any other character.
    Sign,
}

impl<'a> Token<'a> {
    /// Whether it is this word, in any case.
    pub(super) fn is(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is this sign.
    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign && self.text.starts_with(sign)
    }

    /// What stands between the parentheses of a group.
    pub(super) fn inside(&self) -> Option<&'a str> {
        (self.kind == TokenKind::Group).then(|| self.text[1..self.text.len() - 1].trim())
    }

    /// A word as it stands, a quoted name without its quotes.
    pub(super) fn name(&self) -> Option<String> {
        match self.kind {
            TokenKind::Word => Some(self.text.to_owned()),
            TokenKind::Quoted => {
                let quote = &self.text[..1];
                Some(self.text[1..self.text.len() - 1].replace(&quote.repeat(2), quote))
            }
            TokenKind::String | TokenKind::Group | TokenKind::Sign => None,
        }
    }

    /// Where it ends, in bytes.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The tokens of a text; `None` where a quote or a parenthesis is not closed.
pub(super) fn tokens(text: &str, escapes: Escapes) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (kind, length) = match first {
            '\'' => (TokenKind::String, quoted(&text[at..], '\'', escapes)?),
            '"' | '`' => (TokenKind::Quoted, quoted(&text[at..], first, Escapes::Doubled)?),
            '(' => (TokenKind::Group, group(&text[at..], escapes)?),
            ')' => return None,
            _ if is_word(first) => {
                let rest = &text[at..];
                (TokenKind::Word, rest.find(|c| !is_word(c)).unwrap_or(rest.len()))
            }
            _ => (TokenKind::Sign, first.len_utf8()),
        };
        tokens.push(Token { kind, text: &text[at..at + length], start: at });
        at += length;
    }
    Some(tokens)
}

/// The parts between commas that stand in no parentheses.
pub(super) fn split(text: &str, escapes: Escapes) -> Option<Vec<&str>> {
    let tokens = tokens(text, escapes)?;
    let mut parts = Vec::new();
    let mut from = 0;
    for comma in tokens.iter().filter(|token| token.is_sign(',')) {
        parts.push(text[from..comma.start].trim());
        from = comma.end();
    }
    parts.push(text[from..].trim());
    Some(parts)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '@')
}

/// The length of a quoted text, from quote to quote.
fn quoted(text: &str, quote: char, escapes: Escapes) -> Option<usize> {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = characters.next() {
        if c == '\\' && escapes == Escapes::Backslash {
            characters.next()?;
        } else if c == quote {
            match characters.peek() {
                Some((_, next)) if *next == quote => {
                    characters.next();
                }
                _ => return Some(at + 1),
            }
        }
    }
    None
}

/// The length of a group, from `(` to its `)`.
fn group(text: &str, escapes: Escapes) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        at += match c {
            '\'' => quoted(&text[at..], c, escapes)?,
            '"' | '`' => quoted(&text[at..], c, Escapes::Doubled)?,
            _ => c.len_utf8(),
        };
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, escapes: Escapes) -> Option<Vec<&str>> {
        Some(tokens(text, escapes)?.iter().map(|token| token.text).collect())
    }

    #[test]
    fn quotes_hide_parentheses_and_parentheses_hide_words() {
        assert_eq!(
            texts("CHECK (a IN (')', \"b)\")) x'y''z'", Escapes::Doubled),
            Some(vec!["CHECK", "(a IN (')', \"b)\"))", "x", "'y''z'"])
        );
        assert_eq!(texts(r"'it\'s' é", Escapes::Backslash), Some(vec![r"'it\'s'", "é"]));
        assert_eq!(texts(r"'\' é", Escapes::Doubled), Some(vec![r"'\'", "é"]));
    }

    #[test]
    fn what_is_not_closed_is_no_tokens() {
        for text in ["(a", "a)", "'a", "\"a", "('a)"] {
            assert_eq!(tokens(text, Escapes::Doubled), None, "{text}");
        }
    }

    #[test]
    fn parts_stand_between_commas() {
        assert_eq!(split("'a,b', c(d, e),", Escapes::Doubled), Some(vec!["'a,b'", "c(d, e)", ""]));
    }

    #[test]
    fn a_quoted_name_loses_its_quotes() {
        let names: Vec<_> =
            tokens("`a``b` \"c\" d 'e'", Escapes::Doubled).unwrap().iter().map(Token::name).collect();
        assert_eq!(names, [Some("a`b".into()), Some("c".into()), Some("d".into()), None]);
    }
}
