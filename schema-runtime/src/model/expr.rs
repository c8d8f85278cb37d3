use std::fmt;

/// An SQL expression: a default, a check, a predicate, an index part or a generated value.
///
/// In a declared schema it is the author's text, in a live one the server's. Two texts that differ may still
/// mean the same; [`Meanings`](crate::diff::Meanings) holds what the server said of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Expr(String);

impl Expr {
    /// The expression with this text; surrounding white space is dropped.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(text.as_ref().trim().to_owned())
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

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
