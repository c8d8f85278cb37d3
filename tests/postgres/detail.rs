//! What the catalog knows of a key, a check or an index and no entity can say is kept, or the migration is refused.

use crate::support::TestDb;
use schema_runtime::backend::{Live, introspect};
use schema_runtime::generate::migrations_between;
use schema_runtime::migrations::Moment;
use schema_runtime::model::{ObjectName, Promise, SqlType};
use schema_runtime::{Error, model::Kept};
use std::collections::BTreeSet;

async fn live(sql: &str) -> Live {
    let db = TestDb::postgres().await;
    db.run(sql).await;
    introspect(&*db, &BTreeSet::new()).await.expect("it can be read")
}

/// What comes of making these columns `bigint`.
fn widened(live: &Live, columns: &[(&str, &str)]) -> Result<Option<String>, Error> {
    let mut target = live.schema.clone();
    for (table, name) in columns {
        let table = target.tables.get_mut(&ObjectName::new(*table)).expect("the table");
        let column = table.columns.iter_mut().find(|column| column.name == *name).expect("the column");
        column.ty = Promise::Exact(SqlType::new("bigint"));
    }
    let moment = Moment::from_unix_seconds(0);
    let migrations = migrations_between(&live.server, &live.schema, &target, moment)?;
    Ok((!migrations.is_empty()).then(|| migrations.into_iter().map(|migration| migration.text).collect()))
}

#[tokio::test]
async fn a_key_that_matches_in_full_is_not_made_again_without_it() {
    let live = live(
        "CREATE TABLE a (t int, id int, PRIMARY KEY (t, id));
         CREATE TABLE b (id int PRIMARY KEY, t int, i int, other int REFERENCES b (id),
           CONSTRAINT full_key FOREIGN KEY (t, i) REFERENCES a (t, id) MATCH FULL)",
    )
    .await;
    let kept = Kept {
        kind: Kept::FOREIGN_KEY_DETAIL,
        name: ObjectName::new("full_key"),
        table: Some(ObjectName::new("b")),
    };
    assert_eq!(live.schema.kept, [kept]);
    let error = widened(&live, &[("a", "id"), ("b", "i")]).expect_err("the key would be another one");
    let Error::Unsupported { step, why, .. } = &error else { panic!("{error}") };
    assert_eq!(step, "make `full_key` of `b` again");
    assert!(why.contains("MATCH FULL"), "{why}");
    assert!(widened(&live, &[("b", "id"), ("b", "other")]).expect("another key is not in the way").is_some());
}

#[tokio::test]
async fn a_check_and_an_index_keep_what_only_the_catalog_knows() {
    let live = live(
        "CREATE TABLE t (id int PRIMARY KEY, a int, b int, CONSTRAINT c CHECK (a > 0) NO INHERIT);
         CREATE INDEX i ON t (b) WITH (fillfactor = 50) WHERE b > 0",
    )
    .await;
    let kinds: Vec<_> = live.schema.kept.iter().map(|kept| (kept.kind, kept.name.name.as_str())).collect();
    assert_eq!(kinds, [(Kept::CHECK_DETAIL, "c")]);
    match widened(&live, &[("t", "a")]) {
        Ok(Some(text)) => assert!(!text.contains("DROP"), "{text}"),
        Ok(None) => panic!("there is something to do"),
        Err(error) => assert!(matches!(error, Error::Unsupported { .. }), "{error}"),
    }
    let text =
        widened(&live, &[("t", "b")]).expect("the index is made again").expect("there is something to do");
    assert!(!text.contains("drop_index") || text.contains("fillfactor"), "{text}");
}
