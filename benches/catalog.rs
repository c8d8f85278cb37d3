//! What a check of a PostgreSQL database costs, beside the bare catalog statement, which is the least it could cost,
//! and beside sea-schema's discovery. Tables have 12 columns, 4 indexes, 2 foreign keys and a check.
//!
//! ```sh
//! ./scripts/with-servers cargo bench --bench catalog
//! ./scripts/with-servers cargo bench --bench catalog -- 1000 --without-sea-schema
//! ```

#![allow(missing_docs, reason = "a program, not a library")]

mod record;

use schema_runtime::{Comparison, Entities, Scope, backend, compare, diff, plan};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, Value};
use std::time::{Duration, Instant};

const STATEMENT: &str = include_str!("../schema-runtime/src/backend/postgres/introspect.sql");

/// sea-schema asks for each table, and waiting for it longer than this tells nothing more.
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let url = std::env::var("POSTGRES_URL")
        .expect("this needs PostgreSQL: set POSTGRES_URL, or run ./scripts/with-servers cargo bench");
    println!("{:>7} {:>14} {:>14} {:>7} {:>14}", "tables", "statement", "check", "ratio", "sea-schema");
    for count in counts() {
        let database = format!("schema_bench_{count}_{}", std::process::id());
        let admin = connect(&url).await;
        admin.execute_unprepared(&format!("CREATE DATABASE {database}")).await.expect("it can be created");
        let (server, _) = url.rsplit_once('/').expect("a URL with a database");
        let db = connect(&format!("{server}/{database}")).await;
        measure(&db, count).await;
        db.close().await.expect("it closes");
        let drop = format!("DROP DATABASE {database} WITH (FORCE)");
        admin.execute_unprepared(&drop).await.expect("it can be dropped");
    }
}

/// The numbers of tables: those after `--`, or the three to look at.
fn counts() -> Vec<usize> {
    let named: Vec<_> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    if named.is_empty() { vec![32, 320, 1_000] } else { named }
}

async fn measure(db: &DatabaseConnection, count: usize) {
    let entities = record::entities(count);
    create(db, &entities).await;
    let statement =
        || Statement::from_sql_and_values(DbBackend::Postgres, STATEMENT, [Value::from("[]".to_owned())]);
    let scope = Scope::default();
    let (mut bare, mut check, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    // In turns, so that both see the same machine.
    for _ in 0..7 {
        bare.push(timed(async { db.query_all_raw(statement()).await.map(drop).expect("it runs") }).await);
        let clean = async {
            let found = compare(db, &entities, &scope).await.expect("it can be compared").differences;
            assert!(found.is_empty(), "{found:#?}");
        };
        check.push(timed(clean).await);
        parts.push(split(db, &entities).await);
    }
    let discovery = if std::env::args().any(|argument| argument == "--without-sea-schema") {
        "not asked".to_owned()
    } else {
        match tokio::time::timeout(PATIENCE, timed(discover(db))).await {
            Ok(time) => format!("{time:.1?}"),
            Err(_) => format!("> {PATIENCE:?}"),
        }
    };
    let (bare, check) = (median(bare), median(check));
    let ratio = check.as_secs_f64() / bare.as_secs_f64();
    println!("{count:>7} {bare:>14.1?} {check:>14.1?} {ratio:>7.2} {discovery:>14}");
    for (at, part) in ["name", "introspect", "spell", "ask what", "explain", "diff"].into_iter().enumerate() {
        println!("{:>7} {part:>14} {:>14.1?}", "", median(parts.iter().map(|times| times[at]).collect()));
    }
}

/// The parts of a check.
async fn split(db: &DatabaseConnection, entities: &Entities) -> [Duration; 6] {
    let start = Instant::now();
    let schemas = entities.schemas();
    let named = start.elapsed();
    let live = backend::introspect(db, &schemas).await.expect("it can be read");
    let introspected = start.elapsed();
    let declared = live.server.spell(entities.tables().expect("there are some")).expect("it can be said");
    let spelled = start.elapsed();
    let questions = diff::questions(&live.schema, &declared);
    let asked = start.elapsed();
    let meanings = live.server.explain(db, &live.schema, &questions).await.expect("it explains");
    let explained = start.elapsed();
    let found = diff::diff(&live.schema, &declared, &meanings);
    let compared = start.elapsed();
    assert!(found.is_empty());
    [
        named,
        introspected - named,
        spelled - introspected,
        asked - spelled,
        explained - asked,
        compared - explained,
    ]
}

async fn create(db: &DatabaseConnection, entities: &Entities) {
    let Comparison { live, differences, .. } =
        compare(db, entities, &Scope::default()).await.expect("it can be compared");
    let target =
        diff::apply(&live.schema, differences.iter().filter_map(|difference| difference.change.as_ref()));
    let steps = plan::plan(&live.schema, &target, &live.server.capabilities());
    for statement in steps.iter().flat_map(|step| live.server.ddl(step).expect("it can be done")) {
        db.execute_unprepared(&live.server.sql(&statement)).await.expect("it can be created");
    }
    db.execute_unprepared("ANALYZE").await.expect("it can be analysed");
}

async fn discover(db: &DatabaseConnection) {
    let discovery = sea_schema::postgres::discovery::SchemaDiscovery::new_no_exec("public");
    discovery.discover_with(db).await.map(drop).expect("it can be discovered");
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.expect("there is a server")
}

async fn timed(work: impl Future<Output = ()>) -> Duration {
    let start = Instant::now();
    work.await;
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
