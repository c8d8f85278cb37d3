//! Migrations: what is written, that it arrives and leads back, and that nothing is written where nothing can be.

pub mod case;
// As they were generated, by rustfmt's defaults.
#[rustfmt::skip]
pub(crate) mod migrations;
mod platform;
mod same_sql;
mod written;
