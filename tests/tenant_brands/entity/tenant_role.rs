//! What a user may do at a tenant.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "tenant_roles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(36))")]
    pub id: String,
    #[sea_orm(column_type = "String(StringLen::N(36))")]
    pub tenant_id: String,
    #[sea_orm(belongs_to, from = "tenant_id", to = "id", on_delete = "Cascade")]
    pub tenant: HasOne<super::tenant::Entity>,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub name: String,
    #[sea_orm(column_type = "Json")]
    pub permissions: Json,
    #[sea_orm(default_value = false)]
    pub is_system_role: Option<bool>,
    #[sea_orm(column_type = "DateTime")]
    #[schema(default = "now()")]
    pub created_at: Option<DateTime>,
    #[sea_orm(column_type = "DateTime")]
    #[schema(default = "now()")]
    pub updated_at: Option<DateTime>,
}

impl ActiveModelBehavior for ActiveModel {}
