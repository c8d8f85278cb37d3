//! The three formats of SeaORM's entities give the same descriptor.

use schema_runtime::Entities;
use schema_runtime::descriptor::{Described, TableDescriptor};

mod tenant {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "tenants")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod dense {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "assets")]
    #[schema(index(columns(tenant_id, name(desc)), unique, predicate = "name <> ''"))]
    #[schema(check(name = "assets_cost", expr = "cost >= 0"))]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        #[schema(default = "gen_random_uuid()")]
        pub id: Uuid,
        #[schema(renamed_from = "hostname")]
        pub name: String,
        #[sea_orm(column_type = "Integer")]
        pub cost: Option<i32>,
        pub tenant_id: Uuid,
        #[sea_orm(belongs_to, from = "tenant_id", to = "id", on_delete = "Cascade")]
        pub tenant: HasOne<super::tenant::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod compact {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "assets")]
    #[schema(index(columns(tenant_id, name(desc)), unique, predicate = "name <> ''"))]
    #[schema(check(name = "assets_cost", expr = "cost >= 0"))]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        #[schema(default = "gen_random_uuid()")]
        pub id: Uuid,
        #[schema(renamed_from = "hostname")]
        pub name: String,
        #[sea_orm(column_type = "Integer")]
        pub cost: Option<i32>,
        pub tenant_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::tenant::Entity",
            from = "Column::TenantId",
            to = "super::tenant::Column::Id",
            on_delete = "Cascade"
        )]
        Tenant,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod expanded {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "assets"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, DeriveSchema)]
    #[schema(index(columns(tenant_id, name(desc)), unique, predicate = "name <> ''"))]
    #[schema(check(name = "assets_cost", expr = "cost >= 0"))]
    pub struct Model {
        #[schema(default = "gen_random_uuid()")]
        pub id: Uuid,
        #[schema(renamed_from = "hostname")]
        pub name: String,
        pub cost: Option<i32>,
        pub tenant_id: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Name,
        Cost,
        TenantId,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;

        fn def(&self) -> ColumnDef {
            match self {
                Self::Id | Self::TenantId => ColumnType::Uuid.def(),
                Self::Name => ColumnType::String(StringLen::None).def(),
                Self::Cost => ColumnType::Integer.def().null(),
            }
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Id,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = Uuid;

        fn auto_increment() -> bool {
            false
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::tenant::Entity",
            from = "Column::TenantId",
            to = "super::tenant::Column::Id",
            on_delete = "Cascade"
        )]
        Tenant,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A descriptor without lines, as text.
fn told(table: &TableDescriptor) -> String {
    let text = format!("{:#?} {:#?}", (table.entity)(), table);
    let keep =
        |line: &&str| !["line:", "entity: ", "rust_type:", "module:"].iter().any(|key| line.contains(key));
    text.lines().filter(keep).filter(|line| !line.trim().starts_with("0x")).collect::<Vec<_>>().join("\n")
}

#[test]
fn dense_and_compact_are_alike() {
    assert_eq!(told(dense::Entity::TABLE), told(compact::Entity::TABLE));
}

#[test]
fn an_expanded_entity_writes_its_types_itself() {
    let expanded = told(expanded::Entity::TABLE);
    assert_eq!(told(compact::Entity::TABLE).replace("type_written: false", "type_written: true"), expanded);
}

#[test]
fn all_are_registered_with_their_place() {
    let entities = Entities::in_module("suite::derive::formats");
    let tables = entities.tables().unwrap();
    let modules: Vec<_> = tables.iter().map(|table| table.module).collect();
    assert_eq!(
        modules,
        ["compact", "dense", "expanded", "tenant"].map(|name| format!("suite::derive::formats::{name}"))
    );
    let mut lines: Vec<_> = tables.iter().map(|table| table.location.line).collect();
    lines.sort();
    let models =
        include_str!("formats.rs").lines().zip(1..).filter(|(line, _)| line.ends_with("pub struct Model {"));
    assert_eq!(lines, models.map(|(_, line)| line).collect::<Vec<u32>>());
    assert_eq!(tables[0].location.file, "tests/derive/formats.rs");
}
