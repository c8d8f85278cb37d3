use crate::model::{
    Check, Column, EnumType, ForeignKey, Index, ObjectName, PrimaryKey, Sequence, Subject, Table,
};

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
    /// Labels are renamed and added (then without columns), or, where one goes or moves, the type is exchanged under all the
    /// columns that use it; what else knows the type, checks and predicates, is out of the way.
    AlterEnum {
        from: EnumType,
        to: EnumType,
        columns: Vec<(ObjectName, Column)>,
    },
    DropEnum(EnumType),
    /// A sequence of its own, which belongs to no column yet.
    CreateSequence(Sequence),
    /// How it counts, or the column with which it goes.
    AlterSequence {
        from: Sequence,
        to: Sequence,
    },
    DropSequence(Sequence),
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
    /// A primary key, a foreign key or a check has another name and nothing else.
    RenameConstraint {
        table: ObjectName,
        from: String,
        to: String,
    },
    /// The sequence that numbers a column of the table.
    RenameSequence {
        table: ObjectName,
        from: String,
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
    /// The rows that were there before it are looked at, and it counts for them too.
    ValidateForeignKey {
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
    /// As for a foreign key.
    ValidateCheck {
        table: ObjectName,
        check: Check,
    },
    /// What entities do not speak of: `value` is `None` for what it is by itself.
    Set {
        subject: Subject,
        name: String,
        value: Option<String>,
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
            Self::CreateSequence(sequence)
            | Self::AlterSequence { from: _, to: sequence }
            | Self::DropSequence(sequence) => sequence.name.to_string(),
            Self::Set { subject, name: _, value: _ } => match subject {
                Subject::Schema(name) => name.clone(),
                Subject::Enum(name) | Subject::Sequence(name) => name.to_string(),
                Subject::Table(table)
                | Subject::Column { table, name: _ }
                | Subject::Index { table, name: _ }
                | Subject::Constraint { table, name: _ } => table.to_string(),
            },
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
            | Self::RenameConstraint { table, from: _, to: _ }
            | Self::RenameSequence { table, from: _, to: _ }
            | Self::AddForeignKey { table, key: _ }
            | Self::DropForeignKey { table, key: _ }
            | Self::ValidateForeignKey { table, key: _ }
            | Self::AddCheck { table, check: _ }
            | Self::DropCheck { table, check: _ }
            | Self::ValidateCheck { table, check: _ } => table.to_string(),
        }
    }

    /// The table that it changes, under the name that it has then.
    pub fn table(&self) -> Option<&ObjectName> {
        match self {
            Self::CreateSchema(_) | Self::CreateEnum(_) | Self::DropEnum(_) | Self::DropCircle(_) => None,
            Self::AlterEnum { from: _, to: _, columns: _ } => None,
            Self::CreateSequence(_) | Self::AlterSequence { .. } | Self::DropSequence(_) => None,
            Self::Set { subject, name: _, value: _ } => subject.table(),
            Self::CreateTable(table) | Self::DropTable(table) => Some(&table.name),
            Self::RenameTable { from: table, to: _ } => Some(table),
            Self::RebuildTable { from, to: _ } => Some(&from.name),
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
            | Self::RenameConstraint { table, from: _, to: _ }
            | Self::RenameSequence { table, from: _, to: _ }
            | Self::AddForeignKey { table, key: _ }
            | Self::DropForeignKey { table, key: _ }
            | Self::ValidateForeignKey { table, key: _ }
            | Self::AddCheck { table, check: _ }
            | Self::DropCheck { table, check: _ }
            | Self::ValidateCheck { table, check: _ } => Some(table),
        }
    }

    /// The tables that it keeps others from using while it runs, under the names that they have then.
    pub fn locks(&self) -> Vec<&ObjectName> {
        match self {
            Self::CreateTable(table) => {
                let targets = table.foreign_keys.iter().map(|key| &key.references);
                targets.filter(|target| **target != table.name).collect()
            }
            Self::AddForeignKey { table, key } => vec![table, &key.references],
            Self::AlterEnum { from: _, to: _, columns } => columns.iter().map(|(table, _)| table).collect(),
            Self::DropCircle(tables) => tables.iter().map(|table| &table.name).collect(),
            Self::CreateSchema(_)
            | Self::CreateEnum(_)
            | Self::DropEnum(_)
            | Self::DropTable(_)
            | Self::RenameTable { .. }
            | Self::RebuildTable { .. }
            | Self::SetTableComment { .. }
            | Self::AddColumn { .. }
            | Self::AlterColumn { .. }
            | Self::RenameColumn { .. }
            | Self::DropColumn { .. }
            | Self::AddPrimaryKey { .. }
            | Self::DropPrimaryKey { .. }
            | Self::CreateIndex { .. }
            | Self::DropIndex { .. }
            | Self::RenameIndex { .. }
            | Self::RenameConstraint { .. }
            | Self::RenameSequence { .. }
            | Self::CreateSequence(_)
            | Self::AlterSequence { .. }
            | Self::DropSequence(_)
            | Self::Set { .. }
            | Self::DropForeignKey { .. }
            | Self::ValidateForeignKey { .. }
            | Self::AddCheck { .. }
            | Self::DropCheck { .. }
            | Self::ValidateCheck { .. } => self.table().into_iter().collect(),
        }
    }

    /// What steps that are done together do, as it stands behind "cannot".
    pub fn titles(steps: &[Self]) -> String {
        match steps {
            [step] => step.title(),
            [Self::CreateTable(table), ..] => format!("create the table `{}`", table.name),
            steps => {
                let titles: Vec<_> = steps.iter().map(Self::title).collect();
                let table = steps.iter().find_map(Self::table).map(|table| format!(" of `{table}`"));
                let of_table = table.unwrap_or_default();
                // The table is named once, at the end, and what is done to several columns before them.
                let mut short: Vec<(String, Vec<String>)> = Vec::new();
                for title in titles {
                    let title = title.replacen(&of_table, "", 1);
                    let (verb, object) = title.split_at(title.find('`').unwrap_or(title.len()));
                    match short.last_mut() {
                        Some((last, objects)) if last == verb && !object.is_empty() => {
                            objects.push(object.to_owned());
                        }
                        _ => short.push((verb.to_owned(), vec![object.to_owned()])),
                    }
                }
                let said = short.iter().map(|(verb, objects)| match (verb.trim_end(), objects.len()) {
                    (verb, 2..) if verb.ends_with("index") => format!("{verb}es {}", objects.join(", ")),
                    (verb, 2..) => format!("{verb}s {}", objects.join(", ")),
                    _ => format!("{verb}{}", objects.join(", ")),
                });
                format!("{}{of_table}", said.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// What it does, as it stands behind "cannot": ``add the column `slug` of `books` ``.
    pub fn title(&self) -> String {
        let columns = |columns: &[String]| columns.join(", ");
        let named = |name: &Option<String>| name.clone().unwrap_or_default();
        match self {
            Self::CreateSchema(name) => format!("create the schema `{name}`"),
            Self::CreateEnum(ty) => format!("create the type `{}`", ty.name),
            Self::AlterEnum { from: _, to, columns: _ } => format!("change the labels of `{}`", to.name),
            Self::DropEnum(ty) => format!("drop the type `{}`", ty.name),
            Self::CreateSequence(sequence) => format!("create the sequence `{}`", sequence.name),
            Self::AlterSequence { from: _, to } => format!("change the sequence `{}`", to.name),
            Self::DropSequence(sequence) => format!("drop the sequence `{}`", sequence.name),
            Self::Set { subject, name, value: Some(_) } => format!("set {name} of {subject}"),
            Self::Set { subject, name, value: None } => format!("reset {name} of {subject}"),
            Self::CreateTable(table) => format!("create the table `{}`", table.name),
            Self::DropTable(table) => format!("drop the table `{}`", table.name),
            Self::DropCircle(_) => format!("drop the tables {}", self.subject()),
            Self::RenameTable { from, to } => format!("rename the table `{from}` to `{to}`"),
            Self::SetTableComment { table, from: _, to: _ } => format!("set the comment of `{table}`"),
            Self::AddColumn { table, column } => format!("add the column `{}` of `{table}`", column.name),
            Self::AlterColumn { table, from: _, to } => {
                format!("change the column `{}` of `{table}`", to.name)
            }
            Self::RenameColumn { table, from, to } => {
                format!("rename the column `{from}` of `{table}` to `{to}`")
            }
            Self::DropColumn { table, column } => format!("drop the column `{}` of `{table}`", column.name),
            Self::AddPrimaryKey { table, key } => {
                format!("add the primary key ({}) of `{table}`", columns(&key.columns))
            }
            Self::DropPrimaryKey { table, key } => {
                format!("drop the primary key ({}) of `{table}`", columns(&key.columns))
            }
            Self::CreateIndex { table, index } => {
                format!("create the index `{}` of `{table}`", named(&index.name))
            }
            Self::DropIndex { table, index } => {
                format!("drop the index `{}` of `{table}`", named(&index.name))
            }
            Self::RenameIndex { table, from, to } => {
                format!("rename the index `{}` of `{table}` to `{to}`", named(&from.name))
            }
            Self::RenameConstraint { table, from, to } => {
                format!("rename the constraint `{from}` of `{table}` to `{to}`")
            }
            Self::RenameSequence { table, from, to } => {
                format!("rename the sequence `{from}` of `{table}` to `{to}`")
            }
            Self::AddForeignKey { table, key } => {
                format!("add the foreign key ({}) of `{table}`", columns(&key.columns))
            }
            Self::DropForeignKey { table, key } => {
                format!("drop the foreign key ({}) of `{table}`", columns(&key.columns))
            }
            Self::ValidateForeignKey { table, key } => {
                format!("validate the foreign key ({}) of `{table}`", columns(&key.columns))
            }
            Self::AddCheck { table, check } => format!("add the check `{}` of `{table}`", named(&check.name)),
            Self::DropCheck { table, check } => {
                format!("drop the check `{}` of `{table}`", named(&check.name))
            }
            Self::ValidateCheck { table, check } => {
                format!("validate the check `{}` of `{table}`", named(&check.name))
            }
            Self::RebuildTable { from: _, to } => format!("rebuild the table `{}`", to.name),
        }
    }
}
