//! The laws themselves: a case and the name of a database come in; a failure says which law does not hold.

use super::case::{Case, Names};
use super::row::Rows;
use crate::support::{Cut, TestDb, pipe, tool};
use schema_runtime::diff::{self, Difference, Kind, Severity};
use schema_runtime::generate::Migration;
use schema_runtime::model::{Expr, IndexTarget, ObjectName, Schema};
use schema_runtime::plan::Transaction;
use schema_runtime::{
    Comparison, Entities, Error, GenerateOptions, Generated, Scope, compare, generate, plan,
};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sea_orm_migration::MigratorTrait;
use std::fmt::Write;
use std::time::{Duration, UNIX_EPOCH};

/// Where the cases are.
pub(super) const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/laws");

/// All four laws.
pub(super) async fn migrates<M: MigratorTrait>(case: Case, on: &str) {
    let stage = Stage::set(case, on).await;
    let Stage { db, case, .. } = &stage;
    let (before, found, rows) = (stage.live().await, stage.found().await, stage.rows().await);
    let drafts = stage.draft().await.expect("the migration can be generated");
    let names: Vec<_> = drafts.iter().map(|migration| file_name(on, migration)).collect();
    for (name, migration) in names.iter().zip(&drafts) {
        assert_committed(&format!("{}/{name}.rs", case.name()), &migration.text);
    }
    let compiled: Vec<_> = M::migrations().iter().map(|migration| migration.name().to_owned()).collect();
    assert_eq!(names, compiled, "name these behind `migrates` in the case");
    if is_updating() {
        return;
    }

    M::up(&db.db, None).await.expect("the migration runs");
    let Comparison { declared, mut differences, .. } = stage.check(&case.after()).await;
    differences.retain(|difference| difference.kind != Kind::Name || case.names == Names::New);
    assert_clean(&differences, "the migration arrives");
    let more = stage.draft().await.expect("it can be generated again");
    assert!(more.is_empty(), "nothing is left to plan: {more:#?}");
    let (there, kept) = (stage.rows().await, rows.clone().renamed(&declared));
    assert_eq!(
        there.shared(&kept, &case.converted),
        kept.shared(&there, &case.converted),
        "the rows are kept"
    );
    for (sql, count) in &case.finds {
        assert_eq!(stage.count(sql).await, *count, "{sql}");
    }

    M::down(&db.db, None).await.expect("the way back runs");
    stage.assert_returned(&before).await;
    assert_equal(&found, &stage.found().await, "the check gives what it gave");
    let (there, without) = (stage.rows().await, &case.lost);
    assert_equal(&rows.shared(&there, without), &there.shared(&rows, without), "the rows are back");

    if drafts.iter().all(|migration| migration.transaction == Transaction::Each) {
        stage.finishes_when_cut_off(&drafts, &before).await;
    }
    arrives_by_script::<M>(case, on).await;
}

/// From one database to the other by what `diff --sql` prints, piped into the server's own client; asked again, it
/// prints nothing.
async fn arrives_by_script<M: MigratorTrait>(case: &Case, on: &str) {
    let (old, new) = (prepared(case, on).await, prepared(case, on).await);
    create(&old, &case.before()).await;
    create(&new, &case.before()).await;
    M::up(&new.db, None).await.expect("the migration runs without rows too");
    new.run("DROP TABLE seaql_migrations").await;
    let ask = || tool(None, &["diff", "--from", &old.url, "--to", &new.url, "--sql", "--allow", "all"]);
    let script = ask();
    if let Some(why) = case.no_script {
        assert_eq!((script.code, script.out.as_str()), (2, ""), "{}", script.err);
        assert!(script.err.contains(why), "{}", script.err);
        return;
    }
    assert_eq!(script.code, 1, "what differs, as a script: {}", script.err);
    let applied = pipe(&old, &script.out);
    assert_eq!(applied.code, 0, "{}\nin: {}", applied.err, script.out);
    let again = ask();
    assert_eq!((again.code, again.out.as_str()), (0, ""), "after: {}\n{}", script.out, again.err);
}

/// The first law on both sides; and that nothing is written, in these words, where the way is not known.
pub(super) async fn refuses(case: Case, on: &str, why: &str) {
    let stage = Stage::set(case, on).await;
    let before = stage.live().await;
    let error = stage.draft().await.expect_err("the migration is refused");
    assert!(matches!(error, Error::Unsupported { .. }), "{error}");
    assert_eq!(error.to_string(), why);
    assert_equal(&before, &stage.live().await, "nothing is changed");
    stage.sides_are_clean(on).await;
}

/// The first law on both sides; and that there is nothing to do.
pub(super) async fn stays(case: Case, on: &str) {
    let stage = Stage::set(case, on).await;
    assert_clean(&stage.check(&stage.case.after()).await.differences, "the two are the same here");
    assert!(stage.draft().await.expect("it can be generated").is_empty(), "there is nothing to do");
    stage.sides_are_clean(on).await;
}

/// `postgres`, or `postgres_online` for one of several.
fn file_name(on: &str, migration: &Migration) -> String {
    if migration.suffix.is_empty() { on.to_owned() } else { format!("{on}_{}", migration.suffix) }
}

type Finding = (Kind, Severity, ObjectName, String, Option<String>, String, Option<String>);

/// A database that was created from the entities `before` and has rows.
struct Stage {
    case: Case,
    db: TestDb,
}

impl Stage {
    /// Where each statement is committed by itself, a migration that is cut off before any of them finishes when it
    /// runs again, both ways; and once more changes nothing.
    async fn finishes_when_cut_off(&self, drafts: &[Migration], before: &Schema) {
        let db = &self.db.db;
        for statements in 0.. {
            let mut cut = false;
            for migration in drafts {
                cut |= migration.up(&Cut::after(db, statements)).await.is_err();
                migration.up(db).await.unwrap_or_else(|error| panic!("up after {statements}: {error}"));
            }
            let mut differences = self.check(&self.case.after()).await.differences;
            differences.retain(|found| found.kind != Kind::Name || self.case.names == Names::New);
            assert_clean(&differences, &format!("up again after {statements} statements"));
            for migration in drafts.iter().rev() {
                cut |= migration.down(&Cut::after(db, statements)).await.is_err();
                migration.down(db).await.unwrap_or_else(|error| panic!("down after {statements}: {error}"));
            }
            self.assert_returned(before).await;
            if !cut {
                return;
            }
        }
    }

    async fn set(case: Case, on: &str) -> Self {
        let db = prepared(&case, on).await;
        create(&db, &case.before()).await;
        if !case.rows.is_empty() {
            db.run(&quoted(&db, case.rows)).await;
        }
        Self { case, db }
    }

    /// The entities `after` can be created too.
    async fn sides_are_clean(&self, on: &str) {
        create(&prepared(&self.case, on).await, &self.case.after()).await;
    }

    async fn live(&self) -> Schema {
        self.check(&self.case.after()).await.live.schema
    }

    /// The schema is what it was. A server may write an expression in other words each time it is given it, so texts
    /// that differ have to mean the same, and all else has to be equal.
    async fn assert_returned(&self, before: &Schema) {
        let Comparison { live, .. } = self.check(&self.case.after()).await;
        assert_equal(&without_texts(before), &without_texts(&live.schema), "the schema is what it was");
        let questions = diff::questions(&live.schema, before);
        let meanings = live.server.explain(&self.db.db, &live.schema, &questions).await;
        let meanings = meanings.expect("the server says what expressions mean");
        assert_clean(&diff::diff(&live.schema, before, &meanings), "what was before, beside what is now,");
    }

    async fn check(&self, entities: &Entities) -> Comparison {
        compare(&self.db.db, entities, &Scope::default()).await.expect("it can be compared")
    }

    /// What the check says, apart from the texts of expressions in the server's own words.
    async fn found(&self) -> Vec<Finding> {
        let differences = self.check(&self.case.after()).await.differences.into_iter();
        let finding = |Difference { kind, severity, table, object, declared, why, hint, .. }| {
            (kind, severity, table, object, declared, why, hint)
        };
        differences.map(finding).collect()
    }

    async fn rows(&self) -> Rows {
        Rows::read(&self.db.db, &self.live().await).await
    }

    async fn count(&self, sql: &str) -> i64 {
        let statement = Statement::from_string(self.db.db.get_database_backend(), quoted(&self.db, sql));
        let row = self.db.db.query_one_raw(statement).await.expect("it can be counted");
        row.expect("a row").try_get_by_index(0).expect("a number")
    }

    /// The migrations to the entities `after`; none where there is nothing to do.
    async fn draft(&self) -> Result<Vec<Migration>, Error> {
        let mut options =
            GenerateOptions::text_only().allow_all().at(UNIX_EPOCH + Duration::from_secs(1_767_225_600));
        for allowed in &self.case.allowed {
            options = options.allow_drop(*allowed);
        }
        match generate(&self.db.db, &self.case.after(), options).await? {
            Generated::Text(drafts) => Ok(drafts.migrations),
            Generated::Nothing(_) => Ok(Vec::new()),
            Generated::Written(..) | Generated::Waiting(..) => unreachable!("only the text is wanted"),
        }
    }
}

/// Standard SQL with its names quoted as this database does.
fn quoted(db: &TestDb, sql: &str) -> String {
    if db.db.get_database_backend() == DbBackend::MySql { sql.replace('"', "`") } else { sql.to_owned() }
}

async fn prepared(case: &Case, on: &str) -> TestDb {
    let db = TestDb::shared(match on {
        "postgres" => DbBackend::Postgres,
        "mysql" => DbBackend::MySql,
        "sqlite" => DbBackend::Sqlite,
        other => panic!("no database is called {other}"),
    })
    .await;
    if let Some(sql) = case.prepared {
        db.run(sql).await;
    }
    db
}

/// The first law: what is made from the entities is clean.
async fn create(db: &TestDb, entities: &Entities) {
    let Comparison { live, differences, .. } =
        compare(&db.db, entities, &Scope::default()).await.expect("it can be compared");
    let changes = differences.iter().filter_map(|difference| difference.change.as_ref());
    let target = diff::apply(&live.schema, changes);
    for step in plan::plan(&live.schema, &target, &live.server.capabilities()) {
        for statement in live.server.ddl(&step).unwrap_or_else(|error| panic!("{error}\nin: {step:?}")) {
            db.run(&live.server.sql(&statement)).await;
        }
    }
    let again = compare(&db.db, entities, &Scope::default()).await.expect("it can be compared again");
    assert_clean(&again.differences, "what is created from the entities");
}

fn without_texts(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    let erase = |expr: &mut Expr| *expr = Expr::new("");
    for table in schema.tables.values_mut() {
        table.checks.iter_mut().for_each(|check| erase(&mut check.expr));
        for index in &mut table.indexes {
            index.predicate.iter_mut().for_each(erase);
            index.parts.iter_mut().for_each(|part| match &mut part.target {
                IndexTarget::Expr(expr) => erase(expr),
                IndexTarget::Column(_) => {}
            });
        }
        for column in &mut table.columns {
            column.generated.iter_mut().for_each(|generated| erase(&mut generated.expr));
            column.default.value_mut().iter_mut().for_each(erase);
        }
    }
    schema
}

fn assert_clean(differences: &[Difference], what: &str) {
    let mut text = String::new();
    for Difference { kind, severity, table, object, declared, live, why, .. } in differences {
        let line = format!("{severity:?} {kind:?} {table}.{object}: {declared:?} / {live:?}: {why}");
        writeln!(text, "{line}").expect("a string can be written to");
    }
    assert!(text.is_empty(), "{what} is not clean:\n{text}");
}

fn is_updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// Holds a file below [`FOLDER`] to this text, or writes it, as `UPDATE` says.
pub(super) fn assert_committed(file: &str, text: &str) {
    let path = format!("{FOLDER}/{file}");
    if is_updating() {
        std::fs::write(&path, text).expect("the file can be written");
    } else {
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert_same(&committed, text, &format!("{file} is not what is generated now; run with UPDATE=1"));
    }
}

/// Fails with the lines that are not the same, and nothing else of texts that may be long.
fn assert_same(was: &str, is: &str, what: &str) {
    if was == is {
        return;
    }
    let (was, is): (Vec<_>, Vec<_>) = (was.lines().collect(), is.lines().collect());
    let start = was.iter().zip(&is).take_while(|(was, is)| was == is).count();
    let shorter = was.len().min(is.len()) - start;
    let end = was.iter().rev().zip(is.iter().rev()).take(shorter).take_while(|(was, is)| was == is).count();
    let differing = |lines: &[&str]| lines[start..lines.len() - end].join("\n");
    panic!("{what}: from line {}\n--- was\n{}\n--- is\n{}", start + 1, differing(&was), differing(&is));
}

/// The same for values.
fn assert_equal<T: std::fmt::Debug + PartialEq>(was: &T, is: &T, what: &str) {
    if was != is {
        assert_same(&format!("{was:#?}"), &format!("{is:#?}"), what);
    }
}
