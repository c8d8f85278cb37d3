//! The checks of a table on both sides come in; which are missing, too many or say something else goes out.

use super::ask::Pair;
use super::column::untold;
use super::difference::{Change, Difference, Kind, Severity};
use super::meaning::Sameness;
use crate::model::Check;

pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Difference>) {
    let (live, declared) = (&pair.from.checks, &pair.to.checks);
    let in_order = live.iter().zip(declared).all(|(from, to)| {
        from.valid
            && from.expr == to.expr
            && (to.name.is_none() || from.name == to.name)
            && (!to.options.is_exact() || from.options.value() == to.options.value())
    });
    if live.len() == declared.len() && in_order {
        return;
    }
    let matches = Matching::of(pair);
    for (to, partner) in declared.iter().zip(&matches.partners) {
        out.extend(match partner {
            Some((position, sameness)) => definition(pair, &live[*position], to, sameness),
            None => Some(missing(pair, to)),
        });
    }
    let extra = live.iter().zip(matches.taken).filter(|(_, taken)| !taken);
    out.extend(extra.map(|(from, _)| surplus(pair, from)));
}

/// Which live check each declared one is, and whether the two mean the same.
struct Matching<'a> {
    live: &'a [Check],
    declared: &'a [Check],
    taken: Vec<bool>,
    partners: Vec<Option<(usize, Sameness)>>,
}

impl<'a> Matching<'a> {
    fn of(pair: &Pair<'a>) -> Self {
        let (live, declared) = (pair.from.checks.as_slice(), pair.to.checks.as_slice());
        let (taken, partners) = (vec![false; live.len()], vec![None; declared.len()]);
        let mut matching = Self { live, declared, taken, partners };
        let named = |from: &Check, to: &Check| from.name.is_some() && from.name == to.name;
        matching.pass(|from, to| named(from, to).then(|| pair.same_row(&from.expr, &to.expr)));
        matching.pass(|from, to| (from.expr == to.expr).then_some(Sameness::Same));
        let by_meaning = |from: &Check, to: &Check| pair.same_row(&from.expr, &to.expr);
        matching.pass(|from, to| Some(by_meaning(from, to)).filter(|same| *same == Sameness::Same));
        // The one that cannot be compared may be the one that is looked for.
        matching.pass(|from, to| Some(by_meaning(from, to)).filter(|same| *same != Sameness::Different));
        matching
    }

    fn pass(&mut self, compare: impl Fn(&Check, &Check) -> Option<Sameness>) {
        for (to, partner) in self.declared.iter().zip(&mut self.partners) {
            if partner.is_some() {
                continue;
            }
            let free = self.live.iter().enumerate().filter(|(position, _)| !self.taken[*position]);
            *partner = free.filter_map(|(position, from)| Some((position, compare(from, to)?))).next();
            if let Some((position, sameness)) = partner {
                // A check that the server rejects is nobody's partner; it keeps its words.
                self.taken[*position] =
                    !matches!(sameness, Sameness::Rejected(_)) || same_name(&self.live[*position], to);
            }
        }
    }
}

fn same_name(from: &Check, to: &Check) -> bool {
    from.name.is_some() && from.name == to.name
}

fn definition(pair: &Pair<'_>, from: &Check, to: &Check, sameness: &Sameness) -> Option<Difference> {
    let Check { name, expr, valid, options, origin: _ } = to;
    let sides = |severity| {
        difference(pair, Kind::CheckExpression, severity, to).declared(expr.as_str()).live(from.expr.as_str())
    };
    let changed =
        |why: &str| Some(sides(Severity::Divergent).why(why).change(change(pair, Some(from), Some(to))));
    match sameness {
        Sameness::Same if *valid && !from.valid => {
            changed("rows that were there before it may break it (not valid)")
        }
        Sameness::Same if options.is_exact() && *options.value() != *from.options.value() => {
            changed("it has other options")
        }
        Sameness::Same => match (&from.name, name) {
            (Some(live), Some(declared)) if live != declared => Some(
                difference(pair, Kind::Name, Severity::Harmless, to)
                    .declared(declared)
                    .live(live)
                    .why("the check has another name"),
            ),
            (Some(_) | None, Some(_) | None) => None,
        },
        Sameness::Different => changed("the check of this name lets other rows in"),
        Sameness::Rejected(words) => {
            let mut rejected =
                sides(Severity::Divergent).why(format!("the server rejects what is declared: {words}"));
            if !same_name(from, to) {
                rejected.live = None;
            }
            Some(rejected)
        }
        Sameness::Unknown(reason) => Some(sides(Severity::Unknown).why(untold(reason))),
    }
}

fn missing(pair: &Pair<'_>, to: &Check) -> Difference {
    difference(pair, Kind::MissingCheck, Severity::Divergent, to)
        .declared(to.expr.as_str())
        .why(format!("nothing keeps rows that break it out of {}", pair.to.name))
        .change(change(pair, None, Some(to)))
}

fn surplus(pair: &Pair<'_>, from: &Check) -> Difference {
    difference(pair, Kind::ExtraCheck, Severity::Harmless, from)
        .live(from.expr.as_str())
        .at(pair.to.origin)
        .why("only the database has this check")
        .change(change(pair, Some(from), None))
}

fn difference(pair: &Pair<'_>, kind: Kind, severity: Severity, check: &Check) -> Difference {
    let object = check.name.as_deref().unwrap_or(check.expr.as_str());
    Difference::new(kind, severity, &pair.to.name, object).at(check.origin)
}

fn change(pair: &Pair<'_>, from: Option<&Check>, to: Option<&Check>) -> Change {
    Change::Check { table: pair.to.name.clone(), from: from.cloned(), to: to.cloned() }
}
