//! Derives a schema descriptor from an annotated SeaORM entity.

mod ast;
mod attr;
mod expand;
mod fallback;
mod valid;

use ast::{Entity, Relations};
use darling::Error;
use darling::error::Accumulator;
use proc_macro2::TokenStream;
use syn::{Data, DataEnum, DeriveInput, Fields, FieldsNamed, parse_macro_input};

/// Turns a SeaORM model into a schema descriptor.
#[proc_macro_derive(DeriveSchema, attributes(schema, sea_orm))]
pub fn derive_schema(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    derive(&input).into()
}

fn derive(input: &DeriveInput) -> TokenStream {
    if !input.generics.params.is_empty() {
        return refuse(&input.generics.params, "a table is one type: take the generics away");
    }
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) if input.ident == "ModelEx" => dense(input, fields),
            Fields::Named(fields) => model(input, fields),
            Fields::Unnamed(_) | Fields::Unit => {
                refuse(&input.ident, "a model is a struct with named fields, one for each column")
            }
        },
        Data::Enum(data) if ast::is_relations(&input.ident, data) => relations(input, data),
        Data::Enum(_) => refuse(
            &input.ident,
            "`DeriveSchema` is for `Model` and `Relation`: a column's enum is read through the model that has it",
        ),
        Data::Union(_) => refuse(&input.ident, "a model is a struct with named fields, not a union"),
    }
}

fn model(input: &DeriveInput, fields: &FieldsNamed) -> TokenStream {
    let mut errors = Error::accumulator();
    let entity = Entity::read(input, fields, &mut errors);
    valid::check(&entity, &mut errors);
    or_errors(errors, || expand::entity(&entity), || fallback::entity(&entity))
}

/// The other half of a dense model: its relations.
fn dense(input: &DeriveInput, fields: &FieldsNamed) -> TokenStream {
    let mut errors = Error::accumulator();
    let relations = Relations::of_model(input, fields, &mut errors);
    or_errors(errors, || expand::relations(&relations), TokenStream::new)
}

fn relations(input: &DeriveInput, data: &DataEnum) -> TokenStream {
    let mut errors = Error::accumulator();
    let relations = Relations::of_enum(input, data, &mut errors);
    or_errors(errors, || expand::relations(&relations), TokenStream::new)
}

fn or_errors(
    errors: Accumulator,
    expand: impl FnOnce() -> TokenStream,
    fallback: impl FnOnce() -> TokenStream,
) -> TokenStream {
    match errors.finish() {
        Ok(()) => expand(),
        Err(errors) => [errors.write_errors(), fallback()].into_iter().collect(),
    }
}

fn refuse(place: &impl syn::spanned::Spanned, why: &str) -> TokenStream {
    Error::custom(why).with_span(place).write_errors()
}
