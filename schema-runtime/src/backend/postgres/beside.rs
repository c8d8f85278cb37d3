//! A connection to PostgreSQL comes in, another one of nobody else's goes out.

use crate::backend::beside::of_a_pool;
use sea_orm::{DatabaseConnection, DbErr};

#[allow(unused_imports, reason = "with the driver, its own method is found first")]
use without_driver::WithoutDriver as _;

/// To the same server: to another database of it, or to the same. It is there until it is dropped, however long nobody
/// asks anything of it.
pub(super) async fn connect(
    db: &DatabaseConnection,
    database: Option<&str>,
) -> Result<DatabaseConnection, DbErr> {
    of_a_pool(db).map_err(DbErr::Custom)?;
    let pool = db.get_postgres_connection_pool();
    let mut options = (*pool.connect_options()).clone();
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
        fn get_postgres_connection_pool(&self) -> NoPool;
    }

    impl WithoutDriver for DatabaseConnection {
        fn get_postgres_connection_pool(&self) -> NoPool {
            NoPool
        }
    }
}
