//! Relations in, the foreign keys whose types are to be checked out: those of a dense model's fields, and those of
//! a `Relation` enum. Whatever SeaORM itself will refuse is left to it.

use super::column::is_relation;
use super::name;
use crate::attr::{Columns, RelationAttr, SeaOrm};
use darling::error::Accumulator;
use darling::{Error, FromAttributes};
use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::{
    DataEnum, Expr, FieldsNamed, GenericArgument, Ident, LitStr, Path, PathArguments, Token, Type,
    parse_quote,
};

/// A relation that is a foreign key.
#[derive(Debug)]
pub(crate) struct Relation {
    /// The entity it points at.
    pub(crate) target: Path,
    pub(crate) from: Vec<ColumnName>,
    pub(crate) to: Vec<ColumnName>,
    /// The action that sets its columns to null, if it has one.
    pub(crate) sets_null: Option<LitStr>,
    /// Whether columns of different types are meant.
    pub(crate) any_types: bool,
}

/// A column as a relation names it.
#[derive(Debug)]
pub(crate) struct ColumnName {
    /// The field of the model, where the name tells it.
    pub(crate) field: Option<Ident>,
    /// The name in the `Column` enum.
    pub(crate) variant: String,
}

/// The relations of a dense model's fields.
pub(crate) fn dense_relations(fields: &FieldsNamed, errors: &mut Accumulator) -> Vec<Relation> {
    let mut relations = Vec::new();
    for field in fields.named.iter().filter(|field| is_relation(&field.ty)) {
        let attr = errors.handle(RelationAttr::from_attributes(&field.attrs)).unwrap_or_default();
        let sea_orm = SeaOrm::read(&field.attrs);
        let any_types = allows(attr.allow.as_ref(), errors);
        if sea_orm.has("belongs_to") || sea_orm.has("self_ref") {
            let target = entity_of(&field.ty);
            relations.extend(target.and_then(|target| read(target, &sea_orm, any_types)));
        }
    }
    relations
}

/// The relations of a `Relation` enum's variants.
pub(crate) fn enum_relations(data: &DataEnum, errors: &mut Accumulator) -> Vec<Relation> {
    let mut relations = Vec::new();
    for variant in &data.variants {
        let attr = errors.handle(RelationAttr::from_attributes(&variant.attrs)).unwrap_or_default();
        let sea_orm = SeaOrm::read(&variant.attrs);
        let any_types = allows(attr.allow.as_ref(), errors);
        let target = sea_orm.text("belongs_to").and_then(|entity| entity.parse().ok());
        relations.extend(target.and_then(|target| read(target, &sea_orm, any_types)));
    }
    relations
}

fn read(target: Path, sea_orm: &SeaOrm, any_types: bool) -> Option<Relation> {
    if sea_orm.has("skip_fk") {
        return None;
    }
    let from = column_names(sea_orm.text("from")?)?;
    let to = column_names(sea_orm.text("to")?)?;
    let sets_null = ["on_delete", "on_update"]
        .iter()
        .filter_map(|key| sea_orm.text(key))
        .find(|action| action.value() == "SetNull")
        .cloned();
    (from.len() == to.len()).then_some(Relation { target, from, to, sets_null, any_types })
}

/// `"id"`, `"Column::Id"`, `"super::cake::Column::Id"`, or several of these between parentheses.
fn column_names(text: &LitStr) -> Option<Vec<ColumnName>> {
    let expr: Expr = text.parse().ok()?;
    let items = match expr {
        Expr::Tuple(tuple) => tuple.elems,
        Expr::Paren(paren) => Punctuated::<Expr, Token![,]>::from_iter([*paren.expr]),
        single => Punctuated::from_iter([single]),
    };
    items.iter().map(|item| column_name(item, text.span())).collect()
}

fn column_name(item: &Expr, span: Span) -> Option<ColumnName> {
    let Expr::Path(path) = item else { return None };
    let last = &path.path.segments.last()?.ident;
    let plain = name::plain(last);
    let is_field = path.path.segments.len() == 1 && plain.starts_with(|c: char| c.is_lowercase() || c == '_');
    let field = if is_field { Some(plain.clone()) } else { name::field_of(&plain) };
    Some(ColumnName {
        field: field.map(|field| field_ident(&field, span)),
        variant: if is_field { name::variant(&plain) } else { plain },
    })
}

/// A field's name as an identifier, raw where it is a keyword.
fn field_ident(name: &str, span: Span) -> Ident {
    match syn::parse_str::<Ident>(name) {
        Ok(_) => Ident::new(name, span),
        Err(_) => Ident::new_raw(name, span),
    }
}

/// The entity of `HasOne<super::cake::Entity>`, `BelongsTo<Option<super::cake::Entity>>`.
fn entity_of(ty: &Type) -> Option<Path> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            GenericArgument::Type(inner) => entity_of(inner),
            _ => None,
        },
        PathArguments::None | PathArguments::Parenthesized(_) => Some(parse_quote!(#path)),
    }
}

/// Reads `allow(key_types)`.
pub(super) fn allows(allow: Option<&Columns>, errors: &mut Accumulator) -> bool {
    let Some(words) = allow else { return false };
    for word in &words.0 {
        if word != "key_types" {
            errors.push(
                Error::custom(format!("`{word}` cannot be allowed: write `allow(key_types)`"))
                    .with_span(word),
            );
        }
    }
    words.0.iter().any(|word| word == "key_types")
}
