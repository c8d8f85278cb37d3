//! A user's `Migrator` comes in; its migrations, which can say what they are about, go out.

use super::Known;
use crate::error::Error;
use sea_orm::{DbErr, DynIden};
use sea_orm_migration::{
    MigrationName, MigrationTrait, MigratorTrait, MigratorTraitSelf, SchemaManager, async_trait,
};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Hears the name of each migration before it runs.
type Watch = Arc<dyn Fn(&str) + Send + Sync>;

/// The one that runs, and which way.
type Current = Option<(String, &'static str)>;

/// The migrations of a program, as its `Migrator` lists them.
///
/// ```no_run
/// use schema_runtime::Migrations;
/// # use sea_orm_migration::prelude::*;
/// # struct Migrator;
/// # impl MigratorTrait for Migrator { fn migrations() -> Vec<Box<dyn MigrationTrait>> { Vec::new() } }
///
/// # async fn start(db: sea_orm::DatabaseConnection) -> Result<(), schema_runtime::Error> {
/// // Of many programs that start at once one migrates, the others wait and then find it done.
/// Migrations::of::<Migrator>().up(&db).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Migrations {
    list: fn() -> Vec<Box<dyn MigrationTrait>>,
    table: fn() -> DynIden,
    acknowledged: BTreeSet<String>,
    /// Of these alone, where not all are meant.
    only: Option<BTreeSet<String>>,
    watch: Option<Watch>,
    pub(super) patience: Option<Duration>,
    current: Arc<Mutex<Current>>,
}

impl fmt::Debug for Migrations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.known().fmt(f)
    }
}

impl Migrations {
    /// Those of a `Migrator`.
    pub fn of<M: MigratorTrait>() -> Self {
        Self {
            list: M::migrations,
            table: M::migration_table_name,
            acknowledged: BTreeSet::new(),
            only: None,
            watch: None,
            patience: None,
            current: Arc::default(),
        }
    }

    /// Says that this one ran and is lost: that a database has recorded it is no error any more.
    pub fn acknowledge(mut self, name: impl Into<String>) -> Self {
        self.acknowledged.insert(name.into());
        self
    }

    /// Waits at most so long for another program that migrates; for ever unless said otherwise.
    pub fn wait(mut self, time: Duration) -> Self {
        self.patience = Some(time);
        self
    }

    /// Calls this with the name of each migration before it runs.
    pub fn watch(mut self, watch: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.watch = Some(Arc::new(watch));
        self
    }

    /// Their names.
    pub fn known(&self) -> Known {
        let names: Vec<_> = (self.list)().iter().map(|migration| migration.name().to_owned()).collect();
        let known = Known::named(names).table((self.table)().to_string());
        self.acknowledged.iter().fold(known, Known::acknowledge)
    }

    /// Those of these names that the program has, in its order.
    #[cfg(feature = "audit")]
    pub(super) fn only(&self, wanted: impl Fn(&str) -> bool) -> Self {
        let names = self.known().names.into_iter().filter(|name| wanted(name)).collect();
        Self { acknowledged: BTreeSet::new(), only: Some(names), ..self.clone() }
    }

    /// The same, with these alone acknowledged.
    pub(super) fn acknowledging(&self, names: Vec<String>) -> Self {
        Self { acknowledged: names.into_iter().collect(), ..self.clone() }
    }

    /// What went wrong, with the name of the migration that ran.
    pub(super) fn failed(&self, doing: &'static str, source: DbErr) -> Error {
        match self.current() {
            Some((name, way)) => Error::Migration { name, way, why: source.to_string() },
            None => Error::Database { during: doing.to_owned(), source },
        }
    }

    /// The one that ran when something went wrong.
    pub(super) fn current(&self) -> Current {
        self.current.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl From<Migrations> for Known {
    fn from(migrations: Migrations) -> Self {
        migrations.known()
    }
}

impl MigratorTraitSelf for Migrations {
    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        let known = (self.list)();
        let is_known = |name: &String| known.iter().any(|migration| migration.name() == name);
        let lost = self.acknowledged.iter().filter(|name| !is_known(name)).cloned();
        let lost: Vec<_> = lost.map(|name| Box::new(Lost { name }) as Box<dyn MigrationTrait>).collect();
        let is_wanted = |name: &str| self.only.as_ref().is_none_or(|only| only.contains(name));
        let watched = |migration| {
            let (watch, current) = (self.watch.clone(), self.current.clone());
            Box::new(Watched { migration, watch, current }) as Box<dyn MigrationTrait>
        };
        lost.into_iter().chain(known).filter(|migration| is_wanted(migration.name())).map(watched).collect()
    }

    fn migration_table_name(&self) -> DynIden {
        (self.table)()
    }
}

/// A migration that leaves word of itself while it runs.
struct Watched {
    migration: Box<dyn MigrationTrait>,
    watch: Option<Watch>,
    current: Arc<Mutex<Current>>,
}

impl Watched {
    fn say(&self, current: Current) {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = current;
    }

    fn begin(&self, way: &'static str) {
        if let Some(watch) = &self.watch {
            watch(self.migration.name());
        }
        self.say(Some((self.migration.name().to_owned(), way)));
    }
}

impl MigrationName for Watched {
    fn name(&self) -> &str {
        self.migration.name()
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Watched {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        self.begin("on its way up");
        self.migration.up(manager).await?;
        self.say(None);
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        self.begin("on its way down");
        self.migration.down(manager).await?;
        self.say(None);
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        self.migration.use_transaction()
    }
}

/// A migration that ran once and is no more.
struct Lost {
    name: String,
}

impl MigrationName for Lost {
    fn name(&self) -> &str {
        &self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Lost {
    async fn up(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("it is acknowledged as lost, and cannot be run".to_owned()))
    }

    async fn down(&self, _manager: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("it is acknowledged as lost, and cannot be taken back".to_owned()))
    }
}
