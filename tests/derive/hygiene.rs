//! The generated code depends on nothing of the user's module but the entity itself, and adds no lint.

use schema_runtime::descriptor::Described;

/// Names of the prelude and of our own that mean something else here; `Option`, `Result` and `Ok` SeaORM's own derives need.
#[deny(warnings, missing_docs, unused, clippy::all, clippy::pedantic)]
mod shadowed {
    #![allow(dead_code, missing_docs, reason = "the names only stand in the way")]
    #![allow(clippy::pedantic, reason = "SeaORM's own code is not held to it")]
    pub struct Vec;
    pub struct String;
    pub struct Some;
    pub struct Box;
    pub mod core {}
    pub mod std_ {}
    pub mod schema_runtime {}
    pub mod sea_query {}
    pub mod inventory {}
    pub struct TableDescriptor;
    pub struct ColumnDescriptor;
    pub trait Described {}

    pub mod entity {
        #![allow(unused_imports, reason = "they shadow what generated code might name")]
        use super::{Box, ColumnDescriptor, Described, String, TableDescriptor, Vec, core, inventory};
        use super::{schema_runtime, sea_query};
        use ::schema_runtime::DeriveSchema;
        use sea_orm::entity::prelude::*;

        pub type Text = ::std::string::String;

        #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, DeriveSchema)]
        #[schema(index(columns(name), unique, predicate = "name <> ''"), check(expr = "name <> ''"))]
        #[schema(unique(columns(r#type)), renamed_from = "old")]
        pub struct Model {
            #[schema(identity)]
            pub id: i32,
            #[schema(default = "'x'", check = "name <> ''", generated = "upper(name)")]
            #[cfg(any())]
            pub gone: Nothing,
            #[schema(
                default = "'x'",
                check = "name <> ''",
                using = "name",
                backfill = "'x'",
                collation = "C"
            )]
            pub name: Text,
            #[schema(generated = "upper(name)", virtual)]
            pub r#type: Text,
            #[cfg(test)]
            pub kept: i32,
        }

        #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
        pub struct Entity;

        impl EntityName for Entity {
            fn table_name(&self) -> &'static str {
                "shadowed"
            }
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
        pub enum Column {
            Id,
            Name,
            Type,
            Kept,
        }

        impl ColumnTrait for Column {
            type EntityName = Entity;

            fn def(&self) -> ColumnDef {
                match self {
                    Self::Id | Self::Kept => ColumnType::Integer.def(),
                    Self::Name | Self::Type => ColumnType::Text.def(),
                }
            }
        }

        #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
        pub enum PrimaryKey {
            Id,
        }

        impl PrimaryKeyTrait for PrimaryKey {
            type ValueType = i32;

            fn auto_increment() -> bool {
                true
            }
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
        pub enum Relation {
            #[sea_orm(belongs_to = "Entity", from = "Column::Kept", to = "Column::Id")]
            Own,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }
}

/// The runtime by another name.
mod renamed {
    pub mod deep {
        pub use schema_runtime as runtime;
    }

    pub mod entity {
        use super::deep::runtime::DeriveSchema;
        use sea_orm::entity::prelude::*;

        #[sea_orm::model]
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
        #[sea_orm(table_name = "renamed")]
        #[schema(crate = "super::deep::runtime")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i32,
            #[schema(default = "0")]
            pub r#struct: i32,
            pub parent: Option<i32>,
            #[sea_orm(self_ref, relation_enum = "Parent", from = "parent", to = "id")]
            pub own: HasOne<Entity>,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }
}

/// An entity out of a macro of the user's.
mod declared {
    macro_rules! entity {
        ($name:ident, $table:literal, $default:literal) => {
            pub mod $name {
                use schema_runtime::DeriveSchema;
                use sea_orm::entity::prelude::*;

                #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
                #[sea_orm(table_name = $table)]
                pub struct Model {
                    #[sea_orm(primary_key)]
                    pub id: i32,
                    #[schema(default = $default)]
                    pub state: String,
                }

                #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
                pub enum Relation {}

                impl ActiveModelBehavior for ActiveModel {}
            }
        };
    }

    entity!(first, "first", "'one'");
    entity!(second, "second", "'two'");
}

/// Keys between columns whose types differ on purpose, and those that are no keys.
mod relations {
    pub mod target {
        use sea_orm::entity::prelude::*;

        #[sea_orm::model]
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "targets")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i32,
            #[sea_orm(unique)]
            pub line_1: String,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }

    pub mod dense {
        use schema_runtime::DeriveSchema;
        use sea_orm::entity::prelude::*;

        #[sea_orm::model]
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
        #[sea_orm(table_name = "dense")]
        #[schema(foreign_key(
            columns(wide),
            references(super::target::Entity, columns(id)),
            name = "by_width",
            allow(key_types)
        ))]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i32,
            pub wide: i64,
            pub line: Option<String>,
            #[sea_orm(belongs_to, relation_enum = "Wide", from = "wide", to = "id")]
            #[schema(allow(key_types))]
            pub target: HasOne<super::target::Entity>,
            #[sea_orm(
                belongs_to,
                relation_enum = "Skipped",
                from = "Column::Line",
                to = "Column::Id",
                skip_fk
            )]
            pub skipped: HasOne<super::target::Entity>,
            #[sea_orm(
                belongs_to,
                relation_enum = "Named",
                from = "line",
                to = "line_1",
                on_delete = "SetNull"
            )]
            pub named: HasOne<super::target::Entity>,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }

    pub mod compact {
        use schema_runtime::DeriveSchema;
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
        #[sea_orm(table_name = "compact")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i32,
            pub wide: i64,
            pub line: Option<String>,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
        pub enum Relation {
            #[sea_orm(
                belongs_to = "super::target::Entity",
                from = "Column::Wide",
                to = "super::target::Column::Id"
            )]
            #[schema(allow(key_types))]
            Wide,
            #[sea_orm(
                belongs_to = "super::target::Entity",
                from = "Column::Line",
                to = "super::target::Column::Line1",
                on_delete = "SetNull"
            )]
            Line,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }
}

fn fields<E: Described>() -> Vec<&'static str> {
    E::TABLE.columns.iter().map(|column| column.field).collect()
}

#[test]
fn names_of_the_module_do_not_matter() {
    assert_eq!(fields::<shadowed::entity::Entity>(), ["id", "name", "type", "kept"]);
    assert_eq!(shadowed::entity::Entity::TABLE.indexes[0].predicate, Some("name <> ''"));
}

#[test]
fn the_runtime_may_go_by_another_name() {
    assert_eq!(fields::<renamed::entity::Entity>(), ["id", "struct", "parent"]);
}

#[test]
fn a_macro_may_write_the_entity() {
    assert_eq!(declared::first::Entity::TABLE.written(1).default, Some("'one'"));
    assert_eq!(declared::second::Entity::TABLE.written(1).default, Some("'two'"));
    assert_eq!((declared::second::Entity::TABLE.entity)().table, "second");
}

#[test]
fn differences_that_are_meant_compile() {
    assert_eq!((relations::dense::Entity::TABLE.entity)().foreign_keys.len(), 2);
    assert_eq!((relations::compact::Entity::TABLE.entity)().foreign_keys.len(), 2);
}
