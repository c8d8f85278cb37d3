//! What a command found comes in; it stands on stdout in the format that was asked for.

use crate::error::Error;
use crate::report::Colour;
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::io::Write;

/// What every command takes.
#[derive(Debug, Args)]
pub(super) struct Settings {
    /// The database: postgres://…, mysql://… or sqlite://…
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL", global = true)]
    pub(super) database_url: Option<String>,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t = Format::Text, global = true)]
    pub(super) format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
    Markdown,
}

impl Settings {
    /// # Errors
    /// [`Error::Setting`] where there is none.
    pub(super) fn url(&self) -> Result<&str, Error> {
        self.database_url.as_deref().ok_or(Error::Usage(
            "no database is named: give its URL by `--database-url`, or in DATABASE_URL (a file `.env` is read too)"
                .to_owned(),
        ))
    }

    /// Prints it in the format that was asked for.
    pub(super) fn print<T: Serialize>(
        &self,
        found: &T,
        text: impl FnOnce() -> String,
        markdown: impl FnOnce() -> String,
    ) {
        match self.format {
            Format::Text => print(&text()),
            Format::Markdown => print(&markdown()),
            Format::Json => print(&json(found)),
        }
    }
}

pub(super) fn json<T: Serialize>(found: &T) -> String {
    serde_json::to_string_pretty(found).expect("text and numbers are always JSON") + "\n"
}

/// Prints to stdout; a reader that has seen enough (`| head`) is no error.
pub(super) fn print(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Whether stdout shows colour.
pub(super) fn colour() -> Colour {
    Colour::of(&std::io::stdout())
}

/// Says on stderr what went wrong.
pub(super) fn complain(error: &Error) {
    let word = match Colour::of(&std::io::stderr()) {
        Colour::Always => "\u{1b}[1;31merror\u{1b}[0m",
        Colour::Never => "error",
    };
    let _ = writeln!(std::io::stderr(), "{word}: {error}");
}

/// Says on stderr what is no result.
pub(super) fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
