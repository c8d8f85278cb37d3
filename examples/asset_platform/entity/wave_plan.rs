//! The plan of a wave: what moves when, and at what cost.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "wave_plans")]
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
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub name: String,
    #[sea_orm(column_type = "String(StringLen::N(50))", default_value = "draft")]
    pub status: String,
    pub wave_number: i32,
    pub planned_start: Option<Date>,
    pub planned_end: Option<Date>,
    #[sea_orm(default_value = 0)]
    pub total_assets: i32,
    #[sea_orm(column_type = "Decimal(Some((12, 2)))")]
    pub estimated_cost: Option<Decimal>,
    #[sea_orm(column_type = "Double")]
    pub estimated_effort_hours: Option<f64>,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
