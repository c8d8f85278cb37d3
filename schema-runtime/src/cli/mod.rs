//! Words of a command line come in; results go to stdout, all else to stderr, and an exit code says which it was.
//!
//! | code | means |
//! |---|---|
//! | 0 | clean: nothing differs |
//! | 1 | something differs |
//! | 2 | it could not be told: an error |

mod allow;
mod connect;
mod diff;
mod inspect;

use crate::error::Error;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The commands that need no entities: what the binary `schema` does.
#[derive(Debug, Parser)]
#[command(
    name = "schema",
    version,
    about = "Compares database schemas, and writes the SQL that turns one into the other.",
    after_help = "Exit codes: 0 nothing differs, 1 something differs, 2 it could not be told (an error)."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Diff(diff::Diff),
    Inspect(inspect::Inspect),
}

/// What a command found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Clean,
    Differs,
}

/// The binary `schema`, whole: reads the arguments of the process, runs a command, and says how it ended.
pub fn schema() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.command) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Differs) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<Outcome, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|source| Error::Runtime { source })?;
    runtime.block_on(async {
        match command {
            Command::Diff(diff) => diff.run().await,
            Command::Inspect(inspect) => inspect.run().await,
        }
    })
}

/// Prints to stdout; a reader that has seen enough (`| head`) is no error.
fn print(text: &str) {
    use std::io::Write;
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}
