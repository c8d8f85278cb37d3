//! Two schemas and the steps between them come in; the steps that set what entities do not speak of go out.

use super::Step;
use crate::model::{ObjectName, Options, Schema, Subject, Table};

/// `from` with its new names. What the steps make again has lost what was set, what they make has nothing yet.
pub(super) fn settings(from: &Schema, to: &Schema, steps: &[Step]) -> Vec<Step> {
    if from.settings.is_empty() && to.settings.is_empty() {
        return Vec::new();
    }
    let mut from = from.clone();
    let mut to = to.clone();
    for step in steps {
        match step {
            Step::RenameIndex { table, from: old, to: new } => {
                let old = old.name.as_deref().unwrap_or_default();
                renamed([&mut from, &mut to], table, old, new);
            }
            Step::RenameConstraint { table, from: old, to: new } => {
                renamed([&mut from, &mut to], table, old, new);
            }
            _ => {}
        }
    }
    let none = Options::new();
    let subjects =
        from.settings.keys().chain(to.settings.keys().filter(|key| !from.settings.contains_key(*key)));
    let (mut resets, mut sets) = (Vec::new(), Vec::new());
    for subject in subjects.filter(|subject| subject.is_in(&to)) {
        let wanted = to.settings.get(subject).unwrap_or(&none);
        let has = from.settings.get(subject).filter(|_| subject.is_in(&from)).unwrap_or(&none);
        let lost = steps.iter().map(|step| lost(step, subject)).max().unwrap_or(Lost::Nothing);
        let has = if lost == Lost::All { &none } else { has };
        let step = |name: &String, value: Option<&String>| Step::Set {
            subject: subject.clone(),
            name: name.clone(),
            value: value.cloned(),
        };
        resets.extend(has.keys().filter(|name| !wanted.contains_key(*name)).map(|name| step(name, None)));
        let changed =
            wanted.iter().filter(|(name, value)| lost > Lost::Nothing || has.get(*name) != Some(value));
        sets.extend(changed.map(|(name, value)| step(name, Some(value))));
    }
    resets.append(&mut sets);
    resets
}

/// The steps that set what stands behind a table's closing parenthesis.
pub(super) fn options(from: &Table, to: &Table) -> Vec<Step> {
    let read = |table: &Table| -> Options {
        let options = table.options.value().iter();
        let pair = |option: &String| {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            (name.to_owned(), value.to_owned())
        };
        options.map(pair).collect()
    };
    let (has, wanted) = (read(from), read(to));
    let step = |name: &String, value: Option<&String>| Step::Set {
        subject: Subject::Table(to.name.clone()),
        name: name.clone(),
        value: value.cloned(),
    };
    let resets = has.keys().filter(|name| !wanted.contains_key(*name)).map(|name| step(name, None));
    let sets = wanted.iter().filter(|(name, value)| has.get(*name) != Some(value));
    resets.chain(sets.map(|(name, value)| step(name, Some(value)))).collect()
}

/// What was set under a former name counts for the new one, also where the wanted schema has not followed.
fn renamed(schemas: [&mut Schema; 2], of: &ObjectName, old: &str, new: &str) {
    for schema in schemas {
        let mut names = vec![
            (
                Subject::Index { table: of.clone(), name: old.to_owned() },
                Subject::Index { table: of.clone(), name: new.to_owned() },
            ),
            (
                Subject::Constraint { table: of.clone(), name: old.to_owned() },
                Subject::Constraint { table: of.clone(), name: new.to_owned() },
            ),
        ];
        names.retain(|(_, new)| !schema.settings.contains_key(new));
        for (old, new) in names {
            if let Some(options) = schema.settings.remove(&old) {
                schema.settings.insert(new, options);
            }
        }
    }
}

/// How much of what is set a step takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lost {
    Nothing,
    Perhaps,
    All,
}

fn lost(step: &Step, subject: &Subject) -> Lost {
    let of = |table: &ObjectName, own: Option<&String>| match subject {
        Subject::Index { table: of, name } | Subject::Constraint { table: of, name } => {
            of == table && own == Some(name)
        }
        Subject::Schema(_)
        | Subject::Enum(_)
        | Subject::Sequence(_)
        | Subject::Table(_)
        | Subject::Column { .. } => false,
    };
    let column = |table: &ObjectName, own: &str| match subject {
        Subject::Column { table: of, name } => of == table && own == name,
        Subject::Schema(_)
        | Subject::Enum(_)
        | Subject::Sequence(_)
        | Subject::Table(_)
        | Subject::Index { .. }
        | Subject::Constraint { .. } => false,
    };
    let all = |lost: bool| if lost { Lost::All } else { Lost::Nothing };
    match step {
        Step::CreateSchema(name) => all(*subject == Subject::Schema(name.clone())),
        Step::CreateEnum(ty) => all(*subject == Subject::Enum(ty.name.clone())),
        Step::AlterEnum { from: _, to, columns } if !columns.is_empty() => {
            let retyped = columns.iter().any(|(table, of)| column(table, &of.name));
            if retyped { Lost::Perhaps } else { all(*subject == Subject::Enum(to.name.clone())) }
        }
        Step::CreateSequence(sequence) => all(*subject == Subject::Sequence(sequence.name.clone())),
        Step::CreateTable(table) => all(subject.table() == Some(&table.name)),
        Step::RebuildTable { from: _, to } => all(subject.table() == Some(&to.name)),
        Step::AddColumn { table, column: of } => all(column(table, &of.name)),
        Step::AlterColumn { table, from: _, to } if column(table, &to.name) => Lost::Perhaps,
        Step::AddPrimaryKey { table, key } => all(of(table, key.name.as_ref())),
        Step::CreateIndex { table, index } => all(of(table, index.name.as_ref())),
        Step::AddForeignKey { table, key } => all(of(table, key.name.as_ref())),
        Step::AddCheck { table, check } => all(of(table, check.name.as_ref())),
        Step::AlterEnum { .. }
        | Step::AlterColumn { .. }
        | Step::DropEnum(_)
        | Step::AlterSequence { .. }
        | Step::DropSequence(_)
        | Step::DropTable(_)
        | Step::DropCircle(_)
        | Step::RenameTable { .. }
        | Step::SetTableComment { .. }
        | Step::RenameColumn { .. }
        | Step::DropColumn { .. }
        | Step::DropPrimaryKey { .. }
        | Step::DropIndex { .. }
        | Step::RenameIndex { .. }
        | Step::RenameConstraint { .. }
        | Step::RenameSequence { .. }
        | Step::DropForeignKey { .. }
        | Step::ValidateForeignKey { .. }
        | Step::DropCheck { .. }
        | Step::ValidateCheck { .. }
        | Step::Set { .. } => Lost::Nothing,
    }
}
