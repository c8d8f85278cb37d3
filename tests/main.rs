//! All tests that need more than one crate, in one binary: what stands in a module named for a database needs that
//! database, and fails without it.

mod support;

mod asset_platform;
mod derive;
mod generate;
mod guard;
mod laws;
mod mysql;
mod postgres;
mod sqlite;
