//! The fields of a model in, its columns out.

use super::{Allowed, name};
use crate::attr::{self, FieldAttr, SeaOrm};
use darling::Error;
use darling::error::Accumulator;
use proc_macro2::Span;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    Expr, ExprLit, Field, FieldsNamed, GenericArgument, Ident, Lit, LitStr, Meta, PathArguments, Token, Type,
};

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
    pub(crate) unique: bool,
    pub(crate) indexed: bool,
    /// SeaORM's `unique_key`.
    pub(crate) unique_key: Option<String>,
    /// Where SeaORM's `default_value` or `default_expr` stands.
    pub(crate) sea_default: Option<Span>,
    /// SeaORM's `default_value`.
    pub(crate) sea_literal: Option<SeaDefault>,
    /// SeaORM's `renamed_from`.
    pub(crate) sea_renamed_from: Option<LitStr>,
    pub(crate) comment: Option<String>,
    pub(crate) allowed: Allowed,
    pub(crate) attr: FieldAttr,
}

/// SeaORM's `default_value`.
#[derive(Debug)]
pub(crate) struct SeaDefault(pub(crate) Lit);

/// A Rust type whose values are known here.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scalar {
    Bool,
    Integer { least: i128, greatest: i128 },
    Number,
    Text,
    Uuid,
}

impl Scalar {
    /// What one of its values is called.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Bool => "truth value",
            Self::Integer { .. } => "whole number",
            Self::Number => "number",
            Self::Text => "text",
            Self::Uuid => "UUID",
        }
    }
}

impl Column {
    /// The type, if it is one whose values are known here, by its name.
    pub(crate) fn scalar(&self) -> Option<Scalar> {
        let Type::Path(path) = &self.ty else { return None };
        let last = path.path.segments.last()?;
        if !last.arguments.is_none() {
            return None;
        }
        let integer =
            |bits: u32| Scalar::Integer { least: -(1 << (bits - 1)), greatest: (1 << (bits - 1)) - 1 };
        let unsigned = |bits: u32| Scalar::Integer { least: 0, greatest: (1 << bits) - 1 };
        Some(match last.ident.to_string().as_str() {
            "bool" => Scalar::Bool,
            "i8" => integer(8),
            "i16" => integer(16),
            "i32" => integer(32),
            "i64" => integer(64),
            "u8" => unsigned(8),
            "u16" => unsigned(16),
            "u32" => unsigned(32),
            "u64" => unsigned(64),
            "f32" | "f64" | "Decimal" | "BigDecimal" => Scalar::Number,
            "String" => Scalar::Text,
            "Uuid" => Scalar::Uuid,
            _ => return None,
        })
    }
}

impl Column {
    /// Whether its type may be an enum: it is a plain name, and none that SeaORM has for something else.
    pub(crate) fn may_be_enum(&self) -> bool {
        const NONE: [&str; 13] = [
            "Date",
            "DateTime",
            "DateTimeLocal",
            "DateTimeUtc",
            "DateTimeWithTimeZone",
            "Json",
            "NaiveDate",
            "NaiveDateTime",
            "Time",
            "TimeDate",
            "TimeDateTime",
            "TimeDateTimeWithTimeZone",
            "TimeTime",
        ];
        let Type::Path(path) = &self.ty else { return false };
        self.scalar().is_none()
            && path
                .path
                .segments
                .last()
                .is_some_and(|last| last.arguments.is_none() && !NONE.iter().any(|name| last.ident == name))
    }
}

/// All fields that SeaORM makes columns of.
pub(super) fn read_all(fields: &FieldsNamed, table: &SeaOrm, errors: &mut Accumulator) -> Vec<Column> {
    let written = table.has("table_name");
    let style = table.text("rename_all").map(LitStr::value);
    for field in fields.named.iter().filter(|field| !is_column(field)) {
        for attr in field.attrs.iter().filter(|attr| attr.path().is_ident("schema")) {
            errors
                .push(Error::custom("this field is no column, so nothing can be said of it").with_span(attr));
        }
    }
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
    let mut attr: FieldAttr = attr::read(&declared.attrs, errors);
    let sea_orm = SeaOrm::read(&declared.attrs);
    if attr.generated.is_none() && written_on(declared, "generated") {
        // It could not be read, which is told already.
        (attr.stored, attr.virtual_) = (None, None);
    }
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
        unique: sea_orm.has("unique"),
        indexed: sea_orm.has("indexed"),
        unique_key: sea_orm.text("unique_key").map(LitStr::value),
        sea_default: sea_orm.value("default_value").or(sea_orm.value("default_expr")).map(Spanned::span),
        sea_literal: sea_orm.value("default_value").and_then(literal).map(SeaDefault),
        sea_renamed_from: sea_orm.text("renamed_from").cloned(),
        comment: sea_orm.value("comment").and_then(text),
        allowed: Allowed::read(attr.allow.as_ref(), errors),
        attr,
        plain,
        field,
    }
}

/// The type inside `Option<…>`, and whether there was one; only what SeaORM takes for an `Option` is one.
pub(super) fn without_option(ty: &Type) -> (Type, bool) {
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

/// Whether a `#[schema(…)]` of the field has this key.
fn written_on(field: &Field, key: &str) -> bool {
    let schema = field.attrs.iter().filter(|attr| attr.path().is_ident("schema"));
    schema
        .filter_map(|attr| attr.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok())
        .flatten()
        .any(|item| item.path().is_ident(key))
}

fn literal(value: &Expr) -> Option<Lit> {
    match value {
        Expr::Lit(ExprLit { lit, .. }) => Some(lit.clone()),
        _ => None,
    }
}

fn text(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        other => Some(other.to_token_stream().to_string()),
    }
}
