//! Migrations: what is written, that it arrives and leads back, and that nothing is written where nothing can be.

pub mod case;
mod consent;
// As they were generated, by rustfmt's defaults.
#[rustfmt::skip]
pub(crate) mod migrations;
mod platform;
mod proof;
mod same_sql;
mod traps;
mod written;
