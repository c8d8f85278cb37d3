use crate::model::{
    Check, Column, EnumType, Expr, ForeignKey, Generated, Identity, Index, Location, ObjectName, Options,
    PrimaryKey, SqlType, Table,
};
use serde::Serialize;

/// One thing that is not the same on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// What to do about it, with both sides in full; `None` where there is nothing that a migration could or
    /// should do (an expression that cannot be compared, a name).
    #[serde(skip)]
    pub change: Option<Change>,
}

impl Difference {
    /// A difference of which both sides are yet to be told.
    pub(super) fn new(kind: Kind, severity: Severity, table: &ObjectName, object: impl Into<String>) -> Self {
        Self {
            kind,
            severity,
            table: table.clone(),
            object: object.into(),
            declared: None,
            live: None,
            entity: None,
            why: String::new(),
            hint: None,
            change: None,
        }
    }

    pub(super) fn declared(mut self, text: impl Into<String>) -> Self {
        self.declared = Some(text.into());
        self
    }

    pub(super) fn live(mut self, text: impl Into<String>) -> Self {
        self.live = Some(text.into());
        self
    }

    pub(super) fn at(mut self, entity: Option<Location>) -> Self {
        self.entity = entity;
        self
    }

    pub(super) fn why(mut self, why: impl Into<String>) -> Self {
        self.why = why.into();
        self
    }

    pub(super) fn change(mut self, change: Change) -> Self {
        self.change = Some(change);
        self
    }

    /// Whether it is about something missing that is declared as renamed.
    pub(super) fn may_be_renamed(&self) -> bool {
        let former = match &self.change {
            Some(Change::Table { from: None, to: Some(to) }) => &to.renamed_from,
            Some(Change::Column { table: _, from: None, to: Some(to) }) => &to.renamed_from,
            Some(_) | None => return false,
        };
        former.is_some()
    }

    /// The object as a person would name it to allow its removal: `table` or `table.object`.
    pub fn path(&self) -> String {
        if self.object.is_empty() {
            self.table.to_string()
        } else {
            format!("{}.{}", self.table, self.object)
        }
    }
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

impl Kind {
    /// A kind in words, for one and for several.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Kind::MissingTable => ("missing table", "missing tables"),
            Kind::ExtraTable => ("extra table", "extra tables"),
            Kind::MissingColumn => ("missing column", "missing columns"),
            Kind::ExtraColumn => ("extra column", "extra columns"),
            Kind::ColumnType => ("another type", "other types"),
            Kind::ColumnNullability => ("another nullability", "other nullabilities"),
            Kind::ColumnDefault => ("another default", "other defaults"),
            Kind::ColumnGenerated => ("another generated value", "other generated values"),
            Kind::ColumnIdentity => ("another numbering", "other numberings"),
            Kind::ColumnCollation => ("another collation", "other collations"),
            Kind::PrimaryKey => ("another primary key", "other primary keys"),
            Kind::MissingUnique => ("missing unique constraint", "missing unique constraints"),
            Kind::ExtraUnique => ("extra unique constraint", "extra unique constraints"),
            Kind::MissingIndex => ("missing index", "missing indexes"),
            Kind::ExtraIndex => ("extra index", "extra indexes"),
            Kind::IndexDefinition => ("another index", "other indexes"),
            Kind::MissingForeignKey => ("missing foreign key", "missing foreign keys"),
            Kind::ExtraForeignKey => ("extra foreign key", "extra foreign keys"),
            Kind::ForeignKeyDefinition => ("another foreign key", "other foreign keys"),
            Kind::MissingCheck => ("missing check", "missing checks"),
            Kind::ExtraCheck => ("extra check", "extra checks"),
            Kind::CheckExpression => ("another check", "other checks"),
            Kind::MissingEnum => ("missing type", "missing types"),
            Kind::ExtraEnum => ("extra type", "extra types"),
            Kind::EnumValues => ("other labels", "other labels"),
            Kind::Comment => ("another comment", "other comments"),
            Kind::Name => ("another name", "other names"),
        }
    }
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

impl Change {
    /// Whether something that the database has is not there afterwards: an object, or a label of an enum.
    pub fn removes(&self) -> bool {
        match self {
            Self::Enum { from: Some(from), to: Some(to) } => lacks(&to.values, &from.called_as_in(to).values),
            Self::Enum { from, to } => from.is_some() && to.is_none(),
            Self::Table { from, to } => from.is_some() && to.is_none(),
            Self::Column { table: _, from, to } => from.is_some() && to.is_none(),
            Self::PrimaryKey { table: _, from, to } => from.is_some() && to.is_none(),
            Self::Index { table: _, from, to } => from.is_some() && to.is_none(),
            Self::ForeignKey { table: _, from, to } => from.is_some() && to.is_none(),
            Self::Check { table: _, from, to } => from.is_some() && to.is_none(),
            Self::ColumnAspect { table: _, column: _, aspect } => match &**aspect {
                ColumnAspect::Type { from, to, renamed, using: _, default: _ } => {
                    from.labels().zip(to.labels()).is_some_and(|(from, to)| {
                        let is_renamed = |label: &&String| renamed.iter().any(|(former, _)| former == *label);
                        from.iter().filter(|label| !is_renamed(label)).any(|label| !to.contains(label))
                    })
                }
                ColumnAspect::Nullability { .. }
                | ColumnAspect::Default { .. }
                | ColumnAspect::Generated { .. }
                | ColumnAspect::Identity { .. }
                | ColumnAspect::Numbering { .. }
                | ColumnAspect::Collation { .. }
                | ColumnAspect::Comment { .. }
                | ColumnAspect::OnUpdate { .. } => false,
            },
            Self::RenameTable { .. } | Self::TableComment { .. } | Self::RenameColumn { .. } => false,
        }
    }
}

fn lacks(labels: &[String], of: &[String]) -> bool {
    of.iter().any(|label| !labels.contains(label))
}

/// An aspect of a column, on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "from and to are the two sides throughout")]
pub enum ColumnAspect {
    /// `renamed` are the labels that are called otherwise, `using` is the author's conversion, `default` the declared default, in words of the new type.
    Type {
        from: SqlType,
        to: SqlType,
        renamed: Vec<(String, String)>,
        using: Option<Expr>,
        default: Option<Expr>,
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
    Numbering {
        from: Options,
        to: Options,
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
