//! A connection to MySQL or MariaDB comes in; a lock of the server's, which goes with the connection that holds it, goes
//! out.

use super::beside::connect;
use crate::backend::lock::Attempt;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};

/// A connection that can ask for the lock. The names of locks are the whole server's, and have at most 64 characters.
pub(in crate::backend) async fn attempt(db: &DatabaseConnection, table: &str) -> Result<Attempt, DbErr> {
    let connection = connect(db, None).await?;
    connection.execute_unprepared("SET SESSION wait_timeout = 2147483").await?;
    let sql =
        "SELECT GET_LOCK(CONCAT('schema_runtime_', MD5(CONCAT(COALESCE(DATABASE(), ''), '.', ?))), 0) = 1";
    let ask = Statement::from_sql_and_values(DbBackend::MySql, sql, [table.into()]);
    Ok(Attempt::Ask { connection, ask })
}
