//! Created from the entities on an empty database, a check finds nothing.

use super::entity;
use super::platform::{assert_clean, check, create};
use crate::support::TestDb;
use sea_orm::DbBackend;

#[test]
fn there_are_forty_of_which_the_widest_has_sixty_seven_columns() {
    let entities = entity::all();
    let tables = entities.tables().expect("the entities are linked");
    assert_eq!(tables.len(), 40);
    let columns = |name| {
        let table =
            tables.iter().find(|table| (table.entity)().table == name).expect("the table is declared");
        table.columns.len()
    };
    assert_eq!(columns("assets"), 67);
    assert_eq!(columns("crewai_flow_state_extensions"), 21);
    assert!(tables.iter().all(|table| table.columns.iter().all(|column| column.field != "is_mock")));
}

async fn is_clean(backend: DbBackend) {
    let db = TestDb::of(backend).await;
    create(&db).await;
    let again = check(&db).await;
    assert_clean(&again.differences);
    assert_eq!(again.live.schema.tables.len(), 40);
}

#[tokio::test]
async fn is_clean_on_postgres() {
    is_clean(DbBackend::Postgres).await;
}

#[tokio::test]
async fn is_clean_on_mysql() {
    is_clean(DbBackend::MySql).await;
}

#[tokio::test]
async fn is_clean_on_sqlite() {
    is_clean(DbBackend::Sqlite).await;
}
