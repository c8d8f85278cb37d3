//! A field's name in, its position among the columns out, or an error that says which name was meant.

use super::column::{Column, is_relation};
use super::name;
use crate::attr::Columns;
use darling::Error;
use darling::error::Accumulator;
use syn::{FieldsNamed, Ident};

/// The names that an attribute may mention.
pub(crate) struct Scope<'a> {
    fields: &'a FieldsNamed,
    columns: &'a [Column],
}

impl<'a> Scope<'a> {
    pub(super) fn new(fields: &'a FieldsNamed, columns: &'a [Column]) -> Self {
        Self { fields, columns }
    }

    /// The positions of these fields; each that is missing or named twice is an error, and then there are none.
    pub(super) fn positions(&self, columns: &Columns, errors: &mut Accumulator) -> Option<Vec<usize>> {
        let mut positions = Vec::new();
        let mut whole = true;
        for field in &columns.0 {
            let Some(position) = errors.handle(self.position(field)) else {
                whole = false;
                continue;
            };
            if positions.contains(&position) {
                errors.push(
                    Error::custom(format!("`{field}` stands here twice: name it once")).with_span(field),
                );
            } else {
                positions.push(position);
            }
        }
        whole.then_some(positions)
    }

    pub(super) fn position(&self, field: &Ident) -> Result<usize, Error> {
        let wanted = name::plain(field);
        self.columns
            .iter()
            .position(|column| column.plain == wanted)
            .ok_or_else(|| Error::custom(self.why_not(&wanted)).with_span(field))
    }

    fn why_not(&self, wanted: &str) -> String {
        let there = self
            .fields
            .named
            .iter()
            .find(|field| field.ident.as_ref().map(name::plain).as_deref() == Some(wanted));
        if let Some(field) = there {
            return if is_relation(&field.ty) {
                format!("`{wanted}` is a relation, not a column: name the column that it starts `from`")
            } else {
                format!("`{wanted}` is no column, since it is `ignore`d")
            };
        }
        if let Some(column) = self.columns.iter().find(|column| column.name.as_deref() == Some(wanted)) {
            return format!("a column is named by its field: write `{}`", column.field);
        }
        match nearest(wanted, self.columns.iter().map(|column| column.plain.as_str())) {
            Some(near) => format!("there is no field `{wanted}`; did you mean `{near}`?"),
            None => format!("there is no field `{wanted}`"),
        }
    }
}

/// The name that looks most like this one, if any looks alike.
pub(crate) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names
        .map(|name| (strsim::jaro_winkler(wanted, name), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}
