//! Descriptors in, a [`Schema`] in one database's words out. What all databases share stands here; what they do
//! not is asked of [`Words`].

use super::extra::Extra;
use crate::descriptor::{
    Asked, EntityDef, ForeignKeyDescriptor, IdentityDescriptor, IndexDescriptor, PartDescriptor, PartTarget,
    TableDescriptor, UniqueDescriptor, Written, comment_and_former_name,
};
use crate::error::Error;
use crate::model::{
    Action, Check, Column, Deferrability, EnumType, Expr, ForeignKey, Generated, Identity, Index, IndexKind,
    IndexPart, IndexTarget, Location, NullsOrder, ObjectName, Options, Order, PrimaryKey, Promise, Schema,
    SqlType, Table,
};
use sea_orm::ColumnType;
use sea_orm::sea_query::{self, ForeignKeyAction, ForeignKeyCreateStatement, IndexCreateStatement, TableRef};
use std::collections::BTreeSet;
use std::collections::btree_map::Entry;

/// What each database says in its own way.
pub(super) trait Words {
    /// The database, for messages.
    const NAME: &'static str;

    /// The type, spelled as introspection spells it; or why there is none, and what to write instead.
    fn column_type(&self, ty: &ColumnType) -> Result<SqlType, String>;

    /// The names of all types that SeaORM decodes and encodes this Rust type's values as.
    fn accepts(&self, rust_type: &ColumnType) -> BTreeSet<String>;

    /// The enum type that a column of this type needs, where enum types are objects of their own.
    fn enum_type(&self, ty: &ColumnType) -> Option<EnumType>;

    /// An expression of SeaORM's as SQL.
    fn expression(&self, expr: &sea_query::Expr) -> Expr;

    /// A default of `#[schema(default = "sql")]` for a field of this Rust type: the author's text, but for the few
    /// functions that every database has and each names otherwise (the time, a random UUID), so that one entity
    /// can live in several.
    fn default(&self, text: &str, rust_type: &ColumnType) -> Expr;

    /// A value as SQL, for a check of an enum's values.
    fn literal(&self, value: sea_orm::Value) -> String;

    /// A name as SQL.
    fn quote(&self, name: &str) -> String;

    /// How a key is numbered that SeaORM wants numbered; `None` for a type that cannot be.
    fn auto_increment(&self, ty: &SqlType) -> Option<Identity>;

    /// `#[schema(identity)]` in this database.
    fn identity(&self, identity: IdentityDescriptor) -> Identity;

    /// The schema of a name, `None` for the default one.
    fn schema(&self, schema: Option<&str>) -> Option<String>;

    /// The last word on a table: what this database does not tell apart is made equal (actions, kinds of unique,
    /// the order of nulls), what it adds by itself is added, names and defaults become its own. Introspection
    /// ends with the same function.
    fn settle(&self, table: &mut Table);
}

/// The last word on a table of a schema that is to be.
#[cfg(feature = "generate")]
pub(super) fn settle(words: &impl Words, table: &mut Table) {
    words.settle(table);
}

/// All entities as a schema.
pub(super) fn spell<W: Words>(words: &W, entities: impl Iterator<Item = Asked>) -> Result<Schema, Error> {
    let mut schema = Schema::default();
    for Asked { descriptor, entity } in entities.filter(|asked| !asked.descriptor.unmanaged) {
        let spelling = Spelling { words, descriptor, entity: &entity };
        let table = spelling.table(&mut schema)?;
        match schema.tables.entry(table.name.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(table);
            }
            Entry::Occupied(occupied) => agree(occupied.get(), &table)?,
        }
    }
    Ok(schema)
}

/// The name of an entity's table.
pub(super) fn name_of<W: Words>(words: &W, entity: &EntityDef) -> ObjectName {
    ObjectName { schema: words.schema(entity.schema.as_deref()), name: entity.table.to_owned() }
}

/// One entity on its way.
struct Spelling<'a, W> {
    words: &'a W,
    descriptor: &'static TableDescriptor,
    entity: &'a EntityDef,
}

impl<W: Words> Spelling<'_, W> {
    fn table(&self, schema: &mut Schema) -> Result<Table, Error> {
        let mut table = Table::new(self.name(self.entity.schema.as_deref(), self.entity.table));
        table.origin = Some(self.descriptor.location);
        table.comment = declared(self.entity.comment.clone());
        table.renamed_from = self.descriptor.renamed_from.map(str::to_owned);
        table.options = Promise::Open(Vec::new());
        table.columns.reserve_exact(self.entity.columns.len());
        for (position, def) in self.entity.columns.iter().enumerate() {
            let mut extra = def.get_column_spec().extra.as_deref().map(Extra::read).unwrap_or_default();
            let (unique, checks) = (extra.unique, std::mem::take(&mut extra.checks));
            let column = self.column(position, def, extra, schema)?;
            self.checks_of(self.descriptor.written(position), &column, checks, &mut table);
            if def.get_column_spec().unique || unique {
                table.indexes.push(self.unique(None, vec![column.name.clone()], column.origin));
            }
            table.columns.push(column);
        }
        if !self.entity.primary_key.is_empty() {
            table.primary_key = Some(PrimaryKey {
                name: (self.entity.primary_key.len() > 1).then(|| format!("pk-{}", self.entity.table)),
                columns: self.entity.primary_key.iter().map(|&column| column.to_owned()).collect(),
            });
        }
        table.indexes.extend(self.indexes(&table.columns));
        table.foreign_keys = self.foreign_keys(&table.columns);
        table.checks.extend(self.descriptor.checks.iter().map(|check| Check {
            name: check.name.map(str::to_owned),
            expr: Expr::new(check.expr),
            valid: true,
            options: Promise::Open(Options::new()),
            origin: Some(self.at(check.line)),
        }));
        self.words.settle(&mut table);
        Ok(table)
    }

    fn column(
        &self,
        position: usize,
        def: &sea_query::ColumnDef,
        extra: Extra,
        schema: &mut Schema,
    ) -> Result<Column, Error> {
        let (descriptor, written) = (&self.descriptor.columns[position], self.descriptor.written(position));
        let name = def.get_column_name();
        let origin = self.at(descriptor.line);
        let ty = def.get_column_type().expect("SeaORM gives every column a type");
        let spelled = self.words.column_type(ty).map_err(|why| Error::Unspeakable {
            entity: origin,
            object: format!("{}.{name}", self.entity.table),
            backend: W::NAME,
            why,
        })?;
        let renamed_values = self.renamed_values(written, ty, &name, origin)?;
        if let Some(enum_type) = self.words.enum_type(ty) {
            let known = schema.enums.entry(enum_type.name.clone()).or_insert(enum_type);
            known.renamed.extend(renamed_values.iter().cloned());
        }
        let rust_type = (descriptor.rust_type)();
        let mut accepts = self.words.accepts(&rust_type);
        accepts.insert(spelled.bare());
        let spec = def.get_column_spec();
        let default = written
            .default
            .map(|text| self.words.default(text, &rust_type))
            .or_else(|| spec.default.as_ref().map(|expr| self.words.expression(expr)))
            .or(extra.default);
        let mut column = Column::new(name, spelled.clone());
        if !(descriptor.type_written || is_enum(&rust_type)) || says_no_length(ty) {
            column.ty = Promise::Open(spelled);
        }
        column.accepts = accepts;
        column.nullable = spec.nullable != Some(false);
        column.default = declared(default);
        column.generated = written
            .generated
            .map(|(expr, storage)| Generated { expr: Expr::new(expr), storage })
            .or(extra.generated);
        column.identity = self.identity(written, &column);
        column.numbering = Promise::Open(Options::new());
        column.collation = declared(written.collation.map(str::to_owned).or(extra.collation));
        let (comment, former_name) = comment_and_former_name(def);
        column.comment = declared(written.comment.or(comment).map(str::to_owned));
        column.on_update = declared(extra.on_update);
        column.extra = extra.rest;
        column.renamed_from = written.renamed_from.or(former_name).map(str::to_owned);
        column.renamed_values = renamed_values;
        column.using = written.using.map(Expr::new);
        column.backfill = written.backfill.map(Expr::new);
        column.origin = Some(origin);
        Ok(column)
    }

    /// What the author says of the names of an enum's values, where it can be so.
    fn renamed_values(
        &self,
        written: &Written,
        ty: &ColumnType,
        name: &str,
        entity: Location,
    ) -> Result<Vec<(String, String)>, Error> {
        let labels = labels_of(ty);
        let wrong = |(former, new): &(&str, &str)| match &labels {
            None => Some(format!(
                "`{former}` cannot be renamed, since the column's type is no enum of the database: rename it by an \
                 `UPDATE` in a migration of your own"
            )),
            Some(labels) if !labels.iter().any(|label| label == new) => {
                Some(format!("`{former}` is said to be called `{new}` now, and the enum has no such value"))
            }
            Some(labels) if labels.iter().any(|label| label == former) => {
                Some(format!("`{former}` is said to be called `{new}` now, and the enum still has both"))
            }
            Some(_) => None,
        };
        match written.renamed_values.iter().find_map(wrong) {
            Some(why) => Err(Error::Unspeakable {
                entity,
                object: format!("{}.{name}", self.entity.table),
                backend: W::NAME,
                why,
            }),
            None => {
                let owned = |(former, new): &(&str, &str)| ((*former).to_owned(), (*new).to_owned());
                Ok(written.renamed_values.iter().map(owned).collect())
            }
        }
    }

    fn identity(&self, written: &Written, column: &Column) -> Promise<Option<Identity>> {
        if let Some(identity) = written.identity {
            return Promise::Exact(Some(self.words.identity(identity)));
        }
        let numbered = self.entity.auto_increment
            && self.entity.primary_key == [column.name.as_str()]
            && column.default.value().is_none();
        Promise::Open(numbered.then(|| self.words.auto_increment(column.ty.value())).flatten())
    }

    /// `extra`: those of SeaORM's `extra`.
    fn checks_of(&self, written: &Written, column: &Column, extra: Vec<Expr>, table: &mut Table) {
        let origin = column.origin;
        let named = |what: &str| Some(format!("chk-{}-{}{what}", self.entity.table, column.name));
        if let Some(expr) = written.check {
            table.checks.push(Check {
                name: named(""),
                expr: Expr::new(expr),
                valid: true,
                options: Promise::Open(Options::new()),
                origin,
            });
        }
        if let Some(values) = written.check_values {
            let values: Vec<_> = values().into_iter().map(|value| self.words.literal(value)).collect();
            let expr = format!("{} IN ({})", self.words.quote(&column.name), values.join(", "));
            table.checks.push(Check {
                name: named("-values"),
                expr: Expr::new(expr),
                valid: true,
                options: Promise::Open(Options::new()),
                origin,
            });
        }
        table.checks.extend(extra.into_iter().map(|expr| Check {
            name: None,
            expr,
            valid: true,
            options: Promise::Open(Options::new()),
            origin,
        }));
    }

    /// Those that are not of one column alone.
    fn indexes(&self, columns: &[Column]) -> impl Iterator<Item = Index> {
        let seaorm = self.entity.indexes.iter().map(|index| self.seaorm_index(index, columns));
        seaorm
            .chain(self.descriptor.uniques.iter().map(|unique| self.declared_unique(unique)))
            .chain(self.descriptor.indexes.iter().map(|index| self.declared_index(index)))
    }

    fn unique(&self, name: Option<&str>, columns: Vec<String>, origin: Option<Location>) -> Index {
        Index {
            name: name.map(str::to_owned),
            kind: IndexKind::Constraint(Deferrability::NotDeferrable),
            method: "btree".to_owned(),
            parts: columns.into_iter().map(IndexPart::column).collect(),
            include: Vec::new(),
            predicate: None,
            nulls_not_distinct: false,
            valid: true,
            origin,
        }
    }

    fn declared_unique(&self, unique: &UniqueDescriptor) -> Index {
        let columns = self.columns(unique.columns);
        let name = format!("uq-{}-{}", self.entity.table, columns.join("-"));
        Index {
            kind: IndexKind::Constraint(unique.deferrable),
            nulls_not_distinct: unique.nulls_not_distinct,
            ..self.unique(Some(unique.name.unwrap_or(&name)), columns, Some(self.at(unique.line)))
        }
    }

    fn seaorm_index(&self, index: &IndexCreateStatement, columns: &[Column]) -> Index {
        let over = index.get_index_spec().get_column_names();
        let origin = self.origin_of(&over[0], columns);
        Index {
            kind: if index.is_unique_key() { IndexKind::Unique } else { IndexKind::Plain },
            ..self.unique(index.get_index_spec().get_name(), over, origin)
        }
    }

    fn declared_index(&self, index: &IndexDescriptor) -> Index {
        let parts: Vec<_> = index.parts.iter().map(|part| self.part(part)).collect();
        let over: Vec<_> = parts
            .iter()
            .map(|part| match &part.target {
                IndexTarget::Column(name) => name.as_str(),
                IndexTarget::Expr(_) => "expr",
            })
            .collect();
        let name = format!("idx-{}-{}", self.entity.table, over.join("-"));
        Index {
            kind: if index.unique { IndexKind::Unique } else { IndexKind::Plain },
            method: index.method.unwrap_or("btree").to_owned(),
            parts,
            include: self.columns(index.include),
            predicate: index.predicate.map(Expr::new),
            nulls_not_distinct: index.nulls_not_distinct,
            ..self.unique(Some(index.name.unwrap_or(&name)), Vec::new(), Some(self.at(index.line)))
        }
    }

    fn part(&self, part: &PartDescriptor) -> IndexPart {
        let PartDescriptor { target, order, nulls, opclass, collation } = part;
        IndexPart {
            target: match *target {
                PartTarget::Column(position) => IndexTarget::Column(self.column_name(position)),
                PartTarget::Expr(expr) => IndexTarget::Expr(Expr::new(expr)),
            },
            order: *order,
            nulls: nulls.unwrap_or(match order {
                Order::Ascending => NullsOrder::Last,
                Order::Descending => NullsOrder::First,
            }),
            opclass: opclass.map(str::to_owned),
            collation: collation.map(str::to_owned),
            prefix: None,
        }
    }

    fn foreign_keys(&self, columns: &[Column]) -> Vec<ForeignKey> {
        let relations = self.entity.foreign_keys.iter().map(|key| self.relation(key, columns));
        let mut keys: Vec<ForeignKey> = Vec::new();
        // Two relations over the same columns are one key: SeaORM has one for each direction of a self reference.
        for key in relations.chain(self.descriptor.foreign_keys.iter().map(|key| self.declared_key(key))) {
            let same = |other: &ForeignKey| {
                (&other.columns, &other.references, &other.referenced_columns)
                    == (&key.columns, &key.references, &key.referenced_columns)
            };
            match keys.iter_mut().find(|other| same(other)) {
                Some(other) if key.on_delete.is_exact() || key.on_update.is_exact() => *other = key,
                Some(_) => {}
                None => keys.push(key),
            }
        }
        keys
    }

    fn relation(&self, statement: &ForeignKeyCreateStatement, columns: &[Column]) -> ForeignKey {
        let key = statement.get_foreign_key();
        let from = key.get_columns();
        let origin = self.origin_of(&from[0], columns);
        ForeignKey {
            name: key.get_name().map(str::to_owned),
            columns: from,
            references: self.table_ref(key.get_ref_table().expect("a relation points at a table")),
            referenced_columns: key.get_ref_columns(),
            on_delete: promised(key.get_on_delete().map(action)),
            on_update: promised(key.get_on_update().map(action)),
            deferrable: Deferrability::NotDeferrable,
            valid: true,
            options: Promise::Open(Options::new()),
            origin,
        }
    }

    fn declared_key(&self, key: &ForeignKeyDescriptor) -> ForeignKey {
        let columns = self.columns(key.columns);
        let references = (key.references)();
        ForeignKey {
            name: Some(
                key.name
                    .map_or_else(|| format!("fk-{}-{}", self.entity.table, columns.join("-")), str::to_owned),
            ),
            columns,
            references: self.name(references.schema.as_deref(), &references.table),
            referenced_columns: references.columns,
            on_delete: promised(key.on_delete),
            on_update: promised(key.on_update),
            deferrable: key.deferrable,
            valid: true,
            options: Promise::Open(Options::new()),
            origin: Some(self.at(key.line)),
        }
    }

    fn table_ref(&self, table: &TableRef) -> ObjectName {
        let TableRef::Table(name, _) = table else {
            unreachable!("a relation points at a table, not at a query");
        };
        let schema = name.0.as_ref().map(|schema| schema.1.to_string());
        self.name(schema.as_deref(), &name.1.to_string())
    }

    fn name(&self, schema: Option<&str>, name: &str) -> ObjectName {
        ObjectName { schema: self.words.schema(schema), name: name.to_owned() }
    }

    fn columns(&self, positions: &[usize]) -> Vec<String> {
        positions.iter().map(|&position| self.column_name(position)).collect()
    }

    fn column_name(&self, position: usize) -> String {
        self.entity.columns[position].get_column_name()
    }

    /// Where the column of this name stands, or else the entity.
    fn origin_of(&self, name: &str, columns: &[Column]) -> Option<Location> {
        let column = columns.iter().find(|column| column.name == name);
        column.map_or(Some(self.descriptor.location), |column| column.origin)
    }

    fn at(&self, line: u32) -> Location {
        Location { file: self.descriptor.location.file, line }
    }
}

/// `String(StringLen::None)` says no more than the Rust type.
fn says_no_length(ty: &ColumnType) -> bool {
    matches!(ty, ColumnType::String(sea_query::StringLen::None))
}

/// An enum writes its type itself, in `db_type`.
fn is_enum(ty: &ColumnType) -> bool {
    matches!(ty, ColumnType::Enum { .. })
}

/// What an author may write or leave open: something is exact, nothing is open.
fn declared<T>(value: Option<T>) -> Promise<Option<T>> {
    match value {
        Some(value) => Promise::Exact(Some(value)),
        None => Promise::Open(None),
    }
}

fn promised(action: Option<Action>) -> Promise<Action> {
    action.map_or(Promise::Open(Action::NoAction), Promise::Exact)
}

fn action(action: ForeignKeyAction) -> Action {
    match action {
        ForeignKeyAction::Restrict => Action::Restrict,
        ForeignKeyAction::Cascade => Action::Cascade,
        ForeignKeyAction::SetNull => Action::SetNull,
        ForeignKeyAction::NoAction => Action::NoAction,
        ForeignKeyAction::SetDefault => Action::SetDefault,
        other => unreachable!("SeaORM writes no action like {other:?}"),
    }
}

/// Two entities may share a table, if they declare the same of it.
fn agree(first: &Table, second: &Table) -> Result<(), Error> {
    if let Some(what) = disagreement(first, second) {
        let origin = |table: &Table| table.origin.expect("a declared table has an origin");
        return Err(Error::Conflict {
            table: first.name.clone(),
            first: origin(first),
            second: origin(second),
            what,
        });
    }
    Ok(())
}

fn disagreement(first: &Table, second: &Table) -> Option<String> {
    let strip = |table: &Table| {
        let mut table = table.clone();
        table.origin = None;
        for column in &mut table.columns {
            column.origin = None;
        }
        for index in &mut table.indexes {
            index.origin = None;
        }
        for key in &mut table.foreign_keys {
            key.origin = None;
        }
        for check in &mut table.checks {
            check.origin = None;
        }
        table
    };
    let (first, second) = (strip(first), strip(second));
    for column in &first.columns {
        match second.column(&column.name) {
            None => return Some(format!("only the first has the column `{}`", column.name)),
            Some(other) if other != column => {
                return Some(format!("the column `{}` is not the same in both", column.name));
            }
            Some(_) => {}
        }
    }
    if let Some(column) = second.columns.iter().find(|column| first.column(&column.name).is_none()) {
        return Some(format!("only the second has the column `{}`", column.name));
    }
    (first != second).then(|| "their keys, indexes, checks or comments are not the same".to_owned())
}

/// The values of an enum, or of one in an array.
fn labels_of(ty: &ColumnType) -> Option<Vec<String>> {
    match ty {
        ColumnType::Enum { name: _, variants } => Some(variants.iter().map(ToString::to_string).collect()),
        ColumnType::Array(element) => labels_of(element),
        _ => None,
    }
}
