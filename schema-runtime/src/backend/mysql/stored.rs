//! Expressions as the catalog stores them in, as an author could have written them out.

use super::Server;
use super::server::{Flavour, unescaped};
use crate::backend::lexer::{Escapes, tokens};
use crate::model::{Expr, SqlType};

impl Server {
    /// A check, a generated value, a part of an index, a default that is an expression.
    pub(super) fn stored(&self, text: &str) -> Expr {
        let text = match self.flavour {
            Flavour::MariaDb => without_database(text, &self.database),
            Flavour::MySql => without_introducers(&unescape(text)),
        };
        match tokens(&text, self.escapes).as_deref() {
            Some([group]) => Expr::new(group.inside().unwrap_or(group.text)),
            _ => Expr::new(text),
        }
    }

    /// A default; `None` where there is none. MariaDB stores SQL; MySQL stores a constant's value, and marks an
    /// expression in `extra`.
    pub(super) fn stored_default(&self, text: &str, ty: &SqlType, extra: &str) -> Option<Expr> {
        match self.flavour {
            Flavour::MariaDb => (text != "NULL").then(|| self.stored(text)),
            Flavour::MySql if extra.contains("default_generated") => Some(self.stored(text)),
            Flavour::MySql => Some(self.constant(text, ty)),
        }
    }

    fn constant(&self, text: &str, ty: &SqlType) -> Expr {
        let is_time = matches!(ty.name.as_str(), "datetime" | "timestamp");
        let is_sql = match ty.name.split(' ').next().unwrap_or_default() {
            "tinyint" | "smallint" | "mediumint" | "int" | "bigint" | "decimal" | "float" | "double"
            | "bit" | "year" => true,
            "binary" | "varbinary" => text.starts_with("0x"),
            _ => is_time && text.to_ascii_uppercase().starts_with("CURRENT_TIMESTAMP"),
        };
        Expr::new(if is_sql { text.to_owned() } else { self.text(text) })
    }
}

/// MySQL writes quotes, backslashes and control characters of the whole text with a backslash.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => plain.extend(characters.next().map(unescaped)),
            _ => plain.push(c),
        }
    }
    plain
}

/// MySQL writes before each string of which character set it is; the connection's needs no word.
fn without_introducers(text: &str) -> String {
    const INTRODUCER: &str = "_utf8mb4'";
    without(text, |before, rest| {
        let is_word = before.is_alphanumeric() || matches!(before, '_' | '$');
        if !is_word && rest.starts_with(INTRODUCER) { INTRODUCER.len() - 1 } else { 0 }
    })
}

/// MariaDB writes before a sequence of which database it is; the connection's needs no word.
fn without_database(text: &str, database: &str) -> String {
    let qualifier = format!("`{}`.", database.replace('`', "``"));
    without(text, |_, rest| if rest.starts_with(&qualifier) { qualifier.len() } else { 0 })
}

/// A text without what `skip` finds at a place outside quotes, by the character before it and the rest: so many bytes.
fn without(text: &str, skip: impl Fn(char, &str) -> usize) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let skipped = skip(before, rest);
        if skipped > 0 {
            rest = &rest[skipped..];
            before = ' ';
            continue;
        }
        let length = match c {
            '\'' | '`' | '"' => quoted(rest, c),
            _ => c.len_utf8(),
        };
        plain.push_str(&rest[..length]);
        before = c;
        rest = &rest[length..];
    }
    plain
}

/// The length of the quoted text at the beginning.
fn quoted(text: &str, quote: char) -> usize {
    let escapes = if quote == '\'' { Escapes::Backslash } else { Escapes::Doubled };
    let mut characters = text.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        if c == '\\' && escapes == Escapes::Backslash {
            characters.next();
        } else if c == quote {
            return at + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// T32.
    #[test]
    fn mysql_escapes_and_introduces_what_it_stores() {
        let server = Server::mysql();
        for (stored, plain) in [
            (r"(`a` in (_utf8mb4\'x\',_utf8mb4\'it\\\'s\'))", r"`a` in ('x','it\'s')"),
            (r"json_array()", "json_array()"),
            (r"concat(`a_utf8mb4`,_utf8mb4\'_utf8mb4\')", "concat(`a_utf8mb4`,'_utf8mb4')"),
        ] {
            assert_eq!(server.stored(stored), Expr::new(plain), "{stored}");
        }
        assert_eq!(Server::mariadb().stored(r"`a` = 'b\\c'"), Expr::new(r"`a` = 'b\\c'"));
    }

    #[test]
    fn mariadb_says_of_which_database_a_sequence_is() {
        let server = Server::mariadb();
        for (stored, plain) in [
            ("nextval(`test`.`numbers`)", "nextval(`numbers`)"),
            ("(nextval(`test`.`numbers`) + `test`)", "nextval(`numbers`) + `test`"),
            ("nextval(`other`.`numbers`)", "nextval(`other`.`numbers`)"),
            ("concat('`test`.',`a`)", "concat('`test`.',`a`)"),
        ] {
            assert_eq!(server.stored(stored), Expr::new(plain), "{stored}");
        }
    }

    /// T5, T7, T9.
    #[test]
    fn mysql_stores_the_value_and_mariadb_the_sql() {
        let mysql = Server::mysql();
        let varchar = SqlType::new("varchar").with([20]);
        for (text, ty, extra, expected) in [
            ("it's", &varchar, "", "'it''s'"),
            ("NULL", &varchar, "", "'NULL'"),
            ("uuid()", &varchar, "default_generated", "uuid()"),
            ("0", &SqlType::new("int unsigned"), "", "0"),
            ("b'101'", &SqlType::new("bit").with([3]), "", "b'101'"),
            ("CURRENT_TIMESTAMP(3)", &SqlType::new("datetime").with([3]), "", "CURRENT_TIMESTAMP(3)"),
            ("2020-01-01 00:00:00", &SqlType::new("datetime"), "", "'2020-01-01 00:00:00'"),
        ] {
            assert_eq!(mysql.stored_default(text, ty, extra), Some(Expr::new(expected)), "{text}");
        }
        let mariadb = Server::mariadb();
        assert_eq!(mariadb.stored_default("NULL", &varchar, ""), None);
        assert_eq!(mariadb.stored_default("'NULL'", &varchar, ""), Some(Expr::new("'NULL'")));
    }
}
