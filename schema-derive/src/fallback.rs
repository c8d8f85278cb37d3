//! A model with errors in, the least that lets the rest of the user's code compile out: one mistake is one error.

use crate::ast::Entity;
use crate::expand;
use proc_macro2::TokenStream;
use quote::quote;

/// An entity described as having nothing.
pub(crate) fn entity(entity: &Entity) -> TokenStream {
    let krate = &entity.krate;
    let described = expand::described(&entity.bare(), &[]);
    quote! {
        const _: () = {
            use #krate::__private as __p;
            #described
        };
    }
}
