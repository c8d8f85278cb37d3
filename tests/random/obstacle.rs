//! An error comes in; whether rows may be the cause of it, or that there is no way at all, goes out.

use schema_runtime::Error;
use sea_orm::{DbBackend, DbErr, RuntimeErr};

/// What a migration may fail for. That rows were in the way has to show: without rows it must not fail.
pub enum Obstacle {
    Rows(&'static str),
    NoWay(String),
}

/// `None` for what no migration may fail for.
pub fn obstacle(error: &Error, backend: DbBackend) -> Option<Obstacle> {
    let source = match error {
        Error::RowsInTheWay(_) => return Some(Obstacle::Rows("counted")),
        Error::Database { during: _, source } => source,
        _ => return None,
    };
    match backend {
        DbBackend::Postgres => of_state(&state(source)?),
        DbBackend::MySql => of_number(&source.to_string()).map(Obstacle::Rows),
        _ => of_words(&source.to_string()).map(Obstacle::Rows),
    }
}

fn state(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return None;
    };
    Some(error.as_database_error()?.code()?.into_owned())
}

fn of_state(state: &str) -> Option<Obstacle> {
    Some(match state {
        "23502" => Obstacle::Rows("a null"),
        "23503" => Obstacle::Rows("an orphan"),
        "23505" => Obstacle::Rows("a duplicate"),
        "23514" => Obstacle::Rows("a check"),
        "42846" => Obstacle::NoWay("no cast from the one type to the other".to_owned()),
        "55P04" => Obstacle::NoWay("a label cannot be used before it is committed".to_owned()),
        state if state.starts_with("22") => Obstacle::Rows("a value that does not convert"),
        _ => return None,
    })
}

fn of_number(words: &str) -> Option<&'static str> {
    let number = |number: &str| words.contains(&format!(" {number} ("));
    let any = |numbers: &[&str]| numbers.iter().any(|one| number(one));
    Some(match () {
        () if any(&["1048", "1138", "1364"]) => "a null",
        () if any(&["1452"]) => "an orphan",
        () if any(&["1062"]) => "a duplicate",
        () if any(&["4025"]) => "a check",
        () if any(&["1264", "1265", "1292", "1366", "1406", "1525", "3140"]) => {
            "a value that does not convert"
        }
        () => return None,
    })
}

fn of_words(words: &str) -> Option<&'static str> {
    const KNOWN: [(&str, &str); 6] = [
        ("NOT NULL constraint failed", "a null"),
        ("Cannot add a NOT NULL column with default value NULL", "a null"),
        ("FOREIGN KEY constraint failed", "an orphan"),
        ("UNIQUE constraint failed", "a duplicate"),
        ("CHECK constraint failed", "a check"),
        ("cannot store", "a value that does not convert"),
    ];
    KNOWN.into_iter().find(|(known, _)| words.contains(known)).map(|(_, what)| what)
}
