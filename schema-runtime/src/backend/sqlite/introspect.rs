//! A connection comes in, its database's schema goes out, spelled as [`Words`] spells entities.

use super::catalog::{self, Catalog, ColumnRow, ForeignKeyRow, IndexRow, ObjectRow, TableRow};
use super::definition::{self, TableText, UniqueText};
use super::spell::{AUTO_INCREMENT, Server};
use super::{text, types};
use crate::backend::Live;
use crate::backend::spell::Words;
use crate::error::Error;
use crate::model::{
    Action, Column, Deferrability, Expr, ForeignKey, Generated, Identity, Index, IndexKind, IndexPart,
    IndexTarget, Kept, NullsOrder, ObjectName, Options, Order, PrimaryKey, Promise, Schema, Storage, Table,
};
use sea_orm::{ConnectionTrait, TransactionTrait};
use std::collections::BTreeMap;

pub(in crate::backend) async fn introspect<C>(db: &C) -> Result<Live, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    let catalog = catalog::read(db).await?;
    let server = Server::new(&catalog.version);
    let schema = Rows::new(&catalog).schema(&server);
    Ok(Live { schema, server: crate::backend::Server::Sqlite(server) })
}

/// The catalog's rows by table.
struct Rows<'a> {
    objects: &'a [ObjectRow],
    tables: BTreeMap<&'a str, &'a TableRow>,
    columns: BTreeMap<&'a str, Vec<&'a ColumnRow>>,
    indexes: BTreeMap<&'a str, Vec<&'a IndexRow>>,
    foreign_keys: BTreeMap<&'a str, Vec<&'a ForeignKeyRow>>,
    index_texts: BTreeMap<&'a str, &'a str>,
}

impl<'a> Rows<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        fn by<'a, T>(rows: &'a [T], table: fn(&'a T) -> &'a str) -> BTreeMap<&'a str, Vec<&'a T>> {
            let mut map: BTreeMap<_, Vec<_>> = BTreeMap::new();
            for row in rows {
                map.entry(table(row)).or_default().push(row);
            }
            map
        }
        let texts = catalog.objects.iter().filter(|object| object.kind == "index");
        Self {
            objects: &catalog.objects,
            tables: catalog.tables.iter().map(|row| (row.name.as_str(), row)).collect(),
            columns: by(&catalog.columns, |row| &row.table),
            indexes: by(&catalog.indexes, |row| &row.table),
            foreign_keys: by(&catalog.foreign_keys, |row| &row.table),
            index_texts: texts.filter_map(|row| Some((row.name.as_str(), row.sql.as_deref()?))).collect(),
        }
    }

    fn schema(&self, server: &Server) -> Schema {
        let mut schema = Schema::default();
        for object in self.objects {
            let name = ObjectName::new(&object.name);
            let kept = |kind, table| Kept { kind, name: name.clone(), table };
            match object.kind.as_str() {
                "view" => schema.kept.push(kept("view", None)),
                "trigger" => {
                    // It has the table's name as its author wrote it.
                    let mut names =
                        self.tables.keys().filter(|name| name.eq_ignore_ascii_case(&object.table));
                    let table = names.next().map_or(object.table.as_str(), |name| *name);
                    schema.kept.push(kept("trigger", Some(ObjectName::new(table))));
                }
                "table" => match self.tables.get(object.name.as_str()).map(|row| row.kind.as_str()) {
                    _ if is_bookkeeping(&object.name) => {}
                    Some("virtual") => schema.kept.push(kept("virtual table", None)),
                    Some("shadow") => {}
                    Some(_) | None => self.add(object, server, &mut schema),
                },
                _ => {}
            }
        }
        schema.kept.sort();
        schema
    }

    fn add(&self, object: &ObjectRow, server: &Server, schema: &mut Schema) {
        let name = ObjectName::new(&object.name);
        let kept = |kind| Kept { kind, name: name.clone(), table: Some(name.clone()) };
        let text = object.sql.as_deref().and_then(definition::table);
        let Some((text, mut table)) = text
            .and_then(|text| Some((self.table(&object.name, &text)?, text)))
            .map(|(table, text)| (text, table))
        else {
            schema.kept.push(kept("table that cannot be read"));
            schema.invisible.insert(name);
            return;
        };
        if text.conflict_clause {
            schema.kept.push(kept(Kept::CONFLICT_CLAUSE));
        }
        server.settle(&mut table);
        schema.tables.insert(name, table);
    }

    /// A table, where its text says the same as the pragmas.
    fn table(&self, name: &str, text: &TableText) -> Option<Table> {
        let row = self.tables.get(name)?;
        let mut table = Table::new(ObjectName::new(name));
        let rows = self.columns.get(name)?;
        let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
        if text.columns.len() != rows.len() {
            return None;
        }
        for (row, text) in rows.iter().zip(&text.columns) {
            table.columns.push(column(row, text, &names)?);
        }
        let mut keys: Vec<_> = rows.iter().filter(|row| row.pk > 0).collect();
        keys.sort_by_key(|row| row.pk);
        if !keys.is_empty() {
            let columns = keys.iter().map(|row| row.name.clone()).collect();
            table.primary_key = Some(PrimaryKey { name: text.primary_key_name.clone(), columns });
        }
        self.number(&mut table, row, text);
        table.indexes = self.indexes(name, text, &names)?;
        table.foreign_keys = self.foreign_keys(name, text)?;
        table.checks = text.checks.clone();
        for check in &mut table.checks {
            check.expr = text::expression(&check.expr, &names);
        }
        let options = [(row.strict, "STRICT"), (row.without_rowid, "WITHOUT ROWID")];
        let options = options.into_iter().filter(|(is, _)| *is).map(|(_, option)| option.to_owned());
        table.options = Promise::Exact(options.collect());
        Some(table)
    }

    /// SQLite numbers a single key of type `INTEGER` that needs no index of its own.
    fn number(&self, table: &mut Table, row: &TableRow, text: &TableText) {
        let Some(key) = table.primary_key.as_ref().filter(|key| key.columns.len() == 1) else { return };
        let has_index =
            self.indexes.get(row.name.as_str()).is_some_and(|rows| rows.iter().any(|row| row.origin == "pk"));
        let column = table.columns.iter_mut().find(|column| column.name == key.columns[0]);
        if let Some(column) = column
            && !has_index
            && !row.without_rowid
            && column.ty.value().name == AUTO_INCREMENT
        {
            let identity = if text.auto_increment { Identity::AutoIncrement } else { Identity::RowId };
            column.identity = Promise::Exact(Some(identity));
        }
    }

    fn indexes(&self, table: &str, text: &TableText, columns: &[&str]) -> Option<Vec<Index>> {
        let mut indexes: Vec<Index> = Vec::new();
        let rows = self.indexes.get(table).map(Vec::as_slice).unwrap_or_default();
        let mut constraints = Vec::new();
        for parts in rows.chunk_by(|a, b| a.name == b.name) {
            match parts[0].origin.as_str() {
                "pk" | "u" => constraints.push(parts),
                _ => indexes.push(index(parts, self.index_texts.get(parts[0].name.as_str())?, columns)?),
            }
        }
        let over = |unique: &UniqueText, parts: &[&IndexRow]| {
            columns_of(parts).is_some_and(|columns| alike(&unique.columns, &columns))
        };
        // Columns that are unique twice have one index, the primary key's if they are that too.
        for unique in &text.uniques {
            let parts = constraints.iter().find(|parts| over(unique, parts))?;
            indexes.push(constraint(parts, unique)?);
        }
        let read = |parts: &&[&IndexRow]| {
            parts[0].origin == "pk" || text.uniques.iter().any(|unique| over(unique, parts))
        };
        constraints.iter().all(read).then_some(indexes)
    }

    fn foreign_keys(&self, table: &str, text: &TableText) -> Option<Vec<ForeignKey>> {
        let rows = self.foreign_keys.get(table).map(Vec::as_slice).unwrap_or_default();
        let keys: Vec<_> = rows.chunk_by(|a, b| a.id == b.id).collect();
        if keys.len() != text.foreign_keys.len() {
            return None;
        }
        keys.into_iter().zip(&text.foreign_keys).map(|(rows, text)| self.foreign_key(rows, text)).collect()
    }

    fn foreign_key(&self, rows: &[&ForeignKeyRow], text: &definition::ForeignKeyText) -> Option<ForeignKey> {
        let first = rows[0];
        let columns: Vec<_> = rows.iter().map(|row| row.column.clone()).collect();
        if !alike(&columns, &text.columns) || !first.target.eq_ignore_ascii_case(&text.table) {
            return None;
        }
        let target = self.tables.keys().find(|name| name.eq_ignore_ascii_case(&first.target));
        let target = target.map_or(first.target.as_str(), |name| name);
        let target_columns = self.columns.get(target).map(Vec::as_slice).unwrap_or_default();
        let named = rows.iter().filter_map(|row| {
            let name = row.target_column.as_deref()?;
            let known = target_columns.iter().find(|column| column.name.eq_ignore_ascii_case(name));
            Some(known.map_or(name, |column| &column.name).to_owned())
        });
        let mut referenced_columns: Vec<_> = named.collect();
        if referenced_columns.is_empty() {
            let mut keys: Vec<_> = target_columns.iter().filter(|column| column.pk > 0).collect();
            keys.sort_by_key(|column| column.pk);
            referenced_columns = keys.iter().map(|column| column.name.clone()).collect();
        }
        Some(ForeignKey {
            name: text.name.clone(),
            columns,
            references: ObjectName::new(target),
            referenced_columns,
            on_delete: Promise::Exact(action(&first.on_delete)?),
            on_update: Promise::Exact(action(&first.on_update)?),
            deferrable: text.deferrable,
            valid: true,
            options: Promise::Exact(Options::new()),
            origin: None,
        })
    }
}

fn is_bookkeeping(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.starts_with("sqlite_") || lower.starts_with("_litestream_")
}

fn column(row: &ColumnRow, text: &definition::ColumnText, columns: &[&str]) -> Option<Column> {
    if !row.name.eq_ignore_ascii_case(&text.name) {
        return None;
    }
    let storage = match row.hidden {
        0 => None,
        2 => Some(Storage::Virtual),
        3 => Some(Storage::Stored),
        _ => return None,
    };
    if storage != text.generated.as_ref().map(|generated| generated.storage) {
        return None;
    }
    let mut column = Column::new(&row.name, types::parse(&row.ty));
    column.nullable = !row.not_null;
    column.default = Promise::Exact(row.default.as_deref().map(text::default));
    column.generated = text.generated.as_ref().map(|generated| Generated {
        expr: text::expression(&generated.expr, columns),
        storage: generated.storage,
    });
    column.collation = Promise::Exact(text.collation.clone());
    Some(column)
}

fn columns_of(rows: &[&IndexRow]) -> Option<Vec<String>> {
    rows.iter().map(|row| row.column.clone()).collect()
}

/// The index of a unique constraint; the constraint's name is in the table's text alone.
fn constraint(rows: &[&IndexRow], text: &UniqueText) -> Option<Index> {
    let columns = columns_of(rows)?;
    Some(Index {
        name: text.name.clone(),
        kind: IndexKind::Constraint(Deferrability::NotDeferrable),
        method: "btree".to_owned(),
        parts: rows.iter().zip(columns).map(|(row, column)| part(row, IndexTarget::Column(column))).collect(),
        include: Vec::new(),
        predicate: None,
        nulls_not_distinct: false,
        valid: true,
        origin: None,
    })
}

fn index(rows: &[&IndexRow], text: &str, columns: &[&str]) -> Option<Index> {
    let text = definition::index(text)?;
    if text.parts.len() != rows.len() {
        return None;
    }
    let mut parts = Vec::new();
    for (row, text) in rows.iter().zip(&text.parts) {
        if row.descending != (text.order == Order::Descending) {
            return None;
        }
        parts.push(match (&row.column, row.cid) {
            (Some(column), _) => part(row, IndexTarget::Column(column.clone())),
            (None, -1) => part(row, IndexTarget::Expr(Expr::new("rowid"))),
            (None, _) => IndexPart {
                collation: text.collation.clone(),
                ..part(row, IndexTarget::Expr(text::expression(&text.expr, columns)))
            },
        });
    }
    Some(Index {
        name: Some(rows[0].name.clone()),
        kind: if rows[0].unique { IndexKind::Unique } else { IndexKind::Plain },
        method: "btree".to_owned(),
        parts,
        include: Vec::new(),
        predicate: text.predicate.map(|predicate| text::expression(&predicate, columns)),
        nulls_not_distinct: false,
        valid: true,
        origin: None,
    })
}

fn part(row: &IndexRow, target: IndexTarget) -> IndexPart {
    IndexPart {
        target,
        order: if row.descending { Order::Descending } else { Order::Ascending },
        nulls: NullsOrder::Last,
        opclass: None,
        collation: row.collation.clone(),
        prefix: None,
    }
}

fn alike(first: &[String], second: &[String]) -> bool {
    first.len() == second.len() && first.iter().zip(second).all(|(a, b)| a.eq_ignore_ascii_case(b))
}

fn action(words: &str) -> Option<Action> {
    match words {
        "NO ACTION" => Some(Action::NoAction),
        "RESTRICT" => Some(Action::Restrict),
        "CASCADE" => Some(Action::Cascade),
        "SET NULL" => Some(Action::SetNull),
        "SET DEFAULT" => Some(Action::SetDefault),
        _ => None,
    }
}
