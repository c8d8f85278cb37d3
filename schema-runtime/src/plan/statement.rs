use crate::model::{Check, Expr, ForeignKey, Generated, Index, ObjectName, PrimaryKey};
use sea_orm::ColumnType;

/// One statement of a migration: a call of SeaQuery's builder, or SQL where the builder lacks it. A backend need
/// not know what the builder lacks (a deferrable key, the order of nulls): such a statement is written by hand.
///
/// A backend makes statements of steps; [`Server::sql`](crate::backend::Server::sql) gives the SQL of one and
/// `codegen` its Rust text, and both say the same.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are the nouns they are named for")]
pub enum Statement {
    CreateTable(CreateTable),
    DropTable(ObjectName),
    RenameTable {
        from: ObjectName,
        to: ObjectName,
    },
    AddColumn {
        table: ObjectName,
        column: ColumnCall,
    },
    ModifyColumn {
        table: ObjectName,
        column: ColumnCall,
    },
    RenameColumn {
        table: ObjectName,
        from: String,
        to: String,
    },
    DropColumn {
        table: ObjectName,
        column: String,
    },
    CreateIndex {
        table: ObjectName,
        index: Index,
    },
    DropIndex {
        table: ObjectName,
        name: String,
    },
    /// Beside those who use the table, unless one of its name is there.
    BuildIndex {
        table: ObjectName,
        index: Index,
    },
    /// Beside those who use the table, if it is there.
    RemoveIndex {
        table: ObjectName,
        name: String,
    },
    AddForeignKey {
        table: ObjectName,
        key: ForeignKey,
    },
    DropForeignKey {
        table: ObjectName,
        name: String,
    },
    CreateType {
        name: ObjectName,
        values: Vec<String>,
    },
    DropType {
        name: ObjectName,
    },
    /// `before` is the label that the new one stands before; at the end without one.
    AddTypeValue {
        name: ObjectName,
        value: String,
        before: Option<String>,
    },
    /// What the builder lacks.
    Raw(String),
}

/// A table to create.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are the nouns they are named for")]
pub struct CreateTable {
    pub name: ObjectName,
    pub columns: Vec<ColumnCall>,
    /// A key of more than one column, or one that needs its name.
    pub primary_key: Option<PrimaryKey>,
    /// Unique constraints inside the statement, and other indexes where this database takes them there.
    pub uniques: Vec<Index>,
    pub foreign_keys: Vec<ForeignKey>,
    pub checks: Vec<Check>,
    pub comment: Option<String>,
    /// Behind the closing parenthesis.
    pub extra: Option<String>,
}

/// A column as the builder makes it.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are the builder's methods")]
pub struct ColumnCall {
    pub name: String,
    /// The builder's type, [`ColumnType::Custom`] with this database's words where it has none.
    pub ty: Option<ColumnType>,
    /// `None` leaves it as it is, in a change.
    pub not_null: Option<bool>,
    pub default: Option<Expr>,
    pub auto_increment: bool,
    pub primary_key: bool,
    pub unique: bool,
    pub check: Option<Check>,
    pub generated: Option<Generated>,
    pub using: Option<Expr>,
    pub comment: Option<String>,
    pub extra: Option<String>,
}

impl ColumnCall {
    /// A column with a name alone.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ty: None,
            not_null: None,
            default: None,
            auto_increment: false,
            primary_key: false,
            unique: false,
            check: None,
            generated: None,
            using: None,
            comment: None,
            extra: None,
        }
    }
}
