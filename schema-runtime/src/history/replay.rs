//! Migrations and a connection come in; a scratch database of the same kind, in which they ran, goes out.

use super::Migrations;
use crate::backend::{self, Scratch, caught};
use crate::error::Error;
use sea_orm::DatabaseConnection;
use sea_orm_migration::MigratorTraitSelf;
use std::collections::BTreeSet;

/// A scratch database in which migrations run. It has to be [ended](Replay::end); what a crash leaves of it is removed by
/// the next.
pub(crate) struct Replay<'a> {
    beside: &'a DatabaseConnection,
    scratch: Scratch,
}

impl<'a> Replay<'a> {
    /// An empty one, on the server of the connection.
    ///
    /// # Errors
    /// [`Error::NoScratch`] with why there can be none; [`Error::Database`] when the server goes away.
    pub(crate) async fn begin(beside: &'a DatabaseConnection) -> Result<Self, Error> {
        let live = backend::introspect(beside, &BTreeSet::new()).await?;
        Ok(Self { beside, scratch: live.server.scratch(beside, &live).await? })
    }

    /// The connection to it.
    pub(crate) fn db(&self) -> &DatabaseConnection {
        &self.scratch.db
    }

    /// Runs those of these names, in the order of the program.
    ///
    /// # Errors
    /// [`Error::Migration`] with the one that failed, or panicked.
    pub(crate) async fn run(
        &self,
        migrations: &Migrations,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<(), Error> {
        let some = migrations.only(wanted);
        let way = "on a scratch database";
        match caught(MigratorTraitSelf::up(&some, self.db(), None)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(match migrations.current() {
                Some((name, _)) => Error::Migration { name, way, why: error.to_string() },
                None => Error::during("run the migrations on a scratch database")(error),
            }),
            Err(panic) => {
                let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
                let said = said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
                let name = migrations.current().map_or_else(|| "a migration".to_owned(), |(name, _)| name);
                Err(Error::Migration { name, way, why: format!("it panicked: {said}") })
            }
        }
    }

    /// Removes it.
    pub(crate) async fn end(self) {
        let Self { beside, scratch } = self;
        if let Err(error) = scratch.remove(beside).await {
            tracing::warn!(%error, "a scratch database is left behind; the next run removes it");
        }
    }
}
