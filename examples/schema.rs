//! The command line of the asset platform, as a binary of your own has it: `cargo run --example schema -- --help`.
//!
//! ```sh
//! export DATABASE_URL=sqlite://platform.db?mode=rwc
//! cargo run --example schema -- up
//! cargo run --example schema -- audit
//! ```

#![allow(unreachable_pub, reason = "a migration is written for a crate of its own")]

#[path = "asset_platform/entity/mod.rs"]
mod entity;
#[path = "asset_platform/migration/mod.rs"]
mod migration;

use schema_runtime::cli::Tool;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    Tool::new(entity::all()).migrator::<migration::Migrator>("target/asset_platform/migration").run().await
}
