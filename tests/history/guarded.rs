//! The guard that is given the migrations: behind, ahead, drifted, compatible and clean, and nothing made on the way.

use super::{Garden, Older, bed, seed};
use crate::support::TestDb;
use schema_runtime::report::Verdict;
use schema_runtime::{Entities, Error, Guard, Migrations, Response};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

fn of_beds() -> Guard {
    Guard::new().entities(Entities::none().with::<bed::Entity>())
}

fn of_all() -> Guard {
    Guard::new().entities(Entities::none().with::<bed::Entity>().with::<seed::Entity>())
}

async fn behind(backend: DbBackend) {
    let db = TestDb::of(backend).await;
    Migrations::of::<Garden>().up_some(&db.db, 1).await.expect("beds come");
    let guard = of_all().migrations(Migrations::of::<Garden>());
    let report = guard.check(&db.db).await.expect("it can be checked");
    assert_eq!(report.verdict, Verdict::Behind, "{report}");
    let text = report.to_string();
    assert!(text.contains("m20260102_000001_seeds is not applied"), "{text}");
    let error = guard.run(&db.db).await.expect_err("seeds are missing");
    assert!(matches!(error, Error::Drift(_)), "{error}");
    assert!(error.to_string().contains("m20260102_000001_seeds"), "{error}");

    // What this program needs may be there all the same.
    let guard = of_beds().migrations(Migrations::of::<Garden>());
    let report = guard.run(&db.db).await.expect("it starts");
    assert_eq!(report.verdict, Verdict::Behind, "{report}");
    guard.pending(Response::Refuse).run(&db.db).await.expect_err("unless it is told not to");
}

async fn ahead(backend: DbBackend) {
    let db = TestDb::of(backend).await;
    Migrations::of::<Garden>().up(&db.db).await.expect("all come");
    let guard = of_beds().migrations(Migrations::of::<Older>());
    let report = guard.run(&db.db).await.expect("all that this program needs is there");
    assert_eq!(report.verdict, Verdict::Ahead, "{report}");
    let text = report.to_string();
    assert!(text.contains("m20260102_000001_seeds is recorded in the database"), "{text}");

    let acknowledged = Migrations::of::<Older>().acknowledge("m20260102_000001_seeds");
    let report = of_beds().migrations(acknowledged).run(&db.db).await.expect("it starts");
    assert_eq!(report.verdict, Verdict::Compatible, "the table of seeds is more than it needs\n{report}");

    db.run("DROP TABLE beds").await;
    let error = guard.run(&db.db).await.expect_err("what this program needs is gone");
    assert!(matches!(&error, Error::Drift(refusal) if refusal.report.verdict == Verdict::Drifted), "{error}");
}

async fn clean(backend: DbBackend) {
    let db = TestDb::of(backend).await;
    Migrations::of::<Garden>().up(&db.db).await.expect("all come");
    let report =
        of_all().migrations(Migrations::of::<Garden>()).run(&db.db).await.expect("everything is there");
    assert_eq!(report.verdict, Verdict::Clean, "{}", report.text().with_harmless());
}

/// Neither the guard nor the history makes the books, or anything else.
async fn nothing_is_made(backend: DbBackend) {
    let db = TestDb::of(backend).await;
    let known = Migrations::of::<Garden>().known();
    let history = known.history(&db.db).await.expect("no books are no error");
    assert_eq!(history.pending, known.names());
    of_all().migrations(known).run(&db.db).await.expect_err("nothing is there");
    let tables = match backend {
        DbBackend::Postgres => "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace",
        DbBackend::MySql => "SELECT count(*) FROM information_schema.tables WHERE table_schema = database()",
        _ => "SELECT count(*) FROM sqlite_schema",
    };
    let row = db.query_one_raw(Statement::from_string(backend, tables)).await.expect("it can be counted");
    let count: i64 = row.expect("a row").try_get_by_index(0).expect("a number");
    assert_eq!(count, 0);
}

on_each_backend!(behind, ahead, clean, nothing_is_made);
