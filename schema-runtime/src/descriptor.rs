//! What the derive writes: one `const` [`TableDescriptor`] for each entity, which knows no database.
//!
//! It holds what SeaORM does not know, or does not tell: what is written and what is left open, `#[schema(…)]`,
//! files and lines. What SeaORM does know (names, types, nullability, keys, relations) is asked of SeaORM itself,
//! by the one function pointer [`TableDescriptor::entity`], so the two cannot disagree.

#[doc(hidden)]
pub mod key;
#[allow(unreachable_code, reason = "SeaORM's derive writes it for a model without fields")]
mod probe;

use crate::model::{Action, Deferrability, HazardKind, Location, NullsOrder, Order, Rule, Storage};
use sea_orm::sea_query::{self, ForeignKeyCreateStatement, IndexCreateStatement};
use sea_orm::{
    ActiveEnum, ColumnTrait, ColumnType, EntityTrait, IdenStatic, Iterable, PrimaryKeyToColumn,
    PrimaryKeyTrait, RelationDef, RelationTrait,
};

/// An entity with a descriptor; implemented by `#[derive(DeriveSchema)]` on its model.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no schema descriptor",
    label = "this entity does not derive `DeriveSchema`",
    note = "add `DeriveSchema` to the derives of its `Model`"
)]
pub trait Described: EntityTrait {
    /// Its columns, in the order of the model's fields.
    const COLUMNS: &'static [Self::Column];
    /// What is declared of its table.
    const TABLE: &'static TableDescriptor;
}

/// What one entity declares.
#[derive(Debug)]
pub struct TableDescriptor {
    /// What SeaORM knows of the entity.
    pub entity: fn() -> EntityDef,
    /// The module the entity is in, as `module_path!()` gives it.
    pub module: &'static str,
    /// Where the model stands.
    pub location: Location,
    /// One for each column, in the order of [`EntityDef::columns`].
    pub columns: &'static [ColumnDescriptor],
    /// What is written of a column, with its position, where anything is: see [`TableDescriptor::written`].
    pub written: &'static [(usize, Written)],
    /// The indexes of `#[schema(index(…))]`, on the struct and on fields.
    pub indexes: &'static [IndexDescriptor],
    /// The constraints of `#[schema(unique(…))]`.
    pub uniques: &'static [UniqueDescriptor],
    /// The checks of `#[schema(check(…))]` on the struct.
    pub checks: &'static [CheckDescriptor],
    /// The keys of `#[schema(foreign_key(…))]`, those that are no relation.
    pub foreign_keys: &'static [ForeignKeyDescriptor],
    /// The table's former name.
    pub renamed_from: Option<&'static str>,
    /// `#[schema(unmanaged)]`: the table is another's; it is neither compared nor changed.
    pub unmanaged: bool,
    /// `#[schema(allow(…))]` on the struct: what a migration may do to the table's rows.
    pub allow: &'static [HazardKind],
    /// `#[schema(allow(…))]` on the struct: what a lint does not report of the table.
    pub allow_rules: &'static [Rule],
}

impl TableDescriptor {
    /// A table of which nothing more is written: what the derive starts from.
    pub const fn new(
        entity: fn() -> EntityDef,
        columns: &'static [ColumnDescriptor],
        module: &'static str,
        file: &'static str,
        line: u32,
    ) -> Self {
        Self {
            entity,
            module,
            location: Location { file, line },
            columns,
            written: &[],
            indexes: &[],
            uniques: &[],
            checks: &[],
            foreign_keys: &[],
            renamed_from: None,
            unmanaged: false,
            allow: &[],
            allow_rules: &[],
        }
    }

    /// What is written of the column at this position of [`columns`](Self::columns).
    pub fn written(&self, column: usize) -> &'static Written {
        let written = self.written.iter().find(|(position, _)| *position == column);
        written.map_or(&Written::NOTHING, |(_, written)| written)
    }
}

/// What is declared of a column beside what SeaORM knows.
#[derive(Debug)]
pub struct ColumnDescriptor {
    /// The field of the model.
    pub field: &'static str,
    /// Its line.
    pub line: u32,
    /// Whether the author wrote the type (`column_type`), or left it to the Rust type.
    pub type_written: bool,
    /// The type that SeaORM would give the field's Rust type, without its `Option`.
    pub rust_type: fn() -> ColumnType,
}

/// What an author wrote of a column in `#[schema(…)]`, and what SeaORM reads and does not tell. Of most columns that is
/// nothing: it stands apart from them, since the compiler evaluates every field of each column of each entity.
#[derive(Debug)]
pub struct Written {
    /// `default = "sql"`.
    pub default: Option<&'static str>,
    /// `check = "sql"`.
    pub check: Option<&'static str>,
    /// `check_values`: all values of the column's enum.
    pub check_values: Option<fn() -> Vec<sea_orm::Value>>,
    /// `renamed_from`, of SeaORM's attribute or ours.
    pub renamed_from: Option<&'static str>,
    /// `renamed_value(from = "…", to = "…")`: former and new names of values of the column's enum.
    pub renamed_values: &'static [(&'static str, &'static str)],
    /// `using = "sql"`.
    pub using: Option<&'static str>,
    /// `backfill = "sql"`.
    pub backfill: Option<&'static str>,
    /// `generated = "sql"`, and how it is stored.
    pub generated: Option<(&'static str, Storage)>,
    /// `identity`: whether written, and which.
    pub identity: Option<IdentityDescriptor>,
    /// `collation = "name"`.
    pub collation: Option<&'static str>,
    /// SeaORM's `comment`.
    pub comment: Option<&'static str>,
    /// Whether the field's type is an enum that SeaORM stores.
    pub is_enum: bool,
    /// `allow(…)`: what a migration may do to the column's values.
    pub allow: &'static [HazardKind],
    /// `allow(…)`: what a lint does not report of the column.
    pub allow_rules: &'static [Rule],
}

impl Written {
    /// Not a word: what the derive starts from.
    pub const NOTHING: Self = Self {
        default: None,
        check: None,
        check_values: None,
        renamed_from: None,
        renamed_values: &[],
        using: None,
        backfill: None,
        generated: None,
        identity: None,
        collation: None,
        comment: None,
        is_enum: false,
        allow: &[],
        allow_rules: &[],
    };
}

/// `identity`, as the author wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityDescriptor {
    /// `identity = "always"`.
    Always,
    /// `identity = "by_default"`, or `identity` alone.
    ByDefault,
}

/// An index of `#[schema(index(…))]`.
#[derive(Debug)]
pub struct IndexDescriptor {
    /// Its name; `idx-table-a-b` without one.
    pub name: Option<&'static str>,
    /// What it is over.
    pub parts: &'static [PartDescriptor],
    /// Whether it is unique.
    pub unique: bool,
    /// Which rows it holds.
    pub predicate: Option<&'static str>,
    /// Columns carried along: positions in [`TableDescriptor::columns`].
    pub include: &'static [usize],
    /// The access method.
    pub method: Option<&'static str>,
    /// Whether two nulls clash.
    pub nulls_not_distinct: bool,
    /// The line of the attribute.
    pub line: u32,
}

/// A part of an index.
#[derive(Debug)]
pub struct PartDescriptor {
    /// A column or an expression.
    pub target: PartTarget,
    /// Its direction.
    pub order: Order,
    /// Where nulls stand, if written.
    pub nulls: Option<NullsOrder>,
    /// The operator class, if written.
    pub opclass: Option<&'static str>,
    /// The collation, if written.
    pub collation: Option<&'static str>,
}

/// What a part of an index is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartTarget {
    /// A position in [`TableDescriptor::columns`].
    Column(usize),
    /// An SQL expression.
    Expr(&'static str),
}

/// A constraint of `#[schema(unique(…))]`.
#[derive(Debug)]
pub struct UniqueDescriptor {
    /// Its name.
    pub name: Option<&'static str>,
    /// Positions in [`TableDescriptor::columns`].
    pub columns: &'static [usize],
    /// Whether two nulls clash.
    pub nulls_not_distinct: bool,
    /// When it is checked.
    pub deferrable: Deferrability,
    /// The line of the attribute.
    pub line: u32,
}

/// A check of `#[schema(check(…))]`.
#[derive(Debug)]
pub struct CheckDescriptor {
    /// Its name.
    pub name: Option<&'static str>,
    /// What must not be false.
    pub expr: &'static str,
    /// The line of the attribute.
    pub line: u32,
}

/// A key of `#[schema(foreign_key(…))]`.
#[derive(Debug)]
pub struct ForeignKeyDescriptor {
    /// Its name.
    pub name: Option<&'static str>,
    /// Positions in [`TableDescriptor::columns`].
    pub columns: &'static [usize],
    /// The table pointed at, and its columns.
    pub references: fn() -> Reference,
    /// `on_delete`, if written.
    pub on_delete: Option<Action>,
    /// `on_update`, if written.
    pub on_update: Option<Action>,
    /// When it is checked.
    pub deferrable: Deferrability,
    /// The line of the attribute.
    pub line: u32,
}

/// What a key of `#[schema(foreign_key(…))]` points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The table's schema, where the author or the entity gives one.
    pub schema: Option<String>,
    /// The table.
    pub table: String,
    /// Its columns.
    pub columns: Vec<String>,
}

impl Reference {
    /// Columns of an entity: what `references(Entity, …)` becomes.
    pub fn to_entity<E: EntityTrait>(columns: &[E::Column]) -> Self {
        let entity = E::default();
        Self {
            schema: entity.schema_name().map(str::to_owned),
            table: entity.table_name().to_owned(),
            columns: columns.iter().map(|column| column.as_str().to_owned()).collect(),
        }
    }

    /// Columns of a table that has no entity: what `references("table", …)` becomes; `schema.table` names a
    /// schema too.
    pub fn to_table(table: &str, columns: &[&str]) -> Self {
        let (schema, table) = match table.split_once('.') {
            Some((schema, table)) => (Some(schema.to_owned()), table.to_owned()),
            None => (None, table.to_owned()),
        };
        Self { schema, table, columns: columns.iter().map(|&column| column.to_owned()).collect() }
    }
}

/// What SeaORM knows of an entity, as its own `Schema` would create it.
#[derive(Debug, Clone)]
pub struct EntityDef {
    /// The table's schema.
    pub schema: Option<String>,
    /// The table.
    pub table: &'static str,
    /// Its comment.
    pub comment: Option<String>,
    /// Its columns, in the order of [`TableDescriptor::columns`].
    pub columns: Vec<sea_query::ColumnDef>,
    /// The names of the primary key's columns.
    pub primary_key: Vec<&'static str>,
    /// Whether the key is numbered by the server, as far as SeaORM says.
    pub auto_increment: bool,
    /// The keys of its relations, without those of `skip_fk`.
    pub foreign_keys: Vec<ForeignKeyCreateStatement>,
    /// The indexes of `indexed` and `unique_key`.
    pub indexes: Vec<IndexCreateStatement>,
}

/// An entity, and what SeaORM said when it was asked.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) descriptor: &'static TableDescriptor,
    pub(crate) entity: EntityDef,
}

impl Asked {
    pub(crate) fn of(descriptor: &'static TableDescriptor) -> Self {
        Self { descriptor, entity: (descriptor.entity)() }
    }
}

/// Asks SeaORM for all it knows of an entity.
///
/// ```
/// # mod cake {
/// #     use schema_runtime::DeriveSchema; use sea_orm::entity::prelude::*;
/// #     #[sea_orm::model]
/// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
/// #     #[sea_orm(table_name = "cakes")]
/// #     pub struct Model { #[sea_orm(primary_key)] pub id: i32, pub name: String }
/// #     impl ActiveModelBehavior for ActiveModel {}
/// # }
/// let def = schema_runtime::descriptor::read::<cake::Entity>();
/// assert_eq!(def.table, "cakes");
/// assert_eq!(def.primary_key, ["id"]);
/// ```
pub fn read<E: Described>() -> EntityDef {
    // Only what is of the entity's own types stands here, in plain loops: all of it is compiled for every entity.
    let entity = E::default();
    let mut facts = Facts::default();
    // By position, since an iterator over columns would be compiled for every entity too.
    for position in 0..E::COLUMNS.len() {
        let column = E::COLUMNS[position];
        facts.columns.push((column.as_str(), column.def()));
    }
    for key in E::PrimaryKey::iter() {
        facts.primary_key.push(key.into_column().as_str());
    }
    for relation in E::Relation::iter() {
        facts.relations.push(relation.def());
    }
    facts.read(entity.schema_name(), entity.table_name(), entity.comment(), E::PrimaryKey::auto_increment)
}

/// What an entity's types say of it.
#[derive(Default)]
struct Facts {
    columns: Vec<(&'static str, sea_orm::ColumnDef)>,
    primary_key: Vec<&'static str>,
    relations: Vec<RelationDef>,
}

impl Facts {
    fn read(
        self,
        schema: Option<&str>,
        table: &'static str,
        comment: Option<&str>,
        auto_increment: fn() -> bool,
    ) -> EntityDef {
        let Self { columns, primary_key, relations } = self;
        let (mut columns, indexes) = probe::ask(table, columns);
        for column in columns.iter_mut().filter(|column| primary_key.contains(&&*column.get_column_name())) {
            if auto_increment() {
                column.auto_increment();
            }
            if primary_key.len() == 1 {
                column.primary_key();
            }
        }
        EntityDef {
            schema: schema.map(str::to_owned),
            table,
            comment: comment.map(str::to_owned),
            columns,
            primary_key,
            auto_increment: auto_increment(),
            foreign_keys: relations
                .into_iter()
                .filter(|relation| !relation.is_owner && !relation.skip_fk)
                .map(Into::into)
                .collect(),
            indexes,
        }
    }
}

/// A column's comment and its former name. SeaORM keeps the name in the comment, behind what the author wrote.
pub fn comment_and_former_name(column: &sea_query::ColumnDef) -> (Option<&str>, Option<&str>) {
    let Some(comment) = column.get_column_spec().comment.as_deref() else { return (None, None) };
    match comment
        .rsplit_once("renamed_from \"")
        .and_then(|(rest, name)| Some((rest, name.strip_suffix('"')?)))
    {
        Some(("", name)) => (None, Some(name)),
        Some((rest, name)) => match rest.strip_suffix("; ") {
            Some(comment) => (Some(comment), Some(name)),
            None => (Some(comment), None),
        },
        None => (Some(comment), None),
    }
}

/// An enum whose values the database can be held to: one that derives `EnumIter` and `DeriveActiveEnum`.
#[diagnostic::on_unimplemented(
    message = "`check_values` needs an enum, and `{Self}` is none that SeaORM stores",
    label = "the values of this type are not known",
    note = "derive `EnumIter` and `DeriveActiveEnum` on it, or write `check = \"…\"` instead of `check_values`"
)]
pub trait Values: ActiveEnum + sea_orm::strum::IntoEnumIterator {}

#[diagnostic::do_not_recommend]
impl<A: ActiveEnum + sea_orm::strum::IntoEnumIterator> Values for A {}

/// All values of an enum: what `check_values` becomes.
pub fn values<A: Values>() -> Vec<sea_orm::Value> {
    <A as sea_orm::strum::IntoEnumIterator>::iter().map(|value| value.to_value().into()).collect()
}

/// Asks whether a type is an enum that SeaORM stores: `IsEnum::<T>::IS` is true for one, and what [`IsNoEnum`] says
/// for all else.
#[derive(Debug)]
pub struct IsEnum<T>(std::marker::PhantomData<T>);

impl<T: ActiveEnum> IsEnum<T> {
    /// It is.
    pub const IS: bool = true;
}

/// What [`IsEnum`] falls back to.
pub trait IsNoEnum {
    /// It is not.
    const IS: bool = false;
}

impl<T> IsNoEnum for IsEnum<T> {}
