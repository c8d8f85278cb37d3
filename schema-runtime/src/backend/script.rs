//! Instructions come in; a script for the server's own client goes out.

use super::{Backend, Server, sqlite};
use crate::error::Error;
use crate::model::Schema;
use crate::plan::{Instruction, Obstacle, Statement, Step, Transaction};
use sea_orm::{ConnectionTrait, Statement as Query};

/// What of a script happens as a whole.
pub(crate) struct Passage<'a> {
    pub(crate) transaction: Transaction,
    /// From where it sets out, and where it leads.
    pub(crate) ends: [&'a Schema; 2],
    pub(crate) steps: &'a [Step],
    pub(crate) instructions: Vec<&'a Instruction>,
}

/// A mode of MySQL's sessions in which a value that does not fit is an error.
const STRICT: &str = "SET SESSION sql_mode = CONCAT_WS(',', NULLIF(@@sql_mode, ''), 'STRICT_ALL_TABLES')";

impl Server {
    /// The statements of a passage as `psql`, `mariadb` or `sqlite3` run them: all of it or nothing, where the database
    /// can. What a migration would look for before it acts is known here, since the script is for this database alone, but
    /// for what may be in the way: see [`Server::stops`].
    ///
    /// # Errors
    /// [`Error::Unsupported`] for a table that is renamed and made again and has triggers, whose text would have to be
    /// written anew; [`Error::Database`] when the server goes away.
    pub(crate) async fn script<C: ConnectionTrait>(
        &self,
        db: &C,
        passage: &Passage<'_>,
    ) -> Result<String, Error> {
        let (mut lines, mut looks) = (String::new(), 0);
        for instruction in &passage.instructions {
            match instruction {
                // Nothing has been done of it yet.
                Instruction::Run(statement) => lines += &self.line(statement),
                Instruction::When(_, then) => lines.extend(then.iter().map(|statement| self.line(statement))),
                Instruction::Require(obstacles) | Instruction::RequireWhen(_, obstacles) => {
                    looks += obstacles.len();
                    lines += &self.looks(obstacles);
                }
                Instruction::WithTriggers { table, around } => {
                    let triggers = self.triggers(db, table, passage.steps).await?;
                    lines.extend(around.iter().map(|statement| self.line(statement)));
                    lines.extend(triggers.iter().map(|trigger| format!("{trigger};\n")));
                }
                Instruction::Repeat(sql) => lines += &format!("{sql};\n"),
            }
        }
        Ok(match (passage.transaction, self.backend()) {
            // Else a session that is not strict cuts values that do not fit, and only warns.
            (_, Backend::MySql) if !lines.is_empty() => format!("{STRICT};\n{lines}"),
            (Transaction::Each, _) | (Transaction::Whole, Backend::MySql) => lines,
            (Transaction::Whole, Backend::Postgres | Backend::Sqlite) => format!("BEGIN;\n{lines}COMMIT;\n"),
            (Transaction::WithoutKeys, _) => {
                let obstacles = self.obstacles(passage.ends[0], passage.steps);
                lines.insert_str(0, &self.looks(&obstacles));
                sqlite::without_keys(passage.ends, passage.steps, looks + obstacles.len(), &lines)
            }
        })
    }

    /// What fails on rows that are in the way before anything is changed, where the database takes nothing back.
    pub(crate) fn stops(&self, from: &Schema, steps: &[Step]) -> String {
        match self.backend() {
            Backend::Postgres | Backend::Sqlite => String::new(),
            Backend::MySql => self.looks(&self.obstacles(from, steps)),
        }
    }

    /// What finds these rows as the script runs; PostgreSQL needs nothing, as it takes all back by itself.
    fn looks(&self, obstacles: &[Obstacle]) -> String {
        let look = |obstacle| match self.backend() {
            Backend::Postgres => String::new(),
            Backend::MySql => stop(obstacle),
            Backend::Sqlite => sqlite::look(obstacle),
        };
        obstacles.iter().map(look).collect()
    }

    /// As they were created.
    async fn triggers<C: ConnectionTrait>(
        &self,
        db: &C,
        table: &str,
        steps: &[Step],
    ) -> Result<Vec<String>, Error> {
        let renamed = |step: &Step| match step {
            Step::RenameTable { from, to } => (to.name == table).then(|| from.name.clone()),
            Step::RenameColumn { table: of, from: _, to: _ } => (of.name == table).then(|| table.to_owned()),
            Step::CreateSchema(_)
            | Step::CreateEnum(_)
            | Step::AlterEnum { from: _, to: _, columns: _ }
            | Step::DropEnum(_)
            | Step::CreateTable(_)
            | Step::DropTable(_)
            | Step::DropCircle(_)
            | Step::RebuildTable { from: _, to: _ }
            | Step::SetTableComment { table: _, from: _, to: _ }
            | Step::AddColumn { table: _, column: _ }
            | Step::AlterColumn { table: _, from: _, to: _ }
            | Step::DropColumn { table: _, column: _ }
            | Step::AddPrimaryKey { table: _, key: _ }
            | Step::DropPrimaryKey { table: _, key: _ }
            | Step::CreateIndex { table: _, index: _ }
            | Step::DropIndex { table: _, index: _ }
            | Step::RenameIndex { table: _, from: _, to: _ }
            | Step::RenameConstraint { table: _, from: _, to: _ }
            | Step::RenameSequence { table: _, from: _, to: _ }
            | Step::CreateSequence(_)
            | Step::AlterSequence { .. }
            | Step::DropSequence(_)
            | Step::Set { .. }
            | Step::AddForeignKey { table: _, key: _ }
            | Step::DropForeignKey { table: _, key: _ }
            | Step::ValidateForeignKey { table: _, key: _ }
            | Step::AddCheck { table: _, check: _ }
            | Step::DropCheck { table: _, check: _ }
            | Step::ValidateCheck { table: _, check: _ } => None,
        };
        let former = steps.iter().find_map(renamed);
        let query = self.backend().triggers(former.as_deref().unwrap_or(table));
        let reading = || Error::during(format!("read the triggers of {table}"));
        let rows = db.query_all_raw(Query::from_string(db.get_database_backend(), query)).await;
        let triggers: Result<Vec<String>, _> =
            rows.map_err(reading())?.iter().map(|row| row.try_get_by_index(0)).collect();
        let triggers = triggers.map_err(reading())?;
        if former.is_some() && !triggers.is_empty() {
            return Err(Error::Unsupported {
                step: format!("make `{table}` again under other names"),
                backend: self.title(),
                why: "it has triggers, whose text would change on the way: a migration can do it, and a script cannot"
                    .to_owned(),
            });
        }
        Ok(triggers)
    }

    fn line(&self, statement: &Statement) -> String {
        format!("{};\n", self.sql(statement))
    }
}

/// Rows that would be in the way, as a statement that fails on them: nothing but a query may stand alone on MySQL.
fn stop(Obstacle { what, query }: &Obstacle) -> String {
    let what = what.replace('\n', " ");
    format!(
        "-- It stops here, by \"Subquery returns more than 1 row\", where there are {what}:\n\
         SET @in_the_way = IF(EXISTS(SELECT 1 FROM ({query}) AS in_the_way), (SELECT 1 UNION ALL SELECT 2), 0);\n"
    )
}
