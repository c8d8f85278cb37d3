//! Migrations that fail while they are replayed: the error names them, and nothing is left of the scratch database.

use super::{BEDS, Failing, Garden, HALF, Panicking, bed, seed};
use crate::support::TestDb;
use schema_runtime::{Entities, Error, Migrations, Scope, audit};
use sea_orm::DbBackend;
use sea_orm_migration::{MigrationName, MigratorTrait};
use std::time::Duration;

async fn audited<M: MigratorTrait>(db: &TestDb) -> Result<schema_runtime::Audit, Error> {
    let entities = Entities::none().with::<bed::Entity>().with::<seed::Entity>();
    audit(&db.db, &entities, &Migrations::of::<M>(), &Scope::default()).await
}

/// The name of the migration that failed, and why.
async fn failed<M: MigratorTrait>(db: &TestDb) -> (String, String) {
    match audited::<M>(db).await {
        Err(Error::Migration { name, way, why }) => {
            assert_eq!(way, "on a scratch database");
            (name, why)
        }
        other => panic!("{other:?}"),
    }
}

/// Nothing that is there now stays: other tests end theirs.
async fn assert_all_go(db: &TestDb) {
    let there = db.scratches().await;
    for _ in 0..600 {
        let left = db.scratches().await;
        if there.iter().all(|name| !left.contains(name)) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("one of these stays: {there:?}");
}

async fn a_migration_that_fails_is_named(backend: DbBackend) {
    let db = TestDb::of(backend).await;
    let (name, why) = failed::<Failing>(&db).await;
    assert_eq!(name, HALF.name());
    assert!(why.contains("nothing"), "the server's words: {why}");
    assert_all_go(&db).await;
    assert!(db.recorded().await.is_empty(), "the database itself is read alone");
}

async fn a_migration_that_panics_is_named(backend: DbBackend) {
    let db = TestDb::of(backend).await;
    let (name, why) = failed::<Panicking>(&db).await;
    assert_eq!((name.as_str(), why.as_str()), ("m20260104_000001_panics", "it panicked: no such seed"));
    assert_all_go(&db).await;
    // Nothing of it stays with the connection either.
    Migrations::of::<Garden>().up(&db.db).await.expect("the next one runs");
}

/// Run on the database itself, it is named too, and on PostgreSQL and SQLite nothing of it stays.
async fn one_that_fails_for_good_is_named(backend: DbBackend) {
    let db = TestDb::of(backend).await;
    let error = Migrations::of::<Failing>().up(&db.db).await.expect_err("the second fails");
    let text = error.to_string();
    assert!(text.starts_with("the migration `m20260103_000001_half` failed on its way up: "), "{text}");
    assert_eq!(db.recorded().await, [BEDS.name()]);
    let error = Migrations::of::<Garden>().down(&db.db, 1).await.expect_err("it leads one way");
    assert!(error.to_string().contains("`m20260101_000001_beds` failed on its way down"), "{error}");
}

/// What all three agree on is one line; so it is after the replay of what has run and what has not.
async fn what_agrees_is_a_line(backend: DbBackend) {
    let db = TestDb::of(backend).await;
    Migrations::of::<Garden>().up(&db.db).await.expect("all come");
    let audit = audited::<Garden>(&db).await.expect("it can be told");
    assert_eq!(audit.to_string(), "entities, migrations and database agree on 2 tables\n");
    assert_all_go(&db).await;
}

on_each_backend!(
    a_migration_that_fails_is_named,
    a_migration_that_panics_is_named,
    one_that_fails_for_good_is_named,
    what_agrees_is_a_line,
);
