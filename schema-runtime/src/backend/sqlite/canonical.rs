//! Questions come in, and what SQLite makes of the expressions goes out: the program that it compiles one to. The
//! same program means the same expression.

use super::text;
use super::token::{Token, TokenKind, tokens};
use super::types::Affinity;
use super::{Server, literal};
use crate::diff::{Context, Meaning, Meanings, Question};
use crate::error::Error;
use crate::model::Schema;
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, QueryResult, Statement, TransactionSession, TransactionTrait,
};

pub(in crate::backend) async fn explain<C>(
    _server: &Server,
    db: &C,
    live: &Schema,
    questions: &[Question],
) -> Result<Meanings, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    let during = || Error::during("asking SQLite what expressions mean");
    let db = db.begin().await.map_err(during())?;
    let mut meanings = Meanings::default();
    for question in questions {
        let meaning = match without_asking(live, question) {
            Some(meaning) => meaning,
            None => ask(&db, question).await.map_err(during())?,
        };
        meanings.insert(question.clone(), meaning);
    }
    db.commit().await.map_err(during())?;
    Ok(meanings)
}

/// What is known of an expression without the server: that it is none, or a default that is plainly a value.
fn without_asking(live: &Schema, question: &Question) -> Option<Meaning> {
    let Question { context, expr } = question;
    if !text::is_one_expression(expr.as_str()) {
        return Some(Meaning::Rejected("its quotes or parentheses do not close".to_owned()));
    }
    match context {
        Context::Default(ty) => literal::stored(expr.as_str(), Affinity::of(ty)).map(Meaning::Is),
        Context::Row(table) => {
            let columns = live.tables.get(table).map(|table| table.columns.as_slice()).unwrap_or_default();
            let columns: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
            let (_, name) = text::strings_in_double_quotes(expr.as_str(), &columns).into_iter().next()?;
            Some(Meaning::Rejected(format!(
                "no such column: {name} (SQLite would take \"{name}\" for a string, which is to be written {})",
                text::string(&name)
            )))
        }
    }
}

async fn ask<C: ConnectionTrait>(db: &C, question: &Question) -> Result<Meaning, DbErr> {
    let Question { context, expr } = question;
    let sql = match context {
        Context::Default(_) => format!("EXPLAIN SELECT ({expr}\n)"),
        // Without an index, or the program would depend on which there are.
        Context::Row(table) => {
            format!("EXPLAIN SELECT ({expr}\n) FROM main.{} NOT INDEXED", text::quote(&table.name))
        }
    };
    match db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await {
        Ok(rows) => {
            let lines = rows.iter().map(line).collect::<Result<Vec<_>, _>>()?;
            Ok(Meaning::Is(lines.concat() + &blobs(expr.as_str())))
        }
        Err(error @ (DbErr::Query(_) | DbErr::Exec(_))) => Ok(Meaning::Rejected(words(&error))),
        Err(error) => Err(error),
    }
}

/// A line of a program: what to do, and with what.
fn line(row: &QueryResult) -> Result<String, DbErr> {
    let opcode: String = row.try_get("", "opcode")?;
    let mut line = opcode;
    for operand in ["p1", "p2", "p3", "p5"] {
        line += &format!(" {}", row.try_get::<i64>("", operand)?);
    }
    let text: Option<String> = row.try_get("", "p4")?;
    Ok(line + " " + &text.unwrap_or_default() + "\n")
}

/// A program shows the bytes of a blob up to the first zero only.
fn blobs(sql: &str) -> String {
    let blob =
        |token: &Token| (token.kind == TokenKind::Blob).then(|| sql[token.span.clone()].to_lowercase());
    tokens(sql).unwrap_or_default().iter().filter_map(blob).collect()
}

/// The library's own words, without those of the layers above it.
fn words(error: &DbErr) -> String {
    let words = error.to_string();
    let words = words.rsplit("error returned from database: ").next().unwrap_or(&words);
    match words.strip_prefix("(code: ").and_then(|words| words.split_once(") ")) {
        Some((_, words)) => words.to_owned(),
        None => words.to_owned(),
    }
}
