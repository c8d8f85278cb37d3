//! The name of the table in which migrations are recorded comes in; what is recorded there goes out.

use super::Backend;
use crate::error::Error;
use sea_orm::{ConnectionTrait, Statement};

/// The migrations that are recorded as run, in the order in which they ran; none where there is no such table. Nothing is
/// created.
///
/// # Errors
/// [`Error::Database`] when it cannot be read.
pub(crate) async fn recorded<C: ConnectionTrait>(db: &C, table: &str) -> Result<Vec<String>, Error> {
    let backend = Backend::try_from(db.get_database_backend())?;
    let during = || Error::during(format!("read in `{table}` which migrations have run"));
    let statement = |sql: String| Statement::from_string(db.get_database_backend(), sql);
    if db.query_one_raw(statement(backend.table(table))).await.map_err(during())?.is_none() {
        return Ok(Vec::new());
    }
    let query = format!("SELECT version FROM {} ORDER BY applied_at, version", backend.quoted(table));
    let rows = db.query_all_raw(statement(query)).await.map_err(during())?;
    rows.iter().map(|row| row.try_get_by_index(0).map_err(during())).collect()
}
