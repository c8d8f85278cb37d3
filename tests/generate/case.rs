//! What a case needs: its migration is compared with the committed text, and the committed one is run both ways.

use crate::support::TestDb;
use schema_runtime::backend::Backend;
use schema_runtime::migrations::Moment;
use schema_runtime::report::Report;
use schema_runtime::{Entities, GenerateOptions, Generated, Scope, compare, generate};
use sea_orm_migration::{MigrationTrait, SchemaManager};
use std::path::{Path, PathBuf};

/// Generates the migrations of a case and compares each with `tests/generate/migrations/<case>/<database>.rs`, or
/// `<database>_<suffix>.rs`, which is compiled into this binary. With `UPDATE_MIGRATIONS` set, writes these files instead,
/// to be looked at and committed.
pub async fn write_case(db: &TestDb, entities: &Entities, case: &str) {
    write_case_with(db, entities, case, GenerateOptions::text_only()).await;
}

/// The same with options of its own, such as a consent; the suffixes, in the order in which the migrations run.
pub async fn write_case_with(
    db: &TestDb,
    entities: &Entities,
    case: &str,
    options: GenerateOptions,
) -> Vec<&'static str> {
    let options = options.allow_all().at(Moment::from_unix_seconds(1_767_225_600));
    let drafts = match generate(&db.db, entities, options).await.expect("the migration can be generated") {
        Generated::Text(drafts) => drafts,
        other => panic!("no migration for {case}: {other:?}"),
    };
    for migration in &drafts.migrations {
        assert_written(&path_of(case, backend(db), migration.suffix), &migration.text);
    }
    drafts.migrations.iter().map(|migration| migration.suffix).collect()
}

fn assert_written(path: &Path, text: &str) {
    if std::env::var_os("UPDATE_MIGRATIONS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == text,
        "{} is not what is generated; look at the difference after running this test with UPDATE_MIGRATIONS=1\n{}",
        path.display(),
        first_difference(&committed, text),
    );
}

/// The laws: the committed migration arrives, where a check finds nothing that matters and nothing is left to plan; its down returns to
/// what the check gave before; and it arrives again.
pub async fn assert_both_ways(db: &TestDb, entities: &Entities, migration: &dyn MigrationTrait) {
    let before = found(db, entities).await;
    let manager = SchemaManager::new(&db.db);
    for _ in 0..2 {
        migration.up(&manager).await.expect("it goes up");
        let arrived = found(db, entities).await;
        let worse: Vec<_> = arrived.lines().filter(|line| !line.starts_with("Harmless")).collect();
        assert!(worse.is_empty(), "after up:\n{}", worse.join("\n"));
        let options = GenerateOptions::text_only().allow_all();
        let again = generate(&db.db, entities, options).await.expect("it can be generated again");
        assert!(matches!(again, Generated::Nothing(_)), "there is more to do: {again:?}");
        migration.down(&manager).await.expect("it goes down");
        assert_eq!(found(db, entities).await, before, "after down");
    }
}

/// All that a check finds, a line each.
pub async fn found(db: &TestDb, entities: &Entities) -> String {
    let comparison = compare(&db.db, entities, &Scope::default()).await.expect("it can be compared");
    let report = Report::new(comparison.live.server.backend(), comparison.differences);
    let line = |difference: &schema_runtime::diff::Difference| {
        let schema_runtime::diff::Difference { kind, severity, declared, live, .. } = difference;
        format!("{severity:?} {kind:?} {}: {declared:?} / {live:?}\n", difference.path())
    };
    report.differences.iter().map(line).collect()
}

/// Which database it is.
pub fn backend(db: &TestDb) -> Backend {
    Backend::try_from(db.db.get_database_backend()).expect("a known database")
}

fn path_of(case: &str, backend: Backend, suffix: &str) -> PathBuf {
    let database = match backend {
        Backend::Postgres => "postgres",
        Backend::MySql => "mysql",
        Backend::Sqlite => "sqlite",
    };
    let name = if suffix.is_empty() { database.to_owned() } else { format!("{database}_{suffix}") };
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/generate/migrations")
        .join(case)
        .join(format!("{name}.rs"))
}

fn first_difference(committed: &str, text: &str) -> String {
    let pairs = committed.lines().map(Some).chain(std::iter::repeat(None)).zip(text.lines());
    let different = pairs.enumerate().find(|(_, (committed, text))| *committed != Some(*text));
    different.map_or_else(
        || "the committed one is longer".to_owned(),
        |(line, (committed, text))| {
            format!("line {}:\n  committed: {}\n  generated: {text}", line + 1, committed.unwrap_or("(end)"))
        },
    )
}
