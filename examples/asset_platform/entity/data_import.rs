//! One imported file.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "data_imports")]
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
    pub session_id: Uuid,
    #[sea_orm(belongs_to, from = "session_id", to = "id")]
    pub session: HasOne<super::data_import_session::Entity>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub import_name: String,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub source_system: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(50))", default_value = "pending")]
    pub status: String,
    #[sea_orm(default_value = 0)]
    pub total_records: i32,
    #[sea_orm(default_value = 0)]
    pub processed_records: i32,
    #[sea_orm(default_value = 0)]
    pub failed_records: i32,
    #[sea_orm(column_type = "Text")]
    pub error_message: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub error_details: Option<Json>,
    pub imported_by: Uuid,
    #[sea_orm(belongs_to, from = "imported_by", to = "id")]
    pub importer: HasOne<super::user::Entity>,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
