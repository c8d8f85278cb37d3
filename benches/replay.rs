//! What a long history costs: an audit, which replays 300 migrations on a scratch database, beside `Migrator::up` of the same
//! on a database that stays. A hundred tables, each made, given a column and given an index.
//!
//! ```sh
//! ./scripts/with-servers cargo bench --bench replay
//! ```

#![allow(missing_docs, unreachable_pub, reason = "a program, not a library")]

use schema_runtime::{Entities, Migrations, Scope, audit};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use sea_orm_migration::prelude::*;
use std::time::{Duration, Instant};

const TABLES: usize = 100;
const ROUNDS: usize = 5;

/// An entity, so that there is something to audit.
mod table {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "t000")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
        #[sea_orm(indexed)]
        pub number: Option<i32>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let of = |table| {
            [Part::Table, Part::Column, Part::Index]
                .map(|part| Box::new(Migration::of(table, part)) as Box<_>)
        };
        (0..TABLES).flat_map(of).collect()
    }
}

#[derive(Clone, Copy)]
enum Part {
    Table,
    Column,
    Index,
}

struct Migration {
    name: String,
    table: Alias,
    part: Part,
}

impl Migration {
    fn of(table: usize, part: Part) -> Self {
        let name = format!("m2026{table:04}_{:06}_of_table", part as u8);
        Self { name, table: Alias::new(format!("t{table:03}")), part }
    }
}

impl MigrationName for Migration {
    fn name(&self) -> &str {
        &self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let Self { name: _, table, part } = self;
        match part {
            Part::Table => {
                let mut create = Table::create();
                create.table(table.clone());
                create.col(ColumnDef::new("id").integer().not_null().auto_increment().primary_key());
                create.col(ColumnDef::new("name").string().not_null());
                manager.create_table(create).await
            }
            Part::Column => {
                let mut alter = Table::alter();
                alter.table(table.clone()).add_column(ColumnDef::new("number").integer());
                manager.alter_table(alter).await
            }
            Part::Index => {
                let mut index = Index::create();
                let name = format!("idx-{}-number", table.to_string());
                index.name(name).table(table.clone()).col("number");
                manager.create_index(index).await
            }
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let names = ["POSTGRES_URL", "MYSQL_URL"].into_iter().filter_map(|name| std::env::var(name).ok());
    let urls: Vec<_> = std::iter::once("sqlite::memory:".to_owned()).chain(names).collect();
    println!("{:<10} {:>10} {:>10} {:>7} {:>12}", "", "up", "audit", "ratio", "peak memory");
    for url in urls {
        measure(&url).await;
    }
}

async fn measure(url: &str) {
    let (mut ups, mut audits) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (db, drop) = empty(url).await;
        let migrations = Migrations::of::<Migrator>();
        let start = Instant::now();
        Migrator::up(&db, None).await.expect("they run");
        ups.push(start.elapsed());
        let entities = Entities::none().with::<table::Entity>();
        let start = Instant::now();
        let found = audit(&db, &entities, &migrations, &Scope::default()).await.expect("it can be told");
        audits.push(start.elapsed());
        assert!(found.history.agrees(), "{found}");
        db.close().await.expect("it closes");
        drop.run().await;
    }
    let (up, audit) = (median(ups), median(audits));
    let ratio = audit.as_secs_f64() / up.as_secs_f64();
    let kind = url.split(':').next().unwrap_or_default();
    println!("{kind:<10} {up:>10.1?} {audit:>10.1?} {ratio:>7.2} {:>12}", peak());
}

/// A database of its own, and what removes it.
struct Dropped(Option<(DatabaseConnection, String)>);

impl Dropped {
    async fn run(self) {
        if let Some((admin, name)) = self.0 {
            admin.execute_unprepared(&format!("DROP DATABASE {name}")).await.expect("it can be dropped");
        }
    }
}

async fn empty(url: &str) -> (DatabaseConnection, Dropped) {
    if url.starts_with("sqlite") {
        return (Database::connect(url).await.expect("it opens"), Dropped(None));
    }
    let admin = Database::connect(url).await.expect("the server is there");
    let name = format!("schema_bench_replay_{}", std::process::id());
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("it can be created");
    let (server, _) = url.rsplit_once('/').expect("a URL with a database");
    let db = Database::connect(format!("{server}/{name}")).await.expect("it is there");
    (db, Dropped(Some((admin, name))))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The most memory that this process has had, as Linux tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}
