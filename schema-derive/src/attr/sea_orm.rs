//! `#[sea_orm(…)]` in, its keys and values out. The attribute is SeaORM's: what is wrong in it, SeaORM reports.

use syn::{Attribute, Expr, ExprLit, Ident, Lit, LitStr, Token};

/// The keys of all `#[sea_orm(…)]` of one item.
#[derive(Debug, Default)]
pub(crate) struct SeaOrm {
    entries: Vec<(String, Option<Expr>)>,
}

impl SeaOrm {
    pub(crate) fn read(attrs: &[Attribute]) -> Self {
        let mut entries = Vec::new();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("sea_orm")) {
            let _ = attr.parse_nested_meta(|meta| {
                let key = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
                let value = if meta.input.peek(Token![=]) { Some(meta.value()?.parse()?) } else { None };
                if meta.input.peek(syn::token::Paren) {
                    let content;
                    syn::parenthesized!(content in meta.input);
                    content.parse::<proc_macro2::TokenStream>()?;
                }
                entries.push((key, value));
                Ok(())
            });
        }
        Self { entries }
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name == key)
    }

    pub(crate) fn value(&self, key: &str) -> Option<&Expr> {
        // Where a key is written twice, SeaORM takes the last.
        let mut value = self.entries.iter().rev().find(|(name, _)| name == key)?.1.as_ref()?;
        // A literal that comes out of `macro_rules!` stands in a group of its own.
        while let Expr::Group(group) = value {
            value = &group.expr;
        }
        Some(value)
    }

    /// The name of `key = Name`.
    pub(crate) fn ident(&self, key: &str) -> Option<Ident> {
        match self.value(key)? {
            Expr::Path(path) => path.path.get_ident().cloned(),
            _ => None,
        }
    }

    pub(crate) fn text(&self, key: &str) -> Option<&LitStr> {
        match self.value(key)? {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text),
            _ => None,
        }
    }
}
