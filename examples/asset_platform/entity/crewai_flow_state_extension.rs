//! What the agents' framework keeps of a flow: state, metrics and timing.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "crewai_flow_state_extensions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub flow_id: Uuid,
    #[sea_orm(indexed)]
    pub client_account_id: Uuid,
    #[sea_orm(belongs_to, from = "client_account_id", to = "id", on_delete = "Cascade")]
    pub client_account: HasOne<super::client_account::Entity>,
    #[sea_orm(indexed)]
    pub engagement_id: Option<Uuid>,
    #[sea_orm(belongs_to, from = "engagement_id", to = "id", on_delete = "Cascade")]
    pub engagement: HasOne<super::engagement::Entity>,
    pub user_id: Uuid,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: HasOne<super::user::Entity>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub flow_type: String,
    #[sea_orm(column_type = "String(StringLen::N(50))", default_value = "initialized")]
    pub flow_status: String,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub flow_configuration: Json,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub flow_persistence_data: Json,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'[]'")]
    pub agent_collaboration_log: Json,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub memory_usage_metrics: Json,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub knowledge_base_analytics: Json,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub phase_execution_times: Json,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub agent_performance_metrics: Json,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub crew_coordination_analytics: Json,
    #[sea_orm(default_value = 0)]
    pub phases_completed: i32,
    #[sea_orm(default_value = 0)]
    pub error_count: i32,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub started_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub completed_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
