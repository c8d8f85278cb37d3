//! The indexes of materialized views before and after come in; the steps that drop and make them go out.

use super::matching::unmatched;
use super::{Step, same};
use crate::model::Schema;

/// Those that go, and those that come, of the views that both have.
pub(super) fn compare(from: &Schema, to: &Schema) -> [Vec<Step>; 2] {
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for (view, to) in &to.views {
        let Some(from) = from.views.get(view) else { continue };
        let (old, come) = unmatched(from, to, same::index, |_| false);
        gone.extend(
            old.into_iter().map(|at| Step::DropIndex { table: view.clone(), index: from[at].clone() }),
        );
        new.extend(
            come.into_iter().map(|index| Step::CreateIndex { table: view.clone(), index: index.clone() }),
        );
    }
    [gone, new]
}
