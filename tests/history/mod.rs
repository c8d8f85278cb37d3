//! Migrations: which have run, running them under a lock, and replaying them on a scratch database.

/// What each kind of database might do in its own way.
macro_rules! on_each_backend {
    ($($test:ident),* $(,)?) => {
        mod postgres { $(#[tokio::test] async fn $test() { super::$test(sea_orm::DbBackend::Postgres).await; })* }
        mod mysql { $(#[tokio::test] async fn $test() { super::$test(sea_orm::DbBackend::MySql).await; })* }
        mod sqlite { $(#[tokio::test] async fn $test() { super::$test(sea_orm::DbBackend::Sqlite).await; })* }
    };
}

mod guarded;
mod locked;
mod replayed;

use sea_orm_migration::prelude::*;

/// A migration of two statements.
pub(super) struct Step {
    name: &'static str,
    up: [&'static str; 2],
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in self.up {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("it leads one way".to_owned()))
    }
}

const BEDS: Step = Step {
    name: "m20260101_000001_beds",
    up: [
        "CREATE TABLE beds (id integer NOT NULL PRIMARY KEY, name varchar(40) NOT NULL)",
        "CREATE INDEX idx_beds_name ON beds (name)",
    ],
};

const SEEDS: Step = Step {
    name: "m20260102_000001_seeds",
    up: [
        "CREATE TABLE seeds (id integer NOT NULL PRIMARY KEY, sort varchar(40) NOT NULL)",
        "CREATE INDEX idx_seeds_sort ON seeds (sort)",
    ],
};

/// One whose second statement fails.
const HALF: Step = Step {
    name: "m20260103_000001_half",
    up: ["CREATE TABLE halves (id integer NOT NULL PRIMARY KEY)", "CREATE INDEX idx_halves ON nothing (id)"],
};

/// Knows beds and seeds.
pub(super) struct Garden;

#[async_trait::async_trait]
impl MigratorTrait for Garden {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(BEDS), Box::new(SEEDS)]
    }
}

/// An older program, that knows beds alone.
pub(super) struct Older;

#[async_trait::async_trait]
impl MigratorTrait for Older {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(BEDS)]
    }
}

/// Its second migration fails in the middle.
pub(super) struct Failing;

#[async_trait::async_trait]
impl MigratorTrait for Failing {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(BEDS), Box::new(HALF)]
    }
}

/// Its second migration panics in the middle.
pub(super) struct Panicking;

#[async_trait::async_trait]
impl MigratorTrait for Panicking {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(BEDS), Box::new(Panics)]
    }
}

struct Panics;

impl MigrationName for Panics {
    fn name(&self) -> &str {
        "m20260104_000001_panics"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Panics {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("CREATE TABLE panics (id integer)").await?;
        panic!("no such seed");
    }
}

/// What a program that knows beds needs.
pub(super) mod bed {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "beds")]
    #[schema(index(columns(name), name = "idx_beds_name"))]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        #[sea_orm(column_type = "String(StringLen::N(40))")]
        pub name: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What one that knows seeds needs too.
pub(super) mod seed {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "seeds")]
    #[schema(index(columns(sort), name = "idx_seeds_sort"))]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        #[sea_orm(column_type = "String(StringLen::N(40))")]
        pub sort: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
