//! The forty tables of a real system on an empty database.

use super::case::{assert_both_ways, write_case};
use super::migrations::platform::{mysql, postgres, sqlite};
use crate::asset_platform::entity;
use crate::support::TestDb;

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
