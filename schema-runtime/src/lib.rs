//! Holds a database to the SeaORM entities of a service.

pub mod backend;
mod compare;
pub mod descriptor;
pub mod diff;
mod entities;
mod error;
mod guard;
pub mod model;
pub mod plan;
pub mod report;

pub use compare::{Comparison, Scope, compare};
pub use entities::Entities;
pub use error::Error;
pub use guard::{Guard, Refusal, Response, guard};
pub use schema_derive::DeriveSchema;

/// For generated code alone.
#[doc(hidden)]
pub mod __private {
    pub use crate::entities::Registered;
    pub use inventory;
    pub use sea_orm;
}
