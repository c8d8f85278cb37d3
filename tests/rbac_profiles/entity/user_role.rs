//! A role that a user has at a tenant.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "user_roles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    #[sea_orm(indexed)]
    pub user_id: Uuid,
    #[sea_orm(belongs_to, from = "user_id", to = "id", on_delete = "Cascade")]
    pub user: HasOne<super::profile::Entity>,
    pub role_id: i32,
    #[sea_orm(belongs_to, from = "role_id", to = "id")]
    pub role: HasOne<super::role::Entity>,
    pub tenant_id: Uuid,
    #[sea_orm(belongs_to, from = "tenant_id", to = "id")]
    pub tenant: HasOne<super::tenant::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
