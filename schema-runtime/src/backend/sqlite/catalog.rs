//! A connection comes in, the rows of SQLite's catalog go out: five statements, whatever the number of tables.

use crate::error::Error;
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, QueryResult, Statement, TransactionSession, TransactionTrait,
};

/// The catalog as it is read.
#[derive(Debug, Default)]
pub(super) struct Catalog {
    pub(super) version: String,
    pub(super) tables: Vec<TableRow>,
    pub(super) objects: Vec<ObjectRow>,
    pub(super) columns: Vec<ColumnRow>,
    pub(super) indexes: Vec<IndexRow>,
    pub(super) foreign_keys: Vec<ForeignKeyRow>,
}

#[derive(Debug)]
pub(super) struct TableRow {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) without_rowid: bool,
    pub(super) strict: bool,
}

#[derive(Debug)]
pub(super) struct ObjectRow {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) table: String,
    pub(super) sql: Option<String>,
}

#[derive(Debug)]
pub(super) struct ColumnRow {
    pub(super) table: String,
    pub(super) name: String,
    pub(super) ty: String,
    pub(super) not_null: bool,
    pub(super) default: Option<String>,
    /// Its place in the primary key, from 1; 0 outside.
    pub(super) pk: i64,
    pub(super) hidden: i64,
}

#[derive(Debug)]
pub(super) struct IndexRow {
    pub(super) table: String,
    pub(super) name: String,
    pub(super) unique: bool,
    pub(super) origin: String,
    pub(super) column: Option<String>,
    /// Below zero for the row id (-1) and an expression (-2).
    pub(super) cid: i64,
    pub(super) descending: bool,
    pub(super) collation: Option<String>,
}

#[derive(Debug)]
pub(super) struct ForeignKeyRow {
    pub(super) table: String,
    pub(super) id: i64,
    pub(super) target: String,
    pub(super) column: String,
    /// `None` for the target's primary key.
    pub(super) target_column: Option<String>,
    pub(super) on_update: String,
    pub(super) on_delete: String,
}

/// Reads it all in one transaction, so that all of it is of one moment.
pub(super) async fn read<C>(db: &C) -> Result<Catalog, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    let during = || Error::during("reading SQLite's catalog");
    let db = db.begin().await.map_err(during())?;
    let catalog = rows(&db).await.map_err(during())?;
    db.commit().await.map_err(during())?;
    Ok(catalog)
}

async fn rows<C: ConnectionTrait>(db: &C) -> Result<Catalog, DbErr> {
    let tables = query(db, include_str!("tables.sql")).await?;
    Ok(Catalog {
        version: match tables.first() {
            Some(row) => row.try_get("", "version")?,
            None => String::new(),
        },
        tables: tables.iter().map(table).collect::<Result<_, _>>()?,
        objects: each(db, include_str!("objects.sql"), object).await?,
        columns: each(db, include_str!("columns.sql"), column).await?,
        indexes: each(db, include_str!("indexes.sql"), index).await?,
        foreign_keys: each(db, include_str!("foreign_keys.sql"), foreign_key).await?,
    })
}

/// All that was created, with its text.
#[cfg(feature = "generate")]
pub(super) async fn objects<C: ConnectionTrait>(db: &C) -> Result<Vec<ObjectRow>, Error> {
    each(db, include_str!("objects.sql"), object)
        .await
        .map_err(Error::during("reading SQLite's views and triggers"))
}

async fn query<C: ConnectionTrait>(db: &C, sql: &str) -> Result<Vec<QueryResult>, DbErr> {
    db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await
}

async fn each<C: ConnectionTrait, T>(
    db: &C,
    sql: &str,
    read: fn(&QueryResult) -> Result<T, DbErr>,
) -> Result<Vec<T>, DbErr> {
    query(db, sql).await?.iter().map(read).collect()
}

fn flag(row: &QueryResult, column: &str) -> Result<bool, DbErr> {
    Ok(row.try_get::<i64>("", column)? != 0)
}

fn table(row: &QueryResult) -> Result<TableRow, DbErr> {
    Ok(TableRow {
        name: row.try_get("", "name")?,
        kind: row.try_get("", "kind")?,
        without_rowid: flag(row, "without_rowid")?,
        strict: flag(row, "strict")?,
    })
}

fn object(row: &QueryResult) -> Result<ObjectRow, DbErr> {
    Ok(ObjectRow {
        kind: row.try_get("", "kind")?,
        name: row.try_get("", "name")?,
        table: row.try_get("", "table")?,
        sql: row.try_get("", "sql")?,
    })
}

fn column(row: &QueryResult) -> Result<ColumnRow, DbErr> {
    Ok(ColumnRow {
        table: row.try_get("", "table")?,
        name: row.try_get("", "name")?,
        ty: row.try_get("", "ty")?,
        not_null: flag(row, "not_null")?,
        default: row.try_get("", "default")?,
        pk: row.try_get("", "pk")?,
        hidden: row.try_get("", "hidden")?,
    })
}

fn index(row: &QueryResult) -> Result<IndexRow, DbErr> {
    Ok(IndexRow {
        table: row.try_get("", "table")?,
        name: row.try_get("", "name")?,
        unique: flag(row, "unique")?,
        origin: row.try_get("", "origin")?,
        column: row.try_get("", "column")?,
        cid: row.try_get("", "cid")?,
        descending: flag(row, "descending")?,
        collation: row.try_get("", "collation")?,
    })
}

fn foreign_key(row: &QueryResult) -> Result<ForeignKeyRow, DbErr> {
    Ok(ForeignKeyRow {
        table: row.try_get("", "table")?,
        id: row.try_get("", "id")?,
        target: row.try_get("", "target")?,
        column: row.try_get("", "column")?,
        target_column: row.try_get("", "target_column")?,
        on_update: row.try_get("", "on_update")?,
        on_delete: row.try_get("", "on_delete")?,
    })
}
