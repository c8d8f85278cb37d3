//! The text of a `CREATE TABLE` or `CREATE INDEX` comes in, and what the pragmas do not tell goes out: checks, names
//! of constraints, collations, generated expressions, `AUTOINCREMENT`, deferrability; predicates and expressions
//! of indexes. What does not read as expected is not read at all.

use super::token::{Token, TokenKind, tokens};
use crate::model::{Check, Deferrability, Expr, Generated, Options, Order, Promise, Storage};

/// What the text of a table says beyond the pragmas.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TableText {
    pub(super) columns: Vec<ColumnText>,
    pub(super) primary_key_name: Option<String>,
    pub(super) auto_increment: bool,
    pub(super) uniques: Vec<UniqueText>,
    pub(super) foreign_keys: Vec<ForeignKeyText>,
    pub(super) checks: Vec<Check>,
    /// Whether an `ON CONFLICT` stands somewhere.
    pub(super) conflict_clause: bool,
}

/// A column of a table's text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ColumnText {
    pub(super) name: String,
    pub(super) collation: Option<String>,
    pub(super) generated: Option<Generated>,
}

/// A unique constraint of a table's text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UniqueText {
    pub(super) name: Option<String>,
    pub(super) columns: Vec<String>,
}

/// A foreign key of a table's text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ForeignKeyText {
    pub(super) name: Option<String>,
    pub(super) columns: Vec<String>,
    pub(super) table: String,
    pub(super) deferrable: Deferrability,
}

/// What the text of an index says beyond the pragmas.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct IndexText {
    pub(super) parts: Vec<PartText>,
    pub(super) predicate: Option<Expr>,
}

/// A part of an index's text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PartText {
    pub(super) expr: Expr,
    pub(super) collation: Option<String>,
    pub(super) order: Order,
}

/// Reads a `CREATE TABLE`.
pub(super) fn table(sql: &str) -> Option<TableText> {
    let tokens = tokens(sql)?;
    let mut reader = Reader { sql, tokens: &tokens };
    reader.expect("CREATE")?;
    let _ = reader.accept("TEMP") || reader.accept("TEMPORARY");
    reader.expect("TABLE")?;
    reader.object_name()?;
    let mut inside = reader.parentheses()?;
    let mut text = TableText::default();
    while !inside.starts_constraint() {
        inside.column(&mut text)?;
        if !inside.accept_symbol(',') {
            break;
        }
    }
    while !inside.tokens.is_empty() {
        inside.constraint(&mut text)?;
        // SQLite lets the comma between two constraints be left out.
        inside.accept_symbol(',');
    }
    Some(text)
}

/// Reads a `CREATE INDEX`.
pub(super) fn index(sql: &str) -> Option<IndexText> {
    let tokens = tokens(sql)?;
    let mut reader = Reader { sql, tokens: &tokens };
    reader.expect("CREATE")?;
    reader.accept("UNIQUE");
    reader.expect("INDEX")?;
    reader.object_name()?;
    reader.expect("ON")?;
    reader.name()?;
    let mut inside = reader.parentheses()?;
    let mut parts = Vec::new();
    while !inside.tokens.is_empty() {
        parts.push(inside.part()?);
    }
    let predicate = if reader.accept("WHERE") { Some(reader.rest()?) } else { None };
    reader.tokens.is_empty().then_some(IndexText { parts, predicate })
}

/// What is left to read of a text.
struct Reader<'a> {
    sql: &'a str,
    tokens: &'a [Token],
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<&'a Token> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    fn peek(&self, keyword: &str) -> bool {
        self.tokens.first().is_some_and(|token| token.is(keyword))
    }

    fn accept(&mut self, keyword: &str) -> bool {
        let found = self.peek(keyword);
        if found {
            self.tokens = &self.tokens[1..];
        }
        found
    }

    fn accept_symbol(&mut self, symbol: char) -> bool {
        let found = self.tokens.first().is_some_and(|token| token.is_symbol(symbol));
        if found {
            self.tokens = &self.tokens[1..];
        }
        found
    }

    fn accept_both(&mut self, first: &str, second: &str) -> bool {
        let found = matches!(self.tokens, [a, b, ..] if a.is(first) && b.is(second));
        if found {
            self.tokens = &self.tokens[2..];
        }
        found
    }

    fn expect(&mut self, keyword: &str) -> Option<()> {
        self.accept(keyword).then_some(())
    }

    fn name(&mut self) -> Option<String> {
        self.next()?.name().map(str::to_owned)
    }

    /// `IF NOT EXISTS`, a name, and perhaps a schema before it.
    fn object_name(&mut self) -> Option<String> {
        if self.accept("IF") {
            self.expect("NOT")?;
            self.expect("EXISTS")?;
        }
        let name = self.name()?;
        if self.accept_symbol('.') { self.name() } else { Some(name) }
    }

    /// What stands between this parenthesis and the one that closes it.
    fn parentheses(&mut self) -> Option<Reader<'a>> {
        if !self.accept_symbol('(') {
            return None;
        }
        let mut depth = 1;
        let end = self.tokens.iter().position(|token| {
            match token.kind {
                TokenKind::Symbol('(') => depth += 1,
                TokenKind::Symbol(')') => depth -= 1,
                _ => {}
            }
            depth == 0
        })?;
        let inside = Reader { sql: self.sql, tokens: &self.tokens[..end] };
        self.tokens = &self.tokens[end + 1..];
        Some(inside)
    }

    /// Everything that is left, as an expression.
    fn rest(&mut self) -> Option<Expr> {
        let (first, last) = (self.tokens.first()?, self.tokens.last()?);
        let text = &self.sql[first.span.start..last.span.end];
        self.tokens = &[];
        Some(Expr::new(text))
    }

    /// All tokens up to one at this depth that satisfies `end`.
    fn until(&mut self, end: impl Fn(&Token) -> bool) -> Reader<'a> {
        let mut depth = 0;
        let length = self.tokens.iter().position(|token| {
            let here = depth == 0 && end(token);
            match token.kind {
                TokenKind::Symbol('(') => depth += 1,
                TokenKind::Symbol(')') => depth -= 1,
                _ => {}
            }
            here
        });
        let (before, after) = self.tokens.split_at(length.unwrap_or(self.tokens.len()));
        self.tokens = after;
        Reader { sql: self.sql, tokens: before }
    }

    fn starts_constraint(&self) -> bool {
        ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"].iter().any(|keyword| self.peek(keyword))
    }

    fn column(&mut self, text: &mut TableText) -> Option<()> {
        let mut column = ColumnText { name: self.name()?, collation: None, generated: None };
        self.column_type()?;
        let mut name = None;
        while self.tokens.first().is_some_and(|token| !token.is_symbol(',')) {
            if self.accept("CONSTRAINT") {
                name = Some(self.name()?);
                continue;
            }
            self.column_constraint(&mut column, name.take(), text)?;
        }
        text.columns.push(column);
        Some(())
    }

    /// Words, then numbers in parentheses: the pragmas tell which.
    fn column_type(&mut self) -> Option<()> {
        const ENDS: [&str; 11] = [
            "CONSTRAINT",
            "PRIMARY",
            "NOT",
            "NULL",
            "UNIQUE",
            "CHECK",
            "DEFAULT",
            "COLLATE",
            "REFERENCES",
            "GENERATED",
            "AS",
        ];
        let ends = |token: &Token| token.name().is_none() || ENDS.iter().any(|end| token.is(end));
        while self.tokens.first().is_some_and(|token| !ends(token)) {
            self.next();
        }
        if self.tokens.first().is_some_and(|token| token.is_symbol('(')) {
            self.parentheses()?;
        }
        Some(())
    }

    fn column_constraint(
        &mut self,
        column: &mut ColumnText,
        name: Option<String>,
        text: &mut TableText,
    ) -> Option<()> {
        if self.accept_both("NOT", "NULL") || self.accept("NULL") {
            self.conflict_clause(text)
        } else if self.accept_both("PRIMARY", "KEY") {
            let _ = self.accept("ASC") || self.accept("DESC");
            self.conflict_clause(text)?;
            text.auto_increment |= self.accept("AUTOINCREMENT");
            text.primary_key_name = name;
            Some(())
        } else if self.accept("UNIQUE") {
            text.uniques.push(UniqueText { name, columns: vec![column.name.clone()] });
            self.conflict_clause(text)
        } else if self.accept("CHECK") {
            text.checks.push(self.check(name)?);
            Some(())
        } else if self.accept("DEFAULT") {
            self.default()
        } else if self.accept("COLLATE") {
            column.collation = Some(self.name()?);
            Some(())
        } else if self.peek("REFERENCES") {
            text.foreign_keys.push(self.references(name, vec![column.name.clone()])?);
            Some(())
        } else {
            column.generated = Some(self.generated()?);
            Some(())
        }
    }

    fn constraint(&mut self, text: &mut TableText) -> Option<()> {
        let name = if self.accept("CONSTRAINT") { Some(self.name()?) } else { None };
        if self.accept_both("PRIMARY", "KEY") {
            let inside = self.parentheses()?;
            text.auto_increment |= inside.tokens.last().is_some_and(|token| token.is("AUTOINCREMENT"));
            text.primary_key_name = name;
            self.conflict_clause(text)
        } else if self.accept("UNIQUE") {
            let columns = self.columns()?;
            text.uniques.push(UniqueText { name, columns });
            self.conflict_clause(text)
        } else if self.accept("CHECK") {
            text.checks.push(self.check(name)?);
            self.conflict_clause(text)
        } else {
            self.accept_both("FOREIGN", "KEY").then_some(())?;
            let columns = self.columns()?;
            text.foreign_keys.push(self.references(name, columns)?);
            Some(())
        }
    }

    fn columns(&mut self) -> Option<Vec<String>> {
        let mut inside = self.parentheses()?;
        let mut columns = Vec::new();
        while !inside.tokens.is_empty() {
            columns.push(inside.name()?);
            inside.until(|token| token.is_symbol(','));
            inside.accept_symbol(',');
        }
        Some(columns)
    }

    fn conflict_clause(&mut self, text: &mut TableText) -> Option<()> {
        if self.accept_both("ON", "CONFLICT") {
            text.conflict_clause = true;
            self.next()?;
        }
        Some(())
    }

    fn check(&mut self, name: Option<String>) -> Option<Check> {
        let expr = self.parentheses()?.rest()?;
        Some(Check { name, expr, valid: true, options: Promise::Exact(Options::new()), origin: None })
    }

    /// The pragmas tell the default; here it is stepped over.
    fn default(&mut self) -> Option<()> {
        if self.tokens.first()?.is_symbol('(') {
            self.parentheses()?;
        } else {
            let _ = self.accept_symbol('-') || self.accept_symbol('+');
            self.next()?;
        }
        Some(())
    }

    fn generated(&mut self) -> Option<Generated> {
        if self.accept("GENERATED") {
            self.expect("ALWAYS")?;
        }
        self.expect("AS")?;
        let expr = self.parentheses()?.rest()?;
        let storage = if self.accept("STORED") { Storage::Stored } else { Storage::Virtual };
        self.accept("VIRTUAL");
        Some(Generated { expr, storage })
    }

    fn references(&mut self, name: Option<String>, columns: Vec<String>) -> Option<ForeignKeyText> {
        self.expect("REFERENCES")?;
        let table = self.name()?;
        if self.tokens.first().is_some_and(|token| token.is_symbol('(')) {
            self.parentheses()?;
        }
        let mut key = ForeignKeyText { name, columns, table, deferrable: Deferrability::NotDeferrable };
        loop {
            if self.accept("ON") {
                // DELETE or UPDATE, and what to do.
                self.next()?;
                if !(self.accept_both("SET", "NULL")
                    || self.accept_both("SET", "DEFAULT")
                    || self.accept_both("NO", "ACTION"))
                {
                    self.next()?;
                }
            } else if self.accept("MATCH") {
                self.next()?;
            } else if self.accept_both("NOT", "DEFERRABLE") {
                self.initially()?;
            } else if self.accept("DEFERRABLE") {
                key.deferrable = self.initially()?;
            } else {
                return Some(key);
            }
        }
    }

    fn initially(&mut self) -> Option<Deferrability> {
        if !self.accept("INITIALLY") {
            return Some(Deferrability::InitiallyImmediate);
        }
        if self.accept("DEFERRED") {
            return Some(Deferrability::InitiallyDeferred);
        }
        self.expect("IMMEDIATE")?;
        Some(Deferrability::InitiallyImmediate)
    }

    fn part(&mut self) -> Option<PartText> {
        let mut part = self.until(|token| token.is_symbol(','));
        self.accept_symbol(',');
        let order = match part.tokens {
            [before @ .., last] if last.is("DESC") => {
                part.tokens = before;
                Order::Descending
            }
            [before @ .., last] if last.is("ASC") => {
                part.tokens = before;
                Order::Ascending
            }
            _ => Order::Ascending,
        };
        let collation = match part.tokens {
            [before @ .., collate, name] if collate.is("COLLATE") && !before.is_empty() => {
                part.tokens = before;
                Some(name.name()?.to_owned())
            }
            _ => None,
        };
        Some(PartText { expr: part.rest()?, collation, order })
    }
}
