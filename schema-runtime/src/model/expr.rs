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
