//! A database of its own for each test, gone when the test ends.

mod cut;
mod tool;

pub use cut::Cut;
pub use tool::{Said, pipe, spawn_tool, tool};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// An empty database on a real server, dropped with this value.
pub struct TestDb {
    /// A connection to it.
    pub db: DatabaseConnection,
    /// Its URL.
    pub url: String,
    drop: Option<(String, String)>,
    file: Option<PathBuf>,
}

impl std::ops::Deref for TestDb {
    type Target = DatabaseConnection;

    fn deref(&self) -> &DatabaseConnection {
        &self.db
    }
}

impl TestDb {
    /// An empty PostgreSQL database.
    pub async fn postgres() -> Self {
        let (admin, url, name) = named("POSTGRES_URL");
        Self::create(
            &admin,
            url,
            &format!("CREATE DATABASE {name}"),
            format!("DROP DATABASE {name} WITH (FORCE)"),
        )
        .await
    }

    /// An empty MySQL or MariaDB database.
    pub async fn mysql() -> Self {
        let (admin, url, name) = named("MYSQL_URL");
        Self::create(&admin, url, &format!("CREATE DATABASE {name}"), format!("DROP DATABASE {name}")).await
    }

    /// An empty SQLite database in memory.
    pub async fn sqlite() -> Self {
        let url = "sqlite::memory:".to_owned();
        Self { db: connect(&url).await, url, drop: None, file: None }
    }

    /// An empty SQLite database in a file of its own.
    pub async fn sqlite_file() -> Self {
        let file = std::env::temp_dir().join(format!("{}.sqlite", name()));
        let url = format!("sqlite://{}?mode=rwc", file.display());
        Self { db: connect(&url).await, url, drop: None, file: Some(file) }
    }

    /// An empty database of this kind that another process can open too.
    pub async fn shared(backend: DbBackend) -> Self {
        if backend == DbBackend::Sqlite { Self::sqlite_file().await } else { Self::of(backend).await }
    }

    /// Where the file of an SQLite database is.
    pub fn path(&self) -> &Path {
        self.file.as_deref().expect("a database in a file")
    }

    /// An empty database of this kind.
    pub async fn of(backend: DbBackend) -> Self {
        match backend {
            DbBackend::Postgres => Self::postgres().await,
            DbBackend::MySql => Self::mysql().await,
            DbBackend::Sqlite => Self::sqlite().await,
            other => panic!("no test database for {other:?}"),
        }
    }

    /// Runs SQL, several statements too.
    pub async fn run(&self, sql: &str) {
        self.db.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{error}\nin: {sql}"));
    }

    /// The first column of each row, as text.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let query = Statement::from_string(self.db.get_database_backend(), sql);
        let rows = self.db.query_all_raw(query).await.unwrap_or_else(|error| panic!("{error}\nin: {sql}"));
        rows.iter().map(|row| row.try_get_by_index(0).expect("text")).collect()
    }

    /// The migrations that are recorded; none where nobody has made the books.
    pub async fn recorded(&self) -> Vec<String> {
        let known = schema_runtime::Known::named([""; 0]);
        known.history(&self.db).await.expect("the books can be read").unknown
    }

    /// The scratch databases on the server, those of other tests too.
    pub async fn scratches(&self) -> Vec<String> {
        let sql = match self.db.get_database_backend() {
            DbBackend::Postgres => "SELECT datname::text AS name FROM pg_database",
            DbBackend::MySql => "SELECT CAST(schema_name AS CHAR) AS name FROM information_schema.schemata",
            _ => return Vec::new(),
        };
        let names = self.texts(sql).await.into_iter();
        names.filter(|name| name.starts_with("schema_runtime_scratch_")).collect()
    }

    async fn create(admin: &str, url: String, create: &str, drop: String) -> Self {
        let connection = connect(admin).await;
        connection.execute_unprepared(create).await.expect("a test database can be created");
        connection.close().await.expect("the connection closes");
        Self { db: connect(&url).await, url, drop: Some((admin.to_owned(), drop)), file: None }
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Some(file) = &self.file {
            for end in ["", "-journal", "-wal", "-shm"] {
                // Most of them are not there.
                let _ = std::fs::remove_file(format!("{}{end}", file.display()));
            }
        }
        let Some((admin, drop)) = self.drop.take() else { return };
        let db = std::mem::take(&mut self.db);
        // A runtime of its own, since the test's may be the current one, and cannot be blocked on.
        let dropped = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(
                async {
                    std::mem::drop(db);
                    connect(&admin).await.execute_unprepared(&drop).await.map(|_| ())
                },
            )
        });
        if let Err(error) = dropped.join().expect("the database is dropped") {
            eprintln!("a test database is left behind: {error}");
        }
    }
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(if url.starts_with("sqlite") { 1 } else { 4 }).sqlx_logging(false);
    Database::connect(options).await.unwrap_or_else(|error| panic!("no connection to {url}: {error}"))
}

/// The server's URL, the URL of a database of this process on it, and that database's name.
fn named(variable: &str) -> (String, String, String) {
    let admin = std::env::var(variable).unwrap_or_else(|_| {
        panic!("this test needs a server: set {variable}, or run ./scripts/test, which starts one")
    });
    let name = name();
    let (server, _) = admin.rsplit_once('/').expect("a URL with a database");
    let url = format!("{server}/{name}");
    (admin, url, name)
}

/// A name that no other database of a test has.
fn name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("schema_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}
