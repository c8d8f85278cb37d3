//! Words of a command line come in; results go to stdout, all else to stderr, and an exit code says which it was.
//!
//! A binary of the user's own becomes the tool, with all commands:
//!
//! ```no_run
//! use schema_runtime::Entities;
//! use schema_runtime::cli::Tool;
//! # use sea_orm_migration::prelude::*;
//! # struct Migrator;
//! # impl MigratorTrait for Migrator { fn migrations() -> Vec<Box<dyn MigrationTrait>> { Vec::new() } }
//!
//! # async fn program() -> std::process::ExitCode {
//! // #[tokio::main] async fn main() -> std::process::ExitCode
//! Tool::new(Entities::registered()).migrator::<Migrator>("migration").run().await
//! # }
//! ```
//!
//! | code | means |
//! |---|---|
//! | 0 | clean: nothing differs, or it is done |
//! | 1 | something differs |
//! | 2 | it could not be told, or not be done: an error |

mod allow;
mod audit;
mod check;
mod connect;
mod diff;
mod generate;
mod history;
mod inspect;
mod lint;
mod output;
mod progress;
mod run;
mod tool;

pub use tool::Tool;

use crate::error::Error;
use clap::{Parser, Subcommand};
use output::Settings;
use std::process::ExitCode;

/// The commands that need no entities: what the binary `schema` does.
#[derive(Debug, Parser)]
#[command(
    name = "schema",
    version,
    about = "Compares database schemas, and writes the SQL that turns one into the other.",
    after_help = CODES
)]
struct Standalone {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Alone,
}

#[derive(Debug, Subcommand)]
enum Alone {
    Diff(diff::Diff),
    Inspect(inspect::Inspect),
}

const CODES: &str = "Exit codes: 0 nothing differs, 1 something differs, 2 it could not be told (an error).";

/// What a command found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Clean,
    Differs,
}

impl Outcome {
    fn clean_if(clean: bool) -> Self {
        if clean { Self::Clean } else { Self::Differs }
    }
}

/// The binary `schema`, whole: reads the arguments of the process, runs a command, and says how it ended.
pub async fn schema() -> ExitCode {
    dotenvy::dotenv().ok();
    let Standalone { settings, command } = Standalone::parse();
    ended(match command {
        Alone::Diff(diff) => diff.run(&Tool::alone(), &settings).await,
        Alone::Inspect(inspect) => inspect.run(&settings).await,
    })
}

fn ended(outcome: Result<Outcome, Error>) -> ExitCode {
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Differs) => ExitCode::from(1),
        Err(error) => {
            output::complain(&error);
            ExitCode::from(2)
        }
    }
}
