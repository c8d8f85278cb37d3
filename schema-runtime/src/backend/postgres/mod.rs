//! PostgreSQL.

mod before;
#[cfg(any(feature = "generate", feature = "migrator"))]
mod beside;
mod canonical;
mod ddl;
#[cfg(feature = "generate")]
mod dependant;
mod fit;
mod hazard;
mod instruction;
mod introspect;
#[cfg(feature = "migrator")]
mod lock;
mod obstacle;
#[cfg(feature = "generate")]
mod scratch;
mod sequence;
mod spell;
mod sql_type;
mod stored;

pub(super) use canonical::explain;
pub(super) use ddl::{capabilities, ddl};
#[cfg(feature = "generate")]
pub(super) use dependant::unhindered;
pub(super) use hazard::hazards;
pub(super) use instruction::{instructions, lock_timeout};
pub(super) use introspect::{introspect, schemas};
#[cfg(feature = "migrator")]
pub(super) use lock::attempt;
pub(super) use obstacle::obstacles;
#[cfg(feature = "generate")]
pub(super) use scratch::scratch;
pub(super) use sequence::unfold;
pub use spell::Server;
