//! What both examples need: a database.

use schema_runtime::backend;
use sea_orm::{ConnectOptions, Database, DatabaseConnection};
use std::collections::BTreeSet;
use std::error::Error;

/// The database of `DATABASE_URL`, or an embedded one that is gone when the program ends.
pub(crate) async fn connect() -> Result<DatabaseConnection, Box<dyn Error>> {
    let url = std::env::var("DATABASE_URL").unwrap_or_else(|_| "sqlite::memory:".to_owned());
    let mut options = ConnectOptions::new(url);
    // Each connection to `sqlite::memory:` would be to a database of its own.
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await?;
    let name = backend::introspect(&db, &BTreeSet::new()).await?.server.title();
    println!("The database is {name}; set DATABASE_URL for another one.\n");
    Ok(db)
}
