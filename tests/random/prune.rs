//! A made-up schema in which something was changed comes in; what can no longer be there with it goes.

use super::words::{Family, Type};
use super::world::{MARK, World, columns_of, index_mentions};
use schema_runtime::model::{
    Action, Column, Deferrability, Expr, ForeignKey, Identity, Index, IndexKind, IndexPart, IndexTarget,
    NullsOrder, ObjectName, Order, Promise, SqlType, Table,
};

impl World<'_> {
    /// Until nothing changes: what goes may take more with it.
    pub fn prune(&mut self) {
        loop {
            let before = self.schema.clone();
            for name in self.tables() {
                let mut table = self.schema.tables.remove(&name).expect("the table");
                self.prune_columns(&mut table);
                self.prune_indexes(&mut table);
                self.schema.tables.insert(name, table);
            }
            for name in self.tables() {
                let mut table = self.table(&name).clone();
                self.prune_keys(&mut table);
                self.schema.tables.insert(name, table);
            }
            if self.schema == before {
                return;
            }
        }
    }

    /// No entity says what stands behind its table, so that a check leaves it as it is.
    pub fn keep_options(&mut self, before: &World<'_>) {
        for name in self.tables() {
            let is = self.object(&name);
            let there = before.schema.tables.values().find(|table| before.object(&table.name) == is);
            if let Some(former) = there.or_else(|| before.schema.tables.get(&name)) {
                self.table_mut(&name).options = former.options.clone();
            }
        }
        self.prune();
    }

    fn prune_columns(&self, table: &mut Table) {
        self.keep_to_options(table);
        table.columns.retain(|column| {
            let ty = column.ty.value();
            self.words.of_type(ty).is_some() || self.enum_of(ty).is_some()
        });
        let whole = table.clone();
        let known = |expr: &Expr| {
            expr.as_str().split(MARK).skip(1).step_by(2).all(|name| {
                whole
                    .column(name)
                    .is_some_and(|column| column.generated.is_none() && !self.is_numbered_key(&whole, column))
            })
        };
        table.columns.retain(|column| column.generated.as_ref().is_none_or(|of| known(&of.expr)));
        table.checks.retain(|check| known(&check.expr));
        table.indexes.retain(|index| {
            index.predicate.as_ref().is_none_or(known)
                && index.parts.iter().all(|part| match &part.target {
                    IndexTarget::Column(_) => true,
                    IndexTarget::Expr(expr) => known(expr),
                })
        });
        if let Some(key) = table.primary_key.take_if(|key| {
            !key.columns.iter().all(|name| {
                whole.column(name).is_some_and(|column| column.generated.is_none() && self.ty(column).ordered)
            })
        }) {
            drop(key);
        }
        let key = table.primary_key.as_ref().map(|key| key.columns.clone()).unwrap_or_default();
        let mut numbered = 0;
        let by_row = self.words.identities.contains(&Identity::RowId) && !is_without_row_ids(&whole);
        for column in &mut table.columns {
            if by_row
                && key == [column.name.clone()]
                && column.ty.value().name == "integer"
                && column.identity.value().is_none()
            {
                column.identity = Promise::Exact(Some(Identity::RowId));
            }
            if key.contains(&column.name) {
                column.nullable = false;
            }
            if column.identity.value().is_some() {
                numbered += 1;
                let fits = self.family(column) == Family::Integer
                    && column.generated.is_none()
                    && self.numbers(column, &key)
                    && !is_without_row_ids(&whole)
                    && (numbered == 1 || !self.words.numbered_is_key);
                if !fits {
                    column.identity = Promise::Exact(None);
                }
            }
            if column.identity.value().is_some() {
                column.nullable = false;
            }
            if column.generated.is_some() || column.identity.value().is_some() {
                column.default = Promise::Exact(None);
                column.on_update = Promise::Exact(None);
                column.backfill = None;
            }
            if self.family(column) != Family::Text {
                column.collation = Promise::Exact(None);
            }
            if self.family(column) != Family::Time {
                column.on_update = Promise::Exact(None);
            }
        }
    }

    /// A strict table has only types that are enforced, and one without row ids has a key.
    fn keep_to_options(&self, table: &mut Table) {
        let has_key = table.primary_key.is_some();
        let Promise::Exact(options) = &mut table.options else { return };
        options.retain(|option| option != "WITHOUT ROWID" || has_key);
        if options.iter().any(|option| option == "STRICT") {
            for column in &mut table.columns {
                let strict = match self.family(column) {
                    Family::Integer | Family::Boolean => "integer",
                    Family::Number => "real",
                    Family::Text | Family::Time | Family::Json | Family::Array | Family::Enum => "text",
                    Family::Other => "blob",
                };
                if column.ty.value().name != strict {
                    column.ty = Promise::Exact(SqlType::new(strict));
                    (column.default, column.backfill) = (Promise::Exact(None), None);
                }
            }
        }
    }

    /// Some databases number only a column that is the key, or its first part.
    fn numbers(&self, column: &Column, key: &[String]) -> bool {
        match column.identity.value() {
            Some(Identity::RowId) => key == [column.name.clone()] && column.ty.value().name == "integer",
            Some(Identity::AutoIncrement) if !self.can.comments => {
                key == [column.name.clone()] && column.ty.value().name == "integer"
            }
            Some(Identity::AutoIncrement) => {
                key.first() == Some(&column.name)
                    && ["int", "bigint", "int unsigned", "bigint unsigned"]
                        .contains(&column.ty.value().name.as_str())
            }
            Some(Identity::ByDefault | Identity::Always | Identity::Serial) => true,
            None => true,
        }
    }

    /// No expression of MariaDB may name an `AUTO_INCREMENT` column.
    fn is_numbered_key(&self, _table: &Table, column: &Column) -> bool {
        self.words.numbered_is_key && self.can.foreign_key_needs_index && column.identity.value().is_some()
    }

    fn prune_indexes(&self, table: &mut Table) {
        let whole = table.clone();
        table.indexes.retain_mut(|index| self.fits(&whole, index));
        let mut kept: Vec<Index> = Vec::new();
        for index in std::mem::take(&mut table.indexes) {
            let bare = |index: &Index| (columns_of(index), index.predicate.clone(), targets(index));
            if !kept.iter().any(|other| bare(other) == bare(&index)) {
                kept.push(index);
            }
        }
        table.indexes = kept;
    }

    fn fits(&self, table: &Table, index: &mut Index) -> bool {
        if index.include.iter().any(|name| table.column(name).is_none()) {
            return false;
        }
        let known = columns_of(index).iter().all(|name| {
            let column = table.column(name);
            column.is_some_and(|column| {
                let Type { family, ordered, .. } = self.ty(column);
                let method = index.method.as_str();
                if method == "btree" {
                    ordered || (self.words.prefix && family == Family::Text)
                } else {
                    self.words.methods.iter().any(|(name, of)| *name == method && *of == family)
                        && !(method == "gin" && column.ty.value().name == "json")
                }
            })
        });
        if !known {
            return false;
        }
        let method = index.method.clone();
        index.parts.iter_mut().all(|part| self.part_fits(table, part, &method))
    }

    fn part_fits(&self, table: &Table, part: &mut IndexPart, method: &str) -> bool {
        if !self.words.nulls_order {
            part.nulls = match part.order {
                Order::Ascending => NullsOrder::Last,
                Order::Descending => NullsOrder::First,
            };
        }
        let IndexTarget::Column(name) = &part.target else { return true };
        let Some(column) = table.column(name) else { return false };
        let Type { family, ordered, ty, .. } = self.ty(column);
        if family != Family::Text || part.collation == *column.collation.value() {
            part.collation = None;
        }
        if let Some(opclass) = &part.opclass
            && (ty.dimensions > 0 || opclass_of(&ty.name) != Some(opclass))
        {
            part.opclass = None;
        }
        if self.words.prefix && method == "btree" {
            let length = ty.arguments.first().and_then(|length| length.parse().ok()).unwrap_or(u32::MAX);
            part.prefix = part.prefix.filter(|prefix| family == Family::Text && *prefix < length);
            if !ordered {
                part.prefix = part.prefix.or(Some(9));
            }
        } else {
            part.prefix = None;
        }
        true
    }

    fn prune_keys(&self, table: &mut Table) {
        let whole = table.clone();
        table.foreign_keys.retain(|key| self.key_fits(&whole, key));
        let mut kept: Vec<ForeignKey> = Vec::new();
        for mut key in std::mem::take(&mut table.foreign_keys) {
            self.prune_actions(&whole, &mut key);
            let pairs = |key: &ForeignKey| {
                let mut columns = key.columns.clone();
                columns.sort();
                columns
            };
            if !kept.iter().any(|other| pairs(other) == pairs(&key)) {
                kept.push(key);
            }
        }
        table.foreign_keys = kept;
    }

    fn key_fits(&self, table: &Table, key: &ForeignKey) -> bool {
        let target =
            if key.references == table.name { Some(table) } else { self.schema.tables.get(&key.references) };
        let Some(target) = target else { return false };
        let set = |columns: &[String]| {
            let mut columns = columns.to_vec();
            columns.sort();
            columns
        };
        let unique = self.unique_sets(target).iter().any(|columns| {
            // MariaDB's keys point at columns in the order of an index.
            if self.can.foreign_key_needs_index {
                *columns == key.referenced_columns
            } else {
                set(columns) == set(&key.referenced_columns)
            }
        });
        let alike = key.columns.iter().zip(&key.referenced_columns).all(|(here, there)| {
            let (Some(here), Some(there)) = (table.column(here), target.column(there)) else { return false };
            here.generated.is_none()
                && here.ty == there.ty
                && (!self.words.numbered_is_key || here.collation == there.collation)
        });
        unique && alike
    }

    fn prune_actions(&self, table: &Table, key: &mut ForeignKey) {
        let nullable =
            key.columns.iter().all(|name| table.column(name).is_some_and(|column| column.nullable));
        let used = key.columns.iter().any(|name| {
            table.columns.iter().any(|column| {
                column
                    .generated
                    .as_ref()
                    .is_some_and(|of| of.expr.as_str().contains(&super::world::mark(name)))
            }) || table.checks.iter().any(|check| super::world::mentions(&check.expr, name))
        });
        for action in [&mut key.on_delete, &mut key.on_update] {
            let fits = match action.value() {
                Action::SetNull => nullable && !(used && self.can.foreign_key_needs_index),
                Action::Cascade => !(used && self.can.foreign_key_needs_index),
                Action::NoAction | Action::Restrict | Action::SetDefault => true,
            };
            if !fits {
                *action = Promise::Exact(Action::NoAction);
            }
        }
        // SQLite looks at each statement's end for all keys that do not wait from the start.
        if key.deferrable == Deferrability::InitiallyImmediate
            && self.words.deferrable == super::words::Deferrable::Keys
        {
            key.deferrable = Deferrability::NotDeferrable;
        }
        if key.deferrable != Deferrability::NotDeferrable
            && self.words.deferrable == super::words::Deferrable::Nothing
        {
            key.deferrable = Deferrability::NotDeferrable;
        }
    }

    /// Takes a column away, and all that is over it.
    pub fn drop_column(&mut self, table: &ObjectName, column: &str) {
        self.forget(table, column);
        let table = self.table_mut(table);
        table.columns.retain(|other| other.name != column);
        table.primary_key.take_if(|key| key.columns.iter().any(|name| name == column));
        table.indexes.retain(|index| {
            !columns_of(index).iter().any(|name| name == column)
                && !index.include.iter().any(|name| name == column)
                && !index_mentions(index, column)
        });
        table.foreign_keys.retain(|key| !key.columns.iter().any(|name| name == column));
    }
}

fn is_without_row_ids(table: &Table) -> bool {
    table.options.value().iter().any(|option| option == "WITHOUT ROWID")
}

fn targets(index: &Index) -> (bool, Vec<IndexTarget>) {
    (index.kind == IndexKind::Plain, index.parts.iter().map(|part| part.target.clone()).collect())
}

/// An operator class of PostgreSQL that is not the type's default one.
pub fn opclass_of(ty: &str) -> Option<&'static str> {
    match ty {
        "text" => Some("text_pattern_ops"),
        "character varying" => Some("varchar_pattern_ops"),
        "character" => Some("bpchar_pattern_ops"),
        _ => None,
    }
}
