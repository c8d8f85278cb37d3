use crate::model::{Check, Column, EnumType, ForeignKey, Index, ObjectName, PrimaryKey, Table};

/// One thing that a migration does; a backend turns it into statements.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the fields are the nouns they are named for; from and to are before and after"
)]
#[allow(clippy::large_enum_variant, reason = "a plan is short, and its steps are looked into everywhere")]
pub enum Step {
    CreateSchema(String),
    CreateEnum(EnumType),
    /// Labels are added (then without columns), or, where one goes or moves, the type is exchanged under all the
    /// columns that use it; what else knows the type, checks and predicates, is out of the way.
    AlterEnum {
        from: EnumType,
        to: EnumType,
        columns: Vec<(ObjectName, Column)>,
    },
    DropEnum(EnumType),
    /// All that the table holds here is created with it: columns, primary key, unique constraints, checks, comment,
    /// and those foreign keys that can stand inside. Plain and unique indexes, and the other keys, are steps of
    /// their own.
    CreateTable(Table),
    DropTable(Table),
    /// Several that point at each other, in this order; where a key can be dropped, the keys go first instead.
    DropCircle(Vec<Table>),
    RenameTable {
        from: ObjectName,
        to: ObjectName,
    },
    SetTableComment {
        table: ObjectName,
        from: Option<String>,
        to: Option<String>,
    },
    AddColumn {
        table: ObjectName,
        column: Column,
    },
    /// All aspects of a column that change, at once; the names are equal.
    AlterColumn {
        table: ObjectName,
        from: Column,
        to: Column,
    },
    RenameColumn {
        table: ObjectName,
        from: String,
        to: String,
    },
    DropColumn {
        table: ObjectName,
        column: Column,
    },
    AddPrimaryKey {
        table: ObjectName,
        key: PrimaryKey,
    },
    DropPrimaryKey {
        table: ObjectName,
        key: PrimaryKey,
    },
    CreateIndex {
        table: ObjectName,
        index: Index,
    },
    DropIndex {
        table: ObjectName,
        index: Index,
    },
    RenameIndex {
        table: ObjectName,
        from: Index,
        to: String,
    },
    AddForeignKey {
        table: ObjectName,
        key: ForeignKey,
    },
    DropForeignKey {
        table: ObjectName,
        key: ForeignKey,
    },
    AddCheck {
        table: ObjectName,
        check: Check,
    },
    DropCheck {
        table: ObjectName,
        check: Check,
    },
    /// The table is made again under another name and its rows are copied: all that changes in it, its indexes and
    /// keys too, where this database cannot make one of the changes in place.
    RebuildTable {
        from: Box<Table>,
        to: Box<Table>,
    },
}

impl Step {
    /// The table or type that it is about.
    pub fn subject(&self) -> String {
        match self {
            Self::CreateSchema(name) => name.clone(),
            Self::CreateEnum(ty) | Self::DropEnum(ty) | Self::AlterEnum { from: _, to: ty, columns: _ } => {
                ty.name.to_string()
            }
            Self::CreateTable(table) | Self::DropTable(table) => table.name.to_string(),
            Self::DropCircle(tables) => {
                tables.iter().map(|table| table.name.to_string()).collect::<Vec<_>>().join(", ")
            }
            Self::RenameTable { from: _, to } => to.to_string(),
            Self::RebuildTable { from: _, to } => to.name.to_string(),
            Self::SetTableComment { table, from: _, to: _ }
            | Self::AddColumn { table, column: _ }
            | Self::AlterColumn { table, from: _, to: _ }
            | Self::RenameColumn { table, from: _, to: _ }
            | Self::DropColumn { table, column: _ }
            | Self::AddPrimaryKey { table, key: _ }
            | Self::DropPrimaryKey { table, key: _ }
            | Self::CreateIndex { table, index: _ }
            | Self::DropIndex { table, index: _ }
            | Self::RenameIndex { table, from: _, to: _ }
            | Self::AddForeignKey { table, key: _ }
            | Self::DropForeignKey { table, key: _ }
            | Self::AddCheck { table, check: _ }
            | Self::DropCheck { table, check: _ } => table.to_string(),
        }
    }
}
