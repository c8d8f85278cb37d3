//! SQLite.

mod canonical;
mod catalog;
mod ddl;
mod definition;
mod introspect;
mod literal;
#[cfg(feature = "generate")]
mod scratch;
mod spell;
mod text;
mod token;
mod types;

pub(super) use canonical::explain;
pub(super) use ddl::{capabilities, ddl};
pub(super) use introspect::introspect;
#[cfg(feature = "generate")]
pub(super) use scratch::scratch;
pub use spell::Server;
