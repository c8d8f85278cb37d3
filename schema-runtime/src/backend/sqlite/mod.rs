//! SQLite.

mod canonical;
mod catalog;
mod ddl;
mod definition;
mod introspect;
mod literal;
mod spell;
mod text;
mod token;
mod types;

pub(super) use canonical::explain;
pub(super) use ddl::{capabilities, ddl};
pub(super) use introspect::introspect;
pub use spell::Server;
