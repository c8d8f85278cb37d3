//! Steps come in; queries that list the rows in their way, in words of the schema as it is before them, go out.
//!
//! What cannot be told without trying is not counted: the server refuses it by itself, inside the transaction.

use super::Server;
use super::before::{Before, Held, Source};
use super::ddl::{qualified, text};
use super::fit::{Fit, is_text};
use super::sql_type::{self, quote};
use crate::model::{
    Check, Column, EnumType, Expr, ForeignKey, Index, IndexKind, IndexPart, IndexTarget, ObjectName,
    PrimaryKey, Schema,
};
use crate::plan::{Obstacle, Step};

pub(in crate::backend) fn obstacles(server: &Server, from: &Schema, steps: &[Step]) -> Vec<Obstacle> {
    let before = Before::new(server, from, steps);
    let mut obstacles: Vec<Obstacle> = Vec::new();
    for step in steps {
        for obstacle in before.of(step) {
            if !obstacles.contains(&obstacle) {
                obstacles.push(obstacle);
            }
        }
    }
    obstacles
}

impl<'a> Before<'a> {
    fn of(&self, step: &'a Step) -> Vec<Obstacle> {
        match step {
            Step::AlterEnum { from, to, columns } => self.labels(from, to, columns),
            Step::AddColumn { table, column } => self.rows(table, column).into_iter().collect(),
            Step::AlterColumn { table, from, to } => {
                let unfit = self.unfit(table, from, to);
                unfit.into_iter().chain(self.nulls(table, from, to)).collect()
            }
            Step::AddPrimaryKey { table, key } => self.alike_keys(table, key).into_iter().collect(),
            Step::CreateIndex { table, index } => self.alike(table, index).into_iter().collect(),
            Step::AddForeignKey { table, key } | Step::ValidateForeignKey { table, key } => {
                self.orphans(table, key).into_iter().collect()
            }
            Step::AddCheck { table, check } | Step::ValidateCheck { table, check } => {
                self.breaking(table, check).into_iter().collect()
            }
            Step::CreateSchema(_)
            | Step::CreateEnum(_)
            | Step::DropEnum(_)
            | Step::CreateTable(_)
            | Step::DropTable(_)
            | Step::DropCircle(_)
            | Step::RenameTable { .. }
            | Step::SetTableComment { .. }
            | Step::RenameColumn { .. }
            | Step::DropColumn { .. }
            | Step::DropPrimaryKey { .. }
            | Step::DropIndex { .. }
            | Step::RenameIndex { .. }
            | Step::RenameConstraint { .. }
            | Step::RenameSequence { .. }
            | Step::CreateSequence(_)
            | Step::AlterSequence { .. }
            | Step::DropSequence(_)
            | Step::Set { .. }
            | Step::DropForeignKey { .. }
            | Step::DropCheck { .. }
            | Step::RebuildTable { .. } => Vec::new(),
        }
    }

    /// Values that have a label which goes.
    fn labels(&self, from: &EnumType, to: &EnumType, columns: &'a [(ObjectName, Column)]) -> Vec<Obstacle> {
        let called = from.called_as_in(to);
        let lost: Vec<_> = called.values.iter().filter(|label| !to.values.contains(label)).collect();
        if lost.is_empty() {
            return Vec::new();
        }
        let list = lost.iter().map(|label| text(label)).collect::<Vec<_>>().join(", ");
        let of = columns.iter().filter_map(|(table, column)| {
            let was = self.live(table)?;
            let name = self.former(table, &column.name);
            let value = quote(name);
            let ty = column.ty.value();
            let has = match ty.dimensions {
                0 => format!("{value} IN ({list})"),
                _ => format!("{value} && ARRAY[{list}]::{}", sql_type::write(ty)),
            };
            Some(Obstacle {
                what: format!("rows of `{}` whose `{name}` has a label that goes", was.name),
                query: format!("SELECT * FROM {} WHERE {has}", qualified(&was.name)),
            })
        });
        of.collect()
    }

    /// All rows, where a new column would be null in them and must not.
    fn rows(&self, table: &'a ObjectName, column: &Column) -> Option<Obstacle> {
        let was = self.live(table)?;
        let filled = column.nullable
            || column.default.value().is_some()
            || column.backfill.is_some()
            || column.generated.is_some()
            || column.identity.value().is_some();
        (!filled).then(|| Obstacle {
            what: format!("rows of `{}`, in which the new `{}` would be null", was.name, column.name),
            query: format!("SELECT * FROM {}", qualified(&was.name)),
        })
    }

    /// Values that do not become values of the new type.
    fn unfit(&self, table: &'a ObjectName, from: &Column, to: &Column) -> Option<Obstacle> {
        let was = self.live(table)?;
        let name = self.former(table, &to.name);
        let Fit::Unless(condition) = self.fit(from, to, &quote(name)) else { return None };
        let ty = sql_type::write(to.ty.value());
        let not = match (is_text(from.ty.value()), is_text(to.ty.value())) {
            (true, false) => format!("is no {ty}"),
            (true, true) | (false, _) => format!("does not fit {ty}"),
        };
        Some(Obstacle {
            what: format!("rows of `{}` whose `{name}` {not}", was.name),
            query: format!("SELECT * FROM {} WHERE {condition}", qualified(&was.name)),
        })
    }

    fn nulls(&self, table: &'a ObjectName, from: &Column, to: &Column) -> Option<Obstacle> {
        if !from.nullable || to.nullable || from.generated != to.generated {
            return None;
        }
        let was = self.live(table)?;
        let name = self.former(table, &to.name);
        let is_null = format!("{} IS NULL", quote(name));
        // What the author's conversion makes of a null is the author's.
        if from.ty.value() != to.ty.value() && to.using.is_some() && !self.is_plain(to) {
            return None;
        }
        let query = match &to.backfill {
            None => format!("SELECT * FROM {} WHERE {is_null}", qualified(&was.name)),
            Some(backfill) => {
                let other = |column: &str| column != to.name && backfill.mentions(column);
                let has_others = was.columns.iter().any(|column| other(&column.name));
                // A call may do more than look.
                if backfill.as_str().contains('(') || !has_others {
                    return None;
                }
                let source = self.source(table, &other)?;
                let null = format!("{} IS NULL", quote(if source.is_plain { name } else { &to.name }));
                format!("SELECT * FROM {} WHERE {null} AND ({backfill}) IS NULL", source.item())
            }
        };
        Some(Obstacle { what: format!("rows of `{}` whose `{name}` is null", was.name), query })
    }

    fn alike_keys(&self, table: &'a ObjectName, key: &PrimaryKey) -> Option<Obstacle> {
        let parts: Vec<_> = key.columns.iter().map(IndexPart::column).collect();
        self.sharing(table, &parts, None, Nulls::Distinct)
    }

    fn alike(&self, table: &'a ObjectName, index: &Index) -> Option<Obstacle> {
        match index.kind {
            IndexKind::Plain => return None,
            IndexKind::Unique | IndexKind::Constraint(_) => {}
        }
        let nulls = if index.nulls_not_distinct { Nulls::Same } else { Nulls::Distinct };
        self.sharing(table, &index.parts, index.predicate.as_ref(), nulls)
    }

    /// Rows that have all parts in common with another.
    fn sharing(
        &self,
        table: &'a ObjectName,
        parts: &[IndexPart],
        predicate: Option<&Expr>,
        nulls: Nulls,
    ) -> Option<Obstacle> {
        let was = self.live(table)?;
        let mentioned = |column: &str| {
            predicate.is_some_and(|predicate| predicate.mentions(column))
                || parts.iter().any(|part| match &part.target {
                    IndexTarget::Column(name) => name == column,
                    IndexTarget::Expr(expr) => expr.mentions(column),
                })
        };
        let source = self.source(table, &mentioned)?;
        let exprs = parts.iter().any(|part| match part.target {
            IndexTarget::Column(_) => false,
            IndexTarget::Expr(_) => true,
        });
        if (exprs || predicate.is_some()) && self.is_unsettled(table, &mentioned) {
            return None;
        }
        let over: Vec<_> = parts.iter().map(part).collect();
        let may_be_null = |part: &&IndexPart| match &part.target {
            IndexTarget::Expr(_) => true,
            IndexTarget::Column(name) => {
                !source.is_plain || was.column(name).is_none_or(|column| column.nullable)
            }
        };
        let mut conditions: Vec<_> = match nulls {
            Nulls::Distinct => {
                parts.iter().filter(may_be_null).map(|each| format!("{} IS NOT NULL", part(each))).collect()
            }
            // A value that does not convert is null in the source, and would be taken for one.
            Nulls::Same if source.may_cut => return None,
            Nulls::Same => Vec::new(),
        };
        conditions.extend(predicate.map(|predicate| format!("({predicate})")));
        let conditions = match conditions.as_slice() {
            [] => String::new(),
            some => format!(" WHERE {}", some.join(" AND ")),
        };
        let mut count = "alike".to_owned();
        while was.column(&count).is_some() {
            count.push('_');
        }
        let (count, over) = (quote(&count), over.join(", "));
        let (item, alias) = (source.item(), quote(&table.name));
        let shared = parts.iter().map(|part| match &part.target {
            IndexTarget::Column(name) => format!("`{}`", self.former(table, name)),
            IndexTarget::Expr(expr) => format!("`{expr}`"),
        });
        Some(Obstacle {
            what: format!("rows of `{}` that share {} with another", was.name, several(shared)),
            query: format!(
                "SELECT * FROM (SELECT *, count(*) OVER (PARTITION BY {over}) AS {count} FROM {item}{conditions}) \
                 AS {alias} WHERE {count} > 1"
            ),
        })
    }

    /// Rows that point at nothing.
    fn orphans(&self, table: &'a ObjectName, key: &'a ForeignKey) -> Option<Obstacle> {
        let was = self.live(table)?;
        if !key.valid || self.keeps(table, key) {
            return None;
        }
        let here = self.source(table, &|column| key.columns.iter().any(|own| own == column))?;
        let names = key.columns.iter().map(|name| format!("`{}`", self.former(table, name)));
        let names = several(names);
        let set = key
            .columns
            .iter()
            .filter(|name| !here.is_plain || was.column(name).is_none_or(|column| column.nullable));
        let mut conditions: Vec<_> = set.map(|name| format!("{} IS NOT NULL", quote(name))).collect();
        let other = self.held(&key.references);
        let what = match other {
            Held::New => {
                format!("rows of `{}` whose {names} points at `{}`, which is new", was.name, key.references)
            }
            Held::Live(live) => {
                format!("rows of `{}` whose {names} points at no row of `{}`", was.name, live.name)
            }
            Held::Elsewhere => {
                format!("rows of `{}` whose {names} points at no row of `{}`", was.name, key.references)
            }
        };
        let there =
            match other {
                Held::New => None,
                Held::Live(_) => Some(self.source(&key.references, &|column| {
                    key.referenced_columns.iter().any(|own| own == column)
                })?),
                Held::Elsewhere => Some(Source::plain(&key.references, &key.references)),
            };
        if let Some(there) = there {
            let alias = quote(if table.name == "there" { "there_" } else { "there" });
            let own = quote(&table.name);
            let pairs = key.columns.iter().zip(&key.referenced_columns);
            let pairs = pairs.map(|(from, to)| format!("{alias}.{} = {own}.{}", quote(to), quote(from)));
            let pairs = pairs.collect::<Vec<_>>().join(" AND ");
            conditions.push(format!("NOT EXISTS (SELECT FROM {} AS {alias} WHERE {pairs})", there.from));
        }
        let conditions = match conditions.as_slice() {
            [] => String::new(),
            some => format!(" WHERE {}", some.join(" AND ")),
        };
        Some(Obstacle { what, query: format!("SELECT * FROM {}{conditions}", here.item()) })
    }

    fn breaking(&self, table: &'a ObjectName, check: &Check) -> Option<Obstacle> {
        let was = self.live(table)?;
        let mentioned = |column: &str| check.expr.mentions(column);
        if !check.valid || self.is_unsettled(table, &mentioned) {
            return None;
        }
        let source = self.source(table, &mentioned)?;
        let name = check.name.as_deref().map(|name| format!(" `{name}`")).unwrap_or_default();
        Some(Obstacle {
            what: format!("rows of `{}` that break the check{name}", was.name),
            query: format!("SELECT * FROM {} WHERE NOT ({})", source.item(), check.expr),
        })
    }
}

/// Whether two nulls are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nulls {
    Distinct,
    Same,
}

fn part(part: &IndexPart) -> String {
    let target = match &part.target {
        IndexTarget::Column(name) => quote(name),
        IndexTarget::Expr(expr) => format!("({expr})"),
    };
    match &part.collation {
        Some(collation) => format!("{target} COLLATE {}", quote(collation)),
        None => target,
    }
}

/// One, or several in parentheses.
fn several(names: impl Iterator<Item = String>) -> String {
    let names: Vec<_> = names.collect();
    match names.as_slice() {
        [one] => one.clone(),
        some => format!("({})", some.join(", ")),
    }
}
