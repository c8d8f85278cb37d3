//! A connection to MySQL or MariaDB comes in, another one of nobody else's goes out.

use crate::backend::beside::of_a_pool;
use sea_orm::{DatabaseConnection, DbErr};

#[allow(unused_imports, reason = "with the driver, its own method is found first")]
use without_driver::WithoutDriver as _;

/// How many statements are kept prepared; a server takes 16,382 of all its connections.
const STATEMENTS: usize = 4096;

/// To the same server: to another database of it, or to the same. It is there until it is dropped, however long nobody
/// asks anything of it.
pub(super) async fn connect(
    db: &DatabaseConnection,
    database: Option<&str>,
) -> Result<DatabaseConnection, DbErr> {
    of_a_pool(db).map_err(DbErr::Custom)?;
    let pool = db.get_mysql_connection_pool();
    let options = (*pool.connect_options()).clone();
    // Closing a statement has no answer, and the next one then waits for TCP's: 40 ms for each of a long history.
    let mut options = options.statement_cache_capacity(STATEMENTS);
    if let Some(database) = database {
        options = options.database(database);
    }
    let one = pool.options().clone().min_connections(0).max_connections(1);
    let one = one.idle_timeout(None).max_lifetime(None);
    let pool = one.connect_with(options).await.map_err(|error| DbErr::Custom(error.to_string()))?;
    Ok(DatabaseConnection::from(pool))
}

mod without_driver {
    use crate::backend::beside::without_driver::NoPool;
    use sea_orm::DatabaseConnection;

    /// Answers where SeaORM was built without the driver.
    #[allow(dead_code, reason = "with the driver, its own method is found first")]
    pub(super) trait WithoutDriver {
        fn get_mysql_connection_pool(&self) -> NoPool;
    }

    impl WithoutDriver for DatabaseConnection {
        fn get_mysql_connection_pool(&self) -> NoPool {
            NoPool
        }
    }
}
