//! Derives a schema descriptor from an annotated SeaORM entity.

use proc_macro::TokenStream;

/// Turns a SeaORM model into a schema descriptor.
#[proc_macro_derive(DeriveSchema, attributes(schema, sea_orm))]
pub fn derive_schema(_input: TokenStream) -> TokenStream {
    TokenStream::new()
}
