//! A connection comes in; an empty database beside its own, of the same kind and gone afterwards, goes out.

use super::{Live, Server, mysql, postgres, sqlite};
use crate::error::Error;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};
use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;

/// What the names of all scratch databases begin with; the server's time in seconds, the process and a number follow.
pub(super) const PREFIX: &str = "schema_runtime_scratch_";

/// An empty database for a while.
pub(crate) struct Scratch {
    /// The only connection to it.
    pub(crate) db: DatabaseConnection,
    /// What removes it; without one it is gone with the connection.
    pub(super) remove: Option<String>,
}

impl Scratch {
    /// Removes it. A scratch database that is left behind all the same is removed by the next that is made.
    pub(crate) async fn remove(self, beside: &DatabaseConnection) -> Result<(), DbErr> {
        let Self { db, remove } = self;
        db.close().await?;
        match remove {
            Some(sql) => beside.execute_unprepared(&sql).await.map(drop),
            None => Ok(()),
        }
    }
}

/// Polls until it is done, or has panicked: what was made for it can then be removed all the same.
pub(crate) async fn caught<T>(work: impl Future<Output = T>) -> Result<T, Box<dyn Any + Send>> {
    let mut work = Box::pin(work);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(done)) => Poll::Ready(Ok(done)),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

impl Server {
    /// An empty database on this server, in which names without a schema mean what they mean in the connection's own,
    /// with all that the tables of `live` may need and that no plan makes. What a crash left behind is removed first.
    ///
    /// # Errors
    /// [`Error::NoScratch`] with the reason why there is none.
    pub(crate) async fn scratch(&self, db: &DatabaseConnection, live: &Live) -> Result<Scratch, Error> {
        let Live { schema, server: _ } = live;
        match self {
            Self::Postgres(server) => postgres::scratch(server, db).await,
            Self::MySql(server) => mysql::scratch(server, db, schema).await,
            Self::Sqlite(_) => sqlite::scratch().await,
        }
    }
}

/// For `map_err`: why there is no scratch database.
pub(super) fn refused(doing: &str) -> impl FnOnce(DbErr) -> Error {
    move |error| Error::NoScratch(format!("cannot {doing}: {error}"))
}

/// A name that no other scratch database has, stamped with the server's time.
pub(super) fn name(seconds: i64) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{PREFIX}{seconds}_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The first column of each row, as text.
pub(super) async fn texts(
    db: &DatabaseConnection,
    backend: DbBackend,
    sql: impl Into<String>,
) -> Result<Vec<String>, DbErr> {
    let rows = db.query_all_raw(Statement::from_string(backend, sql)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}
