//! Relations in, the foreign keys whose types are to be checked out: those of a dense model's fields, and those of
//! a `Relation` enum. Whatever SeaORM itself will refuse is left to it.

use super::column::{is_relation, without_option};
use super::name;
use crate::attr::{self, Columns, RelationAttr, SeaOrm};
use darling::Error;
use darling::error::Accumulator;
use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::{
    DataEnum, Expr, Field, FieldsNamed, GenericArgument, Ident, LitStr, Path, PathArguments, Token, Type,
    parse_quote,
};

/// A relation that is a foreign key.
#[derive(Debug)]
pub(crate) struct Relation {
    /// The entity it points at.
    pub(crate) target: Path,
    /// The fields it points from and to, where their names are certain.
    pub(crate) columns: Vec<(Option<Ident>, Option<Ident>)>,
    /// The action that sets its columns to null, if it has one.
    pub(crate) sets_null: Option<LitStr>,
    /// Whether columns of different types are meant.
    pub(crate) any_types: bool,
}

/// The relations of a dense model's fields. Its columns are fields too, so their nulls are checked here.
pub(super) fn of_fields(fields: &FieldsNamed, errors: &mut Accumulator) -> Vec<Relation> {
    let mut relations = Vec::new();
    for field in fields.named.iter().filter(|field| is_relation(&field.ty)) {
        let attr: RelationAttr = attr::read(&field.attrs, errors);
        let sea_orm = SeaOrm::read(&field.attrs);
        let any_types = allows(attr.allow.as_ref(), errors);
        if !(sea_orm.has("belongs_to") || sea_orm.has("self_ref")) {
            continue;
        }
        let relation =
            entity_of(&field.ty).and_then(|target| read(target, &sea_orm, any_types, Some(fields)));
        let Some(mut relation) = relation else { continue };
        if let Some(action) = relation.sets_null.take() {
            let from = relation.columns.iter().filter_map(|(from, _)| from.as_ref());
            for column in
                from.filter_map(|from| fields.named.iter().find(|field| field.ident.as_ref() == Some(from)))
            {
                errors.handle(set_null(column, &action));
            }
        }
        relations.push(relation);
    }
    relations
}

/// The relations of a `Relation` enum's variants.
pub(super) fn of_variants(data: &DataEnum, errors: &mut Accumulator) -> Vec<Relation> {
    let mut relations = Vec::new();
    for variant in &data.variants {
        let attr: RelationAttr = attr::read(&variant.attrs, errors);
        let sea_orm = SeaOrm::read(&variant.attrs);
        let any_types = allows(attr.allow.as_ref(), errors);
        let target = sea_orm.text("belongs_to").and_then(|entity| entity.parse().ok());
        relations.extend(target.and_then(|target| read(target, &sea_orm, any_types, None)));
    }
    relations
}

/// Whether an enum is SeaORM's `Relation`.
pub(crate) fn is_relations(name: &Ident, data: &DataEnum) -> bool {
    let keys = ["belongs_to", "has_one", "has_many"];
    name == "Relation"
        || data
            .variants
            .iter()
            .map(|variant| SeaOrm::read(&variant.attrs))
            .any(|sea_orm| keys.iter().any(|key| sea_orm.has(key)))
}

fn read(target: Path, sea_orm: &SeaOrm, any_types: bool, fields: Option<&FieldsNamed>) -> Option<Relation> {
    if sea_orm.has("skip_fk") {
        return None;
    }
    let from = columns(sea_orm.text("from")?, |column, span| match fields {
        Some(fields) => field_named(column, fields).map(|field| spanned(field, span)),
        None => field_guessed(column, span),
    })?;
    let to = columns(sea_orm.text("to")?, field_guessed)?;
    let sets_null = ["on_delete", "on_update"]
        .iter()
        .filter_map(|key| sea_orm.text(key))
        .find(|action| action.value() == "SetNull")
        .cloned();
    let columns = from.len() == to.len();
    columns.then(|| Relation { target, columns: from.into_iter().zip(to).collect(), sets_null, any_types })
}

/// `"id"`, `"Column::Id"`, `"super::cake::Column::Id"`, or several of these between parentheses.
fn columns(text: &LitStr, field: impl Fn(&str, Span) -> Option<Ident>) -> Option<Vec<Option<Ident>>> {
    let items = match text.parse().ok()? {
        Expr::Tuple(tuple) => tuple.elems,
        Expr::Paren(paren) => Punctuated::<Expr, Token![,]>::from_iter([*paren.expr]),
        single => Punctuated::from_iter([single]),
    };
    let last = |item: &Expr| match item {
        Expr::Path(path) => path.path.segments.last().map(|last| name::plain(&last.ident)),
        _ => None,
    };
    items.iter().map(|item| last(item).map(|column| field(&column, text.span()))).collect()
}

/// The field of this model that is meant by its own name or that of its variant.
fn field_named<'a>(column: &str, fields: &'a FieldsNamed) -> Option<&'a Ident> {
    let variant = name::variant(column);
    let fields = || fields.named.iter().filter_map(|field| field.ident.as_ref());
    fields()
        .find(|field| name::plain(field) == column)
        .or_else(|| fields().find(|field| name::variant(&name::plain(field)) == variant))
}

/// The field of another model, of which only the column's name is known here.
fn field_guessed(column: &str, span: Span) -> Option<Ident> {
    let is_field = column.starts_with(|c: char| c.is_lowercase() || c == '_');
    let field = if is_field { Some(column.to_owned()) } else { name::field_of(column) }?;
    Some(match syn::parse_str::<Ident>(&field) {
        Ok(_) => Ident::new(&field, span),
        Err(_) => Ident::new_raw(&field, span),
    })
}

fn spanned(field: &Ident, span: Span) -> Ident {
    let mut field = field.clone();
    field.set_span(span);
    field
}

/// The columns of a key that is set to null can be null.
fn set_null(column: &Field, action: &LitStr) -> Result<(), Error> {
    let (ty, optional) = without_option(&column.ty);
    if optional || SeaOrm::read(&column.attrs).has("nullable") {
        return Ok(());
    }
    let name = column.ident.as_ref().map(name::plain).unwrap_or_default();
    let ty = quote::quote!(#ty).to_string().replace(' ', "");
    Err(Error::custom(format!(
        "`SetNull` on `{name}`, which cannot be null: write `{name}: Option<{ty}>`, or choose another action"
    ))
    .with_span(action))
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
    for word in words.0.iter().filter(|word| *word != "key_types") {
        let message = format!("`{word}` cannot be allowed: write `allow(key_types)`");
        errors.push(Error::custom(message).with_span(word));
    }
    words.0.iter().any(|word| word == "key_types")
}
