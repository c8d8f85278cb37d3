//! The functions that a migration brings with it, where it calls them, so that it depends on nobody.

use crate::plan::Transaction;
use std::collections::BTreeSet;

/// A function below the migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Helper {
    /// `during("…")`, which names a step in its error.
    During,
    /// `finds(manager, "…")`, whether a query gives a row.
    Finds,
    /// `stop_for_rows(manager, &[…])`, which counts what is in the way.
    StopForRows,
    /// `repeat(manager, "…")`, for an update in batches.
    Repeat,
    /// `without_keys(manager)`.
    WithoutKeys,
    /// `with_keys(manager, done)`.
    WithKeys,
}

impl Helper {
    fn text(self) -> &'static str {
        match self {
            Self::During => {
                "
/// Names the step in its error.
fn during(step: &'static str) -> impl FnOnce(DbErr) -> DbErr {
    move |error| DbErr::Migration(format!(\"cannot {step}: {error}\"))
}
"
            }
            Self::Finds => {
                "
/// Whether the query gives a row.
async fn finds(manager: &SchemaManager<'_>, query: &str) -> Result<bool, DbErr> {
    let db = manager.get_connection();
    let query = sea_orm::Statement::from_string(db.get_database_backend(), query);
    Ok(db.query_one_raw(query).await?.is_some())
}
"
            }
            Self::StopForRows => {
                "
/// Stops before anything is changed where one of these queries lists rows.
async fn stop_for_rows(manager: &SchemaManager<'_>, queries: &[(&str, &str)]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let mut found = Vec::new();
    for (rows, query) in queries {
        let count = format!(\"SELECT COUNT(*) FROM ({query}) AS in_the_way\");
        let count = sea_orm::Statement::from_string(db.get_database_backend(), count);
        let count: i64 = match db.query_one_raw(count).await? {
            Some(row) => row.try_get_by_index(0)?,
            None => 0,
        };
        if count > 0 {
            found.push(format!(\"{count} {rows}: {query}\"));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(DbErr::Migration(format!(
        \"nothing was changed, because rows are in the way\\n{}\",
        found.join(\"\\n\")
    )))
}
"
            }
            Self::Repeat => {
                "
/// Runs an update of some rows until it finds none.
async fn repeat(manager: &SchemaManager<'_>, update: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    while db.execute_unprepared(update).await?.rows_affected() > 0 {}
    Ok(())
}
"
            }
            Self::WithoutKeys => {
                "
/// A transaction on one connection with its foreign keys off. They cannot be turned off inside a transaction, so the one
/// that holds the connection makes way for another.
async fn without_keys(manager: &SchemaManager<'_>) -> Result<SchemaManager<'static>, DbErr> {
    let held = manager.begin().await?;
    let off = \"ROLLBACK; PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE\";
    held.get_connection().execute_unprepared(off).await?;
    Ok(held)
}
"
            }
            Self::WithKeys => {
                "
/// Keeps what was done unless a key is broken, and turns foreign keys on again, whatever happened.
async fn with_keys(held: SchemaManager<'static>, done: Result<(), DbErr>) -> Result<(), DbErr> {
    let db = held.get_connection();
    let broken = \"SELECT * FROM pragma_foreign_key_check\";
    let done = match done {
        Ok(()) => stop_for_rows(&held, &[(\"rows without the row they point at\", broken)]).await,
        Err(error) => Err(error),
    };
    let end = if done.is_ok() { \"COMMIT\" } else { \"ROLLBACK\" };
    db.execute_unprepared(&format!(\"{end}; PRAGMA foreign_keys = ON; BEGIN\")).await?;
    held.commit().await?;
    done
}
"
            }
        }
    }
}

/// The helpers that a migration calls.
#[derive(Debug, Default)]
pub(super) struct Helpers(BTreeSet<Helper>);

impl Helpers {
    pub(super) fn of(transaction: Transaction) -> Self {
        match transaction {
            Transaction::Whole | Transaction::Each => Self::default(),
            Transaction::WithoutKeys => {
                Self([Helper::StopForRows, Helper::WithoutKeys, Helper::WithKeys].into())
            }
        }
    }

    /// That it calls this one, whose name this is.
    pub(super) fn call(&mut self, helper: Helper) -> &'static str {
        self.0.insert(helper);
        match helper {
            Helper::During => "during",
            Helper::Finds => "finds",
            Helper::StopForRows => "stop_for_rows",
            Helper::Repeat => "repeat",
            Helper::WithoutKeys => "without_keys",
            Helper::WithKeys => "with_keys",
        }
    }

    /// Their names, which no other function may take.
    pub(super) const NAMES: [&str; 6] =
        ["during", "finds", "stop_for_rows", "repeat", "without_keys", "with_keys"];

    pub(super) fn text(&self) -> String {
        self.0.iter().map(|helper| helper.text()).collect()
    }
}
