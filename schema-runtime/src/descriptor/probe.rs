//! What SeaORM says of one entity's columns in, their definitions and indexes out.
//!
//! SeaORM tells all of a column through an entity's type alone, in functions that are compiled anew for each entity.
//! One entity stands in for all here, with the columns it is lent, so that they are compiled once, in this crate.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{self, ArrayType, Iden, IndexCreateStatement};
use sea_orm::{
    ColumnFromStrErr, DbBackend, FromQueryResult, IdenStatic, Iterable, PrimaryKeyToColumn, QueryResult,
    Schema, Value,
};
use std::cell::RefCell;
use std::str::FromStr;

thread_local! {
    /// The columns of the entity that is asked about.
    static COLUMNS: RefCell<Vec<(&'static str, ColumnDef)>> = const { RefCell::new(Vec::new()) };
}

/// The columns' definitions, and the indexes of `indexed` and `unique_key`.
pub(super) fn ask(
    table: &'static str,
    columns: Vec<(&'static str, ColumnDef)>,
) -> (Vec<sea_query::ColumnDef>, Vec<IndexCreateStatement>) {
    COLUMNS.set(columns);
    // Asked as for a database that has no enum types, SeaORM leaves a column's type as the entity has it.
    let schema = Schema::new(DbBackend::Sqlite);
    let definitions = Column::iter().map(|column| schema.get_column_def::<Entity>(column)).collect();
    let indexes = schema.create_index_from_entity(Entity { table });
    COLUMNS.take();
    (definitions, indexes)
}

#[derive(Copy, Clone, Default, Debug)]
struct Entity {
    table: &'static str,
}

impl Iden for Entity {
    fn unquoted(&self) -> &str {
        self.table
    }
}

impl IdenStatic for Entity {
    fn as_str(&self) -> &'static str {
        self.table
    }
}

impl EntityName for Entity {
    fn table_name(&self) -> &'static str {
        self.table
    }
}

impl EntityTrait for Entity {
    type Model = Model;
    type ModelEx = Model;
    type ActiveModel = ActiveModel;
    type ActiveModelEx = ActiveModel;
    type Column = Column;
    type Relation = Relation;
    type PrimaryKey = PrimaryKey;
}

#[derive(Copy, Clone, Debug)]
struct Column {
    name: &'static str,
    position: usize,
}

impl Iden for Column {
    fn unquoted(&self) -> &str {
        self.name
    }
}

impl IdenStatic for Column {
    fn as_str(&self) -> &'static str {
        self.name
    }
}

impl FromStr for Column {
    type Err = ColumnFromStrErr;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::iter().find(|column| column.name == name).ok_or_else(|| ColumnFromStrErr(name.to_owned()))
    }
}

impl Iterable for Column {
    type Iterator = std::vec::IntoIter<Self>;

    fn iter() -> Self::Iterator {
        COLUMNS.with_borrow(|columns| {
            let columns = columns.iter().enumerate().map(|(position, (name, _))| Self { name, position });
            columns.collect::<Vec<_>>().into_iter()
        })
    }
}

impl ColumnTrait for Column {
    type EntityName = Entity;

    fn def(&self) -> ColumnDef {
        COLUMNS.with_borrow(|columns| columns[self.position].1.clone())
    }
}

/// The key is asked of the entity itself.
#[derive(Copy, Clone, Debug, EnumIter)]
enum PrimaryKey {}

impl Iden for PrimaryKey {
    fn unquoted(&self) -> &str {
        match *self {}
    }
}

impl IdenStatic for PrimaryKey {
    fn as_str(&self) -> &'static str {
        match *self {}
    }
}

impl PrimaryKeyTrait for PrimaryKey {
    type ValueType = i32;

    fn auto_increment() -> bool {
        false
    }
}

impl PrimaryKeyToColumn for PrimaryKey {
    type Column = Column;

    fn into_column(self) -> Self::Column {
        match self {}
    }

    fn from_column(_: Self::Column) -> Option<Self> {
        None
    }
}

/// The relations are asked of the entity itself.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
enum Relation {}

#[derive(Clone, Debug, DeriveActiveModel)]
struct Model {}

impl ActiveModelBehavior for ActiveModel {}

impl FromQueryResult for Model {
    fn from_query_result(_: &QueryResult, _: &str) -> Result<Self, DbErr> {
        Ok(Self {})
    }
}

// Only definitions are asked for, never rows.
impl ModelTrait for Model {
    type Entity = Entity;

    fn get(&self, column: Column) -> Value {
        unreachable!("{} is never read", column.name)
    }

    fn get_value_type(column: Column) -> ArrayType {
        unreachable!("{} is never read", column.name)
    }

    fn try_set(&mut self, column: Column, _: Value) -> Result<(), DbErr> {
        Err(DbErr::Type(format!("{} is never written", column.name)))
    }
}
