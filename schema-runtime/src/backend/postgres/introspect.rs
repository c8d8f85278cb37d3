//! A connection comes in, the schema of its database goes out, read with one statement (`introspect.sql`).

mod row;
mod table;

use super::Server;
use super::sql_type;
use crate::backend::Live;
use crate::error::Error;
use crate::model::{EnumType, Kept, ObjectName, Schema, Settings, SqlType, Subject};
use row::{Catalog, NameRow, Oid, SettingRow, TypeRow, reading};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, TransactionTrait};
use std::collections::{BTreeSet, HashMap};

/// The oid of `pg_catalog`, fixed in every version.
const PG_CATALOG: Oid = Oid(11);

pub(in crate::backend) async fn introspect<C>(db: &C, schemas: &BTreeSet<String>) -> Result<Live, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    let wanted = serde_json::Value::from_iter(schemas.iter().cloned()).to_string();
    let statement = Statement::from_sql_and_values(
        DbBackend::Postgres,
        include_str!("introspect.sql"),
        [sea_orm::Value::from(wanted)],
    );
    let row = db.query_one_raw(statement).await.map_err(reading)?;
    let row = row.ok_or_else(|| reading(DbErr::RecordNotFound("the catalog's one row".to_owned())))?;
    let catalog = Catalog::read(&row).map_err(reading)?;
    let server = Server::new(catalog.version, catalog.search_path.clone(), schemas);
    let schema = Lookup::new(&server, &catalog).schema(catalog);
    Ok(Live { schema, server: crate::backend::Server::Postgres(server) })
}

/// All schemas but the server's own and those of extensions.
pub(in crate::backend) async fn schemas<C: ConnectionTrait>(db: &C) -> Result<BTreeSet<String>, Error> {
    let statement = Statement::from_string(DbBackend::Postgres, include_str!("schemas.sql"));
    let rows = db.query_all_raw(statement).await.map_err(reading)?;
    rows.iter().map(|row| row.try_get_by_index(0).map_err(reading)).collect()
}

/// What rows point at by number.
struct Lookup<'a> {
    server: &'a Server,
    namespaces: HashMap<Oid, String>,
    methods: HashMap<Oid, String>,
    /// Those that are not their type's default.
    opclasses: HashMap<u32, String>,
    collations: HashMap<Oid, String>,
    types: HashMap<(Oid, i32), Type>,
    /// The names of the tables that are read.
    tables: HashMap<Oid, ObjectName>,
    /// Tables that are not, and that keys point at.
    referenced: HashMap<Oid, Referenced>,
}

/// A type that columns have.
struct Type {
    ty: SqlType,
    collation: Oid,
    /// What a domain is over.
    base: Option<SqlType>,
}

/// A table by its name, with its columns by number.
struct Referenced {
    name: ObjectName,
    columns: Vec<(i16, String)>,
}

/// Where the column with this number stands.
fn at<T>(columns: &[(i16, T)], number: i16) -> Option<usize> {
    let stands_at = |position: &usize| columns.get(*position).is_some_and(|(own, _)| *own == number);
    // Where no column was dropped, the number is the position.
    usize::try_from(number - 1)
        .ok()
        .filter(stands_at)
        .or_else(|| columns.iter().position(|(own, _)| *own == number))
}

impl<'a> Lookup<'a> {
    fn new(server: &'a Server, catalog: &Catalog) -> Self {
        let by_oid = |rows: &[NameRow]| rows.iter().map(|row| (row.oid, row.name.clone())).collect();
        let mut lookup = Self {
            server,
            namespaces: by_oid(&catalog.namespaces),
            methods: by_oid(&catalog.methods),
            opclasses: catalog.opclasses.iter().map(|row| (row.oid.0, row.name.clone())).collect(),
            collations: by_oid(&catalog.collations),
            types: HashMap::new(),
            tables: HashMap::with_capacity(catalog.tables.len()),
            referenced: HashMap::new(),
        };
        lookup.types = catalog.types.iter().map(|row| ((row.oid, row.modifier), lookup.ty(row))).collect();
        for table in &catalog.tables {
            let name = lookup.table_name(table.space, &table.name);
            lookup.tables.insert(table.oid, name);
        }
        for table in &catalog.referenced {
            let name = lookup.table_name(table.space, &table.name);
            let columns = table.columns.clone().unwrap_or_default();
            lookup.referenced.insert(table.oid, Referenced { name, columns });
        }
        lookup
    }

    fn schema(&self, mut catalog: Catalog) -> Schema {
        let mut schema = Schema {
            enums: std::mem::take(&mut catalog.enums)
                .into_iter()
                .map(|row| {
                    let name = ObjectName::in_schema(self.type_space(row.space), row.name);
                    (name.clone(), EnumType::new(name, row.labels.unwrap_or_default()))
                })
                .collect(),
            kept: std::mem::take(&mut catalog.kept)
                .into_iter()
                .filter_map(|row| {
                    let name = self.table_name(row.space, &row.name);
                    let table = row.table.and_then(|oid| self.tables.get(&oid));
                    Some(Kept { kind: kind(&row.kind)?, name, table: table.cloned() })
                })
                .collect(),
            settings: std::mem::take(&mut catalog.settings).into_iter().fold(
                Settings::new(),
                |mut settings, row| {
                    if let Some(subject) = self.subject(&row) {
                        settings.entry(subject).or_default().insert(row.name, row.value);
                    }
                    settings
                },
            ),
            invisible: catalog.hidden.iter().map(|row| ObjectName::new(&row.name)).collect(),
            ..Schema::default()
        };
        schema.kept.sort();
        let views: BTreeSet<_> = catalog
            .tables
            .iter()
            .filter(|row| row.kind == 'm')
            .filter_map(|row| self.tables.get(&row.oid).cloned())
            .collect();
        let (tables, sequences) = self.assemble(catalog);
        schema.sequences = sequences.into_iter().map(|sequence| (sequence.name.clone(), sequence)).collect();
        let (views, tables): (Vec<_>, Vec<_>) =
            tables.into_iter().partition(|table| views.contains(&table.name));
        schema.views = views.into_iter().map(|view| (view.name, view.indexes)).collect();
        for table in tables {
            // Where two schemas of the search path have a table of one name, the first one is meant.
            schema.tables.entry(table.name.clone()).or_insert(table);
        }
        schema.invisible.retain(|name| !schema.tables.contains_key(name));
        schema
    }

    /// None for what is set of something that is not read.
    fn subject(&self, row: &SettingRow) -> Option<Subject> {
        let name = row.subject.clone().unwrap_or_default();
        if let Some(table) = row.table {
            let table = self.tables.get(&table)?.clone();
            return Some(match row.kind {
                't' => Subject::Table(table),
                'c' => Subject::Column { table, name },
                'i' => Subject::Index { table, name },
                _ => Subject::Constraint { table, name },
            });
        }
        Some(match (row.kind, row.space) {
            ('s', Some(space)) => Subject::Sequence(self.table_name(space, &name)),
            ('e', Some(space)) => Subject::Enum(ObjectName::in_schema(self.type_space(space), name)),
            _ => Subject::Schema(name),
        })
    }

    fn ty(&self, row: &TypeRow) -> Type {
        let mut ty = sql_type::read(&row.text);
        if row.space != PG_CATALOG {
            ty.name.clone_from(&row.name);
            ty.schema = self.type_space(row.space).map(str::to_owned);
        }
        ty.dimensions = u8::from(row.array);
        let base = row.base.as_deref().map(|text| SqlType {
            dimensions: u8::from(row.array || text.ends_with(']')),
            ..sql_type::read(text)
        });
        Type { ty, collation: row.collation, base }
    }

    fn space(&self, space: Oid) -> &str {
        self.namespaces.get(&space).map_or("", String::as_str)
    }

    fn table_name(&self, space: Oid, name: &str) -> ObjectName {
        ObjectName::in_schema(self.server.table_schema(self.space(space)), name)
    }

    fn type_space(&self, space: Oid) -> Option<&str> {
        self.server.type_schema(self.space(space))
    }
}

/// The kinds of what is kept are part of the model, so none is made up by a server.
fn kind(name: &str) -> Option<&'static str> {
    const KINDS: [&str; 17] = [
        "view",
        "materialized view",
        "foreign table",
        Kept::PARTITIONS,
        Kept::SEQUENCE,
        "inheritance",
        "exclusion constraint",
        "trigger",
        "rule",
        "row security policy",
        "extended statistics",
        "domain",
        "range type",
        "composite type",
        "procedure",
        "aggregate",
        "function",
    ];
    KINDS.into_iter().find(|kind| *kind == name)
}
