//! What is allowed by name in, the runtime's names for it out.

use super::scope::nearest;
use crate::attr::Columns;
use darling::Error;
use darling::error::Accumulator;
use syn::Ident;

/// The hazards that need to be allowed: as they are written, and as variants of `HazardKind`.
const HAZARDS: [(&str, &str); 3] = [
    ("drops_data", "DropsData"),
    ("narrows_type", "NarrowsType"),
    ("fails_on_existing_rows", "FailsOnExistingRows"),
];

/// The rules of the lint: as they are written, and as variants of `Rule`.
const RULES: [(&str, &str); 9] = [
    ("key_without_index", "KeyWithoutIndex"),
    ("id_without_key", "IdWithoutKey"),
    ("types_differ", "TypesDiffer"),
    ("singular_and_plural", "SingularAndPlural"),
    ("redundant_index", "RedundantIndex"),
    ("enum_without_check", "EnumWithoutCheck"),
    ("long_name", "LongName"),
    ("bool_without_default", "BoolWithoutDefault"),
    ("json_not_binary", "JsonNotBinary"),
];

/// `allow(drops_data, key_without_index, …)` on a struct or a column.
#[derive(Debug, Default)]
pub(crate) struct Allowed {
    /// Variants of `HazardKind`: what a migration may do.
    pub(crate) hazards: Vec<Ident>,
    /// Variants of `Rule`: what the lint does not report.
    pub(crate) rules: Vec<Ident>,
}

impl Allowed {
    pub(super) fn read(allow: Option<&Columns>, errors: &mut Accumulator) -> Self {
        let mut allowed = Self::default();
        for word in allow.iter().flat_map(|words| &words.0) {
            let variant = |names: &[(&str, &str)]| {
                let known = names.iter().find(|(name, _)| word == name);
                known.map(|(_, variant)| Ident::new(variant, word.span()))
            };
            match (variant(&HAZARDS), variant(&RULES)) {
                (Some(hazard), _) => allowed.hazards.push(hazard),
                (None, Some(rule)) => allowed.rules.push(rule),
                (None, None) => errors.push(Error::custom(why_not(&word.to_string())).with_span(word)),
            }
        }
        allowed
    }
}

fn why_not(word: &str) -> String {
    let hazards = HAZARDS.map(|(name, _)| name);
    let rules = RULES.map(|(name, _)| name);
    if let Some(near) = nearest(word, hazards.into_iter().chain(rules)) {
        return format!("nothing that can be allowed is called `{word}`; did you mean `{near}`?");
    }
    let list = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    format!(
        "`{word}` cannot be allowed: write a hazard of a migration ({}) or a rule of the lint ({})",
        list(&hazards),
        list(&rules)
    )
}
