//! A connection comes in; an empty database beside its own, of the same kind and gone afterwards, goes out.

use super::{Live, Server, mysql, postgres, sqlite};
use crate::error::Error;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};
use std::sync::atomic::{AtomicU32, Ordering};

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

/// The reason on a connection that is no pool of sqlx's: of another driver, a mock, a proxy.
pub(super) fn of_a_pool(db: &DatabaseConnection) -> Result<(), Error> {
    let is_pool = format!("{db:?}").contains("Sqlx");
    let why = "the connection is of a kind that a second one cannot be made from".to_owned();
    if is_pool { Ok(()) } else { Err(Error::NoScratch(why)) }
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

/// What stands in for a pool where SeaORM was built without the driver.
///
/// A method of SeaORM's own is found before one of a trait, so the same call is the driver's where there is one, and
/// ends here where there is none. No feature of this crate has to repeat those of SeaORM.
#[allow(dead_code, reason = "with the driver, nobody asks here")]
pub(super) mod without_driver {
    use sea_orm::{DatabaseConnection, DbErr};

    #[derive(Debug, Clone)]
    pub(in crate::backend) struct NoPool;

    /// There is none of these.
    #[derive(Debug)]
    pub(in crate::backend) enum Never {}

    impl NoPool {
        pub(in crate::backend) fn connect_options(&self) -> std::sync::Arc<Self> {
            std::sync::Arc::new(self.clone())
        }

        pub(in crate::backend) fn database(self, _name: &str) -> Self {
            self
        }

        pub(in crate::backend) fn options(&self) -> &Self {
            self
        }

        pub(in crate::backend) fn min_connections(self, _number: u32) -> Self {
            self
        }

        pub(in crate::backend) fn max_connections(self, _number: u32) -> Self {
            self
        }

        pub(in crate::backend) async fn connect_with(self, _options: Self) -> Result<Never, DbErr> {
            Err(DbErr::Custom("SeaORM is built without this driver".to_owned()))
        }
    }

    impl From<Never> for DatabaseConnection {
        fn from(never: Never) -> Self {
            match never {}
        }
    }
}
