//! A field in, the names SeaORM gives it out: of its variant of `Column`, and of the column itself.

use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToTitleCase, ToUpperCamelCase};
use syn::Ident;
use syn::ext::IdentExt;

/// A field's name without `r#`.
pub(crate) fn plain(field: &Ident) -> String {
    field.unraw().to_string()
}

/// The variant of `Column`.
pub(crate) fn variant(field: &str) -> String {
    match field.to_upper_camel_case() {
        keyword if keyword == "Self" => "Self_".to_owned(),
        variant => variant,
    }
}

/// The column, if the field has no `column_name`; `style` is the struct's `rename_all`.
pub(crate) fn column(field: &str, variant: &str, style: Option<&str>) -> String {
    match style.and_then(|style| in_style(&field.to_upper_camel_case(), style)) {
        Some(name) => name,
        None if field != field.to_upper_camel_case().to_snake_case() => field.to_snake_case(),
        None => variant.to_snake_case(),
    }
}

/// The field that most likely has this variant, where only the variant is known.
pub(crate) fn field_of(variant: &str) -> Option<String> {
    let field = variant.to_snake_case();
    // `LineOne` is `line_one`, but `Line1` may be `line1` or `line_1`.
    (!field.contains(|c: char| c.is_ascii_digit()) && self::variant(&field) == variant).then_some(field)
}

fn in_style(name: &str, style: &str) -> Option<String> {
    Some(match style {
        "camel_case" | "PascalCase" => name.to_upper_camel_case(),
        // SeaORM lowers the first letter of the upper form, which differs from heck's own lower form nowhere.
        "camelCase" => name.to_lower_camel_case(),
        "mixed_case" => name.to_lower_camel_case(),
        "snake_case" | "snek_case" => name.to_snake_case(),
        "kebab_case" | "kebab-case" => name.to_kebab_case(),
        "SCREAMING-KEBAB-CASE" => name.to_kebab_case().to_uppercase(),
        "shouty_snake_case" | "shouty_snek_case" | "SCREAMING_SNAKE_CASE" => name.to_shouty_snake_case(),
        "title_case" => name.to_title_case(),
        "lowercase" => name.to_lowercase(),
        "UPPERCASE" => name.to_uppercase(),
        _ => return None,
    })
}
