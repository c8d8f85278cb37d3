//! The only place that knows a database by name. Each folder has the same files: `introspect` reads the catalog
//! into a [`Schema`], `spell` says the entities in this database's words, `canonical` asks the server what
//! expressions mean, `ddl` makes statements of steps.

#[cfg(any(feature = "generate", feature = "migrator"))]
mod beside;
mod books;
mod extra;
mod lexer;
#[cfg(feature = "migrator")]
mod lock;
pub mod mysql;
pub mod postgres;
#[cfg(feature = "generate")]
mod scratch;
#[cfg(feature = "generate")]
mod script;
mod spell;
pub mod sqlite;
mod statement;

pub(crate) use books::recorded;
#[cfg(feature = "migrator")]
pub(crate) use lock::lock;
#[cfg(feature = "generate")]
pub(crate) use scratch::{Scratch, caught};
#[cfg(feature = "generate")]
pub(crate) use script::Passage;
#[cfg(feature = "generate")]
pub(crate) use sqlite::{TRIGGERS_OF, WITHOUT_KEYS, WITHOUT_KEYS_HELPER};
#[cfg(feature = "generate")]
pub(crate) use statement::Literal;

use crate::descriptor::{Asked, EntityDef, TableDescriptor};
use crate::diff::{Meanings, Question};
use crate::error::Error;
use crate::model::{ObjectName, Schema};
use crate::plan::{
    Capabilities, Condition, Hazard, Instruction, Journey, Manner, Obstacle, Pace, Statement, Step,
    Transaction,
};
use sea_orm::{ConnectionTrait, DbBackend, TransactionTrait};
use serde::Serialize;
use std::collections::BTreeSet;

/// The databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Backend {
    /// PostgreSQL.
    Postgres,
    /// MySQL and MariaDB.
    MySql,
    /// SQLite.
    Sqlite,
}

impl TryFrom<DbBackend> for Backend {
    type Error = Error;

    fn try_from(backend: DbBackend) -> Result<Self, Error> {
        match backend {
            DbBackend::Postgres => Ok(Self::Postgres),
            DbBackend::MySql => Ok(Self::MySql),
            DbBackend::Sqlite => Ok(Self::Sqlite),
            #[allow(unreachable_patterns, reason = "SeaORM's enum is non-exhaustive")]
            other => Err(Error::UnknownBackend(format!("{other:?}"))),
        }
    }
}

/// A database as it is: its schema, and what must be known of the server to speak its words.
#[derive(Debug, Clone)]
pub struct Live {
    /// Its schema.
    pub schema: Schema,
    /// The server it is on.
    pub server: Server,
}

/// What must be known of a server: version, flavour, defaults.
#[derive(Debug, Clone)]
pub enum Server {
    /// A PostgreSQL server.
    Postgres(postgres::Server),
    /// A MySQL or MariaDB server.
    MySql(mysql::Server),
    /// An SQLite library and database.
    Sqlite(sqlite::Server),
}

/// Reads the schema of the connection's database: the default schema, and the `schemas` named besides
/// (PostgreSQL's schemas, MySQL's databases). One statement on PostgreSQL, a fixed number elsewhere.
///
/// # Errors
/// [`Error::Database`] with what was being read.
pub async fn introspect<C>(db: &C, schemas: &BTreeSet<String>) -> Result<Live, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    Ok(match Backend::try_from(db.get_database_backend())? {
        Backend::Postgres => postgres::introspect(db, schemas).await?,
        Backend::MySql => mysql::introspect(db, schemas).await?,
        Backend::Sqlite => sqlite::introspect(db).await?,
    })
}

/// The schemas of the connection's database that can be named besides the default one: all of PostgreSQL's own users'
/// schemas; on MySQL a schema is another database, and SQLite has one.
///
/// # Errors
/// [`Error::Database`] when the server goes away.
pub async fn schemas<C: ConnectionTrait>(db: &C) -> Result<BTreeSet<String>, Error> {
    match Backend::try_from(db.get_database_backend())? {
        Backend::Postgres => postgres::schemas(db).await,
        Backend::MySql | Backend::Sqlite => Ok(BTreeSet::new()),
    }
}

/// Which of these tables, absent from the live schema, may be there all the same: where the role may not see them,
/// or where their definition could not be read.
///
/// # Errors
/// [`Error::Database`] when the server goes away.
pub async fn invisible<C>(db: &C, live: &Live, absent: &[ObjectName]) -> Result<Vec<ObjectName>, Error>
where
    C: ConnectionTrait,
{
    match &live.server {
        // Its catalog names every table, whatever the role may do with it; SQLite knows no roles.
        Server::Postgres(_) | Server::Sqlite(_) => {
            Ok(absent.iter().filter(|name| live.schema.invisible.contains(*name)).cloned().collect())
        }
        Server::MySql(server) => mysql::invisible(server, db, absent).await,
    }
}

impl Live {
    /// Makes sure that every declared table could be read, or is known to be missing.
    ///
    /// # Errors
    /// [`Error::NotVisible`] with the tables that the role may not see; [`Error::Unreadable`] with those whose
    /// definition is written as we cannot read it; [`Error::Database`] when the server goes away.
    pub async fn require<C>(&self, db: &C, declared: &Schema) -> Result<(), Error>
    where
        C: ConnectionTrait,
    {
        let absent = declared.tables.keys().filter(|name| !self.schema.tables.contains_key(*name));
        let unseen = invisible(db, self, &absent.cloned().collect::<Vec<_>>()).await?;
        if unseen.is_empty() {
            return Ok(());
        }
        Err(match self.server {
            Server::Postgres(_) | Server::MySql(_) => Error::NotVisible(unseen),
            // It knows a table by the text of its `CREATE TABLE` alone.
            Server::Sqlite(_) => Error::Unreadable(unseen),
        })
    }
}

/// Which names a database takes for one that differ in case alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Folds {
    pub(crate) tables: bool,
    pub(crate) columns: bool,
}

impl Server {
    /// A server of this kind that nobody was asked about: of a version that is in use, with its settings as they come.
    #[cfg(feature = "lint")]
    pub(crate) fn unasked(backend: Backend) -> Self {
        match backend {
            Backend::Postgres => Self::Postgres(postgres::Server::unasked()),
            Backend::MySql => Self::MySql(mysql::Server::mysql()),
            Backend::Sqlite => Self::Sqlite(sqlite::Server::unasked()),
        }
    }

    /// The name of an entity's table, as live names are spelled.
    pub fn name_of(&self, entity: &EntityDef) -> ObjectName {
        match self {
            Self::Postgres(server) => spell::name_of(server, entity),
            Self::MySql(server) => server.folded(spell::name_of(server, entity)),
            Self::Sqlite(server) => spell::name_of(server, entity),
        }
    }

    /// Which database it is.
    pub fn backend(&self) -> Backend {
        match self {
            Self::Postgres(_) => Backend::Postgres,
            Self::MySql(_) => Backend::MySql,
            Self::Sqlite(_) => Backend::Sqlite,
        }
    }

    /// What it calls itself.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Postgres(_) => "PostgreSQL",
            Self::MySql(server) => server.title(),
            Self::Sqlite(_) => "SQLite",
        }
    }

    /// What has to be known of migrations on it.
    #[cfg(feature = "generate")]
    pub(crate) fn remark(&self) -> Option<&'static str> {
        match self {
            Self::Postgres(_) | Self::Sqlite(_) => None,
            Self::MySql(_) => Some(
                "Each statement is committed by itself here: when one fails, run it again, and it does what is left.",
            ),
        }
    }

    /// The entities in this server's words.
    ///
    /// # Errors
    /// [`Error::Unspeakable`] for a type it has no words for, [`Error::Conflict`] for two entities of one table
    /// that disagree.
    pub fn spell(&self, entities: &[&'static TableDescriptor]) -> Result<Schema, Error> {
        self.spell_asked(entities.iter().map(|&entity| Asked::of(entity)))
    }

    /// The same, where the caller asks SeaORM about each.
    pub(crate) fn spell_asked(&self, entities: impl Iterator<Item = Asked>) -> Result<Schema, Error> {
        match self {
            Self::Postgres(server) => spell::spell(server, entities),
            Self::MySql(server) => spell::spell(server, entities),
            Self::Sqlite(server) => spell::spell(server, entities),
        }
    }

    /// What a change brings with it in a schema that is to be, though nobody asked for it.
    #[cfg(feature = "generate")]
    pub(crate) fn settle(&self, schema: &mut Schema) {
        match self {
            Self::Postgres(_) => {}
            Self::MySql(_) => schema.tables.values_mut().for_each(mysql::forget_checks),
            Self::Sqlite(server) => schema.tables.values_mut().for_each(|table| spell::settle(server, table)),
        }
    }

    /// Reads what is set and entities do not speak of, where it is not in the catalog with all else.
    ///
    /// # Errors
    /// [`Error::Database`] with the table whose definition was being read.
    pub(crate) async fn read_settings<C: ConnectionTrait>(
        &self,
        db: &C,
        schema: &mut Schema,
    ) -> Result<(), Error> {
        match self {
            Self::MySql(server) => mysql::read_settings(server, db, schema).await,
            Self::Postgres(_) | Self::Sqlite(_) => Ok(()),
        }
    }

    /// The schema in which a name without one is looked for first, where there is more than one.
    pub(crate) fn default_schema(&self) -> Option<&str> {
        match self {
            Self::Postgres(server) => server.default_schema(),
            Self::MySql(_) | Self::Sqlite(_) => None,
        }
    }

    /// Which names are one that differ in case alone; `None` where none are.
    pub(crate) fn folds(&self) -> Option<Folds> {
        match self {
            Self::Postgres(_) => None,
            // Those of tables are folded as they are read, where they are at all.
            Self::MySql(_) => Some(Folds { tables: false, columns: true }),
            Self::Sqlite(_) => Some(Folds { tables: true, columns: true }),
        }
    }

    /// What a schema of this server leaves to the defaults of its own database, as it has to be said in another one.
    pub(crate) fn say_in(&self, other: &Self, schema: &mut Schema) {
        match (self, other) {
            (Self::MySql(server), Self::MySql(other)) => server.say_in(other, schema),
            (Self::Postgres(_) | Self::MySql(_) | Self::Sqlite(_), _) => {}
        }
    }

    /// Says of the columns that a sequence numbers which is one of its own in `other` that their default is its next number.
    pub(crate) fn unfold(&self, schema: &mut Schema, other: &Schema) {
        match self {
            Self::Postgres(_) => postgres::unfold(schema, other),
            // No sequence numbers a column.
            Self::MySql(_) | Self::Sqlite(_) => {}
        }
    }

    /// What the server says of expressions whose texts differ; it explains, and runs nothing.
    ///
    /// # Errors
    /// [`Error::Database`] when the server goes away; that it rejects an expression is an answer.
    pub async fn explain<C>(&self, db: &C, live: &Schema, questions: &[Question]) -> Result<Meanings, Error>
    where
        C: ConnectionTrait + TransactionTrait,
    {
        if questions.is_empty() {
            return Ok(Meanings::default());
        }
        match self {
            Self::Postgres(server) => postgres::explain(server, db, live, questions).await,
            Self::MySql(server) => mysql::explain(server, db, live, questions).await,
            Self::Sqlite(server) => sqlite::explain(server, db, live, questions).await,
        }
    }

    /// What it can do.
    pub fn capabilities(&self) -> Capabilities {
        match self {
            Self::Postgres(server) => postgres::capabilities(server),
            Self::MySql(server) => mysql::capabilities(server),
            Self::Sqlite(server) => sqlite::capabilities(server),
        }
    }

    /// The statements of a step.
    ///
    /// # Errors
    /// [`Error::Unsupported`] for a step that this database cannot do in place.
    pub fn ddl(&self, step: &Step) -> Result<Vec<Statement>, Error> {
        match self {
            Self::Postgres(server) => postgres::ddl(server, step),
            Self::MySql(server) => mysql::ddl(server, step),
            Self::Sqlite(server) => sqlite::ddl(server, step),
        }
    }

    /// How many of the first of these steps are made together: what is one statement, or one rebuild of a table.
    pub fn together(&self, steps: &[Step], journey: &Journey<'_>) -> usize {
        match self {
            Self::Postgres(_) | Self::Sqlite(_) => 1,
            Self::MySql(server) => mysql::together(server, steps, journey),
        }
    }

    /// What a migration does for steps that are made together, so that it can run again after it was cut off where this
    /// database keeps what was done until then.
    ///
    /// # Errors
    /// [`Error::Unsupported`] for a step that this database cannot do.
    pub fn instructions(&self, steps: &[Step], journey: &Journey<'_>) -> Result<Vec<Instruction>, Error> {
        match self {
            Self::Postgres(server) => postgres::instructions(server, steps, journey),
            Self::Sqlite(server) => sqlite::instructions(server, steps, journey),
            Self::MySql(server) => mysql::instructions(server, steps, journey),
        }
    }

    /// What comes first in a migration that locks tables that are there.
    pub fn lock_timeout(&self, transaction: Transaction, pace: &Pace) -> Option<Statement> {
        match self {
            Self::Postgres(_) => postgres::lock_timeout(transaction, pace),
            Self::MySql(_) | Self::Sqlite(_) => None,
        }
    }

    /// What of a migration of these steps happens as a whole.
    pub fn transaction<'a>(&self, manner: Manner, steps: impl Iterator<Item = &'a Step>) -> Transaction {
        match (self, manner) {
            (Self::Postgres(_), Manner::AtOnce) => Transaction::Whole,
            (Self::Postgres(_), Manner::Online) | (Self::MySql(_), _) => Transaction::Each,
            (Self::Sqlite(_), _) => sqlite::transaction(steps),
        }
    }

    /// Makes sure that nothing that entities cannot express, a view that reads a column, stands in the way of these steps.
    ///
    /// # Errors
    /// [`Error::Unsupported`] with what depends on what would change; [`Error::Database`] when the server goes away.
    #[cfg(feature = "generate")]
    pub(crate) async fn unhindered<C>(&self, db: &C, from: &Schema, steps: &[Step]) -> Result<(), Error>
    where
        C: ConnectionTrait,
    {
        match self {
            Self::Postgres(server) => postgres::unhindered(server, db, from, steps).await,
            Self::Sqlite(_) => sqlite::unhindered(db, from, steps).await,
            // It refuses by itself.
            Self::MySql(_) => Ok(()),
        }
    }

    /// The rows of a schema for which one of these steps would fail.
    pub fn obstacles(&self, from: &Schema, steps: &[Step]) -> Vec<Obstacle> {
        match self {
            Self::Postgres(server) => postgres::obstacles(server, from, steps),
            Self::Sqlite(_) => sqlite::obstacles(from, steps),
            Self::MySql(server) => mysql::obstacles(server, from, steps),
        }
    }

    /// What holds as long as the names in the queries of [`Server::obstacles`] are those that were there; `None` where
    /// they are the same all the time, or a migration that stopped has changed nothing.
    pub fn untouched(&self, steps: &[Step]) -> Option<Condition> {
        match self {
            Self::Postgres(_) | Self::Sqlite(_) => None,
            Self::MySql(server) => mysql::untouched(server, steps),
        }
    }

    /// What a step does to rows and to those who use them.
    pub fn hazards(&self, step: &Step, journey: &Journey<'_>) -> Vec<Hazard> {
        match self {
            Self::Postgres(server) => postgres::hazards(server, step, journey),
            Self::Sqlite(_) => sqlite::hazards(step),
            Self::MySql(server) => mysql::hazards(server, step, journey),
        }
    }
}
