//! The tables of both sides come in; what is missing, what only the database has, and what differs within goes out.

use super::ask::{Oracle, Pair};
use super::difference::{Change, Difference, Kind, Severity};
use super::rename::Renames;
use super::{check, column, describe, foreign_key, hint, index, primary_key, sides};
use crate::model::{ObjectName, Table};
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Tables<'a> {
    /// The live ones, under their declared names.
    pub(super) from: &'a BTreeMap<ObjectName, Table>,
    pub(super) to: &'a BTreeMap<ObjectName, Table>,
    pub(super) invisible: &'a BTreeSet<ObjectName>,
    pub(super) renames: &'a Renames,
    pub(super) short: &'a BTreeSet<ObjectName>,
    pub(super) oracle: &'a Oracle<'a>,
}

impl Tables<'_> {
    pub(super) fn compare(&self, out: &mut Vec<Difference>) {
        let (mut absent, mut extra) = (Vec::new(), Vec::new());
        for (name, from, to) in sides(self.from, self.to) {
            match (from, to) {
                (Some(from), Some(to)) => self.both(from, to, out),
                (None, Some(to)) => {
                    if !self.invisible.contains(name) {
                        absent.push((out.len(), to));
                        out.push(missing(to));
                    }
                }
                (Some(from), None) => {
                    extra.push(from);
                    out.push(surplus(from));
                }
                (None, None) => {}
            }
        }
        let missing: Vec<_> = absent.iter().map(|(_, table)| *table).collect();
        for (of, former) in hint::tables(&missing, &extra) {
            out[absent[of].0].hint = Some(former.to_string());
        }
    }

    fn both(&self, from: &Table, to: &Table, out: &mut Vec<Difference>) {
        // A live table on both sides (a replayed one against the database) is equal as a whole.
        if from == to {
            return;
        }
        let Table {
            name,
            columns: _,
            primary_key: _,
            indexes: _,
            foreign_keys: _,
            checks: _,
            comment,
            // Neither can an entity say it, nor is there a change for it: it stays as it is.
            options: _,
            renamed_from: _,
            origin,
        } = to;
        let former = self.renames.table(name);
        if let Some(former) = former {
            out.push(renamed(former, to));
        }
        if comment.is_exact() && comment.value() != from.comment.value() {
            let mut difference = Difference::new(Kind::Comment, Severity::Harmless, name, "")
                .at(*origin)
                .why(format!("the comment of {name} is another"))
                .change(Change::TableComment {
                    table: name.clone(),
                    from: from.comment.value().clone(),
                    to: comment.value().clone(),
                });
            difference.declared.clone_from(comment.value());
            difference.live.clone_from(from.comment.value());
            out.push(difference);
        }
        let columns = self.renames.columns(name);
        let pair = Pair {
            from,
            to,
            live_name: former.unwrap_or(name),
            renamed: columns,
            short: self.short,
            oracle: self.oracle,
        };
        column::compare(&pair, columns, out);
        primary_key::compare(&pair, out);
        index::compare(&pair, out);
        foreign_key::compare(&pair, out);
        check::compare(&pair, out);
    }
}

fn missing(to: &Table) -> Difference {
    Difference::new(Kind::MissingTable, Severity::Breaking, &to.name, "")
        .declared(describe::table(to))
        .at(to.origin)
        .why("every query of the entity fails")
        .change(Change::Table { from: None, to: Some(Box::new(to.clone())) })
}

fn surplus(from: &Table) -> Difference {
    Difference::new(Kind::ExtraTable, Severity::Harmless, &from.name, "")
        .live(describe::table(from))
        .why("no entity declares it")
        .change(Change::Table { from: Some(Box::new(from.clone())), to: None })
}

fn renamed(former: &ObjectName, to: &Table) -> Difference {
    let mut difference = Difference::new(Kind::MissingTable, Severity::Breaking, &to.name, "")
        .declared(describe::table(to))
        .live(format!("named {former}"))
        .at(to.origin)
        .why(format!("{} is declared as renamed from {former}, and still has its former name", to.name))
        .change(Change::RenameTable { from: former.clone(), to: to.name.clone() });
    difference.hint = Some(former.to_string());
    difference
}
