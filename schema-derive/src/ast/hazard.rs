//! What a migration may do in, the runtime's names for it out.

use super::scope::nearest;
use crate::attr::Columns;
use darling::Error;
use darling::error::Accumulator;
use syn::Ident;

/// The hazards that need to be allowed: as they are written, and as variants of `HazardKind`.
const KINDS: [(&str, &str); 3] = [
    ("drops_data", "DropsData"),
    ("narrows_type", "NarrowsType"),
    ("fails_on_existing_rows", "FailsOnExistingRows"),
];

/// Reads `allow(drops_data, …)` on a struct or a column.
pub(super) fn allowed(allow: Option<&Columns>, errors: &mut Accumulator) -> Vec<Ident> {
    let mut allowed = Vec::new();
    for word in allow.iter().flat_map(|words| &words.0) {
        match KINDS.iter().find(|(name, _)| word == name) {
            Some((_, variant)) => allowed.push(Ident::new(variant, word.span())),
            None => errors.push(Error::custom(why_not(&word.to_string())).with_span(word)),
        }
    }
    allowed
}

fn why_not(word: &str) -> String {
    let names = KINDS.map(|(name, _)| name);
    match nearest(word, names.into_iter()) {
        Some(near) => format!("no hazard is called `{word}`; did you mean `{near}`?"),
        None => format!(
            "`{word}` cannot be allowed: write one of {}",
            names.map(|name| format!("`{name}`")).join(", ")
        ),
    }
}
