//! Migrations and a connection come in; they have run, and no other program ran them meanwhile.

use super::{History, Migrations};
use crate::backend;
use crate::error::Error;
use sea_orm::DatabaseConnection;
use sea_orm_migration::MigratorTraitSelf;

impl Migrations {
    /// Runs all that are pending, under a lock: of many programs that start at once one migrates, the others wait and
    /// then find it done. The lock goes with the program that holds it, whatever happens to it.
    ///
    /// # Errors
    /// [`Error::UnknownMigrations`] for what is recorded and neither known nor acknowledged; [`Error::Migration`] with the
    /// one that failed; [`Error::NotLocked`] when another took too long; [`Error::Database`] when the server goes away.
    pub async fn up(&self, db: &DatabaseConnection) -> Result<History, Error> {
        self.locked(db, Run::Up(None)).await
    }

    /// Runs so many of those that are pending, under the same lock.
    ///
    /// # Errors
    /// Those of [`Migrations::up`].
    pub async fn up_some(&self, db: &DatabaseConnection, count: u32) -> Result<History, Error> {
        self.locked(db, Run::Up(Some(count))).await
    }

    /// Takes back so many of those that have run, the last one first, under the same lock.
    ///
    /// # Errors
    /// Those of [`Migrations::up`].
    pub async fn down(&self, db: &DatabaseConnection, count: u32) -> Result<History, Error> {
        self.locked(db, Run::Down(count)).await
    }

    async fn locked(&self, db: &DatabaseConnection, run: Run) -> Result<History, Error> {
        let known = self.known();
        let lock = backend::lock(db, known.books(), self.patience).await?;
        let done = self.run(db, run).await;
        lock.release().await;
        done?;
        known.history(db).await
    }

    async fn run(&self, db: &DatabaseConnection, run: Run) -> Result<(), Error> {
        let History { applied: _, pending, out_of_order: _, unknown, acknowledged } =
            self.known().history(db).await?;
        if !unknown.is_empty() {
            return Err(Error::UnknownMigrations(unknown));
        }
        // What is acknowledged is known where it ran, and nowhere else.
        let here = self.acknowledging(acknowledged);
        match run {
            Run::Up(_) if pending.is_empty() => Ok(()),
            Run::Up(count) => {
                let done = MigratorTraitSelf::up(&here, db, count).await;
                done.map_err(|error| self.failed("run the migrations", error))
            }
            Run::Down(count) => {
                let done = MigratorTraitSelf::down(&here, db, Some(count)).await;
                done.map_err(|error| self.failed("take migrations back", error))
            }
        }
    }
}

/// Which way, and how many.
enum Run {
    Up(Option<u32>),
    Down(u32),
}
