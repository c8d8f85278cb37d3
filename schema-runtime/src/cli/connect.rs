//! A database's URL comes in, a connection goes out.

use crate::error::Error;
use sea_orm::{ConnectOptions, Database, DatabaseConnection};
use std::time::Duration;

/// Long enough for a server that starts, short enough for a person who waits.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many connections a command may need at once: migrations may ask for a second one.
const CONNECTIONS: u32 = 4;

pub(super) async fn connect(url: &str) -> Result<DatabaseConnection, Error> {
    let mut options = ConnectOptions::new(url);
    // Each connection to a database in memory has one of its own.
    let connections = if url.contains("memory") { 1 } else { CONNECTIONS };
    options
        .max_connections(connections)
        .connect_timeout(PATIENCE)
        .acquire_timeout(PATIENCE)
        .sqlx_logging(false);
    let during = format!("connect to {}", without_password(url));
    Database::connect(options).await.map_err(Error::during(during))
}

/// The URL as it may be shown to anyone.
pub(super) fn without_password(url: &str) -> String {
    let hidden = || {
        let (scheme, rest) = url.split_once("://")?;
        let authority = rest.split(['/', '?']).next()?;
        let (user, host) = authority.rsplit_once('@')?;
        let (name, _) = user.split_once(':')?;
        Some(format!("{scheme}://{name}:***@{host}{}", &rest[authority.len()..]))
    };
    hidden().unwrap_or_else(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn a_password_is_never_shown() {
        for (url, shown) in [
            ("postgres://me:secret@host:5432/db?x=1", "postgres://me:***@host:5432/db?x=1"),
            ("mysql://root@host/db", "mysql://root@host/db"),
            ("sqlite:///tmp/a.db", "sqlite:///tmp/a.db"),
            ("nonsense", "nonsense"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }
}
