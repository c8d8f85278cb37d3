//! One entity as a user writes it, and as many more like it as wanted, under names of their own.

use schema_runtime::Entities;
use schema_runtime::descriptor::{Described, EntityDef, TableDescriptor};

#[allow(unreachable_pub, reason = "what SeaORM derives is public")]
mod entity {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "record_0")]
    #[schema(index(columns(owner_id)))]
    #[schema(index(columns(parent_id)))]
    #[schema(index(columns(status, created_at(desc))))]
    #[schema(unique(columns(code)))]
    #[schema(check(name = "amount_is_paid", expr = "amount >= 0"))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub owner_id: i64,
        #[sea_orm(self_ref, relation_enum = "Owner", from = "owner_id", to = "id", on_delete = "Cascade")]
        pub owner: HasOne<Entity>,
        pub parent_id: Option<i64>,
        #[sea_orm(self_ref, relation_enum = "Parent", from = "parent_id", to = "id", on_delete = "SetNull")]
        pub parent: HasOne<Entity>,
        #[sea_orm(column_type = "String(StringLen::N(200))")]
        pub name: String,
        #[sea_orm(column_type = "String(StringLen::N(50))")]
        pub code: String,
        #[sea_orm(column_type = "String(StringLen::N(20))", default_value = "new")]
        pub status: String,
        #[sea_orm(column_type = "Decimal(Some((12, 2)))", default_value = 0)]
        pub amount: Decimal,
        pub quantity: i32,
        #[sea_orm(column_type = "Text")]
        pub notes: Option<String>,
        #[sea_orm(column_type = "JsonBinary")]
        #[schema(default = "'{}'")]
        pub data: Json,
        #[schema(default = "now()")]
        pub created_at: DateTimeUtc,
        pub updated_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// `count` entities, at most a thousand; all point at the first one.
pub(crate) fn entities(count: usize) -> Entities {
    DEFINITIONS.as_flattened().as_flattened()[..count].iter().map(|&definition| table(definition)).collect()
}

fn table(entity: fn() -> EntityDef) -> &'static TableDescriptor {
    let TableDescriptor {
        entity: _,
        module,
        location,
        columns,
        written,
        indexes,
        uniques,
        checks,
        foreign_keys,
        renamed_from,
        unmanaged,
        allow,
        allow_rules,
    } = *entity::Entity::TABLE;
    Box::leak(Box::new(TableDescriptor {
        entity,
        module,
        location,
        columns,
        written,
        indexes,
        uniques,
        checks,
        foreign_keys,
        renamed_from,
        unmanaged,
        allow,
        allow_rules,
    }))
}

/// The definition of the entity, as SeaORM gives it, under the name with this number.
fn definition<const N: usize>() -> EntityDef {
    static NAMES: std::sync::LazyLock<Vec<String>> =
        std::sync::LazyLock::new(|| (0..1_000).map(|number| format!("record_{number}")).collect());
    EntityDef { table: &NAMES[N], ..(entity::Entity::TABLE.entity)() }
}

macro_rules! ten {
    ($name:ident $from:expr) => {
        ten!($name $from; 0 1 2 3 4 5 6 7 8 9)
    };
    (definition $from:expr; $($digit:literal)*) => {
        [$(definition::<{ $from * 10 + $digit }> as fn() -> EntityDef),*]
    };
    (tens $from:expr; $($digit:literal)*) => {
        [$(ten!(definition ($from * 10 + $digit))),*]
    };
    (hundreds $from:expr; $($digit:literal)*) => {
        [$(ten!(tens ($from * 10 + $digit))),*]
    };
}

/// What SeaORM knows of ten entities.
type Ten = [fn() -> EntityDef; 10];

static DEFINITIONS: [[Ten; 10]; 10] = ten!(hundreds 0);
