//! Differences and a consent come in; what a migration is to change, and what it leaves, goes out.

use super::difference::{Change, Difference, Kind, Severity};

/// What to do about differences, and what not.
#[derive(Debug, Clone, Default)]
pub struct Selection<'a> {
    /// The changes to make.
    pub changes: Vec<&'a Change>,
    /// What remains though it is not harmless: nobody allowed its removal, it cannot be told whether it differs, or
    /// no change would help.
    pub left: Vec<&'a Difference>,
}

/// Selects what makes the database fit the entities: all that breaks or diverges, and comments. What only the database
/// has goes where `consents` allows it, and stays otherwise: objects, labels of an enum, the uniqueness of an index.
pub fn select<'a>(differences: &'a [Difference], consents: impl Fn(&Difference) -> bool) -> Selection<'a> {
    let mut selection = Selection::default();
    for difference in differences {
        match &difference.change {
            Some(change) if !change.removes() && wanted(difference) => selection.changes.push(change),
            Some(change) if consents(difference) => selection.changes.push(change),
            Some(_) | None if difference.severity > Severity::Harmless => selection.left.push(difference),
            Some(_) | None => {}
        }
    }
    selection
}

/// A comment is harmless, but who writes one wants it written.
fn wanted(difference: &Difference) -> bool {
    difference.severity > Severity::Harmless || difference.kind == Kind::Comment
}
