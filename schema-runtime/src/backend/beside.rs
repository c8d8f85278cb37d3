//! A connection comes in; another one to the same server goes out, which is nobody else's.

use sea_orm::DatabaseConnection;

/// The reason on a connection that is no pool of sqlx's: of another driver, a mock, a proxy.
pub(super) fn of_a_pool(db: &DatabaseConnection) -> Result<(), String> {
    let is_pool = format!("{db:?}").contains("Sqlx");
    let why = "the connection is of a kind that a second one cannot be made from";
    if is_pool { Ok(()) } else { Err(why.to_owned()) }
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

        pub(in crate::backend) fn statement_cache_capacity(self, _number: usize) -> Self {
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

        pub(in crate::backend) fn idle_timeout(self, _time: Option<std::time::Duration>) -> Self {
            self
        }

        pub(in crate::backend) fn max_lifetime(self, _time: Option<std::time::Duration>) -> Self {
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
