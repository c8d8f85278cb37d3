//! The catalog in, a [`Schema`] out: eight statements, whatever the number of tables; and one more for each table of
//! which the catalog hides something from this role.
//!
//! Rows, since MariaDB cuts what it gathers into one text at `group_concat_max_len`; and each statement once for a
//! database, since only `table_schema = …` spares the server a look into all the others.

use super::Server;
use super::hidden::Hidden;
use super::read::{self, Reading, Rows};
use super::server::{Case, Flavour, Timestamps};
use crate::backend::Live;
use crate::backend::lexer::Escapes;
use crate::error::Error;
use crate::model::{ObjectName, Schema};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, TransactionSession, TransactionTrait};
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::backend) async fn introspect<C>(db: &C, schemas: &BTreeSet<String>) -> Result<Live, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    let transaction = db.begin().await.map_err(Error::during("beginning to read the catalog"))?;
    let (mut server, rights) = facts(&transaction).await?;
    let named = schemas.iter().filter(|schema| server.is_another(schema)).cloned();
    let databases: Vec<String> = std::iter::once(server.database.clone()).chain(named).collect();
    let catalog = Catalog { db: &transaction, databases: &databases };

    let tables = catalog.rows("tables", include_str!("sql/tables.sql")).await?;
    server.table_collations = table_collations(&server, &tables)?;
    let mut reading = Reading::new(&server);
    reading.tables(&tables)?;
    reading.columns(&catalog.rows("columns", include_str!("sql/columns.sql")).await?)?;
    reading.indexes(&catalog.rows("indexes", &indexes_sql(&server)).await?)?;
    let keys = catalog.rows("foreign keys", include_str!("sql/keys.sql")).await?;
    let rules = catalog.rows("actions of foreign keys", include_str!("sql/actions.sql")).await?;
    let mut hidden = Hidden { actions: read::actions(&server, &rules)?, checks: Vec::new() };
    if let Some(sql) = checks_sql(&server) {
        hidden.checks = read::checks(&server, &catalog.rows("checks", &sql).await?)?;
    }
    let unseen = unseen(&server, rights, &reading, &keys, &hidden)?;
    hidden.look(&server, &transaction, &unseen).await?;
    reading.foreign_keys(&keys, &hidden.actions)?;
    reading.checks(hidden.checks);
    reading.kept(&catalog.rows("triggers and routines", include_str!("sql/kept.sql")).await?)?;
    let schema: Schema = reading.finish();
    transaction.commit().await.map_err(Error::during("reading the catalog"))?;
    Ok(Live { schema, server: crate::backend::Server::MySql(server) })
}

async fn facts<C: ConnectionTrait>(db: &C) -> Result<(Server, Rights), Error> {
    let during = || Error::during("reading the version and settings of the server");
    let statement = Statement::from_string(DbBackend::MySql, include_str!("sql/server.sql"));
    let rows = Rows(db.query_all_raw(statement).await.map_err(during())?);
    let row = rows.iter().next().ok_or_else(|| {
        during()(sea_orm::DbErr::RecordNotFound("the server says nothing of itself".to_owned()))
    })?;
    let (flavour, version) = Server::read_version(&row.text("version")?);
    let modes = row.text("modes")?;
    let no_backslashes = modes.split(',').any(|mode| mode == "NO_BACKSLASH_ESCAPES");
    let rights = if row.number("rights")? == 0 { Rights::OfTables } else { Rights::OfDatabases };
    let server = Server {
        flavour,
        version,
        database: row.maybe("current_database")?.unwrap_or_default(),
        collation: row.text("collation")?,
        table_collations: BTreeMap::new(),
        case: if row.number("lower_case")? == 0 { Case::Sensitive } else { Case::Insensitive },
        escapes: if no_backslashes { Escapes::Doubled } else { Escapes::Backslash },
        timestamps: match row.number("explicit_timestamps")? {
            0 => Timestamps::Implicit,
            _ => Timestamps::Explicit,
        },
    };
    Ok((server, rights))
}

/// What the role was given rights to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rights {
    OfDatabases,
    OfTables,
}

/// The tables of which the catalog does not say all: MariaDB hides checks from a role that has rights of tables alone,
/// and what a key does from one that may only select.
fn unseen(
    server: &Server,
    rights: Rights,
    reading: &Reading<'_>,
    keys: &Rows,
    hidden: &Hidden,
) -> Result<BTreeSet<ObjectName>, Error> {
    if server.is_mariadb() && rights == Rights::OfTables {
        return Ok(reading.names().cloned().collect());
    }
    let mut unseen = BTreeSet::new();
    for row in keys.iter() {
        let id = (row.table(server)?, row.text("name")?);
        if !hidden.actions.contains_key(&id) {
            unseen.insert(id.0);
        }
    }
    Ok(unseen)
}

/// Those that are not the database's own.
fn table_collations(server: &Server, tables: &Rows) -> Result<BTreeMap<ObjectName, String>, Error> {
    let mut collations = BTreeMap::new();
    for row in tables.iter() {
        if let Some(collation) = row.maybe("collation")?.filter(|collation| *collation != server.collation) {
            collations.insert(row.table(server)?, collation);
        }
    }
    Ok(collations)
}

/// MySQL has expressions in indexes, and MariaDB calls `IGNORED` what MySQL calls not visible.
fn indexes_sql(server: &Server) -> String {
    let (expression, usable) = match server.flavour {
        Flavour::MySql if server.version >= (8, 0, 13) => ("expression", "is_visible"),
        Flavour::MySql if server.version >= (8, 0, 0) => ("NULL", "is_visible"),
        Flavour::MariaDb if server.version >= (10, 6, 0) => ("NULL", "IF(ignored = 'YES', 'NO', 'YES')"),
        Flavour::MySql | Flavour::MariaDb => ("NULL", "'YES'"),
    };
    include_str!("sql/indexes.sql").replace("{expression}", expression).replace("{usable}", usable)
}

/// `None` for a MySQL that reads checks and forgets them (before 8.0.16).
fn checks_sql(server: &Server) -> Option<String> {
    let sql = match server.flavour {
        Flavour::MySql if server.version < (8, 0, 16) => return None,
        Flavour::MySql => include_str!("sql/checks.mysql.sql").to_owned(),
        Flavour::MariaDb => {
            let level = if server.version >= (10, 5, 10) { "level" } else { "NULL" };
            include_str!("sql/checks.mariadb.sql").replace("{level}", level)
        }
    };
    Some(sql)
}

/// Where statements go, and about which databases.
struct Catalog<'a, C> {
    db: &'a C,
    databases: &'a [String],
}

impl<C: ConnectionTrait> Catalog<'_, C> {
    /// The rows of all databases, in no order.
    async fn rows(&self, what: &str, sql: &str) -> Result<Rows, Error> {
        let holes = sql.matches('?').count();
        let values = self.databases.iter().flat_map(|name| std::iter::repeat_n(name.clone().into(), holes));
        let sql = vec![sql; self.databases.len()].join("\nUNION ALL\n");
        let statement = Statement::from_sql_and_values(DbBackend::MySql, sql, values);
        let rows: Vec<QueryResult> =
            self.db.query_all_raw(statement).await.map_err(Error::during(format!("reading the {what}")))?;
        Ok(Rows(rows))
    }
}
