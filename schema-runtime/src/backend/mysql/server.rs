//! What must be known of a MySQL or MariaDB server, and how its words are quoted.

use crate::backend::lexer::Escapes;
use crate::model::ObjectName;
use std::collections::BTreeMap;

/// What must be known of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    pub(super) flavour: Flavour,
    pub(super) version: Version,
    /// The connection's database.
    pub(super) database: String,
    /// The collation of a table that names none.
    pub(super) collation: String,
    /// The collations of the tables that have another.
    pub(super) table_collations: BTreeMap<ObjectName, String>,
    pub(super) case: Case,
    pub(super) escapes: Escapes,
    pub(super) timestamps: Timestamps,
}

/// The two that share a protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    MariaDb,
    MySql,
}

/// Major, minor and patch.
pub(super) type Version = (u16, u16, u16);

/// How names of tables are told apart (`lower_case_table_names`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Sensitive,
    Insensitive,
}

/// What a `timestamp` column becomes that says nothing of its default (`explicit_defaults_for_timestamp`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Timestamps {
    /// Nothing.
    Explicit,
    /// The first that is not null takes the current time, when its row comes and when it changes.
    Implicit,
}

impl Server {
    /// Reads the answer of `version()`: `8.0.36`, `10.11.6-MariaDB-1`, `5.5.5-10.11.6-MariaDB`.
    pub(super) fn read_version(text: &str) -> (Flavour, Version) {
        let flavour =
            if text.to_ascii_lowercase().contains("mariadb") { Flavour::MariaDb } else { Flavour::MySql };
        let text = text.strip_prefix("5.5.5-").unwrap_or(text);
        let mut numbers = text.split(|c: char| !c.is_ascii_digit()).map(|number| number.parse().unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0);
        (flavour, (next(), next(), next()))
    }

    /// What it calls itself.
    pub(in crate::backend) fn title(&self) -> &'static str {
        match self.flavour {
            Flavour::MariaDb => "MariaDB",
            Flavour::MySql => "MySQL",
        }
    }

    pub(super) fn is_mariadb(&self) -> bool {
        self.flavour == Flavour::MariaDb
    }

    /// Whether it is this MariaDB or a later one, or this MySQL or a later one.
    pub(super) fn is_at_least(&self, mariadb: Version, mysql: Version) -> bool {
        match self.flavour {
            Flavour::MariaDb => self.version >= mariadb,
            Flavour::MySql => self.version >= mysql,
        }
    }

    /// The collation of a column of this table that names none.
    pub(super) fn collation_of(&self, table: &ObjectName) -> &str {
        self.table_collations.get(table).unwrap_or(&self.collation)
    }

    /// A table's name, in small letters where the server does not tell them from capitals.
    pub(in crate::backend) fn folded(&self, name: ObjectName) -> ObjectName {
        match self.case {
            Case::Sensitive => name,
            Case::Insensitive => ObjectName { name: name.name.to_lowercase(), ..name },
        }
    }

    /// A name as SQL.
    pub(super) fn name(&self, name: &str) -> String {
        format!("`{}`", name.replace('`', "``"))
    }

    /// A table's name as SQL.
    pub(super) fn table(&self, name: &ObjectName) -> String {
        match &name.schema {
            Some(schema) => format!("{}.{}", self.name(schema), self.name(&name.name)),
            None => self.name(&name.name),
        }
    }

    /// Names as SQL, between commas.
    pub(super) fn names(&self, names: &[String]) -> String {
        names.iter().map(|name| self.name(name)).collect::<Vec<_>>().join(", ")
    }

    /// A text as an SQL string.
    pub(super) fn text(&self, text: &str) -> String {
        let text = text.replace('\'', "''");
        match self.escapes {
            Escapes::Backslash => format!("'{}'", text.replace('\\', "\\\\")),
            Escapes::Doubled => format!("'{text}'"),
        }
    }

    /// What an SQL string says, without its quotes.
    pub(super) fn read_text(&self, quoted: &str) -> String {
        let inside = &quoted[1..quoted.len() - 1];
        let mut text = String::with_capacity(inside.len());
        let mut characters = inside.chars();
        while let Some(c) = characters.next() {
            match c {
                '\'' => {
                    characters.next();
                    text.push('\'');
                }
                '\\' if self.escapes == Escapes::Backslash => text.extend(characters.next().map(unescaped)),
                _ => text.push(c),
            }
        }
        text
    }

    #[cfg(any(test, feature = "lint"))]
    pub(super) fn mariadb() -> Self {
        Self {
            flavour: Flavour::MariaDb,
            version: (10, 11, 0),
            database: "test".to_owned(),
            collation: "utf8mb4_general_ci".to_owned(),
            table_collations: BTreeMap::new(),
            case: Case::Sensitive,
            escapes: Escapes::Backslash,
            timestamps: Timestamps::Explicit,
        }
    }

    #[cfg(any(test, feature = "lint"))]
    pub(in crate::backend) fn mysql() -> Self {
        let collation = "utf8mb4_0900_ai_ci".to_owned();
        Self { flavour: Flavour::MySql, version: (8, 0, 36), collation, ..Self::mariadb() }
    }
}

/// What a character behind a backslash stands for.
pub(super) fn unescaped(c: char) -> char {
    match c {
        '0' => '\0',
        'b' => '\u{8}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'Z' => '\u{1a}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_say_which_of_the_two() {
        for (text, expected) in [
            ("8.0.36", (Flavour::MySql, (8, 0, 36))),
            ("8.4.0-cloud", (Flavour::MySql, (8, 4, 0))),
            ("10.11.6-MariaDB-1:10.11.6+maria~ubu", (Flavour::MariaDb, (10, 11, 6))),
            ("5.5.5-10.6.1-MariaDB", (Flavour::MariaDb, (10, 6, 1))),
        ] {
            assert_eq!(Server::read_version(text), expected, "{text}");
        }
    }

    #[test]
    fn texts_return_from_sql() {
        for server in [Server::mariadb(), Server { escapes: Escapes::Doubled, ..Server::mariadb() }] {
            for text in ["", "it's", r"a\b", r"\'", "é\n`"] {
                assert_eq!(server.read_text(&server.text(text)), text);
            }
        }
    }

    #[test]
    fn names_are_quoted() {
        let name = ObjectName::in_schema(Some("a.b"), "c`d");
        assert_eq!(Server::mysql().table(&name), "`a.b`.`c``d`");
    }
}
