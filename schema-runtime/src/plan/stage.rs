//! Two schemas come in; the stops on the way from one to the other, each a migration of its own, go out.

use super::{Capabilities, Manner, label};
use crate::model::Schema;

/// One migration of those that lead from a schema to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// What its name ends with, behind the name that the user chose; empty for the main one.
    pub suffix: &'static str,
    /// How its steps are done.
    pub manner: Manner,
    /// The schema it leads to, exact.
    pub to: Schema,
}

/// The migrations, in the order in which they must run; the last leads to `to`.
pub fn stages(from: &Schema, to: &Schema, can: &Capabilities) -> Vec<Stage> {
    if let Some(labels) = label::before_use(from, to, can) {
        let rest = stages(&labels, to, can);
        let first = Stage { suffix: "labels", manner: Manner::AtOnce, to: labels };
        return std::iter::once(first).chain(rest).collect();
    }
    vec![Stage { suffix: "", manner: Manner::AtOnce, to: to.clone() }]
}
