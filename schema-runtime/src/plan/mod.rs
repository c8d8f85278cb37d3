//! From one schema to another: the steps, in the order in which they must happen. No I/O, and no database by name.

mod capability;
mod statement;
mod step;

pub use capability::Capabilities;
pub use statement::{ColumnCall, CreateTable, Statement};
pub use step::Step;

use crate::model::Schema;

/// The steps that turn `from` into `to`, both exact.
pub fn plan(_from: &Schema, _to: &Schema, _can: &Capabilities) -> Vec<Step> {
    unimplemented!()
}
