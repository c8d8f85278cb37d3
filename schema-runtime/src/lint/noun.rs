//! Singular and plural, as far as the names of tables need them. Where English leaves it open, nothing is said.

/// Plurals that are not made with `s`.
const IRREGULAR: [(&str, &str); 10] = [
    ("child", "children"),
    ("criterion", "criteria"),
    ("datum", "data"),
    ("foot", "feet"),
    ("man", "men"),
    ("medium", "media"),
    ("person", "people"),
    ("tooth", "teeth"),
    ("vertex", "vertices"),
    ("index", "indices"),
];

/// Words that stand in either number, or are used so.
const NEITHER: [&str; 24] = [
    "access",
    "cache",
    "config",
    "content",
    "data",
    "equipment",
    "feedback",
    "history",
    "info",
    "information",
    "inventory",
    "log",
    "media",
    "metadata",
    "news",
    "permission",
    "preferences",
    "queue",
    "series",
    "settings",
    "software",
    "species",
    "staff",
    "stock",
];

/// Whether a word is in the singular or the plural.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    Singular,
    Plural,
}

impl Number {
    /// That of the last word of a table's name, where it can be told.
    pub(super) fn of(table: &str) -> Option<Self> {
        let table = table.to_lowercase();
        let word = table.rsplit(['_', '-']).find(|word| !word.is_empty())?;
        if NEITHER.contains(&word) || !word.ends_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        if IRREGULAR.iter().any(|(_, plural)| *plural == word) {
            return Some(Self::Plural);
        }
        let in_singular = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
        Some(if word.ends_with('s') && !in_singular { Self::Plural } else { Self::Singular })
    }

    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Singular => "singular",
            Self::Plural => "plural",
        }
    }
}

/// Whether a table is called after what one of its rows is: `users` or `user` after `user`.
pub(super) fn names(table: &str, row: &str) -> bool {
    let (table, row) = (table.to_lowercase(), row.to_lowercase());
    let regular = |ending: &str, plural: &str| {
        row.strip_suffix(ending).is_some_and(|stem| table.strip_prefix(stem) == Some(plural))
    };
    table == row
        || regular("", "s")
        || regular("", "es")
        || regular("y", "ies")
        || regular("f", "ves")
        || regular("fe", "ves")
        || IRREGULAR.iter().any(|(singular, plural)| {
            row.strip_suffix(singular).is_some_and(|stem| {
                (stem.is_empty() || stem.ends_with('_')) && table.strip_prefix(stem) == Some(plural)
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_called_after_its_rows() {
        for (table, row) in [
            ("users", "user"),
            ("user", "user"),
            ("Users", "user"),
            ("addresses", "address"),
            ("companies", "company"),
            ("people", "person"),
            ("shelves", "shelf"),
            ("site_people", "site_person"),
        ] {
            assert!(names(table, row), "{table} of a {row}");
        }
        for (table, row) in
            [("users", "use"), ("usernames", "user"), ("salespeople", "person"), ("user", "users")]
        {
            assert!(!names(table, row), "{table} of a {row}");
        }
    }

    #[test]
    fn what_can_be_told_of_a_word() {
        for (table, number) in [
            ("assets", Some(Number::Plural)),
            ("asset", Some(Number::Singular)),
            ("email_addresses", Some(Number::Plural)),
            ("address", Some(Number::Singular)),
            ("order_status", Some(Number::Singular)),
            ("analysis", Some(Number::Singular)),
            ("people", Some(Number::Plural)),
            ("login_history", None),
            ("settings", None),
            ("v2", None),
        ] {
            assert_eq!(Number::of(table), number, "{table}");
        }
    }
}
