//! SQL text comes in, its tokens go out, each with its place in the text; white space and comments are left out.

use std::ops::Range;

/// A token of SQLite's SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Range<usize>,
}

/// What a token is. Names and strings are without their quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A keyword, or a name without quotes, as it is written.
    Word(String),
    /// A name in `` ` `` or `[ ]`.
    Name(String),
    /// In `"`: a name, or a string where there is no such name.
    DoubleQuoted(String),
    /// In `'`.
    Str(String),
    /// `x'…'`, as it is written.
    Blob,
    /// A number, as it is written.
    Number,
    /// A single character of anything else.
    Symbol(char),
}

impl Token {
    /// Whether it is this keyword.
    pub(super) fn is(&self, keyword: &str) -> bool {
        matches!(&self.kind, TokenKind::Word(word) if word.eq_ignore_ascii_case(keyword))
    }

    /// Whether it is this character.
    pub(super) fn is_symbol(&self, symbol: char) -> bool {
        self.kind == TokenKind::Symbol(symbol)
    }

    /// The name it gives, where a name may stand; SQLite takes a string for one too.
    pub(super) fn name(&self) -> Option<&str> {
        match &self.kind {
            TokenKind::Word(name)
            | TokenKind::Name(name)
            | TokenKind::DoubleQuoted(name)
            | TokenKind::Str(name) => Some(name),
            TokenKind::Blob | TokenKind::Number | TokenKind::Symbol(_) => None,
        }
    }
}

/// The tokens of a text; `None` where a quote or comment is not closed.
pub(super) fn tokens(sql: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = sql[at..].chars().next() {
        let rest = &sql[at..];
        let length = match first {
            _ if first.is_whitespace() => {
                at += first.len_utf8();
                continue;
            }
            '-' if rest.starts_with("--") => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            '/' if rest.starts_with("/*") => {
                // SQLite lets the end of the text close a comment.
                at += rest[2..].find("*/").map_or(rest.len(), |end| end + 4);
                continue;
            }
            '\'' | '"' | '`' => quoted(rest, first)?,
            '[' => rest.find(']')? + 1,
            'x' | 'X' if rest[1..].starts_with('\'') => 1 + quoted(&rest[1..], '\'')?,
            _ if is_name_start(first) => rest.find(|c| !is_name(c)).unwrap_or(rest.len()),
            _ if first.is_ascii_digit() || is_fraction(rest) => number(rest),
            _ => first.len_utf8(),
        };
        tokens.push(Token { kind: kind(&rest[..length], first), span: at..at + length });
        at += length;
    }
    Some(tokens)
}

fn kind(text: &str, first: char) -> TokenKind {
    let inner = || text[1..text.len() - 1].to_owned();
    let unescaped = |quote: &str| inner().replace(&quote.repeat(2), quote);
    match first {
        '\'' => TokenKind::Str(unescaped("'")),
        '"' => TokenKind::DoubleQuoted(unescaped("\"")),
        '`' => TokenKind::Name(unescaped("`")),
        '[' => TokenKind::Name(inner()),
        'x' | 'X' if text.ends_with('\'') => TokenKind::Blob,
        _ if is_name_start(first) => TokenKind::Word(text.to_owned()),
        _ if first.is_ascii_digit() || is_fraction(text) => TokenKind::Number,
        _ => TokenKind::Symbol(first),
    }
}

/// The length of a quoted text; a doubled quote does not end it.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut at = 1;
    loop {
        at += text[at..].find(quote)? + 1;
        if !text[at..].starts_with(quote) {
            return Some(at);
        }
        at += 1;
    }
}

fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let signed_exponent =
            matches!(byte, b'+' | b'-') && matches!(bytes[at - 1], b'e' | b'E') && !text.starts_with("0x");
        if !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_') || signed_exponent) {
            break;
        }
        at += 1;
    }
    at
}

fn is_fraction(text: &str) -> bool {
    text.starts_with('.') && text[1..].starts_with(|c: char| c.is_ascii_digit())
}

fn is_name_start(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || !c.is_ascii()
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$' || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(sql: &str) -> Vec<TokenKind> {
        tokens(sql).expect("readable").into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn all_styles_of_quotes() {
        use TokenKind::{Blob, DoubleQuoted, Name, Number, Str, Symbol, Word};
        assert_eq!(
            kinds("a \"b\"\"c\" `d``e` [f g] 'h''i' X'00' .5 1e-3 0xFF -2 -- j\n/* ( */ ü$1 <="),
            [
                Word("a".into()),
                DoubleQuoted("b\"c".into()),
                Name("d`e".into()),
                Name("f g".into()),
                Str("h'i".into()),
                Blob,
                Number,
                Number,
                Number,
                Symbol('-'),
                Number,
                Word("ü$1".into()),
                Symbol('<'),
                Symbol('='),
            ]
        );
    }

    #[test]
    fn what_is_not_closed_is_not_read() {
        for sql in ["'a", "\"a", "`a", "[a", "x'0"] {
            assert_eq!(tokens(sql), None, "{sql}");
        }
        assert_eq!(tokens("/* a"), Some(Vec::new()));
    }
}
