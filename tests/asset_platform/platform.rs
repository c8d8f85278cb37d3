//! What all tests of the asset platform need: its tables in a database, and what a check says of them.

use super::entity;
use crate::support::TestDb;
use schema_runtime::diff::{self, Difference};
use schema_runtime::{Comparison, Scope, compare, plan};
use std::fmt::Write;

/// Creates the forty tables, as `generate` plans them.
pub(super) async fn create(db: &TestDb) {
    let Comparison { live, differences, .. } = check(db).await;
    let changes = differences.iter().filter_map(|difference| difference.change.as_ref());
    let target = diff::apply(&live.schema, changes);
    for step in plan::plan(&live.schema, &target, &live.server.capabilities()) {
        for statement in live.server.ddl(&step).unwrap_or_else(|error| panic!("{error}\nin: {step:?}")) {
            db.run(&live.server.sql(&statement)).await;
        }
    }
}

/// A database compared with the entities.
pub(super) async fn check(db: &TestDb) -> Comparison {
    compare(&db.db, &entity::all(), &Scope::default()).await.expect("the platform can be compared")
}

/// Fails with all there is.
pub(super) fn assert_clean(differences: &[Difference]) {
    let mut text = String::new();
    for Difference { kind, severity, table, object, declared, live, why, .. } in differences {
        writeln!(text, "{severity:?} {kind:?} {table}.{object}: {declared:?} / {live:?}: {why}")
            .expect("a string can be written to");
    }
    assert!(text.is_empty(), "{} differences:\n{text}", differences.len());
}
