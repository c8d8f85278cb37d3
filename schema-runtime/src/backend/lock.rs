//! A connection comes in; the lock that one program at a time holds while it migrates goes out.

use super::{Backend, mysql, postgres, sqlite};
use crate::error::Error;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use sqlite::LockedFile;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long to wait before asking again.
const POLL: Duration = Duration::from_millis(200);

/// How to ask for the lock.
pub(super) enum Attempt {
    /// By a query that answers whether it is held now, on a connection with which it goes.
    Ask { connection: DatabaseConnection, ask: Statement },
    /// By a file.
    File(PathBuf),
    /// Nobody else can be there.
    Alone,
}

/// The lock, as long as this is there.
#[derive(Debug)]
#[allow(dead_code, reason = "they are held, and not used")]
pub(crate) enum Lock {
    Session(DatabaseConnection),
    File(LockedFile),
    Alone,
}

/// Waits until no other program migrates this database by the books of this name, at most as long as may be. It goes
/// with the connection or the process that holds it, whatever happens.
///
/// # Errors
/// [`Error::NotLocked`] when it took too long, or why the lock cannot be asked for.
pub(crate) async fn lock(
    db: &DatabaseConnection,
    table: &str,
    patience: Option<Duration>,
) -> Result<Lock, Error> {
    let asking = |why: sea_orm::DbErr| Error::NotLocked(why.to_string());
    let attempt = match Backend::try_from(db.get_database_backend())? {
        Backend::Postgres => postgres::attempt(db, table).await,
        Backend::MySql => mysql::attempt(db, table).await,
        Backend::Sqlite => sqlite::attempt(db).await,
    };
    let attempt = attempt.map_err(asking)?;
    let start = Instant::now();
    let mut waits = false;
    loop {
        if let Some(held) = attempt.take().await? {
            return Ok(match (held, attempt) {
                (Some(file), _) => Lock::File(file),
                (None, Attempt::Ask { connection, ask: _ }) => Lock::Session(connection),
                (None, Attempt::File(_) | Attempt::Alone) => Lock::Alone,
            });
        }
        if !std::mem::replace(&mut waits, true) {
            tracing::info!("another program migrates this database: waiting until it is done");
        }
        if patience.is_some_and(|patience| start.elapsed() >= patience) {
            let waited = start.elapsed().as_secs();
            return Err(Error::NotLocked(format!("another program has been migrating for {waited} s")));
        }
        futures_timer::Delay::new(POLL).await;
    }
}

impl Attempt {
    /// `None` where another holds it; the file, where it is one, and else nothing more than that it is held.
    async fn take(&self) -> Result<Option<Option<LockedFile>>, Error> {
        match self {
            Self::Ask { connection, ask } => {
                let row = connection.query_one_raw(ask.clone()).await;
                let held = row.and_then(|row| match row {
                    Some(row) => row.try_get_by_index::<Option<bool>>(0),
                    None => Ok(None),
                });
                let held = held.map_err(|error| Error::NotLocked(error.to_string()))?;
                Ok((held == Some(true)).then_some(None))
            }
            Self::File(path) => match LockedFile::take(path) {
                Ok(file) => Ok(file.map(Some)),
                Err(error) => Err(Error::NotLocked(format!("{}: {error}", path.display()))),
            },
            Self::Alone => Ok(Some(None)),
        }
    }
}

impl Lock {
    /// Gives it back at once, rather than when the server notices.
    pub(crate) async fn release(self) {
        match self {
            Self::Session(connection) => {
                // Then the server notices later.
                let _ = connection.close().await;
            }
            Self::File(_) | Self::Alone => {}
        }
    }
}
