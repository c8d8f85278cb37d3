//! The nouns of a schema, spelled as one database spells them; they know nothing else of this crate.
//!
//! A [`Schema`] comes from entities (*declared*), from a database (*live*) or from migrations
//! (*replayed*), and any two of one backend can be compared with `==` on their parts.

mod column;
mod constraint;
mod expr;
mod hazard;
mod index;
mod name;
mod promise;
mod rule;
mod schema;
mod setting;
mod sql_type;
mod table;

pub use column::{Column, Generated, Identity, Storage};
pub use constraint::{Action, Check, Deferrability, ForeignKey, PrimaryKey};
pub use expr::Expr;
pub use hazard::{HazardKind, UnknownHazard};
pub use index::{Index, IndexKind, IndexPart, IndexTarget, NullsOrder, Order};
pub use name::{Location, ObjectName};
pub use promise::Promise;
pub use rule::Rule;
pub use schema::{EnumType, Kept, Schema};
pub use setting::{Options, Sequence, Settings, Subject};
pub use sql_type::SqlType;
pub use table::Table;
