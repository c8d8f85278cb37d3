//! A user of a tenant.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "tenant_users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(36))")]
    pub tenant_id: String,
    #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(36))")]
    pub user_id: String,
    #[sea_orm(belongs_to, from = "tenant_id", to = "id", on_delete = "Cascade")]
    pub tenant: HasOne<super::tenant::Entity>,
    #[sea_orm(belongs_to, from = "user_id", to = "id", on_delete = "Cascade")]
    pub user: HasOne<super::user::Entity>,
    #[sea_orm(column_type = "String(StringLen::N(36))")]
    pub role_id: Option<String>,
    #[sea_orm(belongs_to, from = "role_id", to = "id")]
    pub role: HasOne<super::tenant_role::Entity>,
    #[sea_orm(column_type = "Json")]
    pub permissions: Option<Json>,
    #[sea_orm(column_type = "DateTime")]
    #[schema(default = "now()")]
    pub created_at: Option<DateTime>,
}

impl ActiveModelBehavior for ActiveModel {}
