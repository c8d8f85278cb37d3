//! A piece of data that an agent classified.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "data_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    #[sea_orm(indexed)]
    pub client_account_id: Uuid,
    #[sea_orm(belongs_to, from = "client_account_id", to = "id", on_delete = "Cascade")]
    pub client_account: HasOne<super::client_account::Entity>,
    #[sea_orm(indexed)]
    pub engagement_id: Option<Uuid>,
    #[sea_orm(belongs_to, from = "engagement_id", to = "id", on_delete = "Cascade")]
    pub engagement: HasOne<super::engagement::Entity>,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub agent_id: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub details: Json,
    #[sea_orm(column_type = "Double")]
    pub confidence: Option<f64>,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
