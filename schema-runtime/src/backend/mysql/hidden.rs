//! The text of `SHOW CREATE TABLE` in, what the catalog hides from a role that may see the table out: its checks, and
//! what its foreign keys do.

use super::Server;
use super::canonical::Refusal;
use super::read::{Actions, LiveCheck, Place, action};
use crate::backend::lexer::{Token, TokenKind, split, tokens};
use crate::error::Error;
use crate::model::ObjectName;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::collections::BTreeSet;

/// What the catalog may hide.
pub(super) struct Hidden {
    pub(super) actions: Actions,
    pub(super) checks: Vec<LiveCheck>,
}

impl Hidden {
    /// Looks at these tables one by one.
    pub(super) async fn look<C: ConnectionTrait>(
        &mut self,
        server: &Server,
        db: &C,
        tables: &BTreeSet<ObjectName>,
    ) -> Result<(), Error> {
        for table in tables {
            if let Some(text) = definition(server, db, table).await? {
                self.read(server, table, &text);
            }
        }
        Ok(())
    }

    fn read(&mut self, server: &Server, table: &ObjectName, text: &str) {
        let all = tokens(text, server.escapes).unwrap_or_default();
        let Some(body) = all.iter().find_map(Token::inside) else { return };
        for definition in split(body, server.escapes).unwrap_or_default() {
            let tokens = tokens(definition, server.escapes).unwrap_or_default();
            match tokens.as_slice() {
                [constraint, name, check, group, ..] if constraint.is("CONSTRAINT") && check.is("CHECK") => {
                    self.check(table, name, Place::Table, group);
                }
                [constraint, name, foreign, ..] if constraint.is("CONSTRAINT") && foreign.is("FOREIGN") => {
                    let does = |event| action_on(&tokens, event);
                    let id = (table.clone(), name.name().unwrap_or_default());
                    self.actions.insert(id, (does("DELETE"), does("UPDATE")));
                }
                [name, rest @ ..] if name.kind == TokenKind::Quoted => {
                    let check = rest.windows(2).find(|pair| pair[0].is("CHECK"));
                    if let Some([_, group]) = check {
                        self.check(table, name, Place::Column, group);
                    }
                }
                _ => {}
            }
        }
    }

    fn check(&mut self, table: &ObjectName, name: &Token<'_>, place: Place, group: &Token<'_>) {
        let (Some(name), Some(expr)) = (name.name(), group.inside()) else { return };
        let check = LiveCheck { table: table.clone(), name, place, expr: expr.to_owned(), valid: true };
        if !self.checks.contains(&check) {
            self.checks.push(check);
        }
    }
}

/// The text of `SHOW CREATE TABLE`; `None` for a role that may not see it, one with rights of single columns, say.
pub(super) async fn definition<C: ConnectionTrait>(
    server: &Server,
    db: &C,
    table: &ObjectName,
) -> Result<Option<String>, Error> {
    let sql = format!("SHOW CREATE TABLE {}", server.table(table));
    let during = || Error::during(format!("reading the definition of `{table}`"));
    match db.query_one_raw(Statement::from_string(DbBackend::MySql, sql)).await {
        Ok(Some(row)) => row.try_get_by_index(1).map(Some).map_err(during()),
        Ok(None) => Ok(None),
        Err(error) if Refusal::read(&error).is_some() => Ok(None),
        Err(error) => Err(during()(error)),
    }
}

/// `ON DELETE SET NULL` among the tokens of a key.
fn action_on(tokens: &[Token<'_>], event: &str) -> crate::model::Action {
    let at = tokens.windows(2).position(|pair| pair[0].is("ON") && pair[1].is(event));
    let words: Vec<_> = at
        .map(|at| {
            tokens[at + 2..].iter().take_while(|token| !token.is("ON")).map(|token| token.text).collect()
        })
        .unwrap_or_default();
    action(&words.join(" "))
}
