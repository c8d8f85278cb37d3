//! MySQL and MariaDB.

mod accepts;
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
mod obstacle;
mod online;
mod read;
mod server;
mod settle;
mod spell;
mod stored;
mod types;

pub(super) use canonical::{explain, invisible};
pub(super) use ddl::{capabilities, ddl};
pub(super) use hazard::hazards;
pub(super) use instruction::{instructions, together};
pub(super) use introspect::introspect;
pub(super) use obstacle::{obstacles, untouched};
pub use server::Server;
