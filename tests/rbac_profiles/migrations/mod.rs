//! As they were generated, by rustfmt's defaults.

mod converted;
mod converted_online;
mod plain;
mod plain_online;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

pub(super) struct Plain;

impl MigratorTrait for Plain {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(plain::Migration), Box::new(plain_online::Migration)]
    }
}

pub(super) struct Converted;

impl MigratorTrait for Converted {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(converted::Migration), Box::new(converted_online::Migration)]
    }
}
