//! A schema that is being made up: everything in it is named by a number, and has its real name beside, so that it
//! can be renamed wherever it is mentioned.

use super::gene::Choice;
use super::words::{Family, Type, Words};
use schema_runtime::model::{
    Column, EnumType, Expr, ForeignKey, Index, IndexKind, IndexTarget, ObjectName, Schema, SqlType, Table,
};
use schema_runtime::plan::Capabilities;
use std::collections::BTreeMap;

#[derive(Clone)]
pub struct World<'w> {
    pub words: &'w Words,
    pub can: Capabilities,
    /// Named by numbers.
    pub schema: Schema,
    /// The real names.
    pub names: BTreeMap<String, String>,
    /// All names that anything but columns ever had, each with the kind that had it: no plan frees a name of one kind
    /// for another before it is needed.
    had: BTreeMap<String, char>,
    next: u32,
}

/// Stands on both sides of a number in an expression.
pub const MARK: char = '\u{1}';

impl<'w> World<'w> {
    pub fn empty(words: &'w Words, can: Capabilities) -> Self {
        Self { words, can, schema: Schema::default(), names: BTreeMap::new(), had: BTreeMap::new(), next: 0 }
    }

    /// Nothing of it, but what its names were names of.
    pub fn apart(&self) -> Self {
        Self { had: self.had.clone(), ..Self::empty(self.words, self.can) }
    }

    /// A new number, with a name that nothing else has where both would be in one's way: columns and checks only in
    /// their table, all else anywhere.
    pub fn name(&mut self, choice: &mut Choice<'_>, kind: char, table: Option<&ObjectName>) -> String {
        self.next += 1;
        let number = format!("{kind}{}", self.next);
        self.take(choice, &number, table);
        number
    }

    pub fn rename(&mut self, choice: &mut Choice<'_>, number: &str, table: Option<&ObjectName>) {
        self.take(choice, number, table);
    }

    fn take(&mut self, choice: &mut Choice<'_>, number: &str, table: Option<&ObjectName>) {
        let name = self.free_name(choice, number, table);
        let kind = number.chars().next().expect("a kind");
        if kind != 'c' {
            self.had.insert(name.to_lowercase(), kind);
        }
        self.names.insert(number.to_owned(), name);
    }

    fn free_name(&self, choice: &mut Choice<'_>, number: &str, table: Option<&ObjectName>) -> String {
        let name = choice.one(&self.words.names).copied().unwrap_or("a");
        let inside: Vec<&String> = match table.and_then(|table| self.schema.tables.get(table)) {
            Some(table) if number.starts_with('c') => {
                table.columns.iter().map(|column| &column.name).collect()
            }
            Some(table) => table.checks.iter().filter_map(|check| check.name.as_ref()).collect(),
            None => Vec::new(),
        };
        let global = |other: &String| !number.starts_with('c') && !other.starts_with('c');
        let taken = |name: &str| {
            self.names.iter().any(|(other, known)| {
                other != number
                    && (inside.contains(&other) || global(other))
                    && known.to_lowercase() == name.to_lowercase()
            })
        };
        let kind = number.chars().next().expect("a kind");
        let of_another = kind != 'c' && self.had.get(&name.to_lowercase()).is_some_and(|had| *had != kind);
        if !of_another && !taken(name) {
            return name.to_owned();
        }
        let kept = name.floor_char_boundary(62 - number.len());
        format!("{} {number}", &name[..kept])
    }

    pub fn tables(&self) -> Vec<ObjectName> {
        self.schema.tables.keys().cloned().collect()
    }

    pub fn table(&self, name: &ObjectName) -> &Table {
        &self.schema.tables[name]
    }

    pub fn table_mut(&mut self, name: &ObjectName) -> &mut Table {
        self.schema.tables.get_mut(name).expect("the table")
    }

    pub fn a_table(&self, choice: &mut Choice<'_>) -> Option<ObjectName> {
        choice.one(&self.tables()).cloned()
    }

    /// A column's type with its values; an enum's labels stand for themselves.
    pub fn ty(&self, column: &Column) -> Type {
        let ty = column.ty.value();
        if let Some(known) = self.words.of_type(ty) {
            return known.clone();
        }
        let family = if ty.dimensions > 0 { Family::Array } else { Family::Enum };
        Type { ty: ty.clone(), family, ordered: true, values: &[], defaults: &[] }
    }

    pub fn family(&self, column: &Column) -> Family {
        self.ty(column).family
    }

    pub fn enum_of(&self, ty: &SqlType) -> Option<&EnumType> {
        self.schema.enums.get(&ObjectName::in_schema(ty.schema.as_deref(), ty.name.clone()))
    }

    /// The columns of a table that this holds of.
    pub fn columns(&self, table: &ObjectName, is: impl Fn(&Column) -> bool) -> Vec<String> {
        self.table(table)
            .columns
            .iter()
            .filter(|column| is(column))
            .map(|column| column.name.clone())
            .collect()
    }

    /// The sets of columns of a table that a key can point at.
    pub fn unique_sets(&self, table: &Table) -> Vec<Vec<String>> {
        let keys = table.primary_key.iter().map(|key| key.columns.clone());
        let indexes = table.indexes.iter().filter(|index| is_a_target(index)).map(columns_of);
        let plain = |columns: &Vec<String>| {
            columns.iter().all(|name| table.column(name).is_some_and(|column| column.generated.is_none()))
        };
        keys.chain(indexes).filter(plain).collect()
    }

    /// Keeps what does not mention a column.
    pub fn forget(&mut self, table: &ObjectName, column: &str) {
        let table = self.table_mut(table);
        table.checks.retain(|check| !mentions(&check.expr, column));
        table.indexes.retain(|index| !index_mentions(index, column));
        table.columns.retain(|other| !other.generated.as_ref().is_some_and(|of| mentions(&of.expr, column)));
    }

    /// All columns that keys tie to this one, and itself.
    pub fn tied(&self, table: &ObjectName, column: &str) -> Vec<(ObjectName, String)> {
        let mut tied = vec![(table.clone(), column.to_owned())];
        let mut at = 0;
        while let Some((table, column)) = tied.get(at).cloned() {
            for (name, other) in &self.schema.tables {
                for ForeignKey { columns, references, referenced_columns, .. } in &other.foreign_keys {
                    for (from, to) in columns.iter().zip(referenced_columns) {
                        let (here, there) = ((name.clone(), from.clone()), (references.clone(), to.clone()));
                        for (one, another) in [(&here, &there), (&there, &here)] {
                            if *one == (table.clone(), column.clone()) && !tied.contains(another) {
                                tied.push(another.clone());
                            }
                        }
                    }
                }
            }
            at += 1;
        }
        tied
    }
}

/// A column in an expression.
pub fn mark(column: &str) -> String {
    format!("{MARK}{column}{MARK}")
}

pub fn mentions(expr: &Expr, column: &str) -> bool {
    expr.as_str().contains(&mark(column))
}

/// Whether an expression of the index mentions it.
pub fn index_mentions(index: &Index, column: &str) -> bool {
    index.predicate.iter().any(|predicate| mentions(predicate, column))
        || index.parts.iter().any(|part| match &part.target {
            IndexTarget::Expr(expr) => mentions(expr, column),
            IndexTarget::Column(_) => false,
        })
}

pub fn columns_of(index: &Index) -> Vec<String> {
    let column = |target: &IndexTarget| match target {
        IndexTarget::Column(name) => Some(name.clone()),
        IndexTarget::Expr(_) => None,
    };
    index.parts.iter().filter_map(|part| column(&part.target)).collect()
}

fn is_a_target(index: &Index) -> bool {
    let at_once = match index.kind {
        IndexKind::Plain => false,
        IndexKind::Unique => true,
        IndexKind::Constraint(when) => when == schema_runtime::model::Deferrability::NotDeferrable,
    };
    at_once
        && index.predicate.is_none()
        && !index.nulls_not_distinct
        && index.parts.iter().all(|part| {
            matches!(part.target, IndexTarget::Column(_))
                && part.prefix.is_none()
                && part.opclass.is_none()
                && part.collation.is_none()
        })
}
