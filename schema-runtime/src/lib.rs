//! Holds a database to the SeaORM entities of a service: [`guard`] refuses to start on a database that does not fit,
//! with every reason; with the feature `generate`, [`generate`](mod@generate) writes the migration that closes the gap.
//!
//! ```no_run
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! let db = sea_orm::Database::connect("postgres://localhost/shop").await?;
//! schema_runtime::guard(&db).await?;
//! # Ok(())
//! # }
//! ```
//!
//! [`DeriveSchema`](derive@DeriveSchema) goes onto each entity; [its crate's page](schema_derive) is the reference of all attributes.
//!
//! # The way of the data
//!
//! ```text
//!  entities ──derive──► TableDescriptor (const, knows no database)
//!                             │ backend spells it in this database's own words
//!                             ▼
//!                       model::Schema ───► diff ◄─── model::Schema ◄── backend introspects ── live database
//!                                           │
//!                                    Vec<Difference>
//!                                           │
//!               guard (policy → verdict) ◄──┼──► report (text, JSON)
//!                                           ▼
//!                             diff::apply → plan: Vec<Step>, ordered
//!                                           │ backend makes statements of steps
//!                                           ▼
//!                                 codegen (a sea-orm migration) · SQL
//! ```
//!
//! # The rooms, in reading order
//!
//! - [`descriptor`]: what the derive writes, and what SeaORM is asked.
//! - [`Entities`]: the set of entities: every one in the binary, of a module, or named.
//! - [`model`]: the nouns: schema, table, column, index, key, check, enum, type, expression.
//! - [`diff`]: two schemas → differences, one file per noun; and `apply`, its inverse.
//! - [`plan`]: two schemas → steps in order; the facts of what a database can do; statements.
//! - [`backend`]: the only place that knows a database by name; the same files for each.
//! - `codegen`: statements → the Rust text of a migration; `migrations`: the user's migration crate.
//! - [`report`]: what a check found, for people and for programs.
//! - [`compare()`], [`guard()`], [`generate`](mod@generate): the shell that does I/O.
//! - `history`: the migrations that are known and recorded, running them under a lock, replaying them; `between`: two
//!   databases; `audit`: entities × migrations × database.
//! - `lint`: entities alone, one rule a file.
//! - `cli`: the commands, for a binary of the user's own, and for `schema`.
//!
//! # Features
//!
//! | feature | brings | and needs |
//! |---|---|---|
//! | none | the guard | nothing more than SeaORM |
//! | `generate` | `generate`: plans, proofs, migration files | `syn`, `proc-macro2` |
//! | `migrator` | `Migrations`: running a `Migrator` under a lock | `sea-orm-migration` |
//! | `audit` | `audit` | both of these |
//! | `lint` | `lint`: what a reader would ask about the entities | nothing more |
//! | `commands` | `cli::Tool`: the commands for a binary of your own | `clap`, `dotenvy`, `indicatif` |
//! | `cli` | the binary `schema` | all drivers, `tokio` |
//!
//! # What must be absent
//!
//! No database's name outside [`backend`], and no SQL outside it and generated files. No `..` when taking a model type
//! apart and no `_ =>` on our own enums: the compiler then lists every place that a new noun must touch. No renderer of its
//! own for `down`: it is the plan with its arguments swapped. `model` knows nothing of the others; `diff` knows `model`;
//! `plan` knows both; a test holds that. No output depends on hashing. A refused start changes nothing.

#[cfg(feature = "audit")]
pub mod audit;
pub mod backend;
mod between;
#[cfg(feature = "commands")]
pub mod cli;
#[cfg(feature = "generate")]
pub mod codegen;
mod compare;
pub mod descriptor;
pub mod diff;
mod entities;
mod error;
#[cfg(feature = "generate")]
pub mod generate;
mod guard;
mod history;
#[cfg(feature = "lint")]
pub mod lint;
#[cfg(feature = "generate")]
pub mod migrations;
pub mod model;
pub mod plan;
pub mod report;

#[cfg(feature = "audit")]
pub use audit::{Audit, audit};
pub use between::{Between, Side, between, read};
pub use compare::{Comparison, Scope, compare};
pub use entities::Entities;
pub use error::Error;
#[cfg(feature = "generate")]
pub use generate::{GenerateOptions, Generated, generate};
pub use guard::{Guard, Refusal, Response, guard};
#[cfg(feature = "migrator")]
pub use history::Migrations;
pub use history::{History, Known};
#[cfg(feature = "lint")]
pub use lint::{Lint, lint};
pub use schema_derive::DeriveSchema;

/// For generated code alone.
#[doc(hidden)]
pub mod __private {
    pub use crate::descriptor::key::{may_be_null, same_type};
    pub use crate::descriptor::{
        CheckDescriptor, ColumnDescriptor, Described, ForeignKeyDescriptor, IdentityDescriptor,
        IndexDescriptor, IsEnum, IsNoEnum, PartDescriptor, PartTarget, Reference, TableDescriptor,
        UniqueDescriptor, Written, read, values,
    };
    pub use crate::entities::Registered;
    pub use crate::model::{Action, Deferrability, HazardKind, NullsOrder, Order, Rule, Storage};
    pub use inventory;
    pub use sea_orm::EntityTrait;
    pub use sea_orm::sea_query::ValueType;
}
