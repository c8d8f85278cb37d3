//! Tables made by hand, and how they are read.

use crate::support::TestDb;
use schema_runtime::backend::{self, Live};
use schema_runtime::model::{
    Action, Check, Column, Expr, Generated, Identity, Index, IndexKind, IndexPart, NullsOrder, ObjectName,
    Order, Promise, SqlType, Storage, Table,
};
use std::collections::BTreeSet;

async fn live(db: &TestDb) -> Live {
    backend::introspect(&db.db, &BTreeSet::new()).await.unwrap()
}

async fn table(db: &TestDb, name: &str) -> Table {
    live(db).await.schema.tables.remove(&ObjectName::new(name)).unwrap()
}

fn types(table: &Table) -> Vec<(&str, String)> {
    table.columns.iter().map(|column| (column.name.as_str(), column.ty.value().to_string())).collect()
}

fn defaults(table: &Table) -> Vec<(&str, Option<&str>)> {
    let text = |column: &'_ Column| column.default.value().as_ref().map(Expr::as_str).map(str::to_owned);
    let _ = text;
    table
        .columns
        .iter()
        .map(|column| (column.name.as_str(), column.default.value().as_ref().map(Expr::as_str)))
        .collect()
}

/// T13, T18, T19: what the server only displays is not part of a type.
#[tokio::test]
async fn types_are_read_without_what_is_only_displayed() {
    let db = TestDb::mysql().await;
    db.run(
        "CREATE TABLE t (a int(11), b bigint(20) unsigned, c tinyint(1), d tinyint(4), e bool, f decimal, \
         g numeric(8,2), h year(4), i bit, j double precision, k float(30), l varchar(10), m char, \
         n int(7) unsigned zerofill, o datetime(6), p timestamp(0) NULL, q enum('a','b,c','it''s'), r real, \
         s binary(16), t mediumint, u set('x','y'), v geometry)",
    )
    .await;
    let table = table(&db, "t").await;
    let expected = [
        ("a", "int"),
        ("b", "bigint unsigned"),
        ("c", "tinyint(1)"),
        ("d", "tinyint"),
        ("e", "tinyint(1)"),
        ("f", "decimal(10,0)"),
        ("g", "decimal(8,2)"),
        ("h", "year"),
        ("i", "bit(1)"),
        ("j", "double"),
        ("k", "double"),
        ("l", "varchar(10)"),
        ("m", "char(1)"),
        ("n", "int unsigned zerofill(7)"),
        ("o", "datetime(6)"),
        ("p", "timestamp"),
        ("q", "enum(a,b,c,it's)"),
        ("r", "double"),
        ("s", "binary(16)"),
        ("t", "mediumint"),
        ("u", "set(x,y)"),
        ("v", "geometry"),
    ];
    assert_eq!(types(&table), expected.map(|(name, ty)| (name, ty.to_owned())));
}
