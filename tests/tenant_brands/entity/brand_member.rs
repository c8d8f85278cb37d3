//! A user who works for a brand.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

/// What a member of a brand may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(50))", rename_all = "snake_case")]
pub enum Role {
    Owner,
    Admin,
    Member,
    Viewer,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "brand_members")]
#[schema(unique(columns(brand_id, user_id)))]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(36))")]
    pub id: String,
    #[sea_orm(column_type = "String(StringLen::N(36))")]
    pub brand_id: String,
    #[sea_orm(belongs_to, from = "brand_id", to = "id", on_delete = "Cascade")]
    pub brand: HasOne<super::brand::Entity>,
    #[sea_orm(column_type = "String(StringLen::N(36))")]
    pub user_id: String,
    #[sea_orm(belongs_to, from = "user_id", to = "id", on_delete = "Cascade")]
    pub user: HasOne<super::user::Entity>,
    #[sea_orm(column_type = "String(StringLen::N(36))")]
    pub tenant_id: String,
    #[sea_orm(belongs_to, from = "tenant_id", to = "id", on_delete = "Cascade")]
    pub tenant: HasOne<super::tenant::Entity>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    #[schema(check_values, default = "'member'")]
    pub role: Role,
    #[sea_orm(default_value = true)]
    pub is_active: Option<bool>,
    #[sea_orm(column_type = "DateTime")]
    #[schema(default = "now()")]
    pub joined_at: Option<DateTime>,
    #[sea_orm(column_type = "DateTime")]
    #[schema(default = "now()")]
    pub created_at: Option<DateTime>,
    #[sea_orm(column_type = "DateTime")]
    #[schema(default = "now()")]
    pub updated_at: Option<DateTime>,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub custom_permissions: Option<Json>,
    #[sea_orm(column_type = "String(StringLen::N(36))")]
    pub invitation_id: Option<String>,
    #[sea_orm(column_type = "DateTime")]
    pub last_accessed_at: Option<DateTime>,
    #[sea_orm(default_value = 0)]
    pub access_count: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
