//! A migration that is not compiled comes in; what it would do is done.

use super::path::{Migration, Way};
use crate::backend::{Backend, WITHOUT_KEYS};
use crate::error::Error;
use crate::plan::{Condition, Instruction, Obstacle, Transaction};
use sea_orm::{ConnectionTrait, DbErr, Statement, TransactionSession, TransactionTrait};
use std::collections::BTreeSet;

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
                let had_keys = runner.flag(WITHOUT_KEYS.had_keys).await;
                let had_keys = had_keys.map_err(Error::during("look whether foreign keys are on"))?;
                let done = runner.without_keys(way).await;
                // After a commit there is nothing to undo, which is an error.
                let _ = runner.sql("undo what was not finished", WITHOUT_KEYS.undo).await;
                let end = if had_keys { WITHOUT_KEYS.end_with_keys } else { WITHOUT_KEYS.end };
                runner.sql("give the connection back as it was", end).await?;
                held.rollback().await.map_err(Error::during("give the connection back"))?;
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

    async fn without_keys(&self, way: &Way) -> Result<(), Error> {
        self.sql("begin a transaction without foreign keys", WITHOUT_KEYS.begin).await?;
        let before = self.dangling().await.map_err(Error::during("check the foreign keys"))?;
        self.way(way).await?;
        let after = self.dangling().await.map_err(Error::during("check the foreign keys"))?;
        let new = after.difference(&before).map(|(table, _, target)| format!("{table} at {target}"));
        let new: Vec<_> = new.collect();
        if !new.is_empty() {
            let rows = Obstacle {
                what: format!("rows that would point at none ({})", new.join(", ")),
                query: WITHOUT_KEYS.check.to_owned(),
            };
            return Err(Error::RowsInTheWay(vec![(i64::try_from(new.len()).unwrap_or(i64::MAX), rows)]));
        }
        self.sql("commit", WITHOUT_KEYS.commit).await
    }

    /// Rows that point at none: their table, their number, the table that they point at; and tables whose keys cannot
    /// be checked, with why.
    async fn dangling(&self) -> Result<BTreeSet<(String, Option<i64>, String)>, DbErr> {
        let mut dangling = BTreeSet::new();
        for table in self.db.query_all_raw(self.statement(WITHOUT_KEYS.tables.to_owned())).await? {
            let table: String = table.try_get_by_index(0)?;
            let backend = self.db.get_database_backend();
            let check = Statement::from_sql_and_values(backend, WITHOUT_KEYS.check, [table.clone().into()]);
            match self.db.query_all_raw(check).await {
                Ok(rows) => {
                    for row in rows {
                        let target = row.try_get_by_index(2)?;
                        dangling.insert((row.try_get_by_index(0)?, row.try_get_by_index(1)?, target));
                    }
                }
                Err(error) => {
                    dangling.insert((table, None, error.to_string()));
                }
            }
        }
        Ok(dangling)
    }

    async fn flag(&self, query: &str) -> Result<bool, DbErr> {
        let row = self.db.query_one_raw(self.statement(query.to_owned())).await?;
        row.map_or(Ok(false), |row| row.try_get_by_index(0))
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
            Instruction::WithTriggers { table, around } => {
                let query = self.statement(self.backend.triggers(table));
                let triggers = self.db.query_all_raw(query).await.map_err(Error::during(title))?;
                for statement in around {
                    self.sql(title, &self.backend.sql(statement)).await?;
                }
                for trigger in triggers {
                    let sql: String = trigger.try_get_by_index(0).map_err(Error::during(title))?;
                    self.sql(title, &sql).await?;
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
