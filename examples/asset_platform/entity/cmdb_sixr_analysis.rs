//! Which strategy fits how many assets of a configuration database.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "cmdb_sixr_analyses")]
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
    pub analysis_name: String,
    #[sea_orm(column_type = "String(StringLen::N(50))", default_value = "in_progress")]
    pub status: String,
    #[sea_orm(default_value = 0)]
    pub total_assets: i32,
    #[sea_orm(default_value = 0)]
    pub rehost_count: i32,
    #[sea_orm(default_value = 0)]
    pub replatform_count: i32,
    #[sea_orm(default_value = 0)]
    pub refactor_count: i32,
    #[sea_orm(default_value = 0)]
    pub rearchitect_count: i32,
    #[sea_orm(default_value = 0)]
    pub replace_count: i32,
    #[sea_orm(default_value = 0)]
    pub retire_count: i32,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub analysis_results: Json,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
