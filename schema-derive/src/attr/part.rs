//! Lists of columns in, each with its options and place out.

use super::word::{Flag, Text, key};
use darling::ast::NestedMeta;
use darling::{Error, FromMeta};
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Ident, Lit, Meta, Path};

/// `columns(a, b)`: plain fields.
#[derive(Debug)]
pub(crate) struct Columns(pub(crate) Vec<Ident>);

impl FromMeta for Columns {
    fn from_meta(item: &Meta) -> darling::Result<Self> {
        let items = nested(item)?;
        let columns = items.iter().map(|column| match column {
            NestedMeta::Meta(Meta::Path(path)) => field(path),
            NestedMeta::Meta(other) => {
                Err(Error::custom(format!("`{}` takes no options here: write only its name", key(other)))
                    .with_span(other))
            }
            NestedMeta::Lit(lit) => Err(unquote(lit)),
        });
        collect(columns).map(Self)
    }
}

/// `columns(a, b(desc, nulls_last), expr("lower(email)"))`: the parts of an index.
#[derive(Debug)]
pub(crate) struct Parts(pub(crate) Vec<Part>);

/// One part of an index.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) target: Target,
    pub(crate) options: PartAttr,
}

/// What a part is over.
#[derive(Debug)]
pub(crate) enum Target {
    Field(Ident),
    Expr(Text),
}

/// The options of a part.
#[derive(Debug, Default, FromMeta)]
pub(crate) struct PartAttr {
    pub(crate) asc: Option<Flag>,
    pub(crate) desc: Option<Flag>,
    pub(crate) nulls_first: Option<Flag>,
    pub(crate) nulls_last: Option<Flag>,
    pub(crate) opclass: Option<Text>,
    pub(crate) collation: Option<Text>,
}

impl FromMeta for Parts {
    fn from_meta(item: &Meta) -> darling::Result<Self> {
        collect(nested(item)?.iter().map(part)).map(Self)
    }
}

fn part(item: &NestedMeta) -> darling::Result<Part> {
    match item {
        NestedMeta::Lit(lit) => Err(unquote(lit)),
        NestedMeta::Meta(Meta::Path(path)) => {
            Ok(Part { target: Target::Field(field(path)?), options: PartAttr::default() })
        }
        NestedMeta::Meta(Meta::NameValue(pair)) => {
            Err(Error::custom("a part of an index is a field, or `expr(\"…\")`").with_span(pair))
        }
        NestedMeta::Meta(Meta::List(list)) => {
            let mut options = NestedMeta::parse_meta_list(list.tokens.clone())?;
            let target = match options.first() {
                Some(NestedMeta::Lit(Lit::Str(sql))) if list.path.is_ident("expr") => {
                    if sql.value().trim().is_empty() {
                        return Err(Error::custom("the expression is empty: write its SQL").with_span(sql));
                    }
                    let sql = Text::new(sql);
                    options.remove(0);
                    Target::Expr(sql)
                }
                _ => Target::Field(field(&list.path)?),
            };
            Ok(Part { target, options: PartAttr::from_list(&options)? })
        }
    }
}

/// `references(super::tenant::Entity, columns(id))` or `references("tenants", columns(id))`.
#[derive(Debug)]
pub(crate) struct References {
    pub(crate) target: Referenced,
    pub(crate) columns: Columns,
    pub(crate) span: Span,
}

/// What a foreign key points at.
#[derive(Debug)]
pub(crate) enum Referenced {
    Entity(Path),
    Table(Text),
}

impl FromMeta for References {
    fn from_meta(item: &Meta) -> darling::Result<Self> {
        let wrong = || {
            Error::custom(
                "write an entity or a table, and its columns: `references(super::tenant::Entity, columns(id))` \
                 or `references(\"tenants\", columns(id))`",
            )
            .with_span(item)
        };
        let items = nested(item)?;
        let [target, NestedMeta::Meta(columns)] = items.as_slice() else { return Err(wrong()) };
        let target = match target {
            NestedMeta::Meta(Meta::Path(path)) => Referenced::Entity(path.clone()),
            NestedMeta::Lit(Lit::Str(table)) if !table.value().trim().is_empty() => {
                Referenced::Table(Text::new(table))
            }
            NestedMeta::Meta(_) | NestedMeta::Lit(_) => return Err(wrong()),
        };
        if key(columns) != "columns" {
            return Err(wrong());
        }
        Ok(Self { target, columns: Columns::from_meta(columns)?, span: item.span() })
    }
}

fn nested(item: &Meta) -> darling::Result<Vec<NestedMeta>> {
    let key = key(item);
    let empty = || Error::custom(format!("`{key}` takes a list: write `{key}(…)`")).with_span(item);
    let Meta::List(list) = item else { return Err(empty()) };
    let items = NestedMeta::parse_meta_list(list.tokens.clone())?;
    if items.is_empty() { Err(empty()) } else { Ok(items) }
}

fn field(path: &Path) -> darling::Result<Ident> {
    path.get_ident()
        .cloned()
        .ok_or_else(|| Error::custom("write the field's name, without a path").with_span(path))
}

fn unquote(lit: &Lit) -> Error {
    Error::custom("a column is named by its field, without quotes").with_span(lit)
}

fn collect<T>(items: impl Iterator<Item = darling::Result<T>>) -> darling::Result<Vec<T>> {
    let mut errors = Error::accumulator();
    let items = items.filter_map(|item| errors.handle(item)).collect();
    errors.finish_with(items)
}
