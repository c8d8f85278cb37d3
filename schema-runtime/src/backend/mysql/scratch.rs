//! A connection to MySQL or MariaDB comes in, an empty database beside its own goes out.

use super::Server;
use super::beside::connect;
use crate::backend::beside::of_a_pool;
use crate::backend::scratch::{self, Scratch, refused, texts};
use crate::error::Error;
use crate::model::{ObjectName, Schema};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};

pub(in crate::backend) async fn scratch(
    server: &Server,
    db: &DatabaseConnection,
    live: &Schema,
) -> Result<Scratch, Error> {
    of_a_pool(db).map_err(Error::NoScratch)?;
    if let Some(other) = elsewhere(live) {
        // A name with its database means that one, wherever it is said.
        return Err(Error::NoScratch(format!("`{other}` is in a database of its own, and cannot be copied")));
    }
    remove_leftovers(server, db).await;
    let read = "SELECT UNIX_TIMESTAMP() AS seconds, @@character_set_database AS charset, @@collation_database AS collation_";
    let reading = || refused("read how the database was made");
    let row = db.query_one_raw(Statement::from_string(DbBackend::MySql, read)).await.map_err(reading())?;
    let row = row.ok_or_else(|| Error::NoScratch("the server says nothing of its database".to_owned()))?;
    let seconds = row.try_get("", "seconds").map_err(reading())?;
    let text = |column: &str| row.try_get::<String>("", column).map_err(reading());

    let name = scratch::name(seconds);
    let quoted = server.name(&name);
    let (charset, collation) = (text("charset")?, text("collation_")?);
    let create = format!("CREATE DATABASE {quoted} CHARACTER SET {charset} COLLATE {collation}");
    db.execute_unprepared(&create).await.map_err(refused("create a database for it"))?;
    let remove = format!("DROP DATABASE IF EXISTS {quoted}");
    match held(server, db, &name).await.map_err(refused("connect to the database for it")) {
        Ok(connection) => Ok(Scratch { db: connection, remove: Some(remove) }),
        Err(error) => {
            // What cannot be removed now is a leftover for the next.
            let _ = db.execute_unprepared(&remove).await;
            Err(error)
        }
    }
}

/// Connects to it; as long as the connection is there, a lock of the database's name says that it is in use.
async fn held(server: &Server, db: &DatabaseConnection, name: &str) -> Result<DatabaseConnection, DbErr> {
    let scratch = connect(db, Some(name)).await?;
    scratch.execute_unprepared(&format!("DO GET_LOCK({}, 0)", server.text(name))).await?;
    Ok(scratch)
}

/// A table that lives in another database, or is pointed at there.
fn elsewhere(live: &Schema) -> Option<&ObjectName> {
    let keys = live.tables.values().flat_map(|table| &table.foreign_keys).map(|key| &key.references);
    live.tables.keys().chain(keys).find(|name| name.schema.is_some())
}

/// Removes the scratch databases that a crash left: made more than a minute ago, and used by nobody.
async fn remove_leftovers(server: &Server, db: &DatabaseConnection) {
    let leftovers = format!(
        "SELECT CAST(schema_name AS CHAR) FROM information_schema.schemata WHERE schema_name REGEXP '^{prefix}[0-9]+_' \
         AND CAST(SUBSTRING(schema_name, {from}) AS UNSIGNED) < UNIX_TIMESTAMP() - 60 AND IS_FREE_LOCK(schema_name) = 1",
        prefix = scratch::PREFIX,
        from = scratch::PREFIX.len() + 1,
    );
    for name in texts(db, DbBackend::MySql, leftovers).await.unwrap_or_default() {
        // Another may be faster.
        let _ = db.execute_unprepared(&format!("DROP DATABASE IF EXISTS {}", server.name(&name))).await;
    }
}
