//! A step in the processing of an import.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "import_processing_steps")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    pub data_import_id: Uuid,
    #[sea_orm(belongs_to, from = "data_import_id", to = "id", on_delete = "Cascade")]
    pub data_import: HasOne<super::data_import::Entity>,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub step_name: String,
    pub step_order: i32,
    #[sea_orm(column_type = "String(StringLen::N(50))", default_value = "pending")]
    pub status: String,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
