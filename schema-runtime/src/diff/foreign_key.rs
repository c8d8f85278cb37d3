//! The foreign keys of a table on both sides come in; which are missing, too many, or act in another way goes out.

use super::ask::Pair;
use super::describe;
use super::difference::{Change, Difference, Kind, Severity};
use crate::model::{Action, Deferrability, ForeignKey, Promise};

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    let (live, declared) = (&pair.from.foreign_keys, &pair.to.foreign_keys);
    let mut matched = vec![false; live.len()];
    for to in declared {
        let mut alike =
            live.iter().enumerate().filter(|(position, from)| !matched[*position] && points_alike(from, to));
        let first = alike.next();
        let same_name = |(_, from): &(usize, &ForeignKey)| from.name == to.name;
        match first.filter(same_name).or_else(|| alike.find(same_name)).or(first) {
            Some((position, from)) => {
                matched[position] = true;
                definition(pair, from, to, out);
            }
            None => out.push(missing(pair, to)),
        }
    }
    let extra = live.iter().zip(matched).filter(|(_, matched)| !matched);
    out.extend(extra.map(|(from, _)| surplus(pair, from)));
}

/// Whether both point from the same columns at the same columns.
fn points_alike(from: &ForeignKey, to: &ForeignKey) -> bool {
    if from.references != to.references || from.columns.len() != to.columns.len() {
        return false;
    }
    if from.columns == to.columns && from.referenced_columns == to.referenced_columns {
        return true;
    }
    let ends = |key: &ForeignKey| -> Vec<(String, String)> {
        let mut ends: Vec<_> =
            key.columns.iter().cloned().zip(key.referenced_columns.iter().cloned()).collect();
        ends.sort();
        ends
    };
    from.columns.len() > 1 && ends(from) == ends(to)
}

fn definition(pair: &Pair<'_>, from: &ForeignKey, to: &ForeignKey, out: &mut Vec<Difference>) {
    let ForeignKey {
        name,
        columns: _,
        references: _,
        referenced_columns: _,
        on_delete,
        on_update,
        deferrable,
        valid,
        options,
        origin: _,
    } = to;
    let mut reasons = Vec::new();
    for (event, live, declared) in
        [("deleted", from.on_delete, on_delete), ("changed", from.on_update, on_update)]
    {
        if let Promise::Exact(declared) = declared
            && live.value() != declared
        {
            reasons.push(format!("when the row it points at is {event}, {}", happens(*live.value())));
        }
    }
    if from.deferrable != *deferrable && says_when(to) {
        reasons.push(format!("it is checked {}", when(from.deferrable)));
    }
    if *valid && !from.valid {
        reasons.push("rows that were there before it may break it (not valid)".to_owned());
    }
    if let Promise::Exact(options) = options
        && from.options.value() != options
    {
        reasons.push("it has other options".to_owned());
    }
    if !reasons.is_empty() {
        out.push(
            difference(pair, Kind::ForeignKeyDefinition, Severity::Divergent, to)
                .declared(describe::foreign_key(to))
                .live(describe::foreign_key(from))
                .why(reasons.join("; "))
                .change(change(pair, Some(from), Some(to))),
        );
    } else if let (Some(live), Some(declared)) = (&from.name, name)
        && live != declared
    {
        out.push(
            difference(pair, Kind::Name, Severity::Harmless, to)
                .declared(declared)
                .live(live)
                .why("the foreign key has another name"),
        );
    }
}

/// A key that is not deferrable says so only where it says everything; a relation has no word for it.
fn says_when(key: &ForeignKey) -> bool {
    key.deferrable != Deferrability::NotDeferrable || (key.on_delete.is_exact() && key.on_update.is_exact())
}

fn happens(action: Action) -> &'static str {
    match action {
        Action::NoAction | Action::Restrict => "the database refuses",
        Action::Cascade => "the row goes or changes with it",
        Action::SetNull => "the columns become null",
        Action::SetDefault => "the columns get their defaults",
    }
}

fn when(deferrable: Deferrability) -> &'static str {
    match deferrable {
        Deferrability::NotDeferrable => "with each statement, and cannot be put off",
        Deferrability::InitiallyImmediate => "with each statement, unless the transaction asks for its end",
        Deferrability::InitiallyDeferred => "at the end of the transaction",
    }
}

fn missing(pair: &Pair<'_>, to: &ForeignKey) -> Difference {
    difference(pair, Kind::MissingForeignKey, Severity::Divergent, to)
        .declared(describe::foreign_key(to))
        .why("nothing keeps rows from pointing at ones that are not there")
        .change(change(pair, None, Some(to)))
}

fn surplus(pair: &Pair<'_>, from: &ForeignKey) -> Difference {
    difference(pair, Kind::ExtraForeignKey, Severity::Harmless, from)
        .live(describe::foreign_key(from))
        .at(pair.to.origin)
        .why("only the database has this key")
        .change(change(pair, Some(from), None))
}

fn difference(pair: &Pair<'_>, kind: Kind, severity: Severity, key: &ForeignKey) -> Difference {
    Difference::new(kind, severity, &pair.to.name, key.columns.join(",")).at(key.origin)
}

fn change(pair: &Pair<'_>, from: Option<&ForeignKey>, to: Option<&ForeignKey>) -> Change {
    Change::ForeignKey {
        table: pair.to.name.clone(),
        from: from.cloned().map(Box::new),
        to: to.cloned().map(Box::new),
    }
}
