//! A user at a tenant.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "profiles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    #[sea_orm(indexed)]
    pub tenant_id: Uuid,
    #[sea_orm(belongs_to, from = "tenant_id", to = "id", on_delete = "Cascade")]
    pub tenant: HasOne<super::tenant::Entity>,
    pub role: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
