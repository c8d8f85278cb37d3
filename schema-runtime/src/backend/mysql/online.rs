//! A step comes in; how the server changes the table for it goes out: at once, beside those who use it, or by writing it
//! anew. Tried on MariaDB 10.11; for MySQL as its manual says.

use super::Server;
use super::conversion::Conversion;
use super::default::now;
use super::instruction::is_change;
use crate::backend::lexer::{Token, TokenKind, tokens};
use crate::model::{
    Check, Column, Expr, ForeignKey, Generated, Index, IndexKind, IndexPart, IndexTarget, ObjectName,
    SqlType, Storage, Subject, Table,
};
use crate::plan::{Journey, Step};

/// How the server makes a change, the cheapest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cost {
    /// In its catalog alone.
    Instant,
    /// It reads the table, and nobody waits.
    Beside,
    /// It reads the table, and nobody writes to it meanwhile.
    Locked,
    /// It writes the table anew, and nobody waits.
    Rebuild,
    /// It copies the table, and nobody writes to it meanwhile.
    Copy,
}

impl Cost {
    /// Whether the table is written anew.
    pub(super) fn rewrites(self) -> bool {
        match self {
            Self::Rebuild | Self::Copy => true,
            Self::Instant | Self::Beside | Self::Locked => false,
        }
    }

    /// Whether nobody can write to the table meanwhile.
    pub(super) fn blocks(self) -> bool {
        match self {
            Self::Locked | Self::Copy => true,
            Self::Instant | Self::Beside | Self::Rebuild => false,
        }
    }

    /// Of two changes in one statement.
    pub(super) fn and(self, other: Self) -> Self {
        match (self.max(other), self.blocks() || other.blocks()) {
            (Self::Rebuild, true) => Self::Copy,
            (cost, _) => cost,
        }
    }
}

/// What of a table decides how it can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Facts {
    /// Whatever is changed in it, it may be copied: an engine that changes nothing in place, a unique index over more
    /// than a key can hold.
    always_copied: bool,
    /// It cannot be written anew beside those who use it.
    locked_by_rebuild: bool,
    /// A column cannot come or go at once.
    never_instant: bool,
    /// A value is computed and kept, which a copy alone can do with a column that becomes not null.
    stored: bool,
    fulltext: bool,
}

impl Server {
    /// What follows the changes in `ALTER TABLE`, so that the server does it so or refuses; nothing where it can only
    /// copy the table.
    pub(super) fn asking(&self, cost: Cost) -> &'static str {
        match (cost, self.is_mariadb()) {
            (Cost::Instant, _) => ", ALGORITHM=INSTANT",
            (Cost::Beside, true) => ", ALGORITHM=NOCOPY, LOCK=NONE",
            (Cost::Beside, false) | (Cost::Rebuild, _) => ", ALGORITHM=INPLACE, LOCK=NONE",
            (Cost::Locked, _) => ", ALGORITHM=INPLACE, LOCK=SHARED",
            (Cost::Copy, _) => "",
        }
    }

    /// How the server does a step of a journey.
    pub(super) fn cost(&self, step: &Step, journey: &Journey<'_>) -> Cost {
        let Some(name) = step.table() else { return Cost::Instant };
        let facts = self.facts(name, journey);
        let cost = match step {
            Step::CreateSchema(_)
            | Step::CreateEnum(_)
            | Step::AlterEnum { from: _, to: _, columns: _ }
            | Step::DropEnum(_)
            | Step::CreateTable(_)
            | Step::DropTable(_)
            | Step::DropCircle(_)
            | Step::RenameTable { from: _, to: _ } => return Cost::Instant,
            Step::RebuildTable { from: _, to: _ } => Cost::Copy,
            Step::SetTableComment { table: _, from: _, to: _ } => self.metadata(),
            Step::AddColumn { table: _, column } | Step::DropColumn { table: _, column }
                if is_virtual(column) =>
            {
                // It cannot be part of another change but by a copy.
                if self.is_rebuilt(name, journey) { Cost::Copy } else { Cost::Instant }
            }
            Step::AddColumn { table: _, column } => self.cost_of_adding(column, facts),
            Step::DropColumn { table: _, column } => match &column.generated {
                Some(Generated { expr: _, storage: Storage::Virtual }) => Cost::Instant,
                Some(Generated { expr: _, storage: Storage::Stored }) | None => {
                    let instant = self.is_at_least((10, 4, 0), (8, 0, 29));
                    // The index of one that numbers the rows goes with it.
                    let index = leaves_index(name, column, journey) || super::ddl::is_numbered(column);
                    self.cost_of_size(facts, instant && !index)
                }
            },
            Step::Set { subject: Subject::Table(_), .. } => Cost::Copy,
            Step::AlterColumn { table, from, to } => self.cost_of_altering(table, [from, to], journey, facts),
            Step::RenameColumn { table: _, from: _, to: _ } => match self.is_mariadb() {
                true => Cost::Instant,
                false => self.metadata(),
            },
            Step::RenameIndex { table: _, from: _, to: _ }
            | Step::RenameConstraint { table: _, from: _, to: _ }
            | Step::RenameSequence { table: _, from: _, to: _ }
            | Step::CreateSequence(_)
            | Step::AlterSequence { .. }
            | Step::DropSequence(_)
            | Step::Set { .. }
            | Step::DropForeignKey { table: _, key: _ } => self.metadata(),
            Step::AddPrimaryKey { table: _, key: _ } => rebuild(facts),
            Step::DropPrimaryKey { table, key: _ } => {
                let again =
                    |step: &Step| matches!(step, Step::AddPrimaryKey { table: of, key: _ } if of == table);
                if journey.steps.iter().any(again) { rebuild(facts) } else { Cost::Copy }
            }
            Step::CreateIndex { table, index } => self.cost_of_index(table, index, journey, facts),
            Step::DropIndex { table: _, index } => {
                let former = journey.from.tables.get(name);
                if former.is_some_and(|table| orders_rows(index, table)) { Cost::Copy } else { Cost::Beside }
            }
            Step::AddForeignKey { table: _, key: _ } => Cost::Copy,
            Step::AddCheck { table: _, check: Check { valid, .. } } => match valid {
                true => Cost::Copy,
                false => self.metadata(),
            },
            Step::DropCheck { table: _, check: _ } => self.metadata(),
            Step::ValidateForeignKey { table: _, key: _ } | Step::ValidateCheck { table: _, check: _ } => {
                Cost::Copy
            }
        };
        if facts.always_copied { Cost::Copy } else { cost }
    }

    /// Whether a table is written anew for something else than columns that are computed when they are read.
    fn is_rebuilt(&self, name: &ObjectName, journey: &Journey<'_>) -> bool {
        journey.steps.iter().filter(|step| step.table() == Some(name) && is_change(step)).any(|step| {
            let apart = match step {
                Step::AddColumn { table: _, column } | Step::DropColumn { table: _, column } => {
                    is_virtual(column)
                }
                Step::AlterColumn { table: _, from, to } => is_virtual(from) || is_virtual(to),
                // They stand in statements of their own.
                Step::AddForeignKey { table: _, key: _ } => true,
                Step::CreateIndex { table, index } => journey.makes_again(table, index.name.as_ref()),
                Step::AddCheck { table, check } => journey.makes_again(table, check.name.as_ref()),
                _ => false,
            };
            // One that is filled becomes all that it has to be in another change.
            let filled = matches!(step, Step::AddColumn { table: _, column } if column.backfill.is_some());
            !apart && (filled || self.cost(step, journey).rewrites())
        })
    }

    /// A change in the catalog alone. MySQL does it at once however it is asked, and knows `INSTANT` for a few.
    fn metadata(&self) -> Cost {
        if self.is_mariadb() { Cost::Instant } else { Cost::Beside }
    }

    /// A column that comes or goes.
    fn cost_of_size(&self, facts: Facts, instant: bool) -> Cost {
        if instant && !facts.never_instant { Cost::Instant } else { rebuild(facts) }
    }

    fn cost_of_adding(&self, column: &Column, facts: Facts) -> Cost {
        match &column.generated {
            Some(Generated { expr: _, storage: Storage::Virtual }) => return Cost::Instant,
            Some(Generated { expr: _, storage: Storage::Stored }) => return Cost::Copy,
            None => {}
        }
        if super::ddl::is_numbered(column) {
            // The rows that are there are numbered, in one statement with the key that it needs.
            return Cost::Copy;
        }
        let constant = column.default.value().as_ref().is_none_or(|default| self.is_constant(default));
        if !constant || column.extra.is_some() {
            return Cost::Copy;
        }
        self.cost_of_size(facts, self.is_at_least((10, 3, 2), (8, 0, 12)))
    }

    /// Whether each row gets the same value.
    pub(super) fn is_constant(&self, value: &Expr) -> bool {
        let text = value.as_str();
        let is_number = |word: &Token<'_>| {
            word.kind == TokenKind::Word && word.text.starts_with(|c: char| c.is_ascii_digit())
        };
        let is_value = tokens(text, self.escapes).is_some_and(|tokens| match tokens.as_slice() {
            [token] => {
                token.kind == TokenKind::String
                    || is_number(token)
                    || ["true", "false", "null"].iter().any(|word| token.is(word))
            }
            [sign, number] => sign.is_sign('-') && is_number(number),
            [whole, point, part] => is_number(whole) && point.is_sign('.') && is_number(part),
            [sign, whole, point, part] => {
                sign.is_sign('-') && is_number(whole) && point.is_sign('.') && is_number(part)
            }
            _ => false,
        });
        // A bit or a hexadecimal value: a letter, and a string behind it.
        let is_bits = text.get(1..).is_some_and(|rest| rest.starts_with('\'')) && text.ends_with('\'');
        is_value || is_bits || now(text).is_some()
    }

    fn cost_of_altering(
        &self,
        table: &ObjectName,
        [from, to]: [&Column; 2],
        journey: &Journey<'_>,
        facts: Facts,
    ) -> Cost {
        if let Some(using) = &self.converts(from, to) {
            let conversion = Conversion { server: self, table, from, to, using, fill: None };
            return conversion.cost(journey);
        }
        let mut cost = self.metadata();
        let computed = match &to.generated {
            // Its values are written anew, whatever changes.
            Some(Generated { expr: _, storage: Storage::Stored }) => true,
            Some(Generated { expr: _, storage: Storage::Virtual }) => {
                let has = |table: &&Table| table.indexes.iter().any(|index| is_over(index, &to.name));
                journey.tables(table).iter().any(has)
            }
            None => false,
        };
        let collation = from.collation.value() != to.collation.value();
        if computed || collation || to.extra.is_some() || from.generated != to.generated {
            return Cost::Copy;
        }
        if from.ty.value() != to.ty.value() {
            let width = self.width(table, to);
            cost = cost.and(self.cost_of_type(from.ty.value(), to.ty.value(), width));
        }
        match (from.identity.value(), to.identity.value()) {
            (None, None) | (Some(_), Some(_)) => {}
            (Some(_), None) if self.is_mariadb() => {}
            (Some(_), None) | (None, Some(_)) => return Cost::Copy,
        }
        match (from.nullable, to.nullable) {
            (true, true) | (false, false) => cost,
            (true, false) if facts.stored => Cost::Copy,
            // A null would become the time of the change.
            (true, false) if to.ty.value().name == "timestamp" => Cost::Copy,
            (false, true) if journey.tables(table).iter().any(|table| orders_rows_by(&to.name, table)) => {
                Cost::Copy
            }
            (true, false) | (false, true) => cost.and(rebuild(facts)),
        }
    }

    fn cost_of_type(&self, from: &SqlType, to: &SqlType, width: Option<u64>) -> Cost {
        if let (Some(old), Some(new)) = (from.labels(), to.labels()) {
            let size = |labels: &[String]| match from.name.as_str() {
                "enum" => labels.len() / 256,
                _ => labels.len().div_ceil(8).next_power_of_two(),
            };
            let same = from.name == to.name && new.starts_with(old) && size(old) == size(new);
            return if same { Cost::Instant } else { Cost::Copy };
        }
        match (from.name.as_str(), to.name.as_str()) {
            ("varchar", "varchar") | ("varbinary", "varbinary") => {
                let bytes = |ty: &SqlType| Some(length(ty)? * width?);
                let (Some(old), Some(new)) = (bytes(from), bytes(to)) else { return Cost::Copy };
                // The length of a value takes one byte or two.
                let same_head = old > 255 || new <= 255;
                let grows = new >= old && (same_head || (self.is_mariadb() && old < 128));
                if grows { self.metadata() } else { Cost::Copy }
            }
            ("tinyint", "tinyint") => self.metadata(),
            _ => Cost::Copy,
        }
    }

    /// How many bytes a character of the column takes at most, where it is known.
    fn width(&self, table: &ObjectName, column: &Column) -> Option<u64> {
        if column.ty.value().name == "varbinary" {
            return Some(1);
        }
        let collation = column.collation.value().as_deref().unwrap_or_else(|| self.collation_of(table));
        match collation.split('_').next()? {
            "utf8mb4" => Some(4),
            "utf8mb3" | "utf8" => Some(3),
            "latin1" | "ascii" | "binary" => Some(1),
            _ => None,
        }
    }

    fn cost_of_index(&self, table: &ObjectName, index: &Index, journey: &Journey<'_>, facts: Facts) -> Cost {
        let expression = index.parts.iter().any(|part| match &part.target {
            IndexTarget::Column(_) => false,
            IndexTarget::Expr(_) => true,
        });
        let table = journey.to.tables.get(table);
        if table.is_some_and(|table| orders_rows(index, table)) {
            return rebuild(facts);
        }
        if expression || table.is_some_and(|table| is_hashed(index, table)) {
            return Cost::Copy;
        }
        match index.method.as_str() {
            "btree" => Cost::Beside,
            // The first of a table makes a hidden column for all of them.
            "fulltext" if !facts.fulltext => Cost::Copy,
            _ => Cost::Locked,
        }
    }

    /// Of the table before and after.
    fn facts(&self, name: &ObjectName, journey: &Journey<'_>) -> Facts {
        let tables = journey.tables(name);
        let any = |is: &dyn Fn(&Table) -> bool| tables.iter().any(|table| is(table));
        let method = |method: &'static str| {
            move |table: &Table| table.indexes.iter().any(|index| index.method == method)
        };
        let option = |start: &'static str| {
            move |table: &Table| table.options.value().iter().any(|option| option.starts_with(start))
        };
        let (fulltext, spatial) = (any(&method("fulltext")), any(&method("spatial")));
        let compressed = any(&option("ROW_FORMAT=COMPRESSED"))
            || any(&option("KEY_BLOCK_SIZE"))
            || any(&option("row_format=COMPRESSED"))
            || any(&option("key_block_size"));
        let computed = any(&|table| has_indexed(table, Storage::Virtual));
        Facts {
            always_copied: any(&option("ENGINE="))
                || any(&option("WITH SYSTEM VERSIONING"))
                || any(&|table| table.indexes.iter().any(|index| is_hashed(index, table))),
            locked_by_rebuild: fulltext || spatial || computed,
            never_instant: fulltext || computed || compressed,
            stored: any(&|table| table.columns.iter().any(is_stored)),
            fulltext: journey.from.tables.get(name).is_some_and(method("fulltext")),
        }
    }
}

impl<'a> Journey<'a> {
    /// The table of this name before and after, whichever of the two the name is.
    pub(super) fn tables(&self, name: &ObjectName) -> Vec<&'a Table> {
        let renamed = self.steps.iter().find_map(|step| {
            let Step::RenameTable { from, to } = step else { return None };
            (from == name || to == name).then_some((from, to))
        });
        let (before, after) = renamed.unwrap_or((name, name));
        self.from.tables.get(before).into_iter().chain(self.to.tables.get(after)).collect()
    }
}

fn rebuild(facts: Facts) -> Cost {
    if facts.locked_by_rebuild { Cost::Copy } else { Cost::Rebuild }
}

fn length(ty: &SqlType) -> Option<u64> {
    ty.arguments.first()?.parse().ok()
}

/// Whether the server may have an index over the column and others, which it made for a key and keeps for another.
fn leaves_index(name: &ObjectName, column: &Column, journey: &Journey<'_>) -> bool {
    let drops = |key: &ForeignKey| {
        let is = |step: &Step| matches!(step, Step::DropIndex { table: _, index } if index.name == key.name);
        journey.steps.iter().any(is)
    };
    journey
        .tables(name)
        .iter()
        .flat_map(|table| &table.foreign_keys)
        .any(|key| key.columns.len() > 1 && key.columns.contains(&column.name) && !drops(key))
}

/// Whether rows may be kept in the order of an index: of a unique one without nulls, where there is no primary key.
fn orders_rows(index: &Index, table: &Table) -> bool {
    let unique = match index.kind {
        IndexKind::Plain => false,
        IndexKind::Unique | IndexKind::Constraint(_) => true,
    };
    let whole = |part: &IndexPart| match &part.target {
        IndexTarget::Column(name) => {
            part.prefix.is_none() && table.column(name).is_some_and(|column| !column.nullable)
        }
        IndexTarget::Expr(_) => false,
    };
    unique && table.primary_key.is_none() && index.parts.iter().all(whole)
}

fn orders_rows_by(column: &str, table: &Table) -> bool {
    table.indexes.iter().any(|index| is_over(index, column) && orders_rows(index, table))
}

fn is_over(index: &Index, column: &str) -> bool {
    let named = |name: &String| name == column;
    index.parts.iter().any(|part| matches!(&part.target, IndexTarget::Column(name) if named(name)))
}

pub(super) fn is_virtual(column: &Column) -> bool {
    column.generated.as_ref().is_some_and(|generated| generated.storage == Storage::Virtual)
}

fn is_stored(column: &Column) -> bool {
    column.generated.as_ref().is_some_and(|generated| generated.storage == Storage::Stored)
}

fn has_indexed(table: &Table, storage: Storage) -> bool {
    let computed = |name: &String| {
        table
            .column(name)
            .and_then(|column| column.generated.as_ref())
            .is_some_and(|generated| generated.storage == storage)
    };
    table.indexes.iter().flat_map(|index| &index.parts).any(|part| match &part.target {
        IndexTarget::Column(name) => computed(name),
        IndexTarget::Expr(_) => true,
    })
}

/// Whether MariaDB keeps a unique index as a hash in a hidden column, since its values may be longer than a key.
fn is_hashed(index: &Index, table: &Table) -> bool {
    let unique = match index.kind {
        IndexKind::Plain => false,
        IndexKind::Unique | IndexKind::Constraint(_) => true,
    };
    let long = |column: &Column| {
        let ty = column.ty.value();
        ty.name.ends_with("text")
            || ty.name.ends_with("blob")
            || (ty.name.starts_with("var") && length(ty).is_some_and(|length| length > 768))
    };
    unique
        && index.parts.iter().any(|part| match &part.target {
            IndexTarget::Column(name) => part.prefix.is_none() && table.column(name).is_some_and(long),
            IndexTarget::Expr(_) => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Promise, Schema};
    use crate::plan::{Manner, Pace};

    /// How a server is asked for steps on a table without anything special.
    fn asked(server: &Server, step: &Step) -> &'static str {
        let table = Table::new(ObjectName::new("t"));
        let schema = Schema { tables: [(table.name.clone(), table)].into(), ..Schema::default() };
        let steps = std::slice::from_ref(step);
        let pace = &Pace::default();
        let journey = Journey { from: &schema, to: &schema, steps, manner: Manner::AtOnce, pace };
        server.asking(server.cost(step, &journey))
    }

    fn varchar(length: u32) -> Column {
        Column::new("a", SqlType::new("varchar").with([length]))
    }

    fn altered(from: Column, to: Column) -> Step {
        Step::AlterColumn { table: ObjectName::new("t"), from, to }
    }

    /// MySQL's manual: `INSTANT` for columns that come and go, no `NOCOPY`, and no step from one byte of length to two.
    #[test]
    fn mysql_is_asked_in_its_own_words() {
        let (new, old) = (Server::mysql(), Server { version: (8, 0, 20), ..Server::mysql() });
        let add = Step::AddColumn { table: ObjectName::new("t"), column: varchar(9) };
        let drop = Step::DropColumn { table: ObjectName::new("t"), column: varchar(9) };
        let in_place = ", ALGORITHM=INPLACE, LOCK=NONE";
        for (step, on_new, on_old) in [
            (&add, ", ALGORITHM=INSTANT", ", ALGORITHM=INSTANT"),
            (&drop, ", ALGORITHM=INSTANT", in_place),
            (&altered(varchar(20), varchar(63)), in_place, in_place),
            (&altered(varchar(20), varchar(64)), "", ""),
            (&altered(varchar(64), varchar(200)), in_place, in_place),
            (&altered(varchar(9), Column { nullable: false, ..varchar(9) }), in_place, in_place),
            (
                &altered(
                    varchar(9),
                    Column { default: Promise::Exact(Some(Expr::new("'x'"))), ..varchar(9) },
                ),
                in_place,
                in_place,
            ),
        ] {
            assert_eq!(asked(&new, step), on_new, "{}", step.title());
            assert_eq!(asked(&old, step), on_old, "{}", step.title());
        }
    }

    #[test]
    fn a_constant_is_the_same_for_each_row() {
        let server = Server::mariadb();
        for text in ["1", "-1", "1.5", "-1.50", "'it''s'", "NULL", "true", "b'101'", "current_timestamp(3)"] {
            assert!(server.is_constant(&Expr::new(text)), "{text}");
        }
        for text in ["uuid()", "title", "a.b", "-a", "1 + 1", "concat('a', 'b')", "x + 'a'"] {
            assert!(!server.is_constant(&Expr::new(text)), "{text}");
        }
    }
}
