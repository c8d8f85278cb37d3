//! The account of a brand at another platform.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "platform_connections")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(36))")]
    pub id: String,
    #[sea_orm(column_type = "String(StringLen::N(36))")]
    pub brand_id: String,
    #[sea_orm(belongs_to, from = "brand_id", to = "id", on_delete = "Cascade")]
    pub brand: HasOne<super::brand::Entity>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub platform: String,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub status: String,
    #[sea_orm(column_type = "DateTime")]
    #[schema(default = "now()")]
    pub created_at: Option<DateTime>,
    #[sea_orm(column_type = "DateTime")]
    #[schema(default = "now()")]
    pub updated_at: Option<DateTime>,
}

impl ActiveModelBehavior for ActiveModel {}
