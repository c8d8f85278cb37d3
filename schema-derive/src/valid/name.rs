//! Rules for names.

use super::{alike, error};
use crate::ast::{Entity, PartTarget};
use crate::attr::Text;
use darling::error::Accumulator;
use proc_macro2::Span;

/// PostgreSQL cuts a longer name, without an error; MySQL has room for one letter more.
const LONGEST: usize = 63;

/// Two columns cannot have one name.
pub(super) fn columns_differ(entity: &Entity, errors: &mut Accumulator) {
    for (at, column) in entity.columns.iter().enumerate() {
        let Some(name) = &column.name else { continue };
        let same = |other: &str| other.eq_ignore_ascii_case(name);
        let earlier = entity.columns[..at].iter().find(|other| other.name.as_deref().is_some_and(same));
        if let Some(earlier) = earlier {
            errors.push(error(
                column.name_span,
                format!("`{}` and `{}` are both the column `{name}`", earlier.plain, column.plain),
            ));
        }
    }
}

/// Two indexes of a table, or two of its constraints, cannot have one name.
pub(super) fn objects_differ(entity: &Entity, errors: &mut Accumulator) {
    let (mut indexes, mut constraints) = (sea_orm_indexes(entity), Vec::new());
    for Object { kind, name, written, shape, span } in objects(entity) {
        let seen = match kind {
            Kind::Index | Kind::Unique => &mut indexes,
            Kind::Check | Kind::ForeignKey => &mut constraints,
        };
        match seen.iter().find(|(other, _)| *other == name) {
            // What stands twice is told as such.
            Some((_, other)) if *other == shape => {}
            Some(_) => {
                let hint = if written { "" } else { "; write a `name`" };
                errors.push(error(span, format!("the name `{name}` is taken{hint}")));
            }
            None => seen.push((name, shape)),
        }
    }
}

/// No name is cut.
pub(super) fn not_too_long(entity: &Entity, errors: &mut Accumulator) {
    if let Some(table) = &entity.table {
        short_enough(&table.value(), table.span(), errors);
    }
    for column in &entity.columns {
        short_enough(column.name.as_deref().unwrap_or_default(), column.name_span, errors);
    }
    for object in objects(entity) {
        if object.written {
            short_enough(&object.name, object.span, errors);
        } else if object.name.len() > LONGEST {
            let message = format!(
                "its name would be `{}`, {} bytes, where {LONGEST} is the most: {}",
                object.name,
                object.name.len(),
                object.kind.remedy(),
            );
            errors.push(error(object.span, message));
        }
    }
}

fn short_enough(name: &str, span: Span, errors: &mut Accumulator) {
    if name.len() > LONGEST {
        let message =
            format!("a name of {} bytes, where {LONGEST} is the most: PostgreSQL would cut it", name.len());
        errors.push(error(span, message));
    }
}

/// Something with a name, written or by default.
struct Object {
    kind: Kind,
    name: String,
    written: bool,
    /// Equal for two that are the same in all but their names.
    shape: String,
    span: Span,
}

enum Kind {
    Index,
    Unique,
    Check,
    ForeignKey,
}

impl Kind {
    fn remedy(&self) -> &'static str {
        match self {
            Self::Index | Self::Unique | Self::ForeignKey => "write a `name`",
            Self::Check => "write `check(name = \"…\", expr = \"…\")` on the struct instead",
        }
    }
}

/// All that the attributes name; what has its name by default is left out where the table is not known.
fn objects(entity: &Entity) -> Vec<Object> {
    let names = |positions: &[usize]| {
        let names: Option<Vec<_>> = positions.iter().map(|&at| entity.columns[at].name.as_deref()).collect();
        Some(names?.join("-"))
    };
    let object = |kind, prefix: &str, columns: Option<String>, shape, span| {
        let name = format!("{prefix}-{}-{}", entity.table.as_ref()?.value(), columns?);
        Some(Object { kind, name, written: false, shape, span })
    };
    let mut objects = Vec::new();
    for unique in &entity.uniques {
        let shape = alike::plain(&unique.columns, "unique");
        objects.push(
            written(Kind::Unique, unique.name.as_ref(), &shape)
                .or_else(|| object(Kind::Unique, "uq", names(&unique.columns), shape, unique.span)),
        );
    }
    for index in &entity.indexes {
        let shape = alike::shape(index);
        let parts: Option<Vec<_>> = index
            .parts
            .iter()
            .map(|part| match part.target {
                PartTarget::Column(position) => names(&[position]),
                PartTarget::Expr(_) => Some("expr".to_owned()),
            })
            .collect();
        let parts = parts.map(|parts| parts.join("-"));
        objects.push(
            written(Kind::Index, index.name.as_ref(), &shape)
                .or_else(|| object(Kind::Index, "idx", parts, shape, index.span)),
        );
    }
    for check in &entity.checks {
        objects.push(written(Kind::Check, check.name.as_ref(), &alike::check(check)));
    }
    for (at, column) in entity.columns.iter().enumerate() {
        if let Some(check) = &column.attr.check {
            objects.push(object(Kind::Check, "chk", names(&[at]), check.value(), check.span()));
        }
        if let Some(flag) = column.attr.check_values {
            let name = names(&[at]).map(|name| format!("{name}-values"));
            objects.push(object(Kind::Check, "chk", name, String::new(), flag.span()));
        }
    }
    for key in &entity.foreign_keys {
        let shape = alike::foreign_key(key);
        objects.push(
            written(Kind::ForeignKey, key.name.as_ref(), &shape)
                .or_else(|| object(Kind::ForeignKey, "fk", names(&key.columns), shape, key.span)),
        );
    }
    objects.into_iter().flatten().collect()
}

fn written(kind: Kind, name: Option<&Text>, shape: &str) -> Option<Object> {
    let name = name?;
    Some(Object { kind, name: name.value(), written: true, shape: shape.to_owned(), span: name.span() })
}

/// The names that SeaORM gives the indexes of `indexed` and `unique_key`, and their shapes where they are known.
fn sea_orm_indexes(entity: &Entity) -> Vec<(String, String)> {
    let Some(table) = &entity.table else { return Vec::new() };
    let table = table.value();
    let mut names = Vec::new();
    for (at, column) in entity.columns.iter().enumerate() {
        let name = column.name.as_deref().filter(|_| column.indexed);
        names.extend(name.map(|name| (format!("idx-{table}-{name}"), alike::plain(&[at], ""))));
        names.extend(column.unique_key.as_ref().map(|key| (format!("idx-{table}-{key}"), String::new())));
    }
    names
}
