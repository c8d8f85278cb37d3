use std::collections::BTreeMap;
use std::fmt;

/// An SQL expression: a default, a check, a predicate, an index part or a generated value.
///
/// In a declared schema it is the author's text, in a live one the server's. Two texts that differ may still
/// mean the same; [`Meanings`](crate::diff::Meanings) holds what the server said of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Expr(String);

impl Expr {
    /// The expression with this text; surrounding white space is dropped.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(text.as_ref().trim().to_owned())
    }

    /// The same expression where columns have other names, each by its name here: as far as can be told without knowing
    /// the database, whose quotes are unknown where none are written.
    ///
    /// ```
    /// use schema_runtime::model::Expr;
    ///
    /// let names = [("room".to_owned(), "place".to_owned())].into();
    /// let expr = Expr::new("lower(room) <> 'room' AND \"room\" <> classroom").renamed(&names);
    /// assert_eq!(expr.as_str(), "lower(place) <> 'room' AND \"place\" <> classroom");
    /// ```
    pub fn renamed(&self, names: &BTreeMap<String, String>) -> Self {
        let part = |c: char| c == '_' || c == '$' || c.is_alphanumeric();
        let plain = |name: &str| {
            name.starts_with(|c: char| c == '_' || c.is_ascii_lowercase())
                && name.chars().all(|c| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        let mut text = String::new();
        let mut rest = self.0.as_str();
        while let Some(first) = rest.chars().next() {
            let end = match first {
                '\'' | '"' | '`' => end_of_quoted(rest, first),
                _ if part(first) => rest.find(|c| !part(c)).unwrap_or(rest.len()),
                _ => first.len_utf8(),
            };
            let (token, behind) = rest.split_at(end);
            let new = match first {
                '"' | '`' => {
                    unquoted(token, first).and_then(|name| names.get(&name)).map(|new| quoted(new, first))
                }
                '\'' => None,
                _ => names.get(&token.to_lowercase()).filter(|new| plain(new)).cloned(),
            };
            text.push_str(new.as_deref().unwrap_or(token));
            rest = behind;
        }
        Self(text)
    }

    /// Whether a word of it, outside of strings, is this name; as far as can be told without knowing the database.
    ///
    /// ```
    /// use schema_runtime::model::Expr;
    ///
    /// let expr = Expr::new("lower(room) <> 'place' AND \"Floor\" > 0");
    /// assert!(expr.mentions("room") && expr.mentions("floor"));
    /// assert!(!expr.mentions("place") && !expr.mentions("roo"));
    /// ```
    pub fn mentions(&self, name: &str) -> bool {
        let mut rest = self.0.as_str();
        while let Some(first) = rest.chars().next() {
            let part = |c: char| c == '_' || c.is_alphanumeric();
            let end = match first {
                '\'' | '"' | '`' => end_of_quoted(rest, first),
                _ if part(first) => rest.find(|next| !part(next)).unwrap_or(rest.len()),
                _ => first.len_utf8(),
            };
            let (token, behind) = rest.split_at(end);
            let found = match first {
                '\'' => None,
                '"' | '`' => unquoted(token, first),
                _ => Some(token.to_owned()),
            };
            if found.is_some_and(|found| found.to_lowercase() == name.to_lowercase()) {
                return true;
            }
            rest = behind;
        }
        false
    }

    /// Whether it is a value that stands as it is: a number, a string, `TRUE`, `FALSE` or `NULL`.
    pub fn is_literal(&self) -> bool {
        let text = self.0.as_str();
        if let Some(inside) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
            return Self::new(inside).is_literal();
        }
        let is_number =
            |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok();
        let string = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
        string.is_some_and(|string| !string.replace("''", "").contains('\''))
            || is_number(text.trim_start_matches(['-', '+']))
            || ["TRUE", "FALSE", "NULL"].iter().any(|keyword| text.eq_ignore_ascii_case(keyword))
    }

    /// Whether it is `NULL`, which says what nothing says too.
    pub fn is_null(&self) -> bool {
        let inside = self.0.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        inside.map_or_else(|| self.0.eq_ignore_ascii_case("NULL"), |inside| Self::new(inside).is_null())
    }

    /// The text, ready to stand between parentheses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Behind the closing quote; one that stands twice is part of the text.
fn end_of_quoted(text: &str, quote: char) -> usize {
    let mut at = quote.len_utf8();
    while let Some(found) = text[at..].find(quote) {
        at += found + quote.len_utf8();
        if !text[at..].starts_with(quote) {
            return at;
        }
        at += quote.len_utf8();
    }
    text.len()
}

/// The name in quotes; `None` where the closing one is missing.
fn unquoted(token: &str, quote: char) -> Option<String> {
    let name = token.strip_prefix(quote)?.strip_suffix(quote)?;
    Some(name.replace(&quote.to_string().repeat(2), &quote.to_string()))
}

fn quoted(name: &str, quote: char) -> String {
    format!("{quote}{}{quote}", name.replace(quote, &quote.to_string().repeat(2)))
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_have_a_quote_in_it() {
        let names = [("we\"ird".to_owned(), "back`tick".to_owned()), ("a`".to_owned(), "\"".to_owned())];
        for (before, after) in [
            ("\"we\"\"ird\" > 'it''s \"we\"\"ird\"'", "\"back`tick\" > 'it''s \"we\"\"ird\"'"),
            ("`we\"ird` > `a```", "`back``tick` > `\"`"),
            ("\"a`\" > \"open", "\"\"\"\" > \"open"),
        ] {
            assert_eq!(Expr::new(before).renamed(&names.clone().into()).as_str(), after);
        }
        let expr = Expr::new("\"we\"\"ird\" > 'no' AND `a```");
        assert!(expr.mentions("we\"ird") && expr.mentions("a`"));
        assert!(!expr.mentions("we") && !expr.mentions("ird") && !expr.mentions("no"));
    }

    #[test]
    fn what_stands_as_it_is() {
        for text in ["1", "-1.5e3", "'it''s'", "''", "true", "( 'a' )", "NULL"] {
            assert!(Expr::new(text).is_literal(), "{text}");
        }
        for text in ["now()", "1 + 1", "'a' || 'b'", "CURRENT_TIMESTAMP", "(1) + (2)", "", "inf", "-"] {
            assert!(!Expr::new(text).is_literal(), "{text}");
        }
        assert!(Expr::new("(null)").is_null() && !Expr::new("'null'").is_null());
    }
}
