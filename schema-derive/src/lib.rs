//! Derives a schema descriptor from an annotated SeaORM entity.

mod ast;
mod attr;
mod expand;
mod fallback;

use darling::Error;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Fields, parse_macro_input};

/// Turns a SeaORM model into a schema descriptor.
#[proc_macro_derive(DeriveSchema, attributes(schema, sea_orm))]
pub fn derive_schema(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    derive(&input).into()
}

fn derive(input: &DeriveInput) -> TokenStream {
    let mut errors = Error::accumulator();
    if !input.generics.params.is_empty() {
        errors.push(
            Error::custom("an entity has no generics: a table is one type").with_span(&input.generics.params),
        );
        return report(errors);
    }
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) if input.ident == "ModelEx" => dense_relations(input, fields, errors),
            Fields::Named(fields) => entity(input, fields, errors),
            Fields::Unnamed(_) | Fields::Unit => {
                refuse(input, "a model is a struct with named fields, one for each column", errors)
            }
        },
        Data::Enum(data) => enum_relations(input, data, errors),
        Data::Union(_) => refuse(input, "a model is a struct with named fields, not a union", errors),
    }
}

fn entity(
    input: &DeriveInput,
    fields: &syn::FieldsNamed,
    mut errors: darling::error::Accumulator,
) -> TokenStream {
    let entity = ast::Entity::read(input, fields, &mut errors);
    match errors.finish() {
        Ok(()) => expand::entity(&entity),
        Err(errors) => {
            let errors = errors.write_errors();
            let fallback = fallback::entity(&entity);
            quote!(#errors #fallback)
        }
    }
}

fn dense_relations(
    input: &DeriveInput,
    fields: &syn::FieldsNamed,
    mut errors: darling::error::Accumulator,
) -> TokenStream {
    let relations = ast::dense_relations(fields, &mut errors);
    // What is wrong with the struct's own attributes is told once, for `Model`.
    let krate = ast::krate_of(input);
    match errors.finish() {
        Ok(()) => expand::relations(&krate, &format_ident!("Entity"), &relations),
        Err(errors) => errors.write_errors(),
    }
}

fn enum_relations(
    input: &DeriveInput,
    data: &syn::DataEnum,
    mut errors: darling::error::Accumulator,
) -> TokenStream {
    let relations = ast::enum_relations(data, &mut errors);
    let krate = ast::krate_of(input);
    match errors.finish() {
        Ok(()) => expand::relations(&krate, &format_ident!("Entity"), &relations),
        Err(errors) => errors.write_errors(),
    }
}

fn refuse(input: &DeriveInput, why: &str, mut errors: darling::error::Accumulator) -> TokenStream {
    errors.push(Error::custom(why).with_span(&input.ident));
    report(errors)
}

fn report(errors: darling::error::Accumulator) -> TokenStream {
    errors.finish().err().map(Error::write_errors).unwrap_or_default()
}
