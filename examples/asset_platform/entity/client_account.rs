//! A client of the platform: the tenant that everything belongs to.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "client_accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub name: String,
    #[sea_orm(column_type = "String(StringLen::N(50))", unique)]
    pub code: String,
    #[sea_orm(column_type = "String(StringLen::N(50))", default_value = "standard")]
    pub subscription_tier: String,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub settings: Json,
    #[sea_orm(default_value = true)]
    pub is_active: bool,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
