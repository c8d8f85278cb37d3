//! An empty SQLite database in memory goes out.

use crate::backend::scratch::{Scratch, refused};
use crate::error::Error;
use sea_orm::{ConnectOptions, Database};

pub(in crate::backend) async fn scratch() -> Result<Scratch, Error> {
    let mut options = ConnectOptions::new("sqlite::memory:");
    // Each connection has a memory of its own.
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.map_err(refused("open a database in memory"))?;
    Ok(Scratch { db, remove: None })
}
