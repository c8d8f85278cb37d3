//! What the calls of a period cost.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "llm_usage_summary")]
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
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub period_start: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub period_end: DateTimeUtc,
    #[sea_orm(default_value = 0)]
    pub request_count: i32,
    #[sea_orm(default_value = 0)]
    pub failure_count: i32,
    #[sea_orm(default_value = 0)]
    pub total_input_tokens: i64,
    #[sea_orm(default_value = 0)]
    pub total_output_tokens: i64,
    #[sea_orm(column_type = "Decimal(Some((12, 6)))", default_value = 0)]
    pub total_cost: Decimal,
    #[sea_orm(column_type = "Decimal(Some((12, 6)))")]
    pub average_cost: Option<Decimal>,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
