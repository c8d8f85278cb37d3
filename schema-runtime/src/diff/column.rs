//! The columns of a table on both sides come in; which are missing or too many, and what differs of the others,
//! goes out.

use super::ask::Pair;
use super::difference::{Change, ColumnAspect, Difference, Kind, Severity};
use super::enums::{Labels, compare_labels, merged, quoted, still_called};
use super::meaning::Sameness;
use super::{describe, hint};
use crate::model::{Column, Expr, Generated, Identity, Promise, SqlType};
use std::collections::BTreeMap;

/// `renamed`: the columns that still have their former name, which `pair.from` does not show any more.
pub(super) fn compare(
    pair: &Pair<'_>,
    renamed: Option<&BTreeMap<String, String>>,
    out: &mut Vec<Difference>,
) {
    let mut absent = Vec::new();
    for (position, to) in pair.to.columns.iter().enumerate() {
        if let Some(former) = renamed.and_then(|renamed| renamed.get(&to.name)) {
            out.push(rename(pair, former, to));
        }
        match at(&pair.from.columns, position, &to.name) {
            Some(from) => Columns { pair, from, to }.compare(out),
            None => {
                absent.push((out.len(), to));
                out.push(missing(pair, to));
            }
        }
    }
    if pair.to.columns.len() - absent.len() == pair.from.columns.len() {
        return;
    }
    let extra = pair.from.columns.iter().enumerate();
    let extra: Vec<_> = extra
        .filter(|(position, from)| at(&pair.to.columns, *position, &from.name).is_none())
        .map(|(_, from)| from)
        .collect();
    let missing: Vec<_> = absent.iter().map(|(_, column)| *column).collect();
    for (of, former) in hint::columns(&missing, &extra) {
        out[absent[of].0].hint = Some(former.to_owned());
    }
    out.extend(extra.into_iter().map(|from| surplus(pair, from)));
}

/// The column of this name, most likely at this position.
fn at<'a>(columns: &'a [Column], position: usize, name: &str) -> Option<&'a Column> {
    match columns.get(position) {
        Some(column) if column.name == name => Some(column),
        Some(_) | None => columns.iter().find(|column| column.name == name),
    }
}

fn missing(pair: &Pair<'_>, to: &Column) -> Difference {
    let table = &pair.to.name;
    Difference::new(Kind::MissingColumn, Severity::Breaking, table, &to.name)
        .declared(describe::column(to))
        .at(to.origin)
        .why(format!("selecting {table} names this column"))
        .change(Change::Column { table: table.clone(), from: None, to: Some(Box::new(to.clone())) })
}

fn rename(pair: &Pair<'_>, former: &str, to: &Column) -> Difference {
    let table = &pair.to.name;
    let mut difference = Difference::new(Kind::MissingColumn, Severity::Breaking, table, &to.name)
        .declared(describe::column(to))
        .live(format!("named {former}"))
        .at(to.origin)
        .why(format!("it is declared as renamed from {former}, and still has its former name"))
        .change(Change::RenameColumn { table: table.clone(), from: former.to_owned(), to: to.name.clone() });
    difference.hint = Some(former.to_owned());
    difference
}

fn surplus(pair: &Pair<'_>, from: &Column) -> Difference {
    let table = &pair.to.name;
    let filled = from.nullable
        || from.default.value().is_some()
        || from.generated.is_some()
        || from.identity.value().is_some();
    let (severity, why) = if filled {
        (Severity::Harmless, "no entity declares it, and an insert can leave it out".to_owned())
    } else {
        (Severity::Breaking, "an insert fails: no entity names it, and it has no default".to_owned())
    };
    Difference::new(Kind::ExtraColumn, severity, table, &from.name)
        .live(describe::column(from))
        .at(pair.to.origin)
        .why(why)
        .change(Change::Column { table: table.clone(), from: Some(Box::new(from.clone())), to: None })
}

/// Whether a column of the live type serves the entity; `None` when the types are equal.
pub(super) fn type_severity(from: &Column, to: &Column) -> Option<Severity> {
    let (live, declared) = (from.ty.value(), to.ty.value());
    if live == declared {
        return None;
    }
    let kept = if to.ty.is_exact() { Severity::Divergent } else { Severity::Harmless };
    Some(match enum_labels(live, declared) {
        Some(Labels::Missing(_)) => Severity::Breaking,
        Some(Labels::Reordered) => Severity::Divergent,
        Some(Labels::Extra) => Severity::Harmless,
        None if same_name(live, declared)
            || to.accepts.contains(&live.bare())
            || !to.accepts.is_disjoint(&from.accepts) =>
        {
            kept
        }
        None => Severity::Breaking,
    })
}

fn same_name(live: &SqlType, declared: &SqlType) -> bool {
    let SqlType { schema, name, arguments: _, dimensions } = declared;
    (&live.schema, &live.name, live.dimensions > 0) == (schema, name, *dimensions > 0)
}

/// Where an enum is a type with its labels as arguments.
fn enum_labels<'a>(live: &'a SqlType, declared: &'a SqlType) -> Option<Labels<'a>> {
    if !same_name(live, declared) {
        return None;
    }
    compare_labels(live.labels()?, declared.labels()?)
}

/// A column on both sides.
struct Columns<'a> {
    pair: &'a Pair<'a>,
    from: &'a Column,
    to: &'a Column,
}

impl Columns<'_> {
    fn compare(&self, out: &mut Vec<Difference>) {
        let Column {
            name: _,
            ty: _,
            accepts: _,
            nullable: _,
            default: _,
            generated: _,
            identity: _,
            numbering: _,
            collation: _,
            comment: _,
            on_update: _,
            // Text that we cannot read.
            extra: _,
            renamed_from: _,
            renamed_values: _,
            using: _,
            backfill: _,
            origin: _,
        } = self.to;
        self.ty(out);
        let aspects: [fn(&Self) -> Option<Difference>; 8] = [
            Self::nullability,
            Self::default,
            Self::on_update,
            Self::generated,
            Self::identity,
            Self::numbering,
            Self::collation,
            Self::comment,
        ];
        for aspect in aspects {
            if let Some(difference) = aspect(self) {
                out.push(difference);
            }
        }
    }

    fn ty(&self, out: &mut Vec<Difference>) {
        let Some(severity) = type_severity(self.from, self.to) else { return };
        let (from, to) = (self.from.ty.value(), self.to.ty.value());
        let text = |ty: &SqlType| ty.to_string();
        let renamed = self.from.renames_to(self.to);
        let called = called(from, &renamed);
        let labels = enum_labels(&called, to);
        let why = match (&labels, severity) {
            _ if !renamed.is_empty() => still_called(
                &renamed.iter().map(|(former, new)| (former.as_str(), new.as_str())).collect::<Vec<_>>(),
            ),
            (Some(Labels::Missing(labels)), _) => format!("the database refuses {}", quoted(labels)),
            (Some(Labels::Reordered), _) => "its labels stand in another order".to_owned(),
            (Some(Labels::Extra), _) => EXTRA_LABELS.to_owned(),
            (None, Severity::Breaking) => format!("the field can neither be read from nor written to {from}"),
            (None, Severity::Divergent) => format!("the field works with {from}, and the entity says {to}"),
            (None, Severity::Harmless | Severity::Unknown) => {
                format!("the field works with {from}, and the entity does not say its type")
            }
        };
        let sides = |severity| self.sides(Kind::ColumnType, severity, Some(&text(from)), Some(&text(to)));
        let using = || self.to.using.clone();
        let change = |from: &SqlType, to: &SqlType| {
            let default = self.to.default.value().clone();
            let (from, to, renamed) = (from.clone(), to.clone(), renamed.clone());
            self.aspect(ColumnAspect::Type { from, to, renamed, using: using(), default })
        };
        let difference = sides(severity).why(why);
        match labels {
            // Labels that only the database has stay, and are a difference of their own.
            Some(Labels::Missing(_) | Labels::Reordered) => {
                let kept = SqlType { arguments: merged(&called.arguments, &to.arguments), ..to.clone() };
                out.push(difference.change(change(from, &kept)));
                if kept != *to {
                    out.push(sides(Severity::Harmless).why(EXTRA_LABELS).change(change(&kept, to)));
                }
            }
            Some(Labels::Extra) => out.push(difference.change(change(from, to))),
            // What the entity leaves open is not changed.
            None if severity == Severity::Harmless => out.push(difference),
            None => out.push(difference.change(change(from, to))),
        }
    }

    fn nullability(&self) -> Option<Difference> {
        let (from, to) = (self.from.nullable, self.to.nullable);
        // A key is never null, whatever a database says of its columns.
        if from == to || self.pair.in_both_keys(&self.to.name) {
            return None;
        }
        let why = if from {
            "the database may hold a null, and the entity's field has no place for one"
        } else {
            "the entity may write a null, and the database refuses it"
        };
        let (live, declared) = (describe::nullability(from), describe::nullability(to));
        Some(
            self.sides(Kind::ColumnNullability, Severity::Breaking, Some(live), Some(declared))
                .why(why)
                .change(self.aspect(ColumnAspect::Nullability {
                    from,
                    to,
                    backfill: self.to.backfill.clone(),
                })),
        )
    }

    fn default(&self) -> Option<Difference> {
        let (from, to) = differing(&self.from.default, &self.to.default)?;
        let change = || self.aspect(ColumnAspect::Default { from: from.clone(), to: to.clone() });
        let why = match to {
            Some(_) => "an insert that leaves it out gets another value",
            None => "an insert that leaves it out gets a value that the entity does not say",
        };
        self.expressions(Kind::ColumnDefault, from.as_ref(), to.as_ref(), why, change)
    }

    fn on_update(&self) -> Option<Difference> {
        let (from, to) = differing(&self.from.on_update, &self.to.on_update)?;
        let change = || self.aspect(ColumnAspect::OnUpdate { from: from.clone(), to: to.clone() });
        let why = "a change of the row gives it another value";
        let mut difference =
            self.expressions(Kind::ColumnDefault, from.as_ref(), to.as_ref(), why, change)?;
        for side in [&mut difference.declared, &mut difference.live].into_iter().flatten() {
            side.insert_str(0, "on update ");
        }
        Some(difference)
    }

    /// Defaults, or what stands in for them when the row changes.
    fn expressions(
        &self,
        kind: Kind,
        from: Option<&Expr>,
        to: Option<&Expr>,
        why: &str,
        change: impl FnOnce() -> Change,
    ) -> Option<Difference> {
        let sameness = match (from, to) {
            (Some(from), Some(to)) => self.pair.same_default(self.from.ty.value(), from, to),
            (None, None) => Sameness::Same,
            (Some(_), None) | (None, Some(_)) => Sameness::Different,
        };
        let sides = |severity| self.sides(kind, severity, from.map(Expr::as_str), to.map(Expr::as_str));
        match sameness {
            Sameness::Same => None,
            Sameness::Different => Some(sides(Severity::Divergent).why(why).change(change())),
            // For a column of another type it is no wonder, and comes right with the type.
            Sameness::Rejected(_) if self.from.ty.value() != self.to.ty.value() => {
                Some(sides(Severity::Divergent).why(why).change(change()))
            }
            Sameness::Rejected(words) => {
                Some(sides(Severity::Divergent).why(format!("the server rejects what is declared: {words}")))
            }
            Sameness::Unknown(reason) => Some(sides(Severity::Unknown).why(untold(&reason))),
        }
    }

    fn generated(&self) -> Option<Difference> {
        let (from, to) = (&self.from.generated, &self.to.generated);
        let sides = |severity| {
            let text = |generated: &Option<Generated>| generated.as_ref().map(describe::generated);
            self.sides(Kind::ColumnGenerated, severity, text(from).as_deref(), text(to).as_deref())
        };
        let change = || self.aspect(ColumnAspect::Generated { from: from.clone(), to: to.clone() });
        let divergent = |why: &str| Some(sides(Severity::Divergent).why(why).change(change()));
        match (from, to) {
            (None, None) => None,
            (None, Some(_)) => divergent("the database does not compute its value"),
            // An entity that writes the default of a column says that it is not computed.
            (Some(_), None) if self.to.default.is_exact() => divergent("the database computes its value"),
            (Some(_), None) => Some(
                sides(Severity::Harmless).why("the database computes its value; an insert must leave it out"),
            ),
            (Some(live), Some(declared)) => match self.pair.same_row(&live.expr, &declared.expr) {
                Sameness::Same if live.storage == declared.storage => None,
                Sameness::Same => divergent("its value is kept in another way"),
                Sameness::Different => divergent("the database computes another value"),
                Sameness::Rejected(words) => Some(
                    sides(Severity::Divergent).why(format!("the server rejects what is declared: {words}")),
                ),
                Sameness::Unknown(reason) => Some(sides(Severity::Unknown).why(untold(&reason))),
            },
        }
    }

    fn identity(&self) -> Option<Difference> {
        let (from, to) = (*self.from.identity.value(), *self.to.identity.value());
        let exact = self.to.identity.is_exact();
        // What the declared side takes away does not number any more.
        let default = self.from.default.value().is_some() && self.to.default != Promise::Exact(None);
        let computed = self.to.generated.is_some() || !self.to.default.is_exact();
        let numbered_otherwise = default || (self.from.generated.is_some() && computed);
        let (severity, why) = match (from, to) {
            // The type of the key brings its numbering, and nothing takes that away.
            (None | Some(Identity::RowId), None) => return None,
            (None, Some(_)) if !numbered_otherwise => (
                Severity::Breaking,
                "an insert without a value fails, since the database does not number the rows",
            ),
            (None, Some(_)) if exact => (Severity::Divergent, "its values come from a default"),
            (Some(live), Some(declared)) if exact && live != declared => {
                (Severity::Divergent, "the database numbers the rows in another way")
            }
            (Some(_), None) if exact => (Severity::Divergent, "the database numbers the rows"),
            (None | Some(_), Some(_)) | (Some(_), None) => return None,
        };
        Some(
            self.sides(
                Kind::ColumnIdentity,
                severity,
                from.map(describe::identity),
                to.map(describe::identity),
            )
            .why(why)
            .change(self.aspect(ColumnAspect::Identity { from, to })),
        )
    }

    fn numbering(&self) -> Option<Difference> {
        let (from, to) = differing(&self.from.numbering, &self.to.numbering)?;
        let said = |options| Some(describe::options(options)).filter(|text| !text.is_empty());
        let (live, declared) = (said(from), said(to));
        Some(
            self.sides(Kind::ColumnIdentity, Severity::Divergent, live.as_deref(), declared.as_deref())
                .why("its numbers are counted in another way")
                .change(self.aspect(ColumnAspect::Numbering { from: from.clone(), to: to.clone() })),
        )
    }

    fn collation(&self) -> Option<Difference> {
        let (from, to) = differing(&self.from.collation, &self.to.collation)?;
        Some(
            self.sides(Kind::ColumnCollation, Severity::Divergent, from.as_deref(), to.as_deref())
                .why("its values compare and sort another way")
                .change(self.aspect(ColumnAspect::Collation { from: from.clone(), to: to.clone() })),
        )
    }

    fn comment(&self) -> Option<Difference> {
        let (from, to) = differing(&self.from.comment, &self.to.comment)?;
        Some(
            self.sides(Kind::Comment, Severity::Harmless, from.as_deref(), to.as_deref())
                .why("its comment is another")
                .change(self.aspect(ColumnAspect::Comment { from: from.clone(), to: to.clone() })),
        )
    }

    fn sides(&self, kind: Kind, severity: Severity, from: Option<&str>, to: Option<&str>) -> Difference {
        let mut difference =
            Difference::new(kind, severity, &self.pair.to.name, &self.to.name).at(self.to.origin);
        difference.declared = to.map(str::to_owned);
        difference.live = from.map(str::to_owned);
        difference
    }

    fn aspect(&self, aspect: ColumnAspect) -> Change {
        Change::ColumnAspect {
            table: self.pair.to.name.clone(),
            column: self.to.name.clone(),
            aspect: Box::new(aspect),
        }
    }
}

/// The type with labels as they will be called.
fn called(ty: &SqlType, renamed: &[(String, String)]) -> SqlType {
    let mut ty = ty.clone();
    for (former, new) in renamed {
        ty.arguments.iter_mut().filter(|label| *label == former).for_each(|label| label.clone_from(new));
    }
    ty
}

/// Both sides, where the declared one is insisted on and is not the live one.
fn differing<'a, T: PartialEq>(from: &'a Promise<T>, to: &'a Promise<T>) -> Option<(&'a T, &'a T)> {
    match to {
        Promise::Exact(to) if from.value() != to => Some((from.value(), to)),
        Promise::Exact(_) | Promise::Open(_) => None,
    }
}

const EXTRA_LABELS: &str = "the database has labels that the entity has not";

/// Why two expressions could not be compared.
pub(super) fn untold(reason: &str) -> String {
    format!("the two could not be compared: {reason}")
}
