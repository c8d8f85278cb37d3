//! Entities, a connection and options come in; the migration that makes the database fit stands in the user's crate.

mod back;
mod header;
mod names;
mod options;

pub use options::GenerateOptions;

use crate::backend::{Live, Server};
use crate::codegen::{self, Group};
use crate::compare::{Comparison, compare};
use crate::diff::{self, Difference};
use crate::entities::Entities;
use crate::error::Error;
use crate::migrations::{self, Migrator, Written};
use crate::model::Schema;
use crate::plan::{Step, distinct_names, loses_detail, plan};
use crate::report::Report;
use options::Output;
use sea_orm::{ConnectionTrait, TransactionTrait};

/// What came of it.
#[derive(Debug, Clone)]
pub enum Generated {
    /// The database fits, as far as a migration may help: nothing was written.
    Nothing(Checked),
    /// A migration was written and registered.
    Written(Migration, Written),
    /// The newest migration does just this already, and has not been run: nothing was written.
    Waiting(Migration, Written),
    /// The text of a migration, which was not to be written.
    Text(Migration),
}

/// What the check said before.
#[derive(Debug, Clone)]
pub struct Checked {
    /// All that differs.
    pub report: Report,
    /// What matters and is left alone: its removal is not allowed, or nobody can tell whether it differs.
    pub left: Vec<Difference>,
}

/// A migration.
#[derive(Debug, Clone)]
pub struct Migration {
    /// What the check said before.
    pub before: Checked,
    /// Its Rust text.
    pub text: String,
    /// The steps it takes.
    pub up: Vec<Step>,
    /// The steps that lead back.
    pub down: Vec<Step>,
}

/// Compares the database with the entities and writes the migration that closes the gap into a migration crate. The
/// database is read, and not changed.
///
/// What only the database has stays, unless [`GenerateOptions::allow_drop`] names it.
///
/// ```no_run
/// use schema_runtime::{Entities, GenerateOptions, Generated, generate};
///
/// # async fn write(db: sea_orm::DatabaseConnection) -> Result<(), schema_runtime::Error> {
/// let options = GenerateOptions::new("migration").name("add_users").allow_drop("assets.legacy");
/// match generate(&db, &Entities::registered(), options).await? {
///     Generated::Written(_, written) => println!("{}", written.file.display()),
///     Generated::Nothing(_) | Generated::Waiting(..) | Generated::Text(_) => println!("nothing to write"),
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// Those of [`compare()`](crate::compare()); [`Error::Unsupported`] for a step that this database cannot do in place;
/// [`Error::Name`], [`Error::MigrationCrate`] and [`Error::Io`] for what cannot be written, and then nothing is.
pub async fn generate<C>(db: &C, entities: &Entities, options: GenerateOptions) -> Result<Generated, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    let name = options.checked_name()?;
    let Comparison { live, declared, meanings: _, differences } =
        compare(db, entities, options.scope()).await?;
    let selection = diff::select(&differences, |difference| options.allows(difference));
    let mut target = diff::apply(&live.schema, selection.changes.iter().copied());
    let can = live.server.capabilities();
    names::follow(&mut target, &declared, &can);
    distinct_names(&live.schema, &mut target, &can);
    let left = selection.left.into_iter().cloned().collect();
    let report = Report::new(live.server.backend(), differences.clone());
    let before = Checked { report, left };

    let made = header::Made {
        from: header::modules(entities)?,
        moment: options.moment(),
        differences: selection.changes.len(),
    };
    let Some(path) = between(&live, &target)? else { return Ok(Generated::Nothing(before)) };
    let text = path.text(&live.server, &header::header(&live.server, &made, &path.up, &path.down));
    let Path { up, down, .. } = path;
    let migration = Migration { before, text, up, down };
    match options.output() {
        Output::TextOnly => Ok(Generated::Text(migration)),
        Output::Crate(directory) => {
            if let Some(waiting) = Migrator::find(directory)?.newest_if_same(&migration.text)? {
                return Ok(Generated::Waiting(migration, waiting));
            }
            let written = migrations::write(directory, &name, options.moment(), &migration.text)?;
            Ok(Generated::Written(migration, written))
        }
    }
}

/// The text of the migration between any two exact schemas of a server, or none where they are the same; `header` is
/// its first comment.
///
/// # Errors
/// [`Error::Unsupported`] for a step, either way, that this database cannot do in place.
pub fn migration_between(
    server: &Server,
    from: &Schema,
    to: &Schema,
    header: &str,
) -> Result<Option<String>, Error> {
    let live = Live { schema: from.clone(), server: server.clone() };
    Ok(between(&live, to)?.map(|path| path.text(server, header)))
}

/// Both ways between two schemas.
struct Path {
    up: Vec<Step>,
    down: Vec<Step>,
    up_groups: Vec<Group>,
    down_groups: Vec<Group>,
}

impl Path {
    fn text(&self, server: &Server, header: &str) -> String {
        codegen::migration(server.backend(), header, &self.up_groups, &self.down_groups)
    }
}

fn between(live: &Live, to: &Schema) -> Result<Option<Path>, Error> {
    let can = live.server.capabilities();
    let up = plan(&live.schema, to, &can);
    if up.is_empty() {
        return Ok(None);
    }
    if let Some((step, detail)) = loses_detail(&up, &live.schema.kept) {
        return Err(Error::Unsupported {
            step: format!("make `{}` of `{}` again", detail.name.name, step.subject()),
            backend: live.server.title(),
            why: format!(
                "it has what a migration written here cannot say ({}), and would come back without it; change it in a \
                 migration of your own",
                detail.kind
            ),
        });
    }
    let back = back::way_back(live.server.backend(), &live.schema, to);
    let down = plan(to, &back, &can);
    let up_groups = groups(&live.server, &up)?;
    let down_groups = groups(&live.server, &down)?;
    Ok(Some(Path { up, down, up_groups, down_groups }))
}

/// The statements of the steps, those of one object together.
fn groups(server: &Server, steps: &[Step]) -> Result<Vec<Group>, Error> {
    let mut groups: Vec<Group> = Vec::new();
    for step in steps {
        let statements = server.ddl(step)?;
        let subject = step.subject();
        match groups.last_mut() {
            Some(group) if group.subject == subject => group.statements.extend(statements),
            _ => groups.push(Group { subject, statements }),
        }
    }
    groups.retain(|group| !group.statements.is_empty());
    Ok(groups)
}
