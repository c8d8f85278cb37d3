//! What is set of indexes and entities do not speak of: read from the text of `SHOW CREATE TABLE`, which alone tells all of
//! it, and written by making the index again.

use super::Server;
use super::canonical::Refusal;
use crate::backend::lexer::{Token, TokenKind, split, tokens};
use crate::error::Error;
use crate::model::{Index, ObjectName, Options, Schema, Subject};
#[cfg(feature = "generate")]
use crate::plan::{Instruction, Journey, Statement, Step};
use sea_orm::{ConnectionTrait, DbBackend};

/// The words behind an index that are read: `USING BTREE`, `COMMENT 'text'`.
const USING: &str = "USING";
const COMMENT: &str = "COMMENT";

/// Reads what is set of the indexes of all tables, one by one.
pub(in crate::backend) async fn read_settings<C: ConnectionTrait>(
    server: &Server,
    db: &C,
    schema: &mut Schema,
) -> Result<(), Error> {
    for table in schema.tables.values().filter(|table| !table.indexes.is_empty()) {
        let sql = format!("SHOW CREATE TABLE {}", server.table(&table.name));
        let during = || Error::during(format!("reading the definition of `{}`", table.name));
        let row = match db.query_one_raw(sea_orm::Statement::from_string(DbBackend::MySql, sql)).await {
            Ok(row) => row,
            // A role with rights of single columns may not see it.
            Err(error) if Refusal::read(&error).is_some() => None,
            Err(error) => return Err(during()(error)),
        };
        let Some(row) = row else { continue };
        let text = row.try_get_by_index::<String>(1).map_err(during())?;
        for (name, options) in options_of_indexes(server, &text) {
            schema.settings.insert(Subject::Index { table: table.name.clone(), name }, options);
        }
    }
    Ok(())
}

/// Those that have any, by their names.
fn options_of_indexes(server: &Server, text: &str) -> Vec<(String, Options)> {
    let all = tokens(text, server.escapes).unwrap_or_default();
    let Some(body) = all.iter().find_map(Token::inside) else { return Vec::new() };
    let definitions = split(body, server.escapes).unwrap_or_default();
    let named = definitions.into_iter().filter_map(|definition| {
        let tokens = tokens(definition, server.escapes)?;
        let key = tokens.iter().position(|token| token.is("KEY"))?;
        // The name of a column, or of a constraint, stands before all else.
        let is_index = tokens[..key].iter().all(|token| token.kind == TokenKind::Word);
        let name = tokens.get(key + 1)?.name().filter(|_| is_index)?;
        let pairs = tokens.windows(2);
        let options = pairs.filter_map(|pair| match pair {
            [word, value] if word.is(USING) => Some(("using".to_owned(), value.text.to_owned())),
            [word, value] if word.is(COMMENT) => Some(("comment".to_owned(), server.read_text(value.text))),
            _ => None,
        });
        let options: Options = options.collect();
        (!options.is_empty()).then_some((name, options))
    });
    named.collect()
}

#[cfg(feature = "generate")]
impl Server {
    /// The words behind an index of this table in a schema.
    pub(super) fn words_of_index(&self, schema: &Schema, table: &ObjectName, index: &Index) -> String {
        let Some(name) = &index.name else { return String::new() };
        let subject = Subject::Index { table: table.clone(), name: name.clone() };
        let Some(options) = schema.settings.get(&subject) else { return String::new() };
        let words = options.iter().map(|(name, value)| match name.as_str() {
            "comment" => format!(" {COMMENT} {}", self.text(value)),
            _ => format!(" {USING} {value}"),
        });
        words.rev().collect()
    }

    /// A step that sets something of an index makes it again, with all that is to be set; one that is made anyway has it.
    pub(super) fn set(&self, step: &Step, journey: &Journey<'_>) -> Result<Vec<Instruction>, Error> {
        let Step::Set { subject: subject @ Subject::Index { table, name }, name: _, value: _ } = step else {
            return Err(
                self.unsupported(step.title(), "it is not read here, and plans do not have it".to_owned())
            );
        };
        let is_first = journey
            .steps
            .iter()
            .find(|other| matches!(other, Step::Set { subject: of, .. } if of == subject));
        let is_made = journey.steps.iter().any(|other| {
            matches!(other, Step::CreateIndex { table: of, index } if of == table && index.name.as_ref() == Some(name))
        });
        let indexes = journey.to.tables.get(table).map_or(&[][..], |table| &table.indexes);
        let Some(index) = indexes.iter().find(|index| index.name.as_ref() == Some(name)) else {
            return Ok(Vec::new());
        };
        if is_first != Some(step) || (is_made && !journey.creates(step)) {
            return Ok(Vec::new());
        }
        let add = self.clause(table, &Statement::CreateIndex { table: table.clone(), index: index.clone() });
        let words = self.words_of_index(journey.to, table, index);
        let sql = format!("ALTER TABLE {} DROP INDEX {}, {add}{words}", self.table(table), self.name(name));
        Ok(vec![Instruction::Run(Statement::Raw(sql))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_an_index() {
        let text = "CREATE TABLE `t` (
  `KEY` int(11) DEFAULT NULL COMMENT 'a column',
  `b` int(11) DEFAULT NULL,
  PRIMARY KEY (`KEY`) USING BTREE,
  UNIQUE KEY `one` (`b`) USING BTREE,
  KEY `two` (`KEY`,`b`) USING HASH COMMENT 'it''s, (one)',
  KEY `three` (`b`),
  CONSTRAINT `KEY` FOREIGN KEY (`b`) REFERENCES `t` (`KEY`)
) ENGINE=InnoDB COMMENT='USING nothing'";
        let option = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            options_of_indexes(&Server::mariadb(), text),
            [
                ("one".to_owned(), [option("using", "BTREE")].into()),
                ("two".to_owned(), [option("comment", "it's, (one)"), option("using", "HASH")].into()),
            ]
        );
    }
}
