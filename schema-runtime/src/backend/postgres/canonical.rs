//! Questions come in, and PostgreSQL's own words for the expressions go out: it explains queries that select them,
//! and runs none. Each table stands in for itself as a row of typed nulls, so that no right on it is needed.

use super::Server;
use super::sql_type::{self, quote};
use crate::diff::{Context, Meaning, Meanings, Question};
use crate::error::Error;
use crate::model::{Column, ObjectName, Schema};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, TransactionSession, TransactionTrait};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many expressions one statement asks for, about: the planner takes longer for each the more there are.
const BATCH: usize = 40;

/// Expressions of which the server's words can be compared: over one row, or over none.
struct Group<'a> {
    /// The `FROM`; tables that look the same as far as they are asked about share it.
    source: String,
    /// Each with all questions that it answers.
    expressions: Vec<(String, Vec<&'a Question>)>,
}

pub(in crate::backend) async fn explain<C>(
    _server: &Server,
    db: &C,
    live: &Schema,
    questions: &[Question],
) -> Result<Meanings, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    let during = || Error::during("asking PostgreSQL what expressions mean");
    let mut meanings = Meanings::default();
    for batch in batches(groups(live, questions, &mut meanings)) {
        ask(db, &batch, &mut meanings).await.map_err(during())?;
    }
    Ok(meanings)
}

/// All at once, then a table at a time, then one by one, so that what the server rejects spoils no other answer.
async fn ask<C>(db: &C, batch: &[Group<'_>], meanings: &mut Meanings) -> Result<(), DbErr>
where
    C: ConnectionTrait + TransactionTrait,
{
    if let Ok(answers) = explained(db, batch).await? {
        answered(batch, answers, meanings);
        return Ok(());
    }
    for group in batch {
        let alone = std::slice::from_ref(group);
        if batch.len() > 1
            && let Ok(answers) = explained(db, alone).await?
        {
            answered(alone, answers, meanings);
            continue;
        }
        for (sql, questions) in &group.expressions {
            let expression = (sql.clone(), questions.clone());
            let single = [Group { source: group.source.clone(), expressions: vec![expression] }];
            match explained(db, &single).await? {
                Ok(answers) => answered(&single, answers, meanings),
                Err(no) => {
                    questions.iter().for_each(|&question| meanings.insert(question.clone(), no.clone()))
                }
            }
        }
    }
    Ok(())
}

fn answered(groups: &[Group<'_>], answers: Vec<Vec<String>>, meanings: &mut Meanings) {
    for (group, answers) in groups.iter().zip(answers) {
        for ((_, questions), answer) in group.expressions.iter().zip(answers) {
            for &question in questions {
                meanings.insert(question.clone(), Meaning::Is(answer.clone()));
            }
        }
    }
}

fn groups<'a>(live: &Schema, questions: &'a [Question], meanings: &mut Meanings) -> Vec<Group<'a>> {
    let mut sources: BTreeMap<String, BTreeMap<String, Vec<&Question>>> = BTreeMap::new();
    let mut rows: BTreeMap<&ObjectName, Vec<&Question>> = BTreeMap::new();
    let mut add = |source: &str, sql: String, question| {
        let source = sources.entry(source.to_owned()).or_default();
        source.entry(sql).or_default().push(question);
    };
    for question in questions {
        match &question.context {
            Context::Default(ty) => {
                add("", format!("CAST(({}\n) AS {})", question.expr, sql_type::write(ty)), question);
            }
            Context::Row(table) => rows.entry(table).or_default().push(question),
        }
    }
    for (table, questions) in rows {
        let Some(columns) = live.tables.get(table).map(|table| table.columns.as_slice()) else {
            let why = format!("the database has no table `{table}`");
            for question in questions {
                meanings.insert(question.clone(), Meaning::Unknown(why.clone()));
            }
            continue;
        };
        let source = stand_in(table, columns, &questions);
        for question in questions {
            add(&source, format!("({}\n)", question.expr), question);
        }
    }
    let mut groups = Vec::new();
    for (source, expressions) in sources {
        let expressions: Vec<_> = expressions.into_iter().collect();
        // What the server calls a row is only sure to be the same within one query.
        let size = if source.is_empty() { BATCH } else { expressions.len() };
        let chunks = expressions.chunks(size);
        groups.extend(chunks.map(|chunk| Group { source: source.clone(), expressions: chunk.to_vec() }));
    }
    groups
}

fn batches(groups: Vec<Group<'_>>) -> Vec<Vec<Group<'_>>> {
    let mut batches: Vec<Vec<Group<'_>>> = Vec::new();
    let mut room = 0;
    for group in groups {
        let size = group.expressions.len();
        if size > room || batches.is_empty() {
            batches.push(Vec::new());
            room = BATCH;
        }
        room = room.saturating_sub(size);
        batches.last_mut().expect("one was just pushed").push(group);
    }
    batches
}

/// A row of the table's columns that the questions may name; `OFFSET 0` keeps the planner from looking into it.
fn stand_in(table: &ObjectName, columns: &[Column], questions: &[&Question]) -> String {
    let texts: Vec<_> = questions.iter().map(|question| question.expr.as_str().to_lowercase()).collect();
    let named = |column: &&Column| {
        let name = column.name.to_lowercase().replace('"', "\"\"");
        texts.iter().any(|text| text.contains(&name))
    };
    let nulls = columns
        .iter()
        .filter(named)
        .map(|column| format!("NULL::{} AS {}", sql_type::write(column.ty.value()), quote(&column.name)));
    let nulls = nulls.collect::<Vec<_>>().join(", ");
    let name = table.name.to_lowercase();
    let alias = if texts.iter().any(|text| text.contains(&name)) { &table.name } else { "row" };
    format!(" FROM (SELECT {nulls} OFFSET 0) AS {}", quote(alias))
}

/// What the server says of each expression of each group, or why it says nothing.
async fn explained<C>(db: &C, groups: &[Group<'_>]) -> Result<Result<Vec<Vec<String>>, Meaning>, DbErr>
where
    C: ConnectionTrait + TransactionTrait,
{
    // An error spoils a transaction; in one of its own it spoils nothing else.
    let db = db.begin().await?;
    // A connection keeps what it prepared, with the types as they were then; a number makes each text a new one.
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let query = format!("{} -- {}", query(groups), NEXT.fetch_add(1, Ordering::Relaxed));
    let statement = Statement::from_string(DbBackend::Postgres, query);
    let answer = match db.query_one_raw(statement).await {
        Ok(row) => {
            let row = row.ok_or_else(|| DbErr::RecordNotFound("the plan".to_owned()))?;
            let plan: Value = row.try_get_by_index(0)?;
            read(&plan, groups)
        }
        Err(error @ (DbErr::Query(_) | DbErr::Exec(_))) => Err(rejection(&error)),
        Err(error) => return Err(error),
    };
    db.rollback().await?;
    Ok(answer)
}

/// Each group is a query by itself, and all are asked for. The `0` keeps a query that selects plain columns from
/// being taken for the row that it selects from.
fn query(groups: &[Group<'_>]) -> String {
    let queries = groups.iter().enumerate().map(|(position, group)| {
        let expressions: Vec<_> = group.expressions.iter().map(|(sql, _)| sql.as_str()).collect();
        format!("q{position} AS MATERIALIZED (SELECT 0, {}{})", expressions.join(", "), group.source)
    });
    let used = (0..groups.len()).map(|position| format!("(SELECT count(*) FROM q{position})"));
    let (queries, used) = (queries.collect::<Vec<_>>().join(", "), used.collect::<Vec<_>>().join(", "));
    format!("EXPLAIN (VERBOSE, COSTS OFF, FORMAT JSON) WITH {queries} SELECT {used}")
}

fn read(plan: &Value, groups: &[Group<'_>]) -> Result<Vec<Vec<String>>, Meaning> {
    let nodes = plan.pointer("/0/Plan/Plans").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut answers = Vec::with_capacity(groups.len());
    for (position, group) in groups.iter().enumerate() {
        let name = format!("CTE q{position}");
        let node = nodes.iter().find(|node| node.get("Subplan Name").and_then(Value::as_str) == Some(&name));
        let node = node.ok_or_else(|| Meaning::Unknown("the server's plan does not show it".to_owned()))?;
        if asks_elsewhere(node) {
            return Err(Meaning::Unknown(
                "it asks a query of its own, which the plan does not show".to_owned(),
            ));
        }
        let output = node.get("Output").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let expressions: Vec<_> = output.iter().skip(1).filter_map(Value::as_str).map(settled).collect();
        if expressions.len() != group.expressions.len() {
            return Err(Meaning::Rejected("it is not one expression".to_owned()));
        }
        answers.push(expressions);
    }
    Ok(answers)
}

fn asks_elsewhere(node: &Value) -> bool {
    let children = node.get("Plans").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    children.iter().any(|child| {
        let relation = child.get("Parent Relationship").and_then(Value::as_str);
        matches!(relation, Some("InitPlan" | "SubPlan"))
    })
}

/// The server keeps three spellings of one thing, the time at which the transaction began.
fn settled(output: &str) -> String {
    // Every second piece is in a string: a quote inside of one is written twice.
    let pieces = output.split('\'').enumerate().map(|(position, piece)| {
        if position % 2 == 1 {
            return piece.to_owned();
        }
        piece.replace("transaction_timestamp()", "now()").replace("CURRENT_TIMESTAMP", "now()")
    });
    pieces.collect::<Vec<_>>().join("'")
}

fn rejection(error: &DbErr) -> Meaning {
    let words = error.to_string();
    let words =
        words.rsplit_once("error returned from database: ").map_or(words.as_str(), |(_, words)| words);
    let words = words.rsplit_once(" at line ").map_or(words, |(words, _)| words).to_owned();
    if words.contains("permission denied") { Meaning::Unknown(words) } else { Meaning::Rejected(words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t2_the_time_of_the_transaction_has_one_name() {
        assert_eq!(
            settled("(CURRENT_TIMESTAMP + '1 day'::interval)"),
            settled("(now() + '1 day'::interval)")
        );
        assert_eq!(settled("transaction_timestamp()"), "now()");
        assert_eq!(settled("'it''s CURRENT_TIMESTAMP'::text"), "'it''s CURRENT_TIMESTAMP'::text");
    }
}
