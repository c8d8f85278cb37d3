//! An empty directory comes in, a migration crate goes out.

use super::file;
use crate::error::Error;
use std::fs;
use std::path::Path;

const LIB: &str = "\
pub use sea_orm_migration::prelude::*;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![]
    }
}
";

const MAIN: &str = "\
use sea_orm_migration::prelude::*;

#[tokio::main]
async fn main() {
    cli::run_cli(migration::Migrator).await;
}
";

/// Lays out a migration crate as `sea-orm-cli migrate init` does, without a migration. `driver` is the feature of
/// SeaORM for the database: `sqlx-postgres`, `sqlx-mysql` or `sqlx-sqlite`.
///
/// # Errors
/// [`Error::MigrationCrate`] for a directory that is not empty, [`Error::Io`] when a file cannot be written.
pub fn create_crate(directory: &Path, driver: &str) -> Result<(), Error> {
    if fs::read_dir(directory).is_ok_and(|mut entries| entries.next().is_some()) {
        let why = "the directory is not empty; a migration crate can be laid out in an empty or a new one"
            .to_owned();
        return Err(Error::MigrationCrate { path: directory.to_owned(), why });
    }
    let src = directory.join("src");
    file::create(&directory.join("Cargo.toml"), &manifest(driver))?;
    file::create(&src.join("main.rs"), MAIN)?;
    file::create(&src.join("lib.rs"), LIB)
}

fn manifest(driver: &str) -> String {
    format!(
        "\
[package]
name = \"migration\"
version = \"0.1.0\"
edition = \"2024\"
publish = false

[lib]
name = \"migration\"
path = \"src/lib.rs\"

[dependencies]
sea-orm-migration = {{ version = \"2.0\", features = [\"runtime-tokio\", \"{driver}\"] }}
tokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"rt-multi-thread\"] }}
"
    )
}
