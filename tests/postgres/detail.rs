//! What the catalog knows of a key, a check or an index and no entity can say comes again with what is made again.

use crate::support::TestDb;
use schema_runtime::Error;
use schema_runtime::backend::{Live, introspect};
use schema_runtime::generate::migrations_between;
use schema_runtime::migrations::Moment;
use schema_runtime::model::{ObjectName, Promise, SqlType};
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
async fn a_key_that_matches_in_full_is_made_again_with_it() {
    let live = live(
        "CREATE TABLE a (t int, id int, PRIMARY KEY (t, id));
         CREATE TABLE b (id int PRIMARY KEY, t int, i int,
           CONSTRAINT full_key FOREIGN KEY (t, i) REFERENCES a (t, id) MATCH FULL)",
    )
    .await;
    assert_eq!(live.schema.kept, []);
    let text = widened(&live, &[("a", "id"), ("b", "i")])
        .expect("it can be said")
        .expect("there is something to do");
    assert!(text.contains("full_key") && text.contains("MATCH FULL"), "{text}");
}

#[tokio::test]
async fn a_check_and_an_index_are_made_again_with_what_only_the_catalog_knows() {
    let live = live(
        "CREATE TABLE t (id int PRIMARY KEY, a int, b int, CONSTRAINT c CHECK (a > 0) NO INHERIT);
         CREATE INDEX i ON t (b) WITH (fillfactor = 50) WHERE b > 0",
    )
    .await;
    assert_eq!(live.schema.kept, []);
    for (column, said) in [("a", "NO INHERIT"), ("b", "fillfactor")] {
        let text =
            widened(&live, &[("t", column)]).expect("it can be said").expect("there is something to do");
        assert!(text.contains(said), "{text}");
    }
}
