use crate::model::{
    Check, Column, EnumType, Expr, ForeignKey, Generated, Identity, Index, Location, ObjectName, PrimaryKey,
    SqlType, Table,
};
use serde::Serialize;

/// One thing that is not the same on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What kind it is.
    pub kind: Kind,
    /// Whether it matters.
    pub severity: Severity,
    /// The table, or the enum type.
    pub table: ObjectName,
    /// The column; for an index or a key its columns joined by `,`; the name of a check; empty for a table.
    pub object: String,
    /// The side of the entities, for people.
    pub declared: Option<String>,
    /// The side of the database, for people.
    pub live: Option<String>,
    /// Where the entity declares it.
    pub entity: Option<Location>,
    /// Why it matters, one sentence.
    pub why: String,
    /// Another object that looks like the missing one under a former name.
    pub hint: Option<String>,
    /// What to do about it, with both sides in full; `None` where there is nothing that a migration could or
    /// should do (an expression that cannot be compared, a name).
    pub change: Option<Change>,
}

/// The kinds of differences, as JSON spells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each name says what it is")]
pub enum Kind {
    MissingTable,
    ExtraTable,
    MissingColumn,
    ExtraColumn,
    ColumnType,
    ColumnNullability,
    ColumnDefault,
    ColumnGenerated,
    ColumnIdentity,
    ColumnCollation,
    PrimaryKey,
    MissingUnique,
    ExtraUnique,
    MissingIndex,
    ExtraIndex,
    IndexDefinition,
    MissingForeignKey,
    ExtraForeignKey,
    ForeignKeyDefinition,
    MissingCheck,
    ExtraCheck,
    CheckExpression,
    MissingEnum,
    ExtraEnum,
    EnumValues,
    Comment,
    Name,
}

/// Whether a difference matters; ordered, the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Comments, names, order, and what only the database has.
    Harmless,
    /// It cannot be told whether the two are the same: an expression that the server would not explain.
    Unknown,
    /// Queries work; a promise is not kept.
    Divergent,
    /// A query through the entity fails or corrupts.
    Breaking,
}

/// A change that turns the live side (`from`) into the declared one (`to`). Swapping the two gives its inverse.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "from and to are the two sides throughout")]
pub enum Change {
    Enum {
        from: Option<EnumType>,
        to: Option<EnumType>,
    },
    Table {
        from: Option<Box<Table>>,
        to: Option<Box<Table>>,
    },
    /// A table under its former name; its other changes stand beside it, under the new name.
    RenameTable {
        from: ObjectName,
        to: ObjectName,
    },
    TableComment {
        table: ObjectName,
        from: Option<String>,
        to: Option<String>,
    },
    Column {
        table: ObjectName,
        from: Option<Box<Column>>,
        to: Option<Box<Column>>,
    },
    /// A column under its former name; its other changes stand beside it, under the new name.
    RenameColumn {
        table: ObjectName,
        from: String,
        to: String,
    },
    /// One aspect of a column that both sides have.
    ColumnAspect {
        table: ObjectName,
        column: String,
        aspect: Box<ColumnAspect>,
    },
    PrimaryKey {
        table: ObjectName,
        from: Option<PrimaryKey>,
        to: Option<PrimaryKey>,
    },
    Index {
        table: ObjectName,
        from: Option<Box<Index>>,
        to: Option<Box<Index>>,
    },
    ForeignKey {
        table: ObjectName,
        from: Option<Box<ForeignKey>>,
        to: Option<Box<ForeignKey>>,
    },
    Check {
        table: ObjectName,
        from: Option<Check>,
        to: Option<Check>,
    },
}

/// An aspect of a column, on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "from and to are the two sides throughout")]
pub enum ColumnAspect {
    /// `using` is the author's conversion.
    Type {
        from: SqlType,
        to: SqlType,
        using: Option<Expr>,
    },
    /// `backfill` fills the nulls that are there.
    Nullability {
        from: bool,
        to: bool,
        backfill: Option<Expr>,
    },
    Default {
        from: Option<Expr>,
        to: Option<Expr>,
    },
    Generated {
        from: Option<Generated>,
        to: Option<Generated>,
    },
    Identity {
        from: Option<Identity>,
        to: Option<Identity>,
    },
    Collation {
        from: Option<String>,
        to: Option<String>,
    },
    Comment {
        from: Option<String>,
        to: Option<String>,
    },
    OnUpdate {
        from: Option<Expr>,
        to: Option<Expr>,
    },
}
