//! A migration that is not compiled comes in; what it would do is done.

use super::path::{Migration, Way};
use crate::backend::Backend;
use crate::error::Error;
use crate::plan::{Condition, Instruction, Obstacle, Transaction};
use sea_orm::{ConnectionTrait, DbErr, Statement, TransactionSession, TransactionTrait};

impl Migration {
    /// Does what the `up` of the written migration does.
    ///
    /// # Errors
    /// [`Error::Database`] with the step that failed, [`Error::RowsInTheWay`] before anything is changed.
    pub async fn up<C: ConnectionTrait + TransactionTrait>(&self, db: &C) -> Result<(), Error> {
        self.run(&self.up, db).await
    }

    /// Does what the `down` of the written migration does.
    ///
    /// # Errors
    /// Those of [`Migration::up`].
    pub async fn down<C: ConnectionTrait + TransactionTrait>(&self, db: &C) -> Result<(), Error> {
        self.run(&self.down, db).await
    }

    async fn run<C: ConnectionTrait + TransactionTrait>(&self, way: &Way, db: &C) -> Result<(), Error> {
        let backend = Backend::try_from(db.get_database_backend())?;
        match self.transaction {
            Transaction::Each => Runner { backend, db }.way(way).await,
            Transaction::Whole => {
                let transaction = db.begin().await.map_err(Error::during("begin a transaction"))?;
                Runner { backend, db: &transaction }.way(way).await?;
                transaction.commit().await.map_err(Error::during("commit the migration"))
            }
            Transaction::WithoutKeys => {
                let held = db.begin().await.map_err(Error::during("take a connection"))?;
                let runner = Runner { backend, db: &held };
                runner
                    .sql("turn foreign keys off", "ROLLBACK; PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE")
                    .await?;
                let mut done = runner.way(way).await;
                if done.is_ok() {
                    let broken = Obstacle {
                        what: "rows without the row they point at".to_owned(),
                        query: "SELECT * FROM pragma_foreign_key_check".to_owned(),
                    };
                    done = runner.require(&[broken]).await;
                }
                let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
                let on = format!("{end}; PRAGMA foreign_keys = ON; BEGIN");
                runner.sql("turn foreign keys on again", &on).await?;
                held.commit().await.map_err(Error::during("give the connection back"))?;
                done
            }
        }
    }
}

struct Runner<'a, C> {
    backend: Backend,
    db: &'a C,
}

impl<C: ConnectionTrait> Runner<'_, C> {
    async fn way(&self, way: &Way) -> Result<(), Error> {
        for part in way.parts() {
            let title = part.title.as_deref().unwrap_or("make what is new");
            for instruction in &part.instructions {
                self.act(title, instruction).await?;
            }
        }
        Ok(())
    }

    async fn act(&self, title: &str, instruction: &Instruction) -> Result<(), Error> {
        match instruction {
            Instruction::Run(statement) => self.sql(title, &self.backend.sql(statement)).await,
            Instruction::When(condition, then) => {
                if self.holds(condition).await.map_err(Error::during(title))? {
                    for statement in then {
                        self.sql(title, &self.backend.sql(statement)).await?;
                    }
                }
                Ok(())
            }
            Instruction::Require(obstacles) => self.require(obstacles).await,
            Instruction::RequireWhen(condition, obstacles) => {
                if self.holds(condition).await.map_err(Error::during(title))? {
                    self.require(obstacles).await?;
                }
                Ok(())
            }
            Instruction::Repeat(sql) => {
                let again = || async { self.db.execute_unprepared(sql).await.map_err(Error::during(title)) };
                while again().await?.rows_affected() > 0 {}
                Ok(())
            }
        }
    }

    async fn sql(&self, title: &str, sql: &str) -> Result<(), Error> {
        self.db.execute_unprepared(sql).await.map(drop).map_err(Error::during(title))
    }

    async fn holds(&self, condition: &Condition) -> Result<bool, DbErr> {
        let (wanted, query) = self.backend.query(condition);
        Ok(self.db.query_one_raw(self.statement(query)).await?.is_some() == wanted)
    }

    async fn require(&self, obstacles: &[Obstacle]) -> Result<(), Error> {
        let mut found = Vec::new();
        for obstacle in obstacles {
            let query = format!("SELECT COUNT(*) FROM ({}) AS in_the_way", obstacle.query);
            let during = || Error::during(format!("count {}", obstacle.what));
            let row = self.db.query_one_raw(self.statement(query)).await.map_err(during())?;
            let count: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0)).map_err(during())?;
            if count > 0 {
                found.push((count, obstacle.clone()));
            }
        }
        if found.is_empty() { Ok(()) } else { Err(Error::RowsInTheWay(found)) }
    }

    fn statement(&self, sql: String) -> Statement {
        Statement::from_string(self.db.get_database_backend(), sql)
    }
}
