//! Expressions in, what the server makes of them out: `EXPLAIN` of a query that selects them, and the rewritten
//! query that `SHOW WARNINGS` then has. Nothing runs. A constant needs no server.

use super::Server;
use super::server::Flavour;
use crate::diff::{Context, Meaning, Meanings, Question};
use crate::error::Error;
use crate::model::{ObjectName, Schema};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, TransactionSession, TransactionTrait};
use std::collections::BTreeMap;

/// How many expressions one statement asks about.
const AT_ONCE: usize = 200;

pub(in crate::backend) async fn explain<C>(
    server: &Server,
    db: &C,
    _live: &Schema,
    questions: &[Question],
) -> Result<Meanings, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    let mut meanings = Meanings::default();
    // A default needs no table.
    let mut asked: BTreeMap<Option<&ObjectName>, Vec<&Question>> = BTreeMap::new();
    for question in questions {
        match &question.context {
            Context::Default(ty) => match server.constant_meaning(question.expr.as_str(), ty) {
                Some(constant) => meanings.insert(question.clone(), Meaning::Is(constant)),
                None => asked.entry(None).or_default().push(question),
            },
            Context::Row(table) => asked.entry(Some(table)).or_default().push(question),
        }
    }
    if asked.is_empty() {
        return Ok(meanings);
    }
    // SHOW WARNINGS is about the statement before it on the same connection.
    let transaction = db.begin().await.map_err(Error::during("asking the server about expressions"))?;
    let asking = Asking { server, db: &transaction };
    for (table, questions) in asked {
        for questions in questions.chunks(AT_ONCE) {
            asking.all(table, questions, &mut meanings).await?;
        }
    }
    transaction.commit().await.map_err(Error::during("asking the server about expressions"))?;
    Ok(meanings)
}

struct Asking<'a, C> {
    server: &'a Server,
    db: &'a C,
}

impl<C: ConnectionTrait> Asking<'_, C> {
    /// Asks about all at once, and where the server will not have one of them, about each alone.
    async fn all(
        &self,
        table: Option<&ObjectName>,
        questions: &[&Question],
        meanings: &mut Meanings,
    ) -> Result<(), Error> {
        match self.together(table, questions).await? {
            Ok(answers) => {
                for (question, answer) in questions.iter().zip(answers) {
                    meanings.insert((*question).clone(), answer);
                }
            }
            Err(refusal) if questions.len() == 1 || refusal.is_about_the_table() => {
                for question in questions {
                    meanings.insert((*question).clone(), refusal.meaning());
                }
            }
            Err(_) => {
                for question in questions {
                    let answer = match self.together(table, &[*question]).await? {
                        Ok(mut answers) => answers.remove(0),
                        Err(refusal) => refusal.meaning(),
                    };
                    meanings.insert((*question).clone(), answer);
                }
            }
        }
        Ok(())
    }

    /// One meaning for each question, in order; or why the server refuses.
    async fn together(
        &self,
        table: Option<&ObjectName>,
        questions: &[&Question],
    ) -> Result<Result<Vec<Meaning>, Refusal>, Error> {
        let during = || match table {
            Some(table) => Error::during(format!("asking the server about expressions of `{table}`")),
            None => Error::during("asking the server about defaults".to_owned()),
        };
        // An expression may end in a comment: what follows it stands on a line of its own.
        let selected: Vec<_> = questions
            .iter()
            .enumerate()
            .map(|(at, question)| format!("({}\n) AS {}", question.expr, alias(at)))
            .collect();
        let explain = match self.server.flavour {
            Flavour::MariaDb => "EXPLAIN EXTENDED",
            Flavour::MySql => "EXPLAIN FORMAT=TRADITIONAL",
        };
        let from = table.map(|table| format!(" FROM {}", self.server.table(table))).unwrap_or_default();
        let explain = format!("{explain} SELECT {}{from}", selected.join(", "));
        if let Err(error) = self.db.query_all_raw(Statement::from_string(DbBackend::MySql, explain)).await {
            return match Refusal::read(&error) {
                Some(refusal) => Ok(Err(refusal)),
                None => Err(during()(error)),
            };
        }
        let warnings = Statement::from_string(DbBackend::MySql, "SHOW WARNINGS");
        let mut query: Option<String> = None;
        for row in self.db.query_all_raw(warnings).await.map_err(during())? {
            let message: String = row.try_get("", "Message").map_err(during())?;
            if message.contains(&alias(0)) {
                query = Some(message);
            }
        }
        let unknown = || Meaning::Unknown("the server did not say how it reads the expression".to_owned());
        let meanings = query.and_then(|query| take_apart(&query, questions.len()));
        Ok(Ok(match meanings {
            Some(texts) => texts.into_iter().map(Meaning::Is).collect(),
            None => questions.iter().map(|_| unknown()).collect(),
        }))
    }
}

/// As the server writes it.
fn alias(at: usize) -> String {
    format!("`schema_runtime_{at}`")
}

/// The expressions of the rewritten query, between our own aliases.
fn take_apart(query: &str, count: usize) -> Option<Vec<String>> {
    let mut rest = query.split_once("select ")?.1;
    let mut texts = Vec::with_capacity(count);
    for at in 0..count {
        let (text, after) = rest.split_once(&format!(" AS {}", alias(at)))?;
        texts.push(text.to_owned());
        rest = after.strip_prefix(',').unwrap_or(after);
    }
    Some(texts)
}

/// The server's answer to a statement that it will not have.
pub(super) struct Refusal {
    number: u32,
    message: String,
}

impl Refusal {
    /// `None` where it is no answer of the server's: it went away. Its number is only in the text, since the types
    /// of the driver are there only with a feature that the user chooses.
    pub(super) fn read(error: &DbErr) -> Option<Self> {
        let text = error.to_string();
        let (_, answer) = text.split_once("error returned from database: ")?;
        let (number, rest) = answer.split_once(' ')?;
        let message = rest.split_once("): ").map_or(rest, |(_, message)| message).to_owned();
        Some(Self { number: number.parse().ok()?, message })
    }

    /// No right to the table, or no table.
    fn is_about_the_table(&self) -> bool {
        matches!(self.number, 1044 | 1142 | 1146)
    }

    fn meaning(&self) -> Meaning {
        match self.number {
            // No right to the database, the table, a column, a function.
            1044 | 1142 | 1143 | 1146 | 1227 | 1370 => Meaning::Unknown(self.message.clone()),
            _ => Meaning::Rejected(self.message.clone()),
        }
    }
}

/// Which of these tables, absent from the catalog, may be there all the same: the catalog hides what the role has no
/// right to, and a query says so.
pub(in crate::backend) async fn invisible<C: ConnectionTrait>(
    server: &Server,
    db: &C,
    absent: &[ObjectName],
) -> Result<Vec<ObjectName>, Error> {
    let mut invisible = Vec::new();
    for name in absent {
        let probe = format!("SELECT 1 FROM {} LIMIT 0", server.table(name));
        let Err(error) = db.query_all_raw(Statement::from_string(DbBackend::MySql, probe)).await else {
            continue;
        };
        match Refusal::read(&error) {
            Some(Refusal { number: 1044 | 1142 | 1143, message: _ }) => invisible.push(name.clone()),
            Some(_) => {}
            None => return Err(Error::during(format!("looking for `{name}`"))(error)),
        }
    }
    Ok(invisible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rewritten_query_is_taken_apart_by_our_aliases() {
        let query = "/* select#1 */ select `a`.`t`.`x` > 0 AS `schema_runtime_0`,'a,b' AS `schema_runtime_1` from `a`.`t`";
        assert_eq!(take_apart(query, 2), Some(vec!["`a`.`t`.`x` > 0".to_owned(), "'a,b'".to_owned()]));
        assert_eq!(take_apart(query, 3), None);
    }

    #[test]
    fn a_refusal_is_told_from_a_broken_connection() {
        let answer = DbErr::Custom(
            "Query Error: error returned from database: 1142 (42000): SELECT command denied".to_owned(),
        );
        let refusal = Refusal::read(&answer).unwrap();
        assert_eq!((refusal.number, refusal.message.as_str()), (1142, "SELECT command denied"));
        assert!(Refusal::read(&DbErr::Custom("Query Error: unexpected end of file".to_owned())).is_none());
    }
}
