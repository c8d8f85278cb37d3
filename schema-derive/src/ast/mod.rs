//! The attributes in, what they mean out: plain data, with the spans that later errors need. Fields that are named
//! are looked up here, so what follows knows them by position.

mod allow;
mod column;
mod constraint;
mod index;
mod name;
mod relation;
mod scope;

pub(crate) use allow::Allowed;
pub(crate) use column::{Column, Scalar, SeaDefault};
pub(crate) use constraint::{Check, ForeignKey, ForeignKeyTarget, Unique};
pub(crate) use index::{Index, IndexPart, PartTarget};
pub(crate) use relation::{Relation, is_relations};
pub(crate) use scope::{Scope, nearest};

use crate::attr::{self, RelationsAttr, SeaOrm, TableAttr, Text};
use darling::error::Accumulator;
use darling::{Error, FromMeta};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::punctuated::Punctuated;
use syn::{Attribute, DataEnum, DeriveInput, FieldsNamed, Ident, LitStr, Meta, Path, Token};

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
    pub(crate) allowed: Allowed,
}

impl Entity {
    /// Reads a model; what is wrong is put with the errors, and the rest is read all the same.
    pub(crate) fn read(input: &DeriveInput, fields: &FieldsNamed, errors: &mut Accumulator) -> Self {
        let attr: TableAttr = attr::read(&input.attrs, errors);
        let sea_orm = SeaOrm::read(&input.attrs);
        let table = sea_orm.text("table_name").cloned();
        let columns = column::read_all(fields, &sea_orm, errors);
        let scope = Scope::new(fields, &columns);
        let indexes = index::read_all(attr.indexes, &columns, &scope, errors);
        let uniques = constraint::uniques(attr.uniques, &scope, errors);
        let foreign_keys = constraint::foreign_keys(attr.foreign_keys, &scope, errors);
        let checks = constraint::checks(attr.checks, errors);
        Self {
            krate: checked_krate(attr.krate.as_ref(), &input.attrs, errors),
            ident: entity(&input.attrs),
            span: input.ident.span(),
            table,
            columns,
            indexes,
            uniques,
            checks,
            foreign_keys,
            renamed_from: attr.renamed_from,
            unmanaged: attr.unmanaged.is_some(),
            allowed: Allowed::read(attr.allow.as_ref(), errors),
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
            allowed: Allowed::default(),
        }
    }
}

/// The path under which generated code finds the runtime: `::schema_runtime`, or what `crate = "…"` says. What is
/// wrong with the other attributes does not matter here.
fn krate(attrs: &[Attribute]) -> Result<TokenStream, Error> {
    let schema = attrs.iter().filter(|attr| attr.path().is_ident("schema"));
    let items =
        schema.filter_map(|attr| attr.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok());
    let Some(item) = items.flatten().find(|item| item.path().is_ident("crate")) else {
        return Ok(usual_krate());
    };
    let written = Text::from_meta(&item)?;
    let path = written.literal().parse::<Path>().map_err(|_| {
        Error::custom("`crate` takes a path: write `crate = \"::schema_runtime\"`").with_span(&written.span())
    })?;
    Ok(quote!(#path))
}

/// The path, and an error if `crate` was read but is none; if it was not read, that was told already.
fn checked_krate(read: Option<&Text>, attrs: &[Attribute], errors: &mut Accumulator) -> TokenStream {
    let path = krate(attrs);
    match read {
        Some(_) => errors.handle(path).unwrap_or_else(usual_krate),
        None => path.unwrap_or_else(|_| usual_krate()),
    }
}

fn usual_krate() -> TokenStream {
    quote!(::schema_runtime)
}

/// The variant of `Column` of a field of another entity.
pub(crate) fn variant(field: &Ident) -> String {
    name::variant(&name::plain(field))
}

/// A dense model's relations or a `Relation` enum's.
#[derive(Debug)]
pub(crate) struct Relations {
    /// The path of this crate's runtime.
    pub(crate) krate: TokenStream,
    /// The entity's type.
    pub(crate) entity: Ident,
    pub(crate) list: Vec<Relation>,
}

impl Relations {
    /// Reads a `ModelEx`; what is wrong with its columns and the struct is told once, for `Model`.
    pub(crate) fn of_model(input: &DeriveInput, fields: &FieldsNamed, errors: &mut Accumulator) -> Self {
        let list = relation::of_fields(fields, errors);
        Self {
            krate: krate(&input.attrs).unwrap_or_else(|_| usual_krate()),
            entity: entity(&input.attrs),
            list,
        }
    }

    /// Reads a `Relation` enum.
    pub(crate) fn of_enum(input: &DeriveInput, data: &DataEnum, errors: &mut Accumulator) -> Self {
        let attr: RelationsAttr = attr::read(&input.attrs, errors);
        let list = relation::of_variants(data, errors);
        let krate = checked_krate(attr.krate.as_ref(), &input.attrs, errors);
        Self { krate, entity: entity(&input.attrs), list }
    }
}

fn entity(attrs: &[Attribute]) -> Ident {
    SeaOrm::read(attrs).ident("entity").unwrap_or_else(|| format_ident!("Entity"))
}
