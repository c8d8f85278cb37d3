//! A connection to PostgreSQL comes in, an empty database beside its own goes out.

use super::Server;
use super::beside::connect;
use super::sql_type::quote;
use crate::backend::beside::of_a_pool;
use crate::backend::scratch::{self, Scratch, refused, texts};
use crate::error::Error;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

pub(in crate::backend) async fn scratch(server: &Server, db: &DatabaseConnection) -> Result<Scratch, Error> {
    of_a_pool(db).map_err(Error::NoScratch)?;
    remove_leftovers(db).await;
    let read = include_str!("scratch.sql");
    let statement = Statement::from_string(DbBackend::Postgres, read);
    let row = db.query_one_raw(statement).await.map_err(refused("read how the database was made"))?;
    let row = row.ok_or_else(|| Error::NoScratch("the database is not in its own catalog".to_owned()))?;
    let read = |column: &str| row.try_get::<String>("", column);
    let seconds = row.try_get("", "seconds").map_err(refused("read the server's time"))?;
    let options = read("options").map_err(refused("read how the database was made"))?;

    let name = scratch::name(seconds);
    let quoted = quote(&name);
    let create = format!("CREATE DATABASE {quoted} TEMPLATE template0 {options}");
    db.execute_unprepared(&create).await.map_err(refused("create a database for it"))?;
    let remove = format!("DROP DATABASE IF EXISTS {quoted}{}", force(server));
    match fill(server, db, &name).await {
        Ok(connection) => Ok(Scratch { db: connection, remove: Some(remove) }),
        Err(error) => {
            // What cannot be removed now is a leftover for the next.
            let _ = db.execute_unprepared(&remove).await;
            Err(error)
        }
    }
}

/// Whoever is still there goes, from version 13 on.
fn force(server: &Server) -> &'static str {
    if server.version >= 130_000 { " WITH (FORCE)" } else { "" }
}

/// Connects to it; makes the schemas in which names are looked up, and the extensions, as far as the role may.
async fn fill(server: &Server, db: &DatabaseConnection, name: &str) -> Result<DatabaseConnection, Error> {
    let quoted = quote(name);
    // Nobody waits for a disk on account of a database that is gone in a moment.
    for setting in ["search_path FROM CURRENT", "synchronous_commit = off"] {
        let sql = format!("ALTER DATABASE {quoted} SET {setting}");
        db.execute_unprepared(&sql).await.map_err(refused("set up the database for it"))?;
    }
    let scratch = connect(db, Some(name)).await.map_err(refused("connect to the database for it"))?;
    for schema in server.search_path() {
        let sql = format!("CREATE SCHEMA IF NOT EXISTS {}", quote(schema));
        scratch.execute_unprepared(&sql).await.map_err(refused("create a schema for it"))?;
    }
    let extensions = texts(
        db,
        DbBackend::Postgres,
        "SELECT format('CREATE SCHEMA IF NOT EXISTS %I; CREATE EXTENSION IF NOT EXISTS %I SCHEMA %1$I CASCADE', \
         nspname, extname) FROM pg_catalog.pg_extension JOIN pg_catalog.pg_namespace n ON n.oid = extnamespace \
         WHERE nspname <> 'pg_catalog' ORDER BY pg_extension.oid",
    );
    for sql in extensions.await.map_err(refused("read which extensions there are"))? {
        // One that the role may not make is missed only where a table needs it, and is named there.
        let _ = scratch.execute_unprepared(&sql).await;
    }
    Ok(scratch)
}

/// Removes the scratch databases that a crash left: made more than a minute ago, and used by nobody.
async fn remove_leftovers(db: &DatabaseConnection) {
    let leftovers = format!(
        "SELECT datname::text FROM pg_catalog.pg_database d WHERE datname ~ '^{prefix}[0-9]+_' \
         AND split_part(substr(datname, {from}), '_', 1)::bigint < extract(epoch FROM clock_timestamp()) - 60 \
         AND pg_catalog.pg_has_role(datdba, 'USAGE') \
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)",
        prefix = scratch::PREFIX,
        from = scratch::PREFIX.len() + 1,
    );
    for name in texts(db, DbBackend::Postgres, leftovers).await.unwrap_or_default() {
        // Another may be faster.
        let _ = db.execute_unprepared(&format!("DROP DATABASE IF EXISTS {}", quote(&name))).await;
    }
}
