//! The fields of a model in, its columns out.

use super::name;
use crate::attr::{FieldAttr, SeaOrm};
use darling::FromAttributes;
use darling::error::Accumulator;
use proc_macro2::Span;
use quote::ToTokens;
use syn::{Expr, ExprLit, Field, FieldsNamed, GenericArgument, Ident, Lit, LitStr, PathArguments, Type};

/// A field that is a column.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) field: Ident,
    /// The field's name without `r#`.
    pub(crate) plain: String,
    /// Its variant of `Column`.
    pub(crate) variant: Ident,
    /// The column's name, where the model decides it.
    pub(crate) name: Option<String>,
    /// Where the name is written, the field if nowhere.
    pub(crate) name_span: Span,
    /// The Rust type without `Option`.
    pub(crate) ty: Type,
    pub(crate) nullable: bool,
    pub(crate) type_written: bool,
    pub(crate) primary_key: bool,
    pub(crate) unique: bool,
    pub(crate) indexed: bool,
    /// SeaORM's `default_value` or `default_expr`.
    pub(crate) sea_default: bool,
    /// SeaORM's `renamed_from`.
    pub(crate) sea_renamed_from: Option<LitStr>,
    pub(crate) comment: Option<String>,
    pub(crate) attr: FieldAttr,
}

/// All fields that SeaORM makes columns of.
pub(super) fn read_all(fields: &FieldsNamed, table: &SeaOrm, errors: &mut Accumulator) -> Vec<Column> {
    let written = table.has("table_name");
    let style = table.text("rename_all").map(LitStr::value);
    fields
        .named
        .iter()
        .filter(|field| is_column(field))
        .filter_map(|field| Some((field.ident.clone()?, field)))
        .map(|(ident, field)| read(ident, field, written.then_some(style.as_deref()), errors))
        .collect()
}

/// Whether SeaORM makes a column of it: not a relation, not ignored.
pub(super) fn is_column(field: &Field) -> bool {
    !is_relation(&field.ty) && !SeaOrm::read(&field.attrs).has("ignore")
}

/// `HasOne`, `HasMany` and `BelongsTo` are relations in a dense model.
pub(super) fn is_relation(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let last = path.path.segments.last();
    last.is_some_and(|last| ["BelongsTo", "HasOne", "HasMany"].iter().any(|name| last.ident == name))
}

/// `named` is the struct's `rename_all`, inside `None` for an expanded entity, whose `Column` names the columns.
fn read(field: Ident, declared: &Field, named: Option<Option<&str>>, errors: &mut Accumulator) -> Column {
    let attr = errors.handle(FieldAttr::from_attributes(&declared.attrs)).unwrap_or_default();
    let sea_orm = SeaOrm::read(&declared.attrs);
    let plain = name::plain(&field);
    let variant = sea_orm.text("enum_name").map_or_else(|| name::variant(&plain), LitStr::value);
    let written_name = sea_orm.text("column_name");
    let name =
        named.map(|style| written_name.map_or_else(|| name::column(&plain, &variant, style), LitStr::value));
    let (ty, optional) = without_option(&declared.ty);
    Column {
        variant: Ident::new(&variant, field.span()),
        name,
        name_span: written_name.map_or_else(|| field.span(), LitStr::span),
        ty,
        nullable: optional || sea_orm.has("nullable"),
        type_written: sea_orm.has("column_type") || named.is_none(),
        primary_key: sea_orm.has("primary_key"),
        unique: sea_orm.has("unique"),
        indexed: sea_orm.has("indexed"),
        sea_default: sea_orm.has("default_value") || sea_orm.has("default_expr"),
        sea_renamed_from: sea_orm.text("renamed_from").cloned(),
        comment: sea_orm.value("comment").and_then(text),
        attr,
        plain,
        field,
    }
}

/// The type inside `Option<…>`, and whether there was one; only what SeaORM takes for an `Option` is one.
fn without_option(ty: &Type) -> (Type, bool) {
    if let Type::Path(path) = ty
        && path.qself.is_none()
        && path.path.segments.len() == 1
        && path.path.segments[0].ident == "Option"
        && let PathArguments::AngleBracketed(arguments) = &path.path.segments[0].arguments
        && let Some(GenericArgument::Type(inner)) = arguments.args.first()
    {
        return (inner.clone(), true);
    }
    (ty.clone(), false)
}

fn text(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        other => Some(other.to_token_stream().to_string()),
    }
}
