//! Entities, migrations and a database come in; for each object that is not the same in all three, which of them is to
//! blame and what would mend it go out.

mod markdown;
mod standing;
mod text;

pub use standing::Standing;

use crate::backend::Backend;
use crate::compare::{Comparison, Scope, compare};
use crate::diff::{self, Difference, Kind, Severity};
use crate::entities::Entities;
use crate::error::Error;
use crate::history::{History, Migrations, Replay};
use crate::model::{Location, ObjectName, Schema};
use sea_orm::DatabaseConnection;
use serde::Serialize;
use standing::Sides;
use std::collections::BTreeMap;

/// What entities, migrations and the database have and have not in common: [`Display`](std::fmt::Display) and
/// [`Audit::markdown`] are for people, `Serialize` for programs.
#[derive(Debug, Clone, Serialize)]
pub struct Audit {
    /// The database.
    pub backend: Backend,
    /// Which migrations have run.
    pub history: History,
    /// What is not the same in all three, table by table, the worst first.
    pub findings: Vec<Finding>,
    /// How many tables the entities declare.
    pub tables: usize,
}

/// One object that is not the same in all three.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Who has it, and who has not.
    pub standing: Standing,
    /// Whether it matters to the entities.
    pub severity: Severity,
    /// What of it is not the same: `table`, `column`, `type`, ….
    pub aspect: &'static str,
    /// The table, or the enum type.
    pub table: ObjectName,
    /// The column; for an index or a key its columns joined by `,`; the name of a check; empty for a table.
    pub object: String,
    /// What the entities say; `None` where they say nothing of it.
    pub entity: Option<String>,
    /// What the migrations make.
    pub migrations: Option<String>,
    /// What the database has.
    pub database: Option<String>,
    /// Where the entity declares it.
    pub location: Option<Location>,
}

impl Finding {
    /// The object as a person would name it: `table` or `table.object`.
    pub fn path(&self) -> String {
        if self.object.is_empty() {
            self.table.to_string()
        } else {
            format!("{}.{}", self.table, self.object)
        }
    }
}

/// Compares entities, migrations and the database. The migrations run on a scratch database, those that this database
/// has recorded on one of their own too; the database itself is read, and not changed.
///
/// ```no_run
/// use schema_runtime::{Entities, Migrations, Scope, audit};
/// # use sea_orm_migration::prelude::*;
/// # struct Migrator;
/// # impl MigratorTrait for Migrator { fn migrations() -> Vec<Box<dyn MigrationTrait>> { Vec::new() } }
///
/// # async fn look(db: sea_orm::DatabaseConnection) -> Result<(), schema_runtime::Error> {
/// let audit = audit(&db, &Entities::registered(), &Migrations::of::<Migrator>(), &Scope::default()).await?;
/// println!("{audit}");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// Those of [`compare()`](crate::compare()); [`Error::NoScratch`] where there can be no scratch database;
/// [`Error::Migration`] with the migration that fails there.
pub async fn audit(
    db: &DatabaseConnection,
    entities: &Entities,
    migrations: &Migrations,
    scope: &Scope,
) -> Result<Audit, Error> {
    let known = migrations.known();
    let scope = scope.clone().ignore(known.books());
    let history = known.history(db).await?;
    let here = compare(db, entities, &scope).await?;
    let applied = applied(db, migrations, &history, (entities, &scope)).await?;
    let replay = Replay::begin(db).await?;
    let all = replayed(&replay, migrations, |_| true, (entities, &scope)).await;
    replay.end().await;
    let all = all?;

    let between = |to: &Schema| differences(db, &here, to.clone());
    let unapplied = between(&all.live.schema).await?;
    let undone = match applied {
        Some(applied) => between(&applied.live.schema).await?,
        None => unapplied.clone(),
    };
    let sides = Sides {
        entity_database: &here.differences,
        entity_migrations: &all.differences,
        migrations_database: &unapplied,
        applied_database: &undone,
        history: &history,
    };
    let findings = sides.findings();
    Ok(Audit { backend: here.live.server.backend(), findings, tables: here.declared.tables.len(), history })
}

/// What the migrations make that the database has recorded, where there are others too; `None` where nobody knows, since
/// they need one that is pending.
async fn applied(
    db: &DatabaseConnection,
    migrations: &Migrations,
    history: &History,
    scope: (&Entities, &Scope),
) -> Result<Option<Comparison>, Error> {
    if history.pending.is_empty() {
        return Ok(None);
    }
    let replay = Replay::begin(db).await?;
    let is_applied = |name: &str| history.applied.iter().any(|applied| applied == name);
    let applied = replayed(&replay, migrations, is_applied, scope).await;
    replay.end().await;
    match applied {
        Ok(applied) => Ok(Some(applied)),
        Err(Error::Migration { .. }) if !history.out_of_order.is_empty() => Ok(None),
        Err(error) => Err(error),
    }
}

/// The entities against what migrations make.
async fn replayed(
    replay: &Replay<'_>,
    migrations: &Migrations,
    wanted: impl Fn(&str) -> bool,
    (entities, scope): (&Entities, &Scope),
) -> Result<Comparison, Error> {
    replay.run(migrations, wanted).await?;
    compare(replay.db(), entities, scope).await
}

/// What the database would have to become what migrations make.
async fn differences(
    db: &DatabaseConnection,
    here: &Comparison,
    migrated: Schema,
) -> Result<Vec<Difference>, Error> {
    let questions = diff::questions(&here.live.schema, &migrated);
    let meanings = here.live.server.explain(db, &here.live.schema, &questions).await?;
    Ok(diff::diff(&here.live.schema, &migrated, &meanings))
}

/// An object, what of it differs, and the how many-th of this name it is: two indexes can be over the same columns.
type Key = (ObjectName, String, &'static str, usize);

fn by_key<'a>(differences: impl Iterator<Item = &'a Difference>) -> BTreeMap<Key, &'a Difference> {
    let mut by_key = BTreeMap::new();
    for difference in differences {
        let key =
            |number| (difference.table.clone(), difference.object.clone(), aspect(difference.kind), number);
        let free = (0..).map(key).find(|key| !by_key.contains_key(key));
        by_key.extend(free.map(|key| (key, difference)));
    }
    by_key
}

/// What is compared, whichever side lacks it.
fn aspect(kind: Kind) -> &'static str {
    match kind {
        Kind::MissingTable | Kind::ExtraTable => "table",
        Kind::MissingColumn | Kind::ExtraColumn => "column",
        Kind::ColumnType => "type",
        Kind::ColumnNullability => "nullability",
        Kind::ColumnDefault => "default",
        Kind::ColumnGenerated => "generated value",
        Kind::ColumnIdentity => "numbering",
        Kind::ColumnCollation => "collation",
        Kind::PrimaryKey => "primary key",
        Kind::MissingUnique | Kind::ExtraUnique => "unique constraint",
        Kind::MissingIndex | Kind::ExtraIndex | Kind::IndexDefinition => "index",
        Kind::MissingForeignKey | Kind::ExtraForeignKey | Kind::ForeignKeyDefinition => "foreign key",
        Kind::MissingCheck | Kind::ExtraCheck | Kind::CheckExpression => "check",
        Kind::MissingEnum | Kind::ExtraEnum => "enum type",
        Kind::EnumValues => "labels",
        Kind::Comment => "comment",
        Kind::Name => "name",
    }
}
