//! Text ids become UUIDs without losing a row, on a database that is in use.

mod converted;
mod entity;
// As they were generated, by rustfmt's defaults.
#[rustfmt::skip]
mod migrations;
mod neighbour;

use crate::support::TestDb;
use migrations::{Converted, Plain};
use neighbour::Neighbour;
use schema_runtime::diff::{Kind, Severity};
use schema_runtime::migrations::Moment;
use schema_runtime::{Comparison, Entities, GenerateOptions, Generated, Scope, compare, generate};
use sea_orm::{ConnectionTrait, DbErr, TransactionTrait};
use sea_orm_migration::MigratorTrait;
use std::path::Path;
use std::time::Duration;

/// The default that the generated migrations have.
const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

pub(crate) fn plain() -> Entities {
    Entities::in_module(entity_module())
}

/// The same, with a conversion of their own.
fn with_conversion() -> Entities {
    Entities::none()
        .with::<entity::tenant::Entity>()
        .with::<entity::role::Entity>()
        .with::<entity::feature_flag::Entity>()
        .with::<converted::Entity>()
        .with::<entity::user_role::Entity>()
        .with::<entity::sidebar_feature::Entity>()
}

fn entity_module() -> &'static str {
    concat!(module_path!(), "::entity")
}

fn scope() -> Scope {
    Scope::default().ignore("users").ignore("auth.*")
}

async fn database() -> TestDb {
    let db = TestDb::postgres().await;
    db.run(include_str!("before.sql")).await;
    db
}

/// The twelve rows belong to a tenant.
async fn mend(db: &TestDb) {
    let of = "UPDATE profiles SET tenant_id = '00000000-0000-0000-0000-000000000002'";
    db.run(&format!("{of} WHERE tenant_id NOT LIKE '00000000-%'")).await;
}

async fn count(db: &TestDb, rows: &str) -> i64 {
    let query = format!("SELECT count(*) FROM {rows}");
    let statement = sea_orm::Statement::from_string(db.get_database_backend(), query);
    let row = db.query_one_raw(statement).await.expect("it can be counted").expect("a row");
    row.try_get_by_index(0).expect("a number")
}

/// What matters, as `kind table.object`.
async fn found(db: &TestDb, entities: &Entities) -> Vec<String> {
    let Comparison { differences, .. } =
        compare(&db.db, entities, &scope()).await.expect("it can be compared");
    assert!(differences.iter().all(|difference| !difference.table.name.ends_with("users")));
    let matters = differences.iter().filter(|difference| difference.severity > Severity::Harmless);
    matters.map(|difference| format!("{:?} {}", difference.kind, difference.path())).collect()
}

/// Holds the committed migrations to what is generated, or writes them where `UPDATE` is set.
async fn assert_written(db: &TestDb, entities: &Entities, name: &str) {
    let moment = Moment::from_unix_seconds(1_767_225_600);
    let options = GenerateOptions::text_only().allow_all().at(moment).scope_of(scope());
    let Generated::Text(drafts) = generate(&db.db, entities, options).await.expect("it is generated") else {
        panic!("there is something to do");
    };
    let suffixes: Vec<_> = drafts.migrations.iter().map(|migration| migration.suffix).collect();
    assert_eq!(suffixes, ["", "online"]);
    for (migration, file) in drafts.migrations.iter().zip([name.to_owned(), format!("{name}_online")]) {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rbac_profiles/migrations");
        let path = Path::new(folder).join(format!("{file}.rs"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &migration.text).expect("the file can be written");
        }
        let committed = std::fs::read_to_string(&path).expect("the file can be read");
        assert!(committed == migration.text, "{file}.rs is not what is generated now; run with UPDATE=1");
    }
}

/// The error is about rows in the way, of which it tells these numbers; each query lists as many.
async fn assert_in_the_way(db: &TestDb, error: &DbErr, numbers: &[i64]) {
    let text = error.to_string();
    let lines: Vec<_> = text.lines().skip(1).collect();
    assert!(text.contains("nothing was changed"), "{text}");
    assert_eq!(lines.len(), numbers.len(), "{text}");
    for (line, number) in lines.iter().zip(numbers) {
        let (what, query) = line.split_once(": ").expect("what it is and a query");
        assert!(what.starts_with(&format!("{number} rows of `profiles`")), "{what}");
        assert_eq!(count(db, &format!("({query}) AS listed")).await, *number, "{query}");
    }
}

#[tokio::test]
async fn the_check_reports_the_type_the_keys_and_the_indexes() {
    let db = database().await;
    let expected = [
        "MissingForeignKey profiles.tenant_id",
        "MissingForeignKey sidebar_features.tenant_id",
        "MissingForeignKey user_roles.user_id",
        "MissingIndex profiles.tenant_id",
        "MissingIndex user_roles.user_id",
        "ColumnType profiles.tenant_id",
    ];
    let (mut found, mut expected) = (found(&db, &plain()).await, expected.map(str::to_owned));
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn rows_in_the_way_are_counted_before_anything_is_changed() {
    let db = database().await;
    assert_written(&db, &plain(), "plain").await;
    let before = compare(&db.db, &plain(), &scope()).await.expect("it can be compared").live.schema;
    let error = Plain::up(&db.db, None).await.expect_err("twelve rows are in the way");
    assert_in_the_way(&db, &error, &[7, 5]).await;
    let after = compare(&db.db, &plain(), &scope()).await.expect("it can be compared").live.schema;
    assert_eq!(before, after);
    assert_eq!(count(&db, "seaql_migrations").await, 0);
    assert_eq!(count(&db, "profiles").await, 10_000);
}

#[tokio::test]
async fn a_conversion_of_the_entity_is_used_instead() {
    let db = database().await;
    assert_written(&db, &with_conversion(), "converted").await;
    Converted::up(&db.db, None).await.expect("it goes up");
    assert_eq!(found(&db, &with_conversion()).await, [""; 0]);
    let of = |tenant| format!("profiles WHERE tenant_id = '00000000-0000-0000-0000-00000000000{tenant}'");
    let counts = [count(&db, &of(1)).await, count(&db, &of(2)).await, count(&db, &of(3)).await];
    assert_eq!(counts, [3329 + 12, 3330, 3329]);
}

#[tokio::test]
async fn nobody_is_kept_waiting_and_no_row_is_lost_either_way() {
    let db = database().await;
    mend(&db).await;
    let tenants = "(SELECT id, tenant_id::text FROM profiles ORDER BY id) AS profile";
    db.run(&format!("CREATE TABLE auth.kept AS SELECT * FROM {tenants}")).await;
    let before = found(&db, &plain()).await;

    let neighbour = Neighbour::begin(&db.url).await;
    Plain::up(&db.db, None).await.expect("it goes up");
    let (times, longest) = neighbour.end().await;
    assert!(times > 5 && longest < LOCK_TIMEOUT, "{times} times, {longest:?} at most");

    assert_eq!(found(&db, &plain()).await, [""; 0]);
    let options = GenerateOptions::text_only().scope_of(scope());
    let more = generate(&db.db, &plain(), options).await.expect("it can be generated again");
    assert!(matches!(more, Generated::Nothing(_)), "{more:?}");
    let kept = format!("({tenants} FULL JOIN auth.kept USING (id, tenant_id))");
    assert_eq!((count(&db, &kept).await, count(&db, "profiles").await), (10_000, 10_000));
    assert_eq!(count(&db, "pg_constraint WHERE NOT convalidated").await, 0);

    Plain::down(&db.db, None).await.expect("it goes down");
    assert_eq!(found(&db, &plain()).await, before);
    assert_eq!((count(&db, &kept).await, count(&db, "profiles").await), (10_000, 10_000));
    assert_eq!(
        count(&db, "information_schema.columns WHERE table_name = 'profiles' AND data_type = 'text'").await,
        1
    );
}

/// An index is built in two turns, between which it waits for the transactions that were there.
#[tokio::test]
async fn a_build_that_is_killed_half_way_is_found_and_done_again() {
    let db = database().await;
    mend(&db).await;
    Plain::up(&db.db, Some(1)).await.expect("the first goes up");
    let reader = db.begin().await.expect("a transaction");
    reader.execute_unprepared("UPDATE user_roles SET role_id = 2").await.expect("it holds the table");
    let (error, ()) = tokio::join!(Plain::up(&db.db, None), async {
        let waits = "pg_stat_activity WHERE datname = current_database() AND query LIKE 'CREATE INDEX%' \
                     AND wait_event_type = 'Lock'";
        while count(&db, waits).await == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        db.run(&format!("SELECT pg_terminate_backend(pid) FROM {waits}")).await;
    });
    let error = error.expect_err("the build was killed").to_string();
    assert!(error.contains("cannot create the index `idx-"), "{error}");
    reader.commit().await.expect("it lets go");
    assert_eq!(count(&db, "pg_index WHERE NOT indisvalid").await, 1);
    let Comparison { differences, .. } =
        compare(&db.db, &plain(), &scope()).await.expect("it can be compared");
    assert!(differences.iter().any(|difference| difference.kind == Kind::MissingIndex));

    Plain::up(&db.db, None).await.expect("it goes on");
    assert_eq!(count(&db, "pg_index WHERE NOT indisvalid").await, 0);
    assert_eq!(found(&db, &plain()).await, [""; 0]);
}
