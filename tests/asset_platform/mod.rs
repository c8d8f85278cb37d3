//! A real system whose schema drifted: forty entities, the statements that made its database another one, and the
//! differences that people found by hand, which the check must find, exactly.

#[path = "../../examples/asset_platform/entity/mod.rs"]
pub(crate) mod entity;

mod audited;
mod created;
mod drifted;
mod mended;
mod platform;
