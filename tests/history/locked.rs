//! Many programs that start at once: one migrates, the others wait and find it done.

use crate::support::{TestDb, spawn_tool, tool};
use sea_orm::DbBackend;
use std::path::PathBuf;
use std::process::Child;
use std::time::{Duration, Instant};

const MIGRATION: &str = "m20260101_120000_create_asset_platform";

fn start(db: &TestDb, count: usize) -> Vec<Child> {
    (0..count).map(|_| spawn_tool(&db.url, &["up"])).collect()
}

/// All end well, and of all that ran the migration did so once.
async fn assert_all_end_well(db: &TestDb, processes: Vec<Child>) {
    let mut ran = 0;
    for process in processes {
        let output = process.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{said}");
        ran += said.matches(MIGRATION).count();
    }
    assert_eq!(ran, 1, "one ran it, and no other began to");
    assert_eq!(db.recorded().await, [MIGRATION]);
    let checked = tool(Some(&db.url), &["check"]);
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    if db.db.get_database_backend() == DbBackend::Sqlite {
        assert!(!lock_file(db).exists(), "the file of the lock is gone");
    }
}

async fn sixteen_at_once(backend: DbBackend) {
    let db = TestDb::shared(backend).await;
    let processes = start(&db, 16);
    assert_all_end_well(&db, processes).await;
}

/// Kills the one that migrates; the rest go on, from what it left.
async fn one_of_sixteen_is_killed_in_the_middle(backend: DbBackend) {
    // One that is done sooner than it can be killed says nothing.
    for _ in 0..10 {
        let db = TestDb::shared(backend).await;
        let mut victim = start(&db, 1).remove(0);
        wait_for_the_middle(&db, &mut victim).await;
        let rest = start(&db, 15);
        victim.kill().expect("it can be killed");
        let killed = victim.wait().expect("it is gone").code().is_none();
        if killed {
            return assert_all_end_well(&db, rest).await;
        }
        for mut process in rest {
            assert!(process.wait().expect("it ends").success());
        }
    }
    panic!("no migration could be killed in its middle");
}

async fn wait_for_the_middle(db: &TestDb, victim: &mut Child) {
    let start = Instant::now();
    while !is_in_the_middle(db).await && victim.try_wait().expect("a process").is_none() {
        assert!(start.elapsed() < Duration::from_secs(60), "it neither begins nor ends");
    }
}

/// Whether some of the tables are there, and not all.
async fn is_in_the_middle(db: &TestDb) -> bool {
    let count = match db.db.get_database_backend() {
        // Nobody sees them before the end, but the locks on them.
        DbBackend::Postgres => {
            "SELECT count(DISTINCT relation)::text AS n FROM pg_locks WHERE granted AND mode = 'AccessExclusiveLock' \
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        }
        DbBackend::MySql => {
            "SELECT CAST(count(*) AS CHAR) AS n FROM information_schema.tables WHERE table_schema = database()"
        }
        _ => return lock_file(db).exists(),
    };
    db.texts(count).await[0].parse::<u32>().expect("a number") > 5
}

fn lock_file(db: &TestDb) -> PathBuf {
    PathBuf::from(format!("{}-migrating", db.path().display()))
}

on_each_backend!(sixteen_at_once, one_of_sixteen_is_killed_in_the_middle);
