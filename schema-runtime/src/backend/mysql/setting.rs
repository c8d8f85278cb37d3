//! What is set of indexes and entities do not speak of: read from the text of `SHOW CREATE TABLE`, which alone tells all of
//! it, and written by making the index again.

use super::Server;
use super::hidden::definition;
use super::types::is_text;
use crate::backend::lexer::{Token, TokenKind, split, tokens};
use crate::error::Error;
use crate::model::{Column, Index, ObjectName, Options, Schema, Subject};
use crate::plan::{Instruction, Journey, Statement, Step};
use sea_orm::ConnectionTrait;

/// The words behind an index that are read: `USING BTREE`, `COMMENT 'text'`.
const USING: &str = "USING";
const COMMENT: &str = "COMMENT";

/// What stands before a table's collation among its options.
pub(super) const COLLATE: &str = "COLLATE=";

/// Reads what is set of the indexes of all tables, one by one.
pub(in crate::backend) async fn read_settings<C: ConnectionTrait>(
    server: &Server,
    db: &C,
    schema: &mut Schema,
) -> Result<(), Error> {
    for table in schema.tables.values().filter(|table| !table.indexes.is_empty()) {
        let Some(text) = definition(server, db, &table.name).await? else { continue };
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

impl Server {
    /// A table that leaves its collation to the database names it where that one's is another; and the other way round.
    pub(in crate::backend) fn say_in(&self, other: &Self, schema: &mut Schema) {
        if self.collation == other.collation {
            return;
        }
        for table in schema.tables.values_mut() {
            let options = table.options.value_mut();
            match options.iter().position(|option| option.starts_with(COLLATE)) {
                Some(at) if options[at][COLLATE.len()..] == other.collation => drop(options.remove(at)),
                Some(_) => {}
                None => {
                    let behind = options.iter().take_while(|option| option.starts_with("ENGINE=")).count();
                    options.insert(behind, format!("{COLLATE}{}", self.collation));
                }
            }
        }
    }

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
        if let Step::Set { subject: Subject::Table(table), .. } = step {
            return self.set_options(table, step, journey);
        }
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

    /// All that is set of a table, in one statement for the first of the steps.
    fn set_options(
        &self,
        table: &ObjectName,
        step: &Step,
        journey: &Journey<'_>,
    ) -> Result<Vec<Instruction>, Error> {
        let of_table = journey.steps.iter().filter_map(|other| match other {
            Step::Set { subject: Subject::Table(of), name, value } if of == table => {
                Some((other, name.as_str(), value.as_deref()))
            }
            _ => None,
        });
        let of_table: Vec<_> = of_table.collect();
        if of_table.first().is_none_or(|(first, _, _)| *first != step) {
            return Ok(Vec::new());
        }
        let mut clauses: Vec<_> =
            of_table.iter().filter_map(|(_, name, value)| self.option(name, *value)).collect();
        if of_table.iter().any(|(_, name, _)| *name == "COLLATE") {
            // A column keeps its own until it is defined anew.
            let columns =
                |schema: &Schema| schema.tables.get(table).map_or(Vec::new(), |table| table.columns.clone());
            let before = columns(journey.from);
            let was_there = |column: &Column| before.iter().any(|before| before.name == column.name);
            for column in
                columns(journey.to).iter().filter(|column| follows_table(column) && was_there(column))
            {
                let column = self.column_call(column)?;
                clauses.push(self.clause(table, &Statement::ModifyColumn { table: table.clone(), column }));
            }
        }
        if clauses.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!("ALTER TABLE {} {}", self.table(table), clauses.join(", "));
        Ok(vec![Instruction::Run(Statement::Raw(sql))])
    }

    /// One of the words behind a table's closing parenthesis; without a value as it is by itself.
    fn option(&self, name: &str, value: Option<&str>) -> Option<String> {
        const COUNTS: [&str; 8] = [
            "avg_row_length",
            "checksum",
            "delay_key_write",
            "key_block_size",
            "max_rows",
            "min_rows",
            "table_checksum",
            "transactional",
        ];
        Some(match (name, value) {
            // It is left alone: with it the former versions of all rows would go.
            ("WITH SYSTEM VERSIONING", _) => return None,
            ("ENGINE", value) => format!("ENGINE={}", value.unwrap_or("InnoDB")),
            ("COLLATE", value) => format!("{COLLATE}{}", value.unwrap_or(&self.collation)),
            (name, Some(value)) => format!("{name}={value}"),
            (name, None) if COUNTS.iter().any(|count| name.eq_ignore_ascii_case(count)) => {
                format!("{name}=0")
            }
            (name, None) => format!("{name}=DEFAULT"),
        })
    }
}

/// Whether a column is of text and has its table's collation.
fn follows_table(column: &Column) -> bool {
    is_text(column.ty.value()) && column.collation.value().is_none()
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
