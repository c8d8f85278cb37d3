use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

mod tenant {
    use sea_orm::entity::prelude::*;
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "tenants")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "assets")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub tenant_id: Uuid,
    #[sea_orm(belongs_to, from = "tenant_id", to = "id")]
    #[schema(allow(types))]
    pub tenant: HasOne<tenant::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

fn main() {}
