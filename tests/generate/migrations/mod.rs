//! The committed migrations, as they were generated.

pub mod platform;
