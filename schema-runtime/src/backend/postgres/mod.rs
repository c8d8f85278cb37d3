//! PostgreSQL.

mod canonical;
mod ddl;
mod fit;
mod hazard;
mod introspect;
mod obstacle;
#[cfg(feature = "generate")]
mod scratch;
mod spell;
mod sql_type;

pub(super) use canonical::explain;
pub(super) use ddl::{capabilities, ddl};
pub(super) use hazard::hazards;
pub(super) use introspect::introspect;
pub(super) use obstacle::obstacles;
#[cfg(feature = "generate")]
pub(super) use scratch::scratch;
pub use spell::Server;
