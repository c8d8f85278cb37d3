//! PostgreSQL.

mod canonical;
mod ddl;
mod introspect;
mod spell;
mod sql_type;

pub(super) use canonical::explain;
pub(super) use ddl::{capabilities, ddl};
pub(super) use introspect::introspect;
pub use spell::Server;
