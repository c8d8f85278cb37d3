//! The catalog's rows come in, tables go out.

use super::row::{Catalog, ColumnRow, ConstraintRow, IndexRow, Oid, SequenceRow, TableRow};
use super::{Lookup, Referenced, at};
use crate::backend::postgres::{sequence, stored::stored};
use crate::backend::spell::Words;
use crate::model::{
    Action, Check, Column, Deferrability, Expr, ForeignKey, Generated, Identity, Index, IndexKind, IndexPart,
    IndexTarget, NullsOrder, ObjectName, Order, PrimaryKey, Promise, Sequence, Storage, Table,
};
use std::collections::HashMap;

/// The bits of `pg_index.indoption`.
const DESCENDING: i16 = 1;
const NULLS_FIRST: i16 = 2;

/// A table that is being put together.
struct Draft {
    table: Table,
    /// The numbers and collations of its columns, in their order.
    columns: Vec<(i16, u32)>,
}

impl Draft {
    fn column(&self, number: i16) -> Option<&str> {
        at(&self.columns, number).map(|position| self.table.columns[position].name.as_str())
    }

    fn names(&self, numbers: &[i16]) -> Vec<String> {
        numbers.iter().filter_map(|&number| self.column(number)).map(str::to_owned).collect()
    }

    /// Whether an expression has this collation by itself, which the catalog does not tell: from a column that it
    /// names, or because it says so.
    fn has_collation(&self, expr: &Expr, collation: u32) -> bool {
        let names = |column: &Column| expr.as_str().contains(&column.name.replace('"', "\"\""));
        expr.as_str().contains(" COLLATE ")
            || self
                .columns
                .iter()
                .zip(&self.table.columns)
                .any(|((_, own), column)| *own == collation && names(column))
    }
}

impl Lookup<'_> {
    /// Tables in the order of the search path, and of their names; and the sequences that number no column.
    pub(super) fn assemble(&self, catalog: Catalog) -> (Vec<Table>, Vec<Sequence>) {
        let mut drafts: HashMap<Oid, Draft> = HashMap::with_capacity(catalog.tables.len());
        for row in &catalog.tables {
            let table = Table::new(self.table_name(row.space, &row.name));
            drafts.insert(row.oid, Draft { table, columns: Vec::new() });
        }
        let mut comments = HashMap::new();
        for row in catalog.comments {
            comments.insert((row.table, row.column), row.text);
        }
        let mut sequences: HashMap<_, Vec<_>> = HashMap::new();
        for row in catalog.sequences {
            sequences
                .entry((row.table.unwrap_or_default(), row.column.unwrap_or_default()))
                .or_default()
                .push(row);
        }
        // The columns of a table stand together.
        let mut columns = catalog.columns.into_iter();
        while let Some(ColumnRow { table, .. }) = columns.as_slice().first() {
            let table = *table;
            let count = columns.as_slice().iter().take_while(|row| row.table == table).count();
            let rows = columns.by_ref().take(count);
            let draft = drafts.get_mut(&table).expect("columns are read of the tables that are read");
            draft.columns.reserve_exact(count);
            draft.table.columns.reserve_exact(count);
            for row in rows {
                draft.columns.push((row.number, row.collation.0));
                let key = (row.table, row.number);
                let own = sequences.get_mut(&key);
                let mut column = self.column(row, &draft.table.name, own);
                column.comment = Promise::Exact(comments.remove(&key));
                draft.table.columns.push(column);
            }
        }
        let sequences = sequences.into_values().flatten().filter_map(|row| {
            let owner = row.table.zip(row.column);
            let named = owner.and_then(|(table, number)| {
                let draft = drafts.get(&table)?;
                Some((draft.table.name.clone(), draft.column(number)?.to_owned()))
            });
            // One that belongs to what is not read is kept with it.
            (owner.is_some() == named.is_some()).then(|| Sequence {
                name: self.table_name(row.space, &row.name),
                owner: named,
                options: row.count.options("bigint"),
            })
        });
        let sequences = sequences.collect();
        // A foreign key names an index too: the one it points at.
        let constraints = catalog.constraints.iter().filter(|row| matches!(row.kind, 'u' | 'x'));
        let deferrable: HashMap<_, _> =
            constraints.map(|row| (row.index, (row.kind, deferrability(row)))).collect();
        for row in catalog.indexes {
            let Some(draft) = drafts.get_mut(&row.table) else { continue };
            let constraint = deferrable.get(&row.oid).copied();
            self.add_index(draft, row, constraint);
        }
        for row in catalog.constraints {
            let end = self.end(&drafts, &row);
            let Some(draft) = drafts.get_mut(&row.table) else { continue };
            add_constraint(draft, end, row);
        }
        let mut tables = Vec::with_capacity(drafts.len());
        let position = |row: &TableRow| self.server.path_position(self.space(row.space));
        let mut order: Vec<_> =
            catalog.tables.iter().map(|row| (position(row), &row.name, row.oid)).collect();
        order.sort_unstable();
        for (_, _, oid) in order {
            let Some(Draft { mut table, columns: _ }) = drafts.remove(&oid) else { continue };
            table.comment = Promise::Exact(comments.remove(&(oid, 0)));
            self.server.settle(&mut table);
            tables.push(table);
        }
        (tables, sequences)
    }

    /// Takes the sequence that numbers it out of its own ones.
    fn column(&self, row: ColumnRow, table: &ObjectName, own: Option<&mut Vec<SequenceRow>>) -> Column {
        let ty = &self.types[&(row.ty, row.modifier)];
        let mut column = Column::new(row.name, ty.ty.clone());
        column.nullable = !row.not_null;
        if let Some(base) = &ty.base {
            column.accepts.insert(base.bare());
        }
        if row.collation != ty.collation {
            column.collation = Promise::Exact(self.collations.get(&row.collation).cloned());
        }
        let identity = match row.identity.as_str() {
            "a" => Some(Identity::Always),
            "d" => Some(Identity::ByDefault),
            _ => None,
        };
        column.identity = Promise::Exact(identity);
        // An identity has one; a serial column takes its default from it.
        let numbers = |sequence: &SequenceRow| {
            identity.is_some() || row.generated.is_empty() && row.expr.as_ref() == Some(&sequence.next)
        };
        if let Some(own) = own
            && let Some(position) = own.iter().position(numbers)
        {
            let SequenceRow { name, count, .. } = own.swap_remove(position);
            column.identity = Promise::Exact(identity.or(Some(Identity::Serial)));
            column.numbering = Promise::Exact(sequence::numbering(&count, &name, table, &column));
            return column;
        }
        let Some(text) = row.expr else { return column };
        match row.generated.as_str() {
            "s" => column.generated = Some(Generated { expr: stored(&text), storage: Storage::Stored }),
            "v" => column.generated = Some(Generated { expr: stored(&text), storage: Storage::Virtual }),
            _ => column.default = Promise::Exact(Some(Expr::new(text))),
        }
        column
    }

    fn add_index(&self, draft: &mut Draft, row: IndexRow, constraint: Option<(char, Deferrability)>) {
        let (keys, include) = row.columns.0.split_at(row.key_count.min(row.columns.0.len()));
        if row.primary {
            draft.table.primary_key = Some(PrimaryKey { name: Some(row.name), columns: draft.names(keys) });
            return;
        }
        let kind = match constraint {
            // An exclusion constraint is kept as it is, and its index with it.
            Some(('x', _)) => return,
            Some((_, deferrable)) => IndexKind::Constraint(deferrable),
            None if row.unique => IndexKind::Unique,
            None => IndexKind::Plain,
        };
        let mut exprs = row.exprs.unwrap_or_default().into_iter().map(|text| without_frame(&text));
        let parts = keys.iter().enumerate().map(|(position, &number)| {
            let target = match draft.column(number) {
                Some(name) => IndexTarget::Column(name.to_owned()),
                None => IndexTarget::Expr(exprs.next().unwrap_or_else(|| Expr::new(""))),
            };
            let option = row.options.0.get(position).copied().unwrap_or_default();
            let collation = row.collations.0.get(position).copied().unwrap_or_default();
            let own = match &target {
                IndexTarget::Column(_) => {
                    at(&draft.columns, number).map(|position| draft.columns[position].1)
                }
                IndexTarget::Expr(expr) => draft.has_collation(expr, collation).then_some(collation),
            };
            let own = own.unwrap_or(DEFAULT_COLLATION);
            IndexPart {
                target,
                order: if option & DESCENDING == 0 { Order::Ascending } else { Order::Descending },
                nulls: if option & NULLS_FIRST == 0 { NullsOrder::Last } else { NullsOrder::First },
                opclass: row.opclasses.0.get(position).and_then(|oid| self.opclasses.get(oid)).cloned(),
                collation: (collation != 0 && collation != own)
                    .then(|| self.collations.get(&Oid(collation)).cloned())
                    .flatten(),
                prefix: None,
            }
        });
        let (parts, include) = (parts.collect(), draft.names(include));
        draft.table.indexes.push(Index {
            name: Some(row.name),
            kind,
            method: self.methods.get(&row.method).cloned().unwrap_or_else(|| "btree".to_owned()),
            parts,
            include,
            predicate: row.predicate.as_deref().map(stored),
            nulls_not_distinct: row.nulls_not_distinct,
            valid: row.valid,
            origin: None,
        });
    }

    /// The table that a constraint points at, if it is a key, and the columns there.
    fn end(&self, drafts: &HashMap<Oid, Draft>, row: &ConstraintRow) -> Option<(ObjectName, Vec<String>)> {
        let numbers = &row.referenced_columns.0;
        if let Some(draft) = drafts.get(&row.references) {
            return Some((draft.table.name.clone(), draft.names(numbers)));
        }
        let Referenced { name, columns } = self.referenced.get(&row.references)?;
        let named = numbers.iter().filter_map(|&number| at(columns, number));
        Some((name.clone(), named.map(|position| columns[position].1.clone()).collect()))
    }
}

/// `end`: what a foreign key points at.
fn add_constraint(draft: &mut Draft, end: Option<(ObjectName, Vec<String>)>, row: ConstraintRow) {
    match (row.kind, end) {
        ('c', _) => draft.table.checks.push(Check {
            name: Some(row.name),
            expr: stored(&row.expr.unwrap_or_default()),
            valid: row.valid,
            options: Promise::Exact(row.options),
            origin: None,
        }),
        ('f', Some((references, referenced_columns))) => {
            let deferrable = deferrability(&row);
            draft.table.foreign_keys.push(ForeignKey {
                name: Some(row.name),
                columns: draft.names(&row.columns.0),
                references,
                referenced_columns,
                on_delete: Promise::Exact(action(row.on_delete)),
                on_update: Promise::Exact(action(row.on_update)),
                deferrable,
                valid: row.valid,
                options: Promise::Exact(row.options),
                origin: None,
            });
        }
        // Unique constraints come with their indexes, exclusion constraints are kept; any other kind that a
        // later server may have (18 writes down each NOT NULL) says what is read elsewhere.
        _ => {}
    }
}

/// `pg_get_indexdef` puts every expression that is no call between parentheses of its own.
fn without_frame(text: &str) -> Expr {
    stored(text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text))
}

/// The oid of the database's default collation, fixed in every version.
const DEFAULT_COLLATION: u32 = 100;

fn deferrability(row: &ConstraintRow) -> Deferrability {
    match (row.deferrable, row.deferred) {
        (false, _) => Deferrability::NotDeferrable,
        (true, false) => Deferrability::InitiallyImmediate,
        (true, true) => Deferrability::InitiallyDeferred,
    }
}

/// The codes of `pg_constraint.confupdtype`.
fn action(code: char) -> Action {
    match code {
        'r' => Action::Restrict,
        'c' => Action::Cascade,
        'n' => Action::SetNull,
        'd' => Action::SetDefault,
        _ => Action::NoAction,
    }
}
