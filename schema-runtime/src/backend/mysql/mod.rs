//! MySQL and MariaDB.

mod accepts;
#[cfg(any(feature = "generate", feature = "migrator"))]
mod beside;
mod canonical;
mod catalog;
mod change;
mod conversion;
mod ddl;
mod default;
mod fit;
mod hazard;
mod hidden;
mod instruction;
mod introspect;
#[cfg(feature = "migrator")]
mod lock;
mod obstacle;
mod online;
mod read;
#[cfg(feature = "generate")]
mod scratch;
mod server;
mod setting;
mod settle;
mod spell;
mod stored;
mod types;

pub(super) use canonical::{explain, invisible};
pub(super) use ddl::{capabilities, ddl};
pub(super) use hazard::hazards;
pub(super) use instruction::{instructions, together};
pub(super) use introspect::introspect;
#[cfg(feature = "migrator")]
pub(super) use lock::attempt;
pub(super) use obstacle::{obstacles, untouched};
#[cfg(feature = "generate")]
pub(super) use scratch::scratch;
pub use server::Server;
pub(super) use setting::read_settings;
#[cfg(feature = "generate")]
pub(super) use settle::forget_checks;
