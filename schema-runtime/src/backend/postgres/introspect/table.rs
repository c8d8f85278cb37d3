//! The catalog's rows come in, tables go out.

use super::row::{Catalog, ColumnRow, ConstraintRow, IndexRow, Oid};
use super::{Lookup, Named};
use crate::backend::spell::Words;
use crate::model::{
    Action, Check, Column, Deferrability, Expr, ForeignKey, Generated, Identity, Index, IndexKind, IndexPart,
    IndexTarget, NullsOrder, Order, PrimaryKey, Promise, Storage, Table,
};
use std::collections::HashMap;

/// The bits of `pg_index.indoption`.
const DESCENDING: i16 = 1;
const NULLS_FIRST: i16 = 2;

/// A table that is being put together.
struct Draft {
    table: Table,
    /// The collations of its columns, by number.
    collations: HashMap<i16, u32>,
    /// Where they stand, by number.
    columns: HashMap<i16, usize>,
}

impl Draft {
    /// Whether an expression has this collation by itself, which the catalog does not tell: from a column that it
    /// names, or because it says so.
    fn has_collation(&self, expr: &Expr, collation: u32) -> bool {
        let names = |column: &Column| expr.as_str().contains(&column.name.replace('"', "\"\""));
        expr.as_str().contains(" COLLATE ")
            || self.columns.iter().any(|(number, position)| {
                self.collations.get(number) == Some(&collation) && names(&self.table.columns[*position])
            })
    }
}

impl Lookup<'_> {
    /// In the order of the search path, and of their names.
    pub(super) fn assemble(&self, catalog: Catalog) -> Vec<Table> {
        let mut drafts: HashMap<Oid, Draft> = HashMap::with_capacity(catalog.tables.len());
        for row in &catalog.tables {
            let table = Table::new(self.table_name(row.space, &row.name));
            drafts.insert(row.oid, Draft { table, collations: HashMap::new(), columns: HashMap::new() });
        }
        let mut comments = HashMap::new();
        for row in catalog.comments {
            comments.insert((row.table, row.column), row.text);
        }
        let sequences: HashMap<_, _> =
            catalog.sequences.into_iter().map(|row| ((row.table, row.column), row.next)).collect();
        for row in catalog.columns {
            let Some(draft) = drafts.get_mut(&row.table) else { continue };
            draft.collations.insert(row.number, row.collation.0);
            draft.columns.insert(row.number, draft.table.columns.len());
            let key = (row.table, row.number);
            let mut column = self.column(row, sequences.get(&key));
            column.comment = Promise::Exact(comments.remove(&key));
            draft.table.columns.push(column);
        }
        // A foreign key names an index too: the one it points at.
        let constraints = catalog.constraints.iter().filter(|row| matches!(row.kind, 'u' | 'x'));
        let deferrable: HashMap<_, _> =
            constraints.map(|row| (row.index, (row.kind, deferrability(row)))).collect();
        for row in catalog.indexes {
            let (Some(draft), Some(named)) = (drafts.get_mut(&row.table), self.tables.get(&row.table)) else {
                continue;
            };
            let constraint = deferrable.get(&row.oid).copied();
            self.add_index(draft, named, row, constraint);
        }
        for row in catalog.constraints {
            let (Some(draft), Some(named)) = (drafts.get_mut(&row.table), self.tables.get(&row.table)) else {
                continue;
            };
            self.add_constraint(&mut draft.table, named, row);
        }
        let mut tables = Vec::with_capacity(drafts.len());
        let mut order: Vec<_> = catalog.tables.iter().collect();
        order.sort_by_key(|row| (self.server.path_position(self.space(row.space)), row.name.clone()));
        for row in order {
            let Some(Draft { mut table, collations: _, columns: _ }) = drafts.remove(&row.oid) else {
                continue;
            };
            table.comment = Promise::Exact(comments.remove(&(row.oid, 0)));
            self.server.settle(&mut table);
            tables.push(table);
        }
        tables
    }

    fn column(&self, row: ColumnRow, next: Option<&String>) -> Column {
        let ty = &self.types[&(row.ty, row.modifier)];
        let mut column = Column::new(row.name, ty.ty.clone());
        column.nullable = !row.not_null;
        if let Some(base) = &ty.base {
            column.accepts.insert(base.bare());
        }
        if row.collation != ty.collation {
            column.collation = Promise::Exact(self.collations.get(&row.collation).cloned());
        }
        column.identity = Promise::Exact(match row.identity.as_str() {
            "a" => Some(Identity::Always),
            "d" => Some(Identity::ByDefault),
            _ => None,
        });
        let Some(text) = row.expr else { return column };
        match row.generated.as_str() {
            "s" => column.generated = Some(Generated { expr: Expr::new(text), storage: Storage::Stored }),
            "v" => column.generated = Some(Generated { expr: Expr::new(text), storage: Storage::Virtual }),
            _ if next == Some(&text) => column.identity = Promise::Exact(Some(Identity::Serial)),
            _ => column.default = Promise::Exact(Some(Expr::new(text))),
        }
        column
    }

    fn add_index(
        &self,
        draft: &mut Draft,
        named: &Named,
        row: IndexRow,
        constraint: Option<(char, Deferrability)>,
    ) {
        let (keys, include) = row.columns.0.split_at(row.key_count.min(row.columns.0.len()));
        if row.primary {
            draft.table.primary_key = Some(PrimaryKey { name: Some(row.name), columns: named.columns(keys) });
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
            let target = match named.column(number) {
                Some(name) => IndexTarget::Column(name.to_owned()),
                None => IndexTarget::Expr(exprs.next().unwrap_or_else(|| Expr::new(""))),
            };
            let option = row.options.0.get(position).copied().unwrap_or_default();
            let collation = row.collations.0.get(position).copied().unwrap_or_default();
            let own = match &target {
                IndexTarget::Column(_) => draft.collations.get(&number).copied(),
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
        let parts = parts.collect();
        draft.table.indexes.push(Index {
            name: Some(row.name),
            kind,
            method: self.methods.get(&row.method).cloned().unwrap_or_else(|| "btree".to_owned()),
            parts,
            include: named.columns(include),
            predicate: row.predicate.map(Expr::new),
            nulls_not_distinct: row.nulls_not_distinct,
            valid: row.valid,
            origin: None,
        });
    }

    fn add_constraint(&self, table: &mut Table, named: &Named, row: ConstraintRow) {
        match row.kind {
            'c' => table.checks.push(Check {
                name: Some(row.name),
                expr: Expr::new(row.expr.unwrap_or_default()),
                valid: row.valid,
                origin: None,
            }),
            'f' => {
                let Some(references) = self.tables.get(&row.references) else { return };
                let deferrable = deferrability(&row);
                table.foreign_keys.push(ForeignKey {
                    name: Some(row.name),
                    columns: named.columns(&row.columns.0),
                    references: references.name.clone(),
                    referenced_columns: references.columns(&row.referenced_columns.0),
                    on_delete: Promise::Exact(action(&row.on_delete)),
                    on_update: Promise::Exact(action(&row.on_update)),
                    deferrable,
                    valid: row.valid,
                    origin: None,
                });
            }
            // Unique constraints come with their indexes, exclusion constraints are kept; any other kind that a
            // later server may have (18 writes down each NOT NULL) says what is read elsewhere.
            _ => {}
        }
    }
}

/// `pg_get_indexdef` puts every expression that is no call between parentheses of its own.
fn without_frame(text: &str) -> Expr {
    Expr::new(text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text))
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
fn action(code: &str) -> Action {
    match code {
        "r" => Action::Restrict,
        "c" => Action::Cascade,
        "n" => Action::SetNull,
        "d" => Action::SetDefault,
        _ => Action::NoAction,
    }
}
