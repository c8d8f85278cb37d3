//! The committed migrations, as they were generated.

pub mod drift;
pub mod platform;
