//! The attributes in, what they mean out: plain data, with the spans that later errors need. Fields that are named
//! are looked up here, so what follows knows them by position.

mod column;
mod constraint;
mod index;
mod name;
mod relation;
mod scope;

pub(crate) use column::Column;
pub(crate) use constraint::{Check, ForeignKey, ForeignKeyTarget, Unique};
pub(crate) use index::{Index, IndexPart, PartTarget};
pub(crate) use relation::{Relation, dense_relations, enum_relations};
pub(crate) use scope::Scope;

use crate::attr::{SeaOrm, TableAttr, Text};
use darling::error::Accumulator;
use darling::{FromAttributes, FromMeta};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::punctuated::Punctuated;
use syn::{DeriveInput, FieldsNamed, Ident, LitStr, Meta, Token};

/// A model of SeaORM's, as its table is declared.
#[derive(Debug)]
pub(crate) struct Entity {
    /// The path of this crate's runtime.
    pub(crate) krate: TokenStream,
    /// The entity's type.
    pub(crate) ident: Ident,
    /// Where the model stands.
    pub(crate) span: Span,
    /// The table, where the model names it. An expanded entity does not, nor its columns' names.
    pub(crate) table: Option<LitStr>,
    pub(crate) columns: Vec<Column>,
    pub(crate) indexes: Vec<Index>,
    pub(crate) uniques: Vec<Unique>,
    pub(crate) checks: Vec<Check>,
    pub(crate) foreign_keys: Vec<ForeignKey>,
    pub(crate) renamed_from: Option<Text>,
    pub(crate) unmanaged: bool,
}

impl Entity {
    /// Reads a model; what is wrong is put with the errors, and the rest is read all the same.
    pub(crate) fn read(input: &DeriveInput, fields: &FieldsNamed, errors: &mut Accumulator) -> Self {
        let attr = errors.handle(TableAttr::from_attributes(&input.attrs)).unwrap_or_default();
        let sea_orm = SeaOrm::read(&input.attrs);
        let table = sea_orm.text("table_name").cloned();
        let columns = column::read_all(fields, &sea_orm, errors);
        let scope = Scope::new(fields, &columns);
        let indexes = index::read_all(attr.indexes, &columns, &scope, errors);
        let uniques = constraint::uniques(attr.uniques, &scope, errors);
        let foreign_keys = constraint::foreign_keys(attr.foreign_keys, &scope, errors);
        let checks = constraint::checks(attr.checks, errors);
        Self {
            krate: krate(attr.krate.as_ref(), errors),
            ident: sea_orm.ident("entity").unwrap_or_else(|| format_ident!("Entity")),
            span: input.ident.span(),
            table,
            columns,
            indexes,
            uniques,
            checks,
            foreign_keys,
            renamed_from: attr.renamed_from,
            unmanaged: attr.unmanaged.is_some(),
        }
    }
}

impl Entity {
    /// The entity as if nothing were written on it.
    pub(crate) fn bare(&self) -> Self {
        Self {
            krate: self.krate.clone(),
            ident: self.ident.clone(),
            span: self.span,
            table: None,
            columns: Vec::new(),
            indexes: Vec::new(),
            uniques: Vec::new(),
            checks: Vec::new(),
            foreign_keys: Vec::new(),
            renamed_from: None,
            unmanaged: false,
        }
    }
}

/// `crate = "…"`, of an item whose other attributes are read elsewhere.
pub(crate) fn krate_of(input: &DeriveInput) -> TokenStream {
    let mut items = Vec::new();
    let mut path = quote!(::schema_runtime);
    for attr in input.attrs.iter().filter(|attr| attr.path().is_ident("schema")) {
        let read = attr.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
        items.extend(read.iter().flatten().filter(|item| item.path().is_ident("crate")).cloned());
    }
    for item in items {
        if let Ok(written) = Text::from_meta(&item)
            && let Ok(written) = written.literal().parse::<syn::Path>()
        {
            path = quote!(#written);
        }
    }
    path
}

/// The path under which generated code finds the runtime: `::schema_runtime`, or what `crate = "…"` says.
pub(crate) fn krate(written: Option<&Text>, errors: &mut Accumulator) -> TokenStream {
    let Some(written) = written else { return quote!(::schema_runtime) };
    match written.literal().parse::<syn::Path>() {
        Ok(path) => quote!(#path),
        Err(_) => {
            errors.push(
                darling::Error::custom("`crate` takes a path: write `crate = \"::schema_runtime\"`")
                    .with_span(&written.span()),
            );
            quote!(::schema_runtime)
        }
    }
}

/// The variant of `Column` of a field of another entity.
pub(crate) fn variant(field: &Ident) -> String {
    name::variant(&name::plain(field))
}
