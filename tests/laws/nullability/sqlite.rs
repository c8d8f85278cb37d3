//! Written by schema-runtime on 2026-01-01 from the entities of `suite::laws::nullability::after::book`, for SQLite.
//! It mends 3 differences.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let held = WithoutKeys::begin(manager).await?;
        up(&held.manager).await?;
        held.commit().await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let held = WithoutKeys::begin(manager).await?;
        down(&held.manager).await?;
        held.commit().await
    }

    /// It opens its own, since foreign keys cannot be turned off inside one.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }
}

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // books
    // rewrites-table: all rows of `books` are copied into a new table, and nobody else can write meanwhile.
    // Run it while little is written.
    stop_for_rows(
        manager,
        &[(
            "columns and indexes of `books` that this migration does not know, and would lose",
            "SELECT name FROM pragma_table_xinfo('books') WHERE name COLLATE NOCASE NOT IN ('id', 'title', 'pages', 'shelf') UNION ALL SELECT name FROM pragma_index_list('books') WHERE origin = 'c' AND name COLLATE NOCASE NOT IN ()",
        )],
    )
    .await?;
    let triggers = triggers_of(manager, "books")
        .await
        .map_err(during("rebuild the table `books`"))?;
    manager
        .create_table(
            Table::create()
                .table("new_books")
                .col(
                    ColumnDef::new("id")
                        .integer()
                        .not_null()
                        .auto_increment()
                        .primary_key(),
                )
                .col(ColumnDef::new("title").string().not_null())
                .col(ColumnDef::new("pages").integer().default(5))
                .col(ColumnDef::new("shelf").integer())
                .to_owned(),
        )
        .await
        .map_err(during("rebuild the table `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            "INSERT INTO sqlite_sequence (name, seq) SELECT 'new_books', seq FROM sqlite_sequence WHERE name = 'books'",
        )
        .await
        .map_err(during("rebuild the table `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"INSERT INTO new_books (id, title, pages, shelf)
             SELECT id, COALESCE(title, 'untitled'), pages, shelf FROM books"#,
        )
        .await
        .map_err(during("rebuild the table `books`"))?;
    manager
        .drop_table(Table::drop().table("books").to_owned())
        .await
        .map_err(during("rebuild the table `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            "PRAGMA legacy_alter_table = ON; ALTER TABLE new_books RENAME TO books; PRAGMA legacy_alter_table = OFF",
        )
        .await
        .map_err(during("rebuild the table `books`"))?;
    create_triggers(manager, triggers)
        .await
        .map_err(during("rebuild the table `books`"))?;

    Ok(())
}

async fn down(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Rows that would be in the way
    stop_for_rows(
        manager,
        &[
            (
                "rows of `books` whose `pages` would be null",
                "SELECT * FROM books WHERE (pages) IS NULL",
            ),
            (
                "rows of `books` whose `shelf` would be null",
                "SELECT * FROM books WHERE (shelf) IS NULL",
            ),
        ],
    )
    .await?;

    // books
    // fails-on-existing-rows: Rows of `books` whose `pages` is null are in the way.
    // fails-on-existing-rows: Rows of `books` whose `shelf` is null are in the way.
    // rewrites-table: all rows of `books` are copied into a new table, and nobody else can write meanwhile.
    stop_for_rows(
        manager,
        &[(
            "columns and indexes of `books` that this migration does not know, and would lose",
            "SELECT name FROM pragma_table_xinfo('books') WHERE name COLLATE NOCASE NOT IN ('id', 'title', 'pages', 'shelf') UNION ALL SELECT name FROM pragma_index_list('books') WHERE origin = 'c' AND name COLLATE NOCASE NOT IN ()",
        )],
    )
    .await?;
    let triggers = triggers_of(manager, "books")
        .await
        .map_err(during("rebuild the table `books`"))?;
    manager
        .create_table(
            Table::create()
                .table("new_books")
                .col(
                    ColumnDef::new("id")
                        .integer()
                        .not_null()
                        .auto_increment()
                        .primary_key(),
                )
                .col(ColumnDef::new("title").string())
                .col(ColumnDef::new("pages").integer().not_null().default(5))
                .col(ColumnDef::new("shelf").integer().not_null())
                .to_owned(),
        )
        .await
        .map_err(during("rebuild the table `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            "INSERT INTO sqlite_sequence (name, seq) SELECT 'new_books', seq FROM sqlite_sequence WHERE name = 'books'",
        )
        .await
        .map_err(during("rebuild the table `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            r#"INSERT INTO new_books (id, title, pages, shelf)
             SELECT id, title, pages, shelf FROM books"#,
        )
        .await
        .map_err(during("rebuild the table `books`"))?;
    manager
        .drop_table(Table::drop().table("books").to_owned())
        .await
        .map_err(during("rebuild the table `books`"))?;
    manager
        .get_connection()
        .execute_unprepared(
            "PRAGMA legacy_alter_table = ON; ALTER TABLE new_books RENAME TO books; PRAGMA legacy_alter_table = OFF",
        )
        .await
        .map_err(during("rebuild the table `books`"))?;
    create_triggers(manager, triggers)
        .await
        .map_err(during("rebuild the table `books`"))?;

    Ok(())
}

/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!("cannot {step}: {error}"))
}

/// Stops before anything is changed where one of these queries lists rows.
async fn stop_for_rows(manager: &SchemaManager<'_>, queries: &[(&str, &str)]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let mut found = Vec::new();
    for (rows, query) in queries {
        let count = format!("SELECT COUNT(*) FROM ({query}) AS in_the_way");
        let count = sea_orm::Statement::from_string(db.get_database_backend(), count);
        let count: i64 = match db.query_one_raw(count).await? {
            Some(row) => row.try_get_by_index(0)?,
            None => 0,
        };
        if count > 0 {
            found.push(format!("{count} {rows}: {query}"));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(DbErr::Migration(format!(
        "nothing was changed, because rows are in the way\n{}",
        found.join("\n")
    )))
}

/// The triggers of a table, as they were created.
async fn triggers_of(manager: &SchemaManager<'_>, table: &str) -> Result<Vec<String>, DbErr> {
    let db = manager.get_connection();
    let query = "SELECT sql FROM sqlite_schema \
                 WHERE type = 'trigger' AND tbl_name = ? COLLATE NOCASE ORDER BY rowid";
    let table = [table.into()];
    let query = sea_orm::Statement::from_sql_and_values(db.get_database_backend(), query, table);
    let triggers = db.query_all_raw(query).await?;
    triggers
        .iter()
        .map(|trigger| trigger.try_get_by_index(0))
        .collect()
}

/// Makes triggers again that went with their table.
async fn create_triggers(manager: &SchemaManager<'_>, triggers: Vec<String>) -> Result<(), DbErr> {
    for trigger in triggers {
        manager
            .get_connection()
            .execute_unprepared(&trigger)
            .await?;
    }
    Ok(())
}

/// A transaction on one connection whose foreign keys are off until this is dropped, whatever
/// happens: with keys on, dropping a table would delete the rows that point at it, and inside a
/// transaction they cannot be turned off.
struct WithoutKeys {
    manager: SchemaManager<'static>,
    had_keys: bool,
    dangling: std::collections::BTreeSet<Dangling>,
}

/// A row that points at none: its table, its number, the table that it points at.
type Dangling = (String, Option<i64>, String);

impl WithoutKeys {
    async fn begin(manager: &SchemaManager<'_>) -> Result<Self, DbErr> {
        let SchemaManagerConnection::Connection(_) = manager.get_connection() else {
            let why = "foreign keys cannot be turned off inside a transaction, and have to be here";
            return Err(DbErr::Migration(why.to_owned()));
        };
        let manager = manager.begin().await?;
        let db = manager.get_connection();
        let keys =
            sea_orm::Statement::from_string(db.get_database_backend(), "PRAGMA foreign_keys");
        let had_keys = match db.query_one_raw(keys).await? {
            Some(row) => row.try_get_by_index(0)?,
            None => false,
        };
        let dangling = Default::default();
        let mut held = Self {
            manager,
            had_keys,
            dangling,
        };
        held.run("ROLLBACK; PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE")
            .await
            .map_err(during("begin a transaction without foreign keys"))?;
        held.dangling = dangling_rows(&held.manager).await?;
        Ok(held)
    }

    /// Keeps what was done, unless rows point at none now that did not before.
    async fn commit(self) -> Result<(), DbErr> {
        let now = dangling_rows(&self.manager)
            .await
            .map_err(during("check the foreign keys"))?;
        let new: Vec<_> = now.difference(&self.dangling).collect();
        if !new.is_empty() {
            let count = new.len();
            let some: Vec<_> = new
                .iter()
                .take(10)
                .map(|(table, row, target)| match row {
                    Some(row) => format!("row {row} of {table} at {target}"),
                    None => format!("a row of {table} at {target}"),
                })
                .collect();
            let some = some.join(", ");
            let why =
                format!("nothing was changed, because {count} rows would point at none: {some}");
            return Err(DbErr::Migration(why));
        }
        self.run("COMMIT").await.map_err(during("commit"))
    }

    async fn run(&self, sql: &str) -> Result<(), DbErr> {
        self.manager
            .get_connection()
            .execute_unprepared(sql)
            .await
            .map(drop)
    }
}

impl Drop for WithoutKeys {
    /// What was not committed is undone, and the connection goes back as it came.
    fn drop(&mut self) {
        let keys = if self.had_keys {
            "PRAGMA foreign_keys = ON"
        } else {
            "PRAGMA foreign_keys = OFF"
        };
        for sql in ["ROLLBACK", "PRAGMA legacy_alter_table = OFF", keys, "BEGIN"] {
            // After a commit there is nothing to roll back, which is an error.
            let _ = block_on(self.run(sql));
        }
    }
}

/// The rows that point at none, and the tables whose keys cannot be checked.
async fn dangling_rows(
    manager: &SchemaManager<'_>,
) -> Result<std::collections::BTreeSet<Dangling>, DbErr> {
    let db = manager.get_connection();
    let backend = db.get_database_backend();
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table'";
    let tables = sea_orm::Statement::from_string(backend, tables);
    let check = r#"SELECT "table", "rowid", "parent" FROM pragma_foreign_key_check(?)"#;
    let mut dangling = std::collections::BTreeSet::new();
    for table in db.query_all_raw(tables).await? {
        let table: String = table.try_get_by_index(0)?;
        let check = sea_orm::Statement::from_sql_and_values(backend, check, [table.clone().into()]);
        match db.query_all_raw(check).await {
            Ok(rows) => {
                for row in rows {
                    let target = row.try_get_by_index(2)?;
                    dangling.insert((row.try_get_by_index(0)?, row.try_get_by_index(1)?, target));
                }
            }
            Err(error) => {
                dangling.insert((table, None, error.to_string()));
            }
        }
    }
    Ok(dangling)
}

/// Waits on this thread, since nothing can be awaited while a value is dropped.
fn block_on<T>(future: impl std::future::Future<Output = T>) -> T {
    struct Unpark(std::thread::Thread);

    impl std::task::Wake for Unpark {
        fn wake(self: std::sync::Arc<Self>) {
            self.0.unpark();
        }
    }

    let waker = std::sync::Arc::new(Unpark(std::thread::current())).into();
    let mut context = std::task::Context::from_waker(&waker);
    let mut future = std::pin::pin!(future);
    loop {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
        std::thread::park();
    }
}
