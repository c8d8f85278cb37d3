//! All tests that need more than one crate, in one binary: what stands in a module named for a database needs that
//! database, and fails without it.

#![allow(
    clippy::duplicated_attributes,
    reason = "clippy takes a word that two indexes share for a duplicate"
)]
#![allow(unreachable_pub, reason = "a test binary has no public items")]

mod support;

mod architecture;

mod asset_platform;
mod cli;
mod derive;
mod diff;
mod generate;
mod guard;
mod history;
mod laws;
mod lint;
mod mysql;
mod postgres;
mod random;
mod rbac_profiles;
mod report;
mod sqlite;
mod tenant_brands;
