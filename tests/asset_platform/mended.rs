//! From the drifted database, with rows in its tables, to one that fits, and back again.

use super::drifted::{assert_as_listed, drifted};
use super::entity;
use super::platform::{assert_clean, check};
use crate::generate::case::write_case_with;
use crate::generate::migrations::drift;
use crate::support::TestDb;
use schema_runtime::diff::Severity;
use schema_runtime::{GenerateOptions, Generated, generate};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sea_orm_migration::{MigrationTrait, SchemaManager};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What the migration removes, each by its name: columns whose values go to another, and a table.
const GOES: [&str; 4] = [
    "asset_dependencies.source_asset_id",
    "asset_dependencies.target_asset_id",
    "client_access.user_id",
    "cmdb_sixr_analysis",
];

/// The rows of all tables, in the order of their ids.
type Rows = BTreeMap<String, Vec<Map<String, Value>>>;

async fn rows(db: &TestDb) -> Rows {
    let mut rows = Rows::new();
    for table in check(db).await.live.schema.tables.keys() {
        let sql = format!("SELECT to_jsonb(t)::text AS row FROM {table} t ORDER BY to_jsonb(t)::text");
        let statement = Statement::from_string(DbBackend::Postgres, sql);
        let read = db.db.query_all_raw(statement).await.expect("the rows can be read");
        let row = |row: sea_orm::QueryResult| {
            let text: String = row.try_get("", "row").expect("a row as text");
            serde_json::from_str(&text).expect("a row as JSON")
        };
        rows.insert(table.to_string(), read.into_iter().map(row).collect());
    }
    rows
}

async fn with_rows() -> TestDb {
    let db = drifted().await;
    db.run(include_str!("rows.postgres.sql")).await;
    db
}

/// Each value that was there is there, unless its column or table is one of those that go.
fn assert_kept(before: &Rows, after: &Rows) {
    for (table, rows) in before.iter().filter(|(table, _)| !GOES.contains(&table.as_str())) {
        let now = &after[table];
        assert_eq!(rows.len(), now.len(), "the rows of {table}");
        for row in rows {
            let id = ["id", "user_id"].into_iter().find(|key| row.contains_key(*key)).expect("a key");
            let same = now.iter().find(|other| other.get(id) == row.get(id)).expect("the row is there");
            for (column, value) in row {
                let path = format!("{table}.{column}");
                if !GOES.contains(&path.as_str()) {
                    assert_eq!(same.get(column), Some(value), "{path}");
                }
            }
        }
    }
}

/// A column's values, by the id of their row.
fn column<'a>(rows: &'a Rows, table: &str, column: &str) -> Vec<(&'a Value, &'a Value)> {
    let mut values: Vec<_> = rows[table].iter().map(|row| (&row["id"], &row[column])).collect();
    values.sort_by_key(|(id, _)| id.to_string());
    values
}

#[tokio::test]
async fn the_migration_mends_it_and_leads_back_and_keeps_the_rows() {
    let db = with_rows().await;
    let options = GOES.into_iter().fold(GenerateOptions::text_only(), GenerateOptions::allow_drop);
    let suffixes = write_case_with(&db, &entity::all(), "drift", options).await;
    assert_eq!(suffixes, ["", "online", "drop"]);
    let before = rows(&db).await;
    let full = before.values().filter(|rows| !rows.is_empty()).count();
    assert_eq!((before.len(), full), (35, 35), "every table has rows");

    let manager = SchemaManager::new(&db.db);
    let all: [&dyn MigrationTrait; 3] =
        [&drift::postgres::Migration, &drift::postgres_online::Migration, &drift::postgres_drop::Migration];
    for migration in all {
        migration.up(&manager).await.expect("it goes up");
    }
    assert_clean(&check(&db).await.differences);
    let mended = rows(&db).await;
    assert_kept(&before, &mended);
    for (former, name) in [("source_asset_id", "asset_id"), ("target_asset_id", "depends_on_asset_id")] {
        let (table, former) = ("asset_dependencies", column(&before, "asset_dependencies", former));
        assert_eq!(column(&mended, table, name), former, "{name} takes over");
    }
    let users = column(&before, "client_access", "user_id");
    assert_eq!(column(&mended, "client_access", "user_profile_id"), users);
    assert!(matches!(
        generate(&db.db, &entity::all(), GenerateOptions::text_only()).await,
        Ok(Generated::Nothing(checked)) if checked.left.is_empty()
    ));

    for migration in all.into_iter().rev() {
        migration.down(&manager).await.expect("it goes down");
    }
    assert_as_listed(&check(&db).await.differences);
    let mut without_the_table = before.clone();
    without_the_table.insert("cmdb_sixr_analysis".to_owned(), Vec::new());
    let back = rows(&db).await;
    for (table, rows) in &without_the_table {
        assert_eq!(rows, &back[table], "the rows of {table}");
    }
}

#[tokio::test]
async fn without_consent_nothing_goes_and_what_is_left_is_told() {
    let db = with_rows().await;
    let generated = generate(&db.db, &entity::all(), GenerateOptions::text_only().allow_all()).await;
    let Ok(Generated::Text(drafts)) = generated else { panic!("{generated:?}") };
    for migration in &drafts.migrations {
        let (up, _) = migration.text.split_once("async fn down").expect("both ways");
        assert!(
            !up.contains("drop_column") && !up.contains("drop_table") && !up.contains("DROP COLUMN"),
            "{up}"
        );
    }
    let left: Vec<_> = drafts.before.left.iter().map(|left| (left.path(), left.severity)).collect();
    let listed = |path: &&str| (path.to_string(), Severity::Breaking);
    let columns: Vec<_> = GOES.iter().filter(|path| path.contains('.')).map(listed).collect();
    assert_eq!(left, columns, "what stands in the way of inserts, and stays");
}
