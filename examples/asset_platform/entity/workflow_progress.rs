//! How far an asset is in a phase.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "workflow_progress")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    pub asset_id: Uuid,
    #[sea_orm(belongs_to, from = "asset_id", to = "id", on_delete = "Cascade")]
    pub asset: HasOne<super::asset::Entity>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub phase: String,
    #[sea_orm(column_type = "String(StringLen::N(50))", default_value = "not_started")]
    pub status: String,
    #[sea_orm(column_type = "Double", default_value = 0.0)]
    pub progress_percentage: f64,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
