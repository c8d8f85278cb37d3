//! Two schemas of one database's spelling come in, what differs goes out; no I/O, and no database by name.

mod difference;
mod meaning;

pub use difference::{Change, ColumnAspect, Difference, Kind, Severity};
pub use meaning::{Context, Meaning, Meanings, Question, Sameness};

use crate::model::Schema;

/// What turns `from` (live) into `to` (declared), in a stable order: by table, the worst first, then by object.
pub fn diff(_from: &Schema, _to: &Schema, _meanings: &Meanings) -> Vec<Difference> {
    unimplemented!()
}

/// The pairs of expressions whose texts differ, as questions to the server; none where there are none.
pub fn questions(_from: &Schema, _to: &Schema) -> Vec<Question> {
    unimplemented!()
}

/// `schema` after these changes: what is left open by the entities stays as it is.
pub fn apply<'a>(_schema: &Schema, _changes: impl IntoIterator<Item = &'a Change>) -> Schema {
    unimplemented!()
}
