//! MySQL and MariaDB.

mod accepts;
mod canonical;
mod ddl;
mod default;
mod hidden;
mod introspect;
mod read;
mod server;
mod settle;
mod spell;
mod stored;
mod types;

pub(super) use canonical::{explain, invisible};
pub(super) use ddl::{capabilities, ddl};
pub(super) use introspect::introspect;
pub use server::Server;
