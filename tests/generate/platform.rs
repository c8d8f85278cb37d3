//! The forty tables of a real system on an empty database.

use super::case::{assert_both_ways, write_case, write_case_with};
use super::migrations::drift;
use super::migrations::platform::{mysql, postgres, sqlite};
use crate::asset_platform::drifted::drifted;
use crate::asset_platform::entity;
use crate::support::TestDb;
use schema_runtime::GenerateOptions;

#[tokio::test]
async fn arrives_and_returns_on_postgres() {
    let db = TestDb::postgres().await;
    write_case(&db, &entity::all(), "platform").await;
    assert_both_ways(&db, &entity::all(), &postgres::Migration).await;
}

#[tokio::test]
async fn arrives_and_returns_on_mysql() {
    let db = TestDb::mysql().await;
    write_case(&db, &entity::all(), "platform").await;
    assert_both_ways(&db, &entity::all(), &mysql::Migration).await;
}

#[tokio::test]
async fn arrives_and_returns_on_sqlite() {
    let db = TestDb::sqlite().await;
    write_case(&db, &entity::all(), "platform").await;
    assert_both_ways(&db, &entity::all(), &sqlite::Migration).await;
}

#[tokio::test]
async fn mends_what_drifted_on_postgres() {
    let db = drifted().await;
    let columns =
        ["asset_dependencies.source_asset_id", "asset_dependencies.target_asset_id", "client_access.user_id"];
    let options = columns.into_iter().fold(GenerateOptions::text_only(), GenerateOptions::allow_drop);
    write_case_with(&db, &entity::all(), "drift", options).await;
    assert_both_ways(&db, &entity::all(), &drift::postgres::Migration).await;
}
