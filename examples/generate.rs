//! Writes the migration that makes a database fit forty entities: `cargo run --example generate`.
//!
//! It needs nothing but Rust: the database is an empty SQLite in memory, unless `DATABASE_URL` names another one, where
//! the migration is run too: take one made for trying. On a database that fits, it says so and writes nothing; on one
//! that drifted it writes the way back, and does nothing to rows without consent.

#[path = "asset_platform/entity/mod.rs"]
mod entity;
#[path = "asset_platform/example.rs"]
mod example;

use schema_runtime::generate::Drafts;
use schema_runtime::migrations::create_crate;
use schema_runtime::report::{Colour, Report};
use schema_runtime::{GenerateOptions, Generated, Guard, generate};
use sea_orm::{DatabaseConnection, DbBackend};
use std::error::Error;
use std::path::{Path, PathBuf};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let db = example::connect().await?;
    let directory = migration_crate(db.get_database_backend())?;
    let options = GenerateOptions::new(&directory).name("create_asset_platform");
    let generated = generate(&db, &entity::all(), options).await?;
    if let Generated::Written(drafts, _) = &generated {
        print("Before, the check says:", &drafts.before.report);
        println!("The migration is written, and registered beside it in lib.rs:\n");
    }
    println!("{generated}");
    if let Generated::Written(drafts, _) = &generated {
        run(&db, drafts).await?;
    }
    Ok(())
}

/// An empty migration crate, as `sea-orm-cli migrate init` makes it; a user has one.
fn migration_crate(backend: DbBackend) -> Result<PathBuf, Box<dyn Error>> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/asset_platform/migration");
    if directory.exists() {
        std::fs::remove_dir_all(&directory)?;
    }
    let driver = match backend {
        DbBackend::Postgres => "sqlx-postgres",
        DbBackend::MySql => "sqlx-mysql",
        _ => "sqlx-sqlite",
    };
    create_crate(&directory, driver)?;
    Ok(directory)
}

async fn run(db: &DatabaseConnection, drafts: &Drafts) -> Result<(), Box<dyn Error>> {
    for migration in &drafts.migrations {
        migration.up(db).await?;
    }
    let after = Guard::new().entities(entity::all()).check(db).await?;
    print("It has been run. Now the check says:", &after);
    Ok(())
}

fn print(title: &str, report: &Report) {
    println!("{title}\n\n{}", report.text().colour(Colour::of(&std::io::stdout())));
}
