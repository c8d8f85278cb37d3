//! Steps and what is kept come in; a table that would be made again without a part of it that we cannot say goes out.

use super::Step;
use crate::model::Kept;

/// The first step that makes a table again that has a part which entities cannot express, and that part: made again, by
/// this migration or by the one that leads back, it would lack it.
pub fn loses_detail<'a>(steps: &'a [Step], kept: &'a [Kept]) -> Option<(&'a Step, &'a Kept)> {
    steps.iter().find_map(|step| {
        let Step::RebuildTable { from, to: _ } = step else { return None };
        let is_of = |kept: &&Kept| kept.kind == Kept::CONFLICT_CLAUSE && kept.name == from.name;
        Some((step, kept.iter().find(is_of)?))
    })
}
