//! SQLite.

mod canonical;
mod catalog;
mod ddl;
mod definition;
mod demand;
#[cfg(feature = "generate")]
mod dependant;
mod former;
mod hazard;
#[cfg(feature = "generate")]
mod helper;
mod instruction;
mod introspect;
mod literal;
#[cfg(feature = "migrator")]
mod lock;
mod obstacle;
mod rebuild;
#[cfg(feature = "generate")]
mod scratch;
#[cfg(feature = "generate")]
mod script;
mod spell;
mod text;
mod token;
mod types;

pub(super) use canonical::explain;
pub(super) use ddl::{capabilities, ddl};
#[cfg(feature = "generate")]
pub(super) use dependant::unhindered;
pub(super) use hazard::hazards;
#[cfg(feature = "generate")]
pub(crate) use helper::{TRIGGERS_OF, WITHOUT_KEYS_HELPER};
#[cfg(feature = "generate")]
pub(crate) use instruction::WITHOUT_KEYS;
pub(super) use instruction::{instructions, transaction};
pub(super) use introspect::introspect;
#[cfg(feature = "migrator")]
pub(super) use lock::{LockedFile, attempt};
pub(super) use obstacle::obstacles;
#[cfg(feature = "generate")]
pub(super) use scratch::scratch;
#[cfg(feature = "generate")]
pub(super) use script::{look, without_keys};
pub use spell::Server;
pub(super) use text::index_part;
