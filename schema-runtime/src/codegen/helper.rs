//! The functions that a migration brings with it, where it calls them, so that it depends on nobody.

use crate::backend::{TRIGGERS_OF, WITHOUT_KEYS_HELPER};
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
    /// `triggers_of(manager, "…")`, the statements that created them.
    TriggersOf,
    /// `create_triggers(manager, triggers)`.
    CreateTriggers,
    /// `WithoutKeys::begin(manager)` and `held.commit()`, a transaction on one connection without foreign keys.
    WithoutKeys,
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
            Self::TriggersOf => TRIGGERS_OF,
            Self::CreateTriggers => {
                "
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
"
            }
            Self::WithoutKeys => WITHOUT_KEYS_HELPER,
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
            Transaction::WithoutKeys => Self([Helper::During, Helper::WithoutKeys].into()),
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
            Helper::TriggersOf => "triggers_of",
            Helper::CreateTriggers => "create_triggers",
            Helper::WithoutKeys => "WithoutKeys",
        }
    }

    /// Their names, which no other function may take.
    pub(super) const NAMES: [&str; 8] = [
        "during",
        "finds",
        "stop_for_rows",
        "repeat",
        "triggers_of",
        "create_triggers",
        "dangling_rows",
        "block_on",
    ];

    pub(super) fn text(&self) -> String {
        self.0.iter().map(|helper| helper.text()).collect()
    }
}
