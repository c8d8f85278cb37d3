//! The indexes and unique constraints of a table on both sides come in; which are missing, too many or defined in
//! another way goes out. What an index is decides which two are one, a name only where that leaves a choice.

use super::ask::{Pair, worst};
use super::column::untold;
use super::describe;
use super::difference::{Change, Difference, Kind, Severity};
use super::meaning::Sameness;
use crate::model::{Deferrability, Expr, ForeignKey, Index, IndexKind, IndexPart, IndexTarget};

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    let (live, declared) = (&pair.from.indexes, &pair.to.indexes);
    let in_order = live
        .iter()
        .zip(declared)
        .all(|(from, to)| from.valid && same_text(from, to) && (to.name.is_none() || from.name == to.name));
    if live.len() == declared.len() && in_order {
        return;
    }
    let matches = Matching::of(pair);
    for (to, partner) in declared.iter().zip(&matches.partners) {
        match partner.map(|position| &live[position]) {
            Some(from) if !from.valid => out.push(broken(pair, from, to)),
            Some(from) => out.extend(definition(pair, from, to)),
            None => out.push(missing(pair, to)),
        }
    }
    let extra = live.iter().zip(matches.taken).filter(|(from, taken)| !taken && !is_of_key(pair, from));
    out.extend(extra.map(|(from, _)| surplus(pair, from)));
}

/// Whether an index came with a foreign key that stays: some databases make one for each, under its name.
fn is_of_key(pair: &Pair<'_>, index: &Index) -> bool {
    index.kind == IndexKind::Plain
        && index.name.is_some()
        && pair.from.foreign_keys.iter().filter(|key| is_declared(pair, key)).any(|key| {
            let over =
                |(part, column): (&IndexPart, &String)| part.target == IndexTarget::Column(column.clone());
            key.name == index.name
                && key.columns.len() == index.parts.len()
                && index.parts.iter().zip(&key.columns).all(over)
        })
}

fn is_declared(pair: &Pair<'_>, key: &ForeignKey) -> bool {
    pair.to.foreign_keys.iter().any(|to| {
        (&key.columns, &key.references, &key.referenced_columns)
            == (&to.columns, &to.references, &to.referenced_columns)
    })
}

/// Which live index each declared one is.
struct Matching<'a> {
    live: &'a [Index],
    declared: &'a [Index],
    taken: Vec<bool>,
    partners: Vec<Option<usize>>,
}

impl<'a> Matching<'a> {
    fn of(pair: &Pair<'a>) -> Self {
        let (live, declared) = (pair.from.indexes.as_slice(), pair.to.indexes.as_slice());
        let (taken, partners) = (vec![false; live.len()], vec![None; declared.len()]);
        let mut matching = Self { live, declared, taken, partners };
        let named = |from: &Index, to: &Index| from.name.is_some() && from.name == to.name;
        // From the surest to the least sure; one that was taken is out of the question.
        matching.pass(|from, to| from.valid && same_text(from, to) && named(from, to));
        matching.pass(|from, to| from.valid && same_text(from, to));
        matching.pass(|from, to| {
            from.valid && same_shape(from, to) && same_meaning(pair, from, to) == Sameness::Same
        });
        matching.pass(|from, to| from.valid && same_promise(from, to));
        matching.pass(|from, to| from.valid && named(from, to));
        matching.pass(|from, to| from.valid && same_constraint(from, to));
        matching.pass(|from, to| {
            from.valid && same_shape(from, to) && same_meaning(pair, from, to) != Sameness::Different
        });
        matching.pass(|from, to| !from.valid && (named(from, to) || same_text(from, to)));
        matching.pass(|from, to| from.valid && to.kind == IndexKind::Plain && served_by(from, to));
        matching
    }

    fn pass(&mut self, alike: impl Fn(&Index, &Index) -> bool) {
        for (to, partner) in self.declared.iter().zip(&mut self.partners) {
            if partner.is_some() {
                continue;
            }
            let mut found = None;
            for (position, from) in self.live.iter().enumerate() {
                if self.taken[position] || !alike(from, to) {
                    continue;
                }
                if found.is_none() || from.name == to.name {
                    found = Some(position);
                }
            }
            if let Some(position) = found {
                self.taken[position] = true;
                *partner = found;
            }
        }
    }
}

/// In what two indexes differ, apart from their names and the texts of expressions.
fn aspects(from: &Index, to: &Index) -> Vec<&'static str> {
    let Index { name: _, kind, method, parts, include, predicate, nulls_not_distinct, valid: _, origin: _ } =
        to;
    let mut aspects = Vec::new();
    let mut differs = |differs: bool, aspect: &'static str| {
        if differs {
            aspects.push(aspect);
        }
    };
    differs(from.kind != *kind, "uniqueness");
    differs(from.method != *method, "method");
    differs(!same_parts(from, to, SamePart::Target), "columns");
    differs(
        from.parts.len() == parts.len()
            && same_parts(from, to, SamePart::Target)
            && !same_parts(from, to, SamePart::Whole),
        "order, operator class or collation",
    );
    differs(from.include != *include, "included columns");
    differs(from.predicate.is_some() != predicate.is_some(), "predicate");
    differs(from.nulls_not_distinct != *nulls_not_distinct, "treatment of nulls");
    aspects
}

#[derive(Clone, Copy)]
enum SamePart {
    Target,
    Whole,
}

fn same_parts(from: &Index, to: &Index, same: SamePart) -> bool {
    from.parts.len() == to.parts.len()
        && from.parts.iter().zip(&to.parts).all(|(from, to)| {
            let target = match (&from.target, &to.target) {
                (IndexTarget::Column(from), IndexTarget::Column(to)) => from == to,
                (IndexTarget::Expr(_), IndexTarget::Expr(_)) => true,
                (IndexTarget::Column(_), IndexTarget::Expr(_))
                | (IndexTarget::Expr(_), IndexTarget::Column(_)) => false,
            };
            target
                && match same {
                    SamePart::Target => true,
                    SamePart::Whole => {
                        (from.order, from.nulls, from.prefix) == (to.order, to.nulls, to.prefix)
                            && (&from.opclass, &from.collation) == (&to.opclass, &to.collation)
                    }
                }
        })
}

fn same_shape(from: &Index, to: &Index) -> bool {
    aspects(from, to).is_empty()
}

fn same_text(from: &Index, to: &Index) -> bool {
    same_shape(from, to) && expressions(from, to).all(|(from, to)| from == to)
}

/// Whether the expressions of two indexes of the same shape mean the same.
fn same_meaning(pair: &Pair<'_>, from: &Index, to: &Index) -> Sameness {
    worst(expressions(from, to).map(|(from, to)| pair.same_row(from, to)))
}

fn expressions<'a>(from: &'a Index, to: &'a Index) -> impl Iterator<Item = (&'a Expr, &'a Expr)> {
    let parts = from.parts.iter().zip(&to.parts).filter_map(|(from, to)| match (&from.target, &to.target) {
        (IndexTarget::Expr(from), IndexTarget::Expr(to)) => Some((from, to)),
        (IndexTarget::Column(_), _) | (_, IndexTarget::Column(_)) => None,
    });
    parts.chain(from.predicate.iter().zip(&to.predicate))
}

/// A unique index and a unique constraint keep the same rows out, and a key can point at either.
fn same_promise(from: &Index, to: &Index) -> bool {
    let at_once = |index: &Index| match index.kind {
        IndexKind::Unique | IndexKind::Constraint(Deferrability::NotDeferrable) => true,
        IndexKind::Plain
        | IndexKind::Constraint(Deferrability::InitiallyImmediate | Deferrability::InitiallyDeferred) => {
            false
        }
    };
    at_once(from) && at_once(to) && served_by(from, to)
}

/// Whether everything but uniqueness is the same, so that the one finds the same rows as the other.
fn served_by(from: &Index, to: &Index) -> bool {
    matches!(aspects(from, to).as_slice(), [] | ["uniqueness"])
        && expressions(from, to).all(|(from, to)| from == to)
}

/// Two constraints over the same columns are one that differs: an entity seldom names them.
fn same_constraint(from: &Index, to: &Index) -> bool {
    matches!((from.kind, to.kind), (IndexKind::Constraint(_), IndexKind::Constraint(_)))
        && same_parts(from, to, SamePart::Target)
}

/// What differs between two that are one.
fn definition(pair: &Pair<'_>, from: &Index, to: &Index) -> Option<Difference> {
    let sides = |severity| {
        difference(pair, Kind::IndexDefinition, severity, to)
            .declared(describe::index(to))
            .live(describe::index(from))
    };
    if same_promise(from, to) && from.kind != to.kind {
        return Some(
            sides(Severity::Harmless).why("a unique index and a unique constraint keep the same promise"),
        );
    }
    if to.kind == IndexKind::Plain && served_by(from, to) && from.kind != to.kind && from.name != to.name {
        let change = change(pair, Some(from), Some(to));
        return Some(
            sides(Severity::Harmless)
                .why("an index that is unique besides finds the same rows")
                .change(change),
        );
    }
    let aspects = aspects(from, to);
    let changed =
        |why: String| sides(Severity::Divergent).why(why).change(change(pair, Some(from), Some(to)));
    if !aspects.is_empty() {
        return Some(changed(format!(
            "the index of this name has another {}",
            aspects.join(" and another ")
        )));
    }
    match same_meaning(pair, from, to) {
        Sameness::Same => renamed(pair, from, to),
        Sameness::Different => Some(changed("the index of this name has other expressions".to_owned())),
        Sameness::Rejected(words) => {
            Some(sides(Severity::Divergent).why(format!("the server rejects what is declared: {words}")))
        }
        Sameness::Unknown(reason) => Some(sides(Severity::Unknown).why(untold(&reason))),
    }
}

fn renamed(pair: &Pair<'_>, from: &Index, to: &Index) -> Option<Difference> {
    let (live, declared) = (from.name.as_ref()?, to.name.as_ref()?);
    (live != declared).then(|| {
        difference(pair, Kind::Name, Severity::Harmless, to)
            .declared(declared)
            .live(live)
            .why("the index has another name")
    })
}

fn missing(pair: &Pair<'_>, to: &Index) -> Difference {
    let table = &pair.to.name;
    let serving = match to.kind {
        IndexKind::Plain => pair.from.indexes.iter().find(|from| from.valid && served_by(from, to)),
        IndexKind::Unique | IndexKind::Constraint(_) => None,
    };
    if let Some(from) = serving {
        return difference(pair, missing_kind(to), Severity::Harmless, to)
            .declared(describe::index(to))
            .live(describe::index(from))
            .why("an index that is unique besides finds the same rows");
    }
    let why = match to.kind {
        IndexKind::Plain => format!("queries of {table} by these columns have to read all of it"),
        IndexKind::Unique | IndexKind::Constraint(_) => {
            format!("nothing keeps two rows of {table} from being alike in them")
        }
    };
    difference(pair, missing_kind(to), Severity::Divergent, to)
        .declared(describe::index(to))
        .why(why)
        .change(change(pair, None, Some(to)))
}

/// A live index that the server cannot use is as good as missing, and is in the way of its own name.
fn broken(pair: &Pair<'_>, from: &Index, to: &Index) -> Difference {
    difference(pair, missing_kind(to), Severity::Divergent, to)
        .declared(describe::index(to))
        .live(describe::index(from))
        .why("the server cannot use the index that is there: it was not built to the end")
        .change(change(pair, Some(from), Some(to)))
}

fn surplus(pair: &Pair<'_>, from: &Index) -> Difference {
    let kind = match from.kind {
        IndexKind::Plain | IndexKind::Unique => Kind::ExtraIndex,
        IndexKind::Constraint(_) => Kind::ExtraUnique,
    };
    difference(pair, kind, Severity::Harmless, from)
        .live(describe::index(from))
        .at(pair.to.origin)
        .why(if from.valid {
            "only the database has it"
        } else {
            "only the database has it, and the server cannot use it: it was not built to the end"
        })
        .change(change(pair, Some(from), None))
}

fn missing_kind(to: &Index) -> Kind {
    match to.kind {
        IndexKind::Plain | IndexKind::Unique => Kind::MissingIndex,
        IndexKind::Constraint(_) => Kind::MissingUnique,
    }
}

fn difference(pair: &Pair<'_>, kind: Kind, severity: Severity, index: &Index) -> Difference {
    let parts: Vec<_> = index
        .parts
        .iter()
        .map(|part| match &part.target {
            IndexTarget::Column(name) => name.as_str(),
            IndexTarget::Expr(expr) => expr.as_str(),
        })
        .collect();
    Difference::new(kind, severity, &pair.to.name, parts.join(",")).at(index.origin)
}

fn change(pair: &Pair<'_>, from: Option<&Index>, to: Option<&Index>) -> Change {
    Change::Index {
        table: pair.to.name.clone(),
        from: from.cloned().map(Box::new),
        to: to.cloned().map(Box::new),
    }
}
