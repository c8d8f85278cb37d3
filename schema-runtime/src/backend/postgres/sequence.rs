//! How a sequence counts: read from the catalog, and written as SQL.

use super::ddl::{list_of, qualified, text};
use super::spell::made_name;
use crate::model::{Column, Expr, Identity, ObjectName, Options, Promise, Schema, Sequence};
use crate::plan::Statement;

/// Under this name stands that of the sequence which numbers a column, where the server has not made it.
const NAME: &str = "sequence";

/// All that a sequence is counted by, in the order in which the catalog is asked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub(super) struct Count {
    pub(super) ty: String,
    pub(super) start: i64,
    pub(super) increment: i64,
    pub(super) min: i64,
    pub(super) max: i64,
    pub(super) cache: i64,
    pub(super) cycle: bool,
}

impl Count {
    /// As it is by itself.
    fn of_type(ty: &str, increment: i64) -> Self {
        let (least, greatest) = limits(ty);
        let (min, max) = if increment < 0 { (least, -1) } else { (1, greatest) };
        let start = if increment < 0 { max } else { min };
        Self { ty: ty.to_owned(), start, increment, min, max, cache: 1, cycle: false }
    }

    /// Back from [`Count::options`]; `ty` is the type that it has by itself.
    fn read(options: &Options, ty: &str) -> Self {
        let number = |name: &str| options.get(name).and_then(|value| value.parse().ok());
        let ty = options.get("as").map_or(ty, String::as_str);
        let mut count = Self::of_type(ty, number("increment").unwrap_or(1));
        count.min = number("minvalue").unwrap_or(count.min);
        count.max = number("maxvalue").unwrap_or(count.max);
        count.start = number("start").unwrap_or(if count.increment < 0 { count.max } else { count.min });
        count.cache = number("cache").unwrap_or(1);
        count.cycle = options.contains_key("cycle");
        count
    }

    /// What is not as it is by itself; `ty` is the type that it has then.
    pub(super) fn options(&self, ty: &str) -> Options {
        let usual = Self::of_type(&self.ty, self.increment);
        let first = if self.increment < 0 { self.max } else { self.min };
        let options = [
            ("as", self.ty.clone(), self.ty == ty),
            ("increment", self.increment.to_string(), self.increment == 1),
            ("minvalue", self.min.to_string(), self.min == usual.min),
            ("maxvalue", self.max.to_string(), self.max == usual.max),
            ("start", self.start.to_string(), self.start == first),
            ("cache", self.cache.to_string(), self.cache == 1),
            ("cycle", String::new(), !self.cycle),
        ];
        let unusual = options.into_iter().filter(|(_, _, is_usual)| !is_usual);
        unusual.map(|(name, value, _)| (name.to_owned(), value)).collect()
    }

    /// What makes `self` of another.
    fn clauses(&self, from: &Self) -> Vec<String> {
        let usual = Self::of_type(&self.ty, self.increment);
        let limit = |word: &str, value: i64, usual: i64| {
            if value == usual { format!("NO {word}") } else { format!("{word} {value}") }
        };
        // With the type the server moves the limits that are the type's own.
        let mut from = Self { ty: from.ty.clone(), ..*from };
        if self.ty != from.ty {
            let (least, greatest) = limits(&from.ty);
            from.min = if from.min == least { usual.min } else { from.min };
            from.max = if from.max == greatest { usual.max } else { from.max };
        }
        let mut clauses = Vec::new();
        let mut when = |differs: bool, clause: String| clauses.extend(differs.then_some(clause));
        when(self.ty != from.ty, format!("AS {}", self.ty));
        when(self.increment != from.increment, format!("INCREMENT BY {}", self.increment));
        when(self.min != from.min, limit("MINVALUE", self.min, usual.min));
        when(self.max != from.max, limit("MAXVALUE", self.max, usual.max));
        when(self.start != from.start, format!("START WITH {}", self.start));
        when(self.cache != from.cache, format!("CACHE {}", self.cache));
        when(self.cycle != from.cycle, if self.cycle { "CYCLE" } else { "NO CYCLE" }.to_owned());
        clauses
    }

    /// Whether it counts the other way or where it never was, and so starts again.
    fn turns(&self, from: &Self) -> bool {
        (self.increment < 0) != (from.increment < 0) || self.min > from.max || self.max < from.min
    }

    /// Whether a sequence that counts like `from` may stand below what is the least now.
    fn rises(&self, from: &Self) -> bool {
        self.min > from.min && self.min <= from.max
    }

    /// Whether a sequence that counts like `from` may stand above what is the greatest now.
    fn sinks(&self, from: &Self) -> bool {
        self.max < from.max && self.max >= from.min
    }

    /// What becomes of the number that a sequence which counts like `from` has come to, if it is lost.
    fn loses(&self, from: &Self) -> Option<String> {
        match (self.turns(from), self.rises(from), self.sinks(from)) {
            (true, _, _) => Some(format!("counts otherwise, and starts again at {}", self.start)),
            (false, true, _) => Some(format!("goes on at {} where it stands below", self.min)),
            (false, false, true) => Some(format!("goes back to {} where it stands above", self.max)),
            (false, false, false) => None,
        }
    }

    /// Changes a sequence that counts like `from`. It goes on where it is, if it may be there.
    fn change(&self, sequence: &str, from: &Self) -> Vec<Statement> {
        let mut clauses = self.clauses(from);
        let mut statements = Vec::new();
        if self.turns(from) {
            clauses.push("RESTART".to_owned());
        } else {
            let name = text(sequence);
            let mut go = |limit: i64, is_out: &str, called: bool| {
                let set = format!(
                    "SELECT setval({name}, {limit}, {called}) FROM {sequence} WHERE last_value {is_out} {limit}"
                );
                statements.push(Statement::Raw(set));
            };
            if self.rises(from) {
                go(self.min, "<", self.increment < 0);
            }
            if self.sinks(from) {
                go(self.max, ">", self.increment > 0);
            }
        }
        if !clauses.is_empty() {
            statements.push(Statement::Raw(format!("ALTER SEQUENCE {sequence} {}", clauses.join(" "))));
        }
        statements
    }
}

/// The least and the greatest number of a type.
fn limits(ty: &str) -> (i64, i64) {
    match ty {
        "smallint" => (i64::from(i16::MIN), i64::from(i16::MAX)),
        "integer" => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (i64::MIN, i64::MAX),
    }
}

pub(super) fn create(sequence: &Sequence) -> Statement {
    made(&sequence.name, &Count::read(&sequence.options, "bigint"), "bigint")
}

/// A sequence that is not there yet; `ty` is the type that one has by itself.
fn made(name: &ObjectName, count: &Count, ty: &str) -> Statement {
    let clauses = count.clauses(&Count::of_type(ty, 1));
    Statement::Raw(list_of(&format!("CREATE SEQUENCE {}", qualified(name)), &clauses))
}

pub(super) fn alter(from: &Sequence, to: &Sequence) -> Vec<Statement> {
    let name = qualified(&to.name);
    let count = |sequence: &Sequence| Count::read(&sequence.options, "bigint");
    let mut statements = count(to).change(&name, &count(from));
    if from.owner != to.owner {
        let owner = to.owner.as_ref().map_or_else(
            || "NONE".to_owned(),
            |(table, column)| format!("{}.{}", qualified(table), super::sql_type::quote(column)),
        );
        statements.push(Statement::Raw(format!("ALTER SEQUENCE {name} OWNED BY {owner}")));
    }
    statements
}

/// What becomes of the number that a sequence has come to, if it is lost.
pub(super) fn loses(from: &Sequence, to: &Sequence) -> Option<String> {
    Count::read(&to.options, "bigint").loses(&Count::read(&from.options, "bigint"))
}

/// The same of the sequence that numbers a column.
pub(super) fn column_loses(from: &Column, to: &Column) -> Option<String> {
    let count = |column: &Column| Count::read(column.numbering.value(), own_type(column));
    let stays = from.identity.value().is_some() && to.identity.value().is_some();
    stays.then(|| count(to).loses(&count(from))).flatten()
}

/// How the numbers of a column of a table are counted, where it is not as a column's are.
pub(super) fn numbering(count: &Count, name: &str, table: &ObjectName, column: &Column) -> Options {
    let mut options = count.options(own_type(column));
    if name != made_name(&table.name, Some(&column.name), "seq") {
        options.insert(NAME.to_owned(), name.to_owned());
    }
    options
}

/// The sequence that numbers a column.
pub(super) fn of_column(table: &ObjectName, column: &Column) -> ObjectName {
    let made = || made_name(&table.name, Some(&column.name), "seq");
    let name = column.numbering.value().get(NAME).cloned().unwrap_or_else(made);
    ObjectName::in_schema(table.schema.as_deref(), name)
}

/// What stands behind `AS IDENTITY`.
pub(super) fn of_identity(table: &ObjectName, column: &Column) -> String {
    let own = own_type(column);
    let mut clauses = Vec::new();
    if column.numbering.value().contains_key(NAME) {
        clauses.push(format!("SEQUENCE NAME {}", qualified(&of_column(table, column))));
    }
    clauses.extend(Count::read(column.numbering.value(), own).clauses(&Count::of_type(own, 1)));
    if clauses.is_empty() { String::new() } else { format!(" ({})", clauses.join(" ")) }
}

/// What comes before and behind a serial column whose sequence is not as the server makes it.
pub(super) fn around(table: &ObjectName, column: &Column) -> Option<[Statement; 2]> {
    if *column.identity.value() != Some(Identity::Serial) || column.numbering.value().is_empty() {
        return None;
    }
    Some([begin(table, column), belong(table, column)])
}

/// The sequence for a column that has none.
pub(super) fn begin(table: &ObjectName, column: &Column) -> Statement {
    let own = own_type(column);
    let count = Count::read(column.numbering.value(), own);
    made(&of_column(table, column), &count, "bigint")
}

/// Makes it go with the column.
pub(super) fn belong(table: &ObjectName, column: &Column) -> Statement {
    let owner = format!("{}.{}", qualified(table), super::sql_type::quote(&column.name));
    Statement::Raw(format!("ALTER SEQUENCE {} OWNED BY {owner}", qualified(&of_column(table, column))))
}

/// Its next number, as a default.
pub(super) fn next(table: &ObjectName, column: &Column) -> String {
    format!("nextval({}::regclass)", text(&qualified(&of_column(table, column))))
}

/// The number to go on with behind those that are there.
pub(super) fn behind(column: &Column) -> String {
    let name = super::sql_type::quote(&column.name);
    let Count { start, increment, .. } = Count::read(column.numbering.value(), own_type(column));
    match (start, increment) {
        (1, 1) => format!("COALESCE(MAX({name}), 0) + 1"),
        (_, 0..) => format!("GREATEST(MAX({name}) + {increment}, {start})"),
        (_, ..0) => format!("LEAST(MIN({name}) - {}, {start})", increment.unsigned_abs()),
    }
}

/// Changes how a column that is numbered is counted; its type has changed already.
pub(super) fn recount(table: &ObjectName, from: &Column, to: &Column) -> Vec<Statement> {
    let mut statements = Vec::new();
    let (old, new) = (of_column(table, from), of_column(table, to));
    if old != new {
        let name = super::sql_type::quote(&new.name);
        statements.push(Statement::Raw(format!("ALTER SEQUENCE {} RENAME TO {name}", qualified(&old))));
    }
    let is_serial = *to.identity.value() == Some(Identity::Serial);
    // The sequence of an identity follows the type of its column by itself.
    let before = own_type(if is_serial { from } else { to });
    let from = Count::read(from.numbering.value(), before);
    statements.extend(Count::read(to.numbering.value(), own_type(to)).change(&qualified(&new), &from));
    statements
}

/// Takes the sequences that number columns for their own where `other` has them so.
pub(in crate::backend) fn unfold(schema: &mut Schema, other: &Schema) {
    let Schema { tables, sequences, .. } = schema;
    for table in tables.values_mut() {
        for column in &mut table.columns {
            let name = of_column(&table.name, column);
            let is_serial = *column.identity.value() == Some(Identity::Serial);
            if !is_serial || !other.sequences.contains_key(&name) {
                continue;
            }
            let options = Count::read(column.numbering.value(), own_type(column)).options("bigint");
            let owner = Some((table.name.clone(), column.name.clone()));
            column.default = Promise::Exact(Some(Expr::new(next(&table.name, column))));
            column.identity = Promise::Exact(None);
            column.numbering = Promise::Exact(Options::new());
            sequences.insert(name.clone(), Sequence { name, owner, options });
        }
    }
}

/// The type that the sequence of a column has by itself.
fn own_type(column: &Column) -> &str {
    let name = column.ty.value().name.as_str();
    if ["smallint", "integer"].contains(&name) { name } else { "bigint" }
}
