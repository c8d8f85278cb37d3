//! Turns an annotated SeaORM entity into a schema descriptor, and refuses at compile time what cannot be a schema.
//!
//! Depend on `schema-runtime`, which re-exports the derive, and add [`DeriveSchema`](macro@DeriveSchema) to the derives
//! of each model. What SeaORM's own attributes say is not said again: names, types, keys, relations, `unique`, `indexed`,
//! `default_value`, `comment`, `renamed_from` and `extra` are read from them.
//!
//! ```
//! use schema_runtime::DeriveSchema;
//! use sea_orm::entity::prelude::*;
//!
//! #[sea_orm::model]
//! #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
//! #[sea_orm(table_name = "assets")]
//! #[schema(index(columns(owner, name), unique, predicate = "deleted_at IS NULL"))]
//! #[schema(check(name = "assets_cost_positive", expr = "cost >= 0"))]
//! pub struct Model {
//!     #[sea_orm(primary_key, auto_increment = false)]
//!     #[schema(default = "gen_random_uuid()")]
//!     pub id: Uuid,
//!     #[schema(renamed_from = "hostname")]
//!     pub name: String,
//!     pub owner: String,
//!     pub cost: i32,
//!     pub deleted_at: Option<DateTimeUtc>,
//! }
//!
//! impl ActiveModelBehavior for ActiveModel {}
//!
//! use schema_runtime::descriptor::Described;
//! assert_eq!(Entity::TABLE.written(0).default, Some("gen_random_uuid()"));
//! assert_eq!(Entity::TABLE.written(1).renamed_from, Some("hostname"));
//! assert!(Entity::TABLE.indexes[0].unique);
//! ```
//!
//! All three formats of SeaORM work: dense (`#[sea_orm::model]`, as above), compact, and expanded. Columns are named by
//! their fields. SQL is the author's own: it reaches the database as it is written.
//!
//! # On the struct
//!
//! | attribute | meaning |
//! |---|---|
//! | `index(columns(…), …)` | an index; see [below](#indexes) |
//! | `unique(columns(…), …)` | a unique constraint; `name`, `nulls_not_distinct`, `deferrable` |
//! | `check(expr = "sql")` | a check; `name` |
//! | `foreign_key(columns(…), references(…), …)` | a key that is no relation; `name`, `on_delete`, `on_update`, `deferrable`, `allow(key_types)` |
//! | `renamed_from = "name"` | the table's former name |
//! | `unmanaged` | the table is another's: neither compared nor changed |
//! | `allow(…)` | what a migration may do to the table's rows, and rules of the lint; see [below](#what-is-allowed) |
//! | `crate = "path"` | where `schema_runtime` is, if it goes by another name; on a `Relation` too |
//!
//! # On a field
//!
//! | attribute | meaning |
//! |---|---|
//! | `default = "sql"` | the server's default; for a constant, SeaORM's `default_value` does as well |
//! | `check = "sql"` | a check |
//! | `check_values` | the column holds an enum, and the database refuses every other value |
//! | `renamed_from = "name"` | the column's former name |
//! | `renamed_value(from = "…", to = "…")` | what a value of the column's enum was called; see [below](#values-of-an-enum) |
//! | `using = "sql"` | how to convert the values when the type changes |
//! | `backfill = "sql"` | what rows that are there already get, when the column comes |
//! | `generated = "sql"` | computed from the row's other columns; `stored` (the default) or `virtual` beside it |
//! | `identity` | numbered by the server; `identity = "always"` refuses other values |
//! | `collation = "name"` | the collation |
//! | `index`, `index(…)` | an index of this column; see [below](#indexes) |
//! | `allow(…)` | what a migration may do to the column's values, and rules of the lint; see [below](#what-is-allowed) |
//!
//! # On a relation
//!
//! On a relation's field of a dense model, or a variant of `Relation`: `allow(key_types)`, where the key's two columns are meant
//! to be of different Rust types.
//!
//! # Indexes
//!
//! ```
//! # use schema_runtime::DeriveSchema;
//! # use sea_orm::entity::prelude::*;
//! #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
//! #[sea_orm(table_name = "people")]
//! // The parts are fields or expressions, each with its order, operator class and collation.
//! #[schema(index(columns(name(desc, nulls_last), expr("lower(email)", opclass = "text_pattern_ops"))))]
//! // Unique among some rows, carrying another column along, with a name of its own.
//! #[schema(index(columns(email), name = "one_email", unique, predicate = "NOT gone", include(name)))]
//! // Another method, with an operator class for all its parts.
//! #[schema(index(columns(tags), method = "gin", opclass = "jsonb_path_ops"))]
//! #[schema(index(columns(nick), unique, nulls_not_distinct))]
//! pub struct Model {
//!     #[sea_orm(primary_key)]
//!     pub id: i32,
//!     pub name: Option<String>,
//!     pub email: String,
//!     // The same options as on the struct, and those of a part.
//!     #[schema(index(name = "people_by_nick", desc, nulls_last, collation = "C"))]
//!     pub nick: Option<String>,
//!     pub tags: Json,
//!     #[schema(index)]
//!     pub gone: bool,
//! }
//! # #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
//! # pub enum Relation {}
//! # impl ActiveModelBehavior for ActiveModel {}
//! # use schema_runtime::descriptor::Described;
//! # assert_eq!(Entity::TABLE.indexes.len(), 6);
//! ```
//!
//! An index without a `name` has SeaORM's: `idx-people-name`.
//!
//! # Constraints
//!
//! ```
//! # mod shop {
//! # pub mod account {
//! #     use schema_runtime::DeriveSchema;
//! #     use sea_orm::entity::prelude::*;
//! #     #[sea_orm::model]
//! #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
//! #     #[sea_orm(table_name = "accounts")]
//! #     pub struct Model { #[sea_orm(primary_key)] pub id: i32 }
//! #     impl ActiveModelBehavior for ActiveModel {}
//! # }
//! # pub mod order {
//! # use schema_runtime::DeriveSchema;
//! # use super::account;
//! # use sea_orm::entity::prelude::*;
//! #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
//! #[sea_orm(table_name = "orders")]
//! #[schema(unique(columns(account_id, number), name = "one_number", deferrable = "initially_deferred"))]
//! #[schema(check(name = "orders_paid", expr = "paid <= total"))]
//! // To an entity, and to a table that has none.
//! #[schema(foreign_key(columns(account_id), references(account::Entity, columns(id)), on_delete = "Cascade"))]
//! #[schema(foreign_key(columns(region), references("geo.regions", columns(code)), on_update = "Cascade"))]
//! #[schema(renamed_from = "purchases")]
//! pub struct Model {
//!     #[sea_orm(primary_key)]
//!     pub id: i32,
//!     pub account_id: i32,
//!     pub region: String,
//!     pub number: i32,
//!     #[schema(check = "total > 0", default = "1")]
//!     pub total: i32,
//!     pub paid: i32,
//! }
//! # #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
//! # pub enum Relation {}
//! # impl ActiveModelBehavior for ActiveModel {}
//! # }
//! # }
//! # use schema_runtime::descriptor::Described;
//! # use shop::order;
//! # let key = &order::Entity::TABLE.foreign_keys[1];
//! # assert_eq!((key.references)().schema.as_deref(), Some("geo"));
//! ```
//!
//! # Columns
//!
//! ```
//! # use schema_runtime::DeriveSchema;
//! # use sea_orm::entity::prelude::*;
//! #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
//! #[sea_orm(rs_type = "String", db_type = "String(StringLen::N(20))")]
//! pub enum State {
//!     #[sea_orm(string_value = "open")]
//!     Open,
//!     #[sea_orm(string_value = "closed")]
//!     Closed,
//! }
//!
//! #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
//! #[sea_orm(table_name = "tickets")]
//! pub struct Model {
//!     #[sea_orm(primary_key, auto_increment = false)]
//!     pub id: Uuid,
//!     #[schema(identity = "always")]
//!     pub number: i64,
//!     #[schema(check_values, default = "'open'")]
//!     pub state: State,
//!     #[schema(collation = "C", backfill = "'untitled'")]
//!     pub title: String,
//!     #[schema(generated = "upper(title)", stored)]
//!     pub shout: String,
//!     #[sea_orm(column_type = "Integer")]
//!     #[schema(using = "minutes::integer", default = "0")]
//!     pub minutes: i32,
//! }
//! # #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
//! # pub enum Relation {}
//! # impl ActiveModelBehavior for ActiveModel {}
//! # use schema_runtime::descriptor::Described;
//! # assert_eq!(Entity::TABLE.written(2).check_values.unwrap()().len(), 2);
//! ```
//!
//! # Values of an enum
//!
//! A value that has another name than before is renamed where it is, with all rows that have it. Once that ran, the
//! attribute means nothing, and may stay until the value goes. Where columns share an enum type, one of them says it.
//!
//! ```
//! # use schema_runtime::DeriveSchema;
//! # use sea_orm::entity::prelude::*;
//! #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
//! #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "mood")]
//! pub enum Mood {
//!     #[sea_orm(string_value = "good")]
//!     Good,
//!     #[sea_orm(string_value = "not so good")]
//!     NotSoGood,
//! }
//!
//! #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
//! #[sea_orm(table_name = "diaries")]
//! pub struct Model {
//!     #[sea_orm(primary_key)]
//!     pub id: i32,
//!     #[schema(renamed_value(from = "bad", to = "not so good"))]
//!     pub mood: Mood,
//! }
//! # #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
//! # pub enum Relation {}
//! # impl ActiveModelBehavior for ActiveModel {}
//! # use schema_runtime::descriptor::Described;
//! # assert_eq!(Entity::TABLE.written(1).renamed_values, [("bad", "not so good")]);
//! ```
//!
//! # What is allowed
//!
//! ```
//! # use schema_runtime::DeriveSchema;
//! # use sea_orm::entity::prelude::*;
//! #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
//! #[sea_orm(table_name = "readings")]
//! #[schema(unique(columns(sensor, at)))]
//! #[schema(allow(fails_on_existing_rows, singular_and_plural))]
//! pub struct Model {
//!     #[sea_orm(primary_key)]
//!     pub id: i64,
//!     pub sensor: i32,
//!     pub at: DateTime,
//!     #[sea_orm(column_type = "String(StringLen::N(20))")]
//!     #[schema(allow(narrows_type))]
//!     pub unit: String,
//! }
//! # #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
//! # pub enum Relation {}
//! # impl ActiveModelBehavior for ActiveModel {}
//! # use schema_runtime::descriptor::Described;
//! # use schema_runtime::plan::HazardKind;
//! # assert_eq!(Entity::TABLE.allow, [HazardKind::FailsOnExistingRows]);
//! # assert_eq!(Entity::TABLE.allow_rules, [schema_runtime::model::Rule::SingularAndPlural]);
//! # assert_eq!(Entity::TABLE.written(3).allow, [HazardKind::NarrowsType]);
//! ```
//!
//! A step of a migration that could harm rows is written only where it is allowed: `drops_data`, `narrows_type` or
//! `fails_on_existing_rows`, on the struct for all of its table, on a field for its column. It removes nothing that
//! only the database has; that is allowed by name, where the migration is made.
//!
//! Rules of the lint, by their names: `key_without_index`, `id_without_key`, `types_differ`, `singular_and_plural`,
//! `redundant_index`, `enum_without_check`, `long_name`, `bool_without_default`, `json_not_binary`. What is allowed is not reported,
//! of the field or of the whole table.
//!
//! # What does not compile
//!
//! Each at its place, all at once: a field that is not there; a check, predicate or computed value that names no column; two
//! indexes alike; two columns, indexes or constraints with one name; a name over 63 bytes; a rename from what still
//! exists; a constant default that cannot be of its type; `SetNull` on a column that cannot be null; a key between columns of
//! different Rust types; an attribute that is unknown, written twice or of the wrong kind.
//!
//! The types of a key's columns are compared for every relation with `belongs_to` that is not `skip_fk`, and for `foreign_key`
//! to an entity; the other entity need not derive `DeriveSchema`. For a compact or expanded entity, add the derive to its
//! `Relation` too. A column that a relation names by a variant with a digit, as in `Column::Line1`, is not compared, since
//! its field may be `line1` or `line_1`; name it by its field where the format allows it.
//!
//! ```compile_fail,E0277
//! # mod shop {
//! # pub mod tenant {
//! #     use sea_orm::entity::prelude::*;
//! #     #[sea_orm::model]
//! #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
//! #     #[sea_orm(table_name = "tenants")]
//! #     pub struct Model { #[sea_orm(primary_key, auto_increment = false)] pub id: Uuid }
//! #     impl ActiveModelBehavior for ActiveModel {}
//! # }
//! # pub mod asset {
//! # use schema_runtime::DeriveSchema;
//! # use sea_orm::entity::prelude::*;
//! #[sea_orm::model]
//! #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
//! #[sea_orm(table_name = "assets")]
//! pub struct Model {
//!     #[sea_orm(primary_key)]
//!     pub id: i32,
//!     pub tenant_id: String, // where `tenants.id` is a `Uuid`
//!     #[sea_orm(belongs_to, from = "tenant_id", to = "id")]
//!     pub tenant: HasOne<super::tenant::Entity>,
//! }
//! # impl ActiveModelBehavior for ActiveModel {}
//! # }
//! # }
//! ```

mod ast;
mod attr;
mod expand;
mod fallback;
mod valid;

use ast::{Entity, Relations};
use darling::Error;
use darling::error::Accumulator;
use proc_macro2::TokenStream;
use syn::{Data, DataEnum, DeriveInput, Fields, FieldsNamed, parse_macro_input};

/// Describes a SeaORM entity: goes on `Model`, and on `Relation` where it is written by hand.
///
/// The [crate's page](crate) is the reference of all attributes.
///
/// ```
/// # use schema_runtime::DeriveSchema;
/// # use sea_orm::entity::prelude::*;
/// #[sea_orm::model]
/// #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
/// #[sea_orm(table_name = "cakes")]
/// pub struct Model {
///     #[sea_orm(primary_key)]
///     pub id: i32,
///     #[schema(check = "name <> ''", index(unique))]
///     pub name: String,
/// }
/// # impl ActiveModelBehavior for ActiveModel {}
/// ```
#[proc_macro_derive(DeriveSchema, attributes(schema, sea_orm))]
pub fn derive_schema(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    derive(&input).into()
}

fn derive(input: &DeriveInput) -> TokenStream {
    if !input.generics.params.is_empty() {
        return refuse(&input.generics.params, "a table is one type: take the generics away");
    }
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) if input.ident == "ModelEx" => dense(input, fields),
            Fields::Named(fields) => model(input, fields),
            Fields::Unnamed(_) | Fields::Unit => {
                refuse(&input.ident, "a model is a struct with named fields, one for each column")
            }
        },
        Data::Enum(data) if ast::is_relations(&input.ident, data) => relations(input, data),
        Data::Enum(_) => refuse(
            &input.ident,
            "`DeriveSchema` is for `Model` and `Relation`: a column's enum is read through the model that has it",
        ),
        Data::Union(_) => refuse(&input.ident, "a model is a struct with named fields, not a union"),
    }
}

fn model(input: &DeriveInput, fields: &FieldsNamed) -> TokenStream {
    let mut errors = Error::accumulator();
    let entity = Entity::read(input, fields, &mut errors);
    valid::check(&entity, &mut errors);
    or_errors(errors, || expand::entity(&entity), || fallback::entity(&entity))
}

/// The other half of a dense model: its relations.
fn dense(input: &DeriveInput, fields: &FieldsNamed) -> TokenStream {
    let mut errors = Error::accumulator();
    let relations = Relations::of_model(input, fields, &mut errors);
    or_errors(errors, || expand::relations(&relations), TokenStream::new)
}

fn relations(input: &DeriveInput, data: &DataEnum) -> TokenStream {
    let mut errors = Error::accumulator();
    let relations = Relations::of_enum(input, data, &mut errors);
    or_errors(errors, || expand::relations(&relations), TokenStream::new)
}

fn or_errors(
    errors: Accumulator,
    expand: impl FnOnce() -> TokenStream,
    fallback: impl FnOnce() -> TokenStream,
) -> TokenStream {
    match errors.finish() {
        Ok(()) => expand(),
        Err(errors) => [errors.write_errors(), fallback()].into_iter().collect(),
    }
}

fn refuse(place: &impl syn::spanned::Spanned, why: &str) -> TokenStream {
    Error::custom(why).with_span(place).write_errors()
}
