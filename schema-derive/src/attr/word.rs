//! One argument of an attribute in, its value and place out; what does not fit is told with what to write.

use darling::{Error, FromMeta};
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit, LitStr, Meta};

/// A string that is not empty.
#[derive(Debug, Clone)]
pub(crate) struct Text(LitStr);

impl Text {
    pub(crate) fn new(literal: &LitStr) -> Self {
        Self(literal.clone())
    }

    pub(crate) fn value(&self) -> String {
        self.0.value()
    }

    pub(crate) fn span(&self) -> Span {
        self.0.span()
    }

    pub(crate) fn literal(&self) -> &LitStr {
        &self.0
    }
}

impl FromMeta for Text {
    fn from_meta(item: &Meta) -> darling::Result<Self> {
        let key = key(item);
        match string(item) {
            Some(text) if text.value().trim().is_empty() => {
                Err(Error::custom(format!("`{key}` is empty: write what it is, or leave it out"))
                    .with_span(text))
            }
            Some(text) => Ok(Self(text.clone())),
            None => {
                Err(Error::custom(format!("`{key}` takes a string: write `{key} = \"…\"`")).with_span(item))
            }
        }
    }
}

/// A word that stands alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Flag(Span);

impl Flag {
    pub(crate) fn span(self) -> Span {
        self.0
    }
}

impl FromMeta for Flag {
    fn from_meta(item: &Meta) -> darling::Result<Self> {
        match item {
            Meta::Path(path) => Ok(Self(path.span())),
            Meta::List(_) | Meta::NameValue(_) => {
                let key = key(item);
                Err(Error::custom(format!("`{key}` takes no value: write `{key}`, or leave it out"))
                    .with_span(item))
            }
        }
    }
}

/// A name of a foreign key's action, as SeaORM has them.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) text: &'static str,
    pub(crate) span: Span,
}

const ACTIONS: [&str; 5] = ["NoAction", "Restrict", "Cascade", "SetNull", "SetDefault"];

impl FromMeta for Word {
    fn from_meta(item: &Meta) -> darling::Result<Self> {
        let text = Text::from_meta(item)?;
        choose(item, &text, &ACTIONS).map(|word| Self { text: word, span: text.span() })
    }
}

/// `deferrable`, `deferrable = "initially_immediate"` or `deferrable = "initially_deferred"`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum When {
    Immediate,
    Deferred,
}

impl FromMeta for When {
    fn from_meta(item: &Meta) -> darling::Result<Self> {
        if matches!(item, Meta::Path(_)) {
            return Ok(Self::Immediate);
        }
        let text = Text::from_meta(item)?;
        let word = choose(item, &text, &["initially_immediate", "initially_deferred"])?;
        Ok(if word == "initially_deferred" { Self::Deferred } else { Self::Immediate })
    }
}

/// `identity`, `identity = "by_default"` or `identity = "always"`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IdentityWord {
    pub(crate) kind: IdentityKind,
    pub(crate) span: Span,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum IdentityKind {
    ByDefault,
    Always,
}

impl FromMeta for IdentityWord {
    fn from_meta(item: &Meta) -> darling::Result<Self> {
        let span = item.span();
        if matches!(item, Meta::Path(_)) {
            return Ok(Self { kind: IdentityKind::ByDefault, span });
        }
        let text = Text::from_meta(item)?;
        let word = choose(item, &text, &["by_default", "always"])?;
        let kind = if word == "always" { IdentityKind::Always } else { IdentityKind::ByDefault };
        Ok(Self { kind, span })
    }
}

/// A value and where its key stands.
#[derive(Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl<T: FromMeta> FromMeta for At<T> {
    fn from_meta(item: &Meta) -> darling::Result<Self> {
        T::from_meta(item).map(|value| Self { value, span: item.path().span() })
    }
}

/// The last name of an argument's path.
pub(super) fn key(item: &Meta) -> String {
    item.path().segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

/// The string of `key = "…"`.
pub(super) fn string(item: &Meta) -> Option<&LitStr> {
    let Meta::NameValue(pair) = item else { return None };
    // A literal that comes out of `macro_rules!` stands in a group of its own.
    let mut value = &pair.value;
    while let Expr::Group(group) = value {
        value = &group.expr;
    }
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text),
        _ => None,
    }
}

fn choose(item: &Meta, text: &Text, words: &[&'static str]) -> darling::Result<&'static str> {
    let value = text.value();
    words.iter().find(|word| **word == value).copied().ok_or_else(|| {
        let known: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
        let key = key(item);
        Error::custom(format!("`{key}` cannot be \"{value}\": write one of {}", known.join(", ")))
            .with_span(&text.span())
    })
}
