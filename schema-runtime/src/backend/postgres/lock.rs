//! A connection to PostgreSQL comes in; a lock of the server's, which goes with the connection that holds it, goes out.

use super::beside::connect;
use crate::backend::lock::Attempt;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};

/// A connection that can ask for the lock. A session that waits inside `pg_advisory_lock` holds a snapshot, for which
/// `CREATE INDEX CONCURRENTLY` of the one that has the lock would wait for ever: so it asks again and again.
pub(in crate::backend) async fn attempt(db: &DatabaseConnection, table: &str) -> Result<Attempt, DbErr> {
    let connection = connect(db, None).await?;
    // Older versions know no such limit.
    let _ = connection.execute_unprepared("SET idle_session_timeout = 0").await;
    let sql = "SELECT pg_try_advisory_lock(x'73636d61'::int, hashtext(coalesce(current_schema(), '') || '.' || $1))";
    let ask = Statement::from_sql_and_values(DbBackend::Postgres, sql, [table.into()]);
    Ok(Attempt::Ask { connection, ask })
}
