//! Somebody who signs in.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(36))")]
    pub id: String,
    #[sea_orm(column_type = "String(StringLen::N(255))", unique)]
    pub email: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub first_name: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub last_name: Option<String>,
    #[sea_orm(default_value = true)]
    pub is_active: bool,
    #[sea_orm(column_type = "DateTime")]
    #[schema(default = "now()")]
    pub created_at: Option<DateTime>,
    #[sea_orm(column_type = "DateTime")]
    #[schema(default = "now()")]
    pub updated_at: Option<DateTime>,
}

impl ActiveModelBehavior for ActiveModel {}
