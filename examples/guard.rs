//! What a service sees at its start, once on a database that fits and once on one that does not:
//! `cargo run --example guard`.
//!
//! The database is an SQLite in memory, unless `DATABASE_URL` names another one: take an empty one made for trying, since
//! its tables are created, and then changed behind the service's back.

#[path = "asset_platform/entity/mod.rs"]
mod entity;
#[path = "asset_platform/example.rs"]
mod example;

use schema_runtime::report::Colour;
use schema_runtime::{Error, GenerateOptions, Generated, generate, guard};
use sea_orm::{ConnectionTrait, DatabaseConnection};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let db = example::connect().await?;
    if let Generated::Text(drafts) = generate(&db, &entity::all(), GenerateOptions::text_only()).await? {
        for migration in &drafts.migrations {
            migration.up(&db).await?;
        }
    }

    println!("== A database that fits\n");
    start(&db).await?;

    for behind_its_back in [
        "ALTER TABLE tags RENAME COLUMN category TO kind",
        "ALTER TABLE wave_plans ADD COLUMN approved_by INTEGER",
        "DROP TABLE feedback",
        drop_index(&db),
    ] {
        db.execute_unprepared(behind_its_back).await?;
    }

    println!("\n== The same, after somebody changed it by hand\n");
    start(&db).await
}

/// The first lines of a service.
async fn start(db: &DatabaseConnection) -> Result<(), Box<dyn std::error::Error>> {
    match guard(db).await {
        Ok(report) => println!("{report}\nThe service starts."),
        // A service returns the error from `main`, which says the same without colour.
        Err(Error::Drift(refusal)) => {
            let text = refusal.report.text().colour(Colour::of(&std::io::stdout()));
            println!("{text}\nThe service does not start: {} reasons.", refusal.refused);
        }
        Err(other) => return Err(other.into()),
    }
    Ok(())
}

fn drop_index(db: &DatabaseConnection) -> &'static str {
    match db.get_database_backend() {
        sea_orm::DbBackend::MySql => "DROP INDEX `idx-assets-hostname` ON assets",
        _ => r#"DROP INDEX "idx-assets-hostname""#,
    }
}
