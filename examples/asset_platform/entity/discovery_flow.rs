//! The discovery of a client's assets, phase by phase.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "discovery_flows")]
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
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub user_id: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub flow_name: String,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub status: String,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub current_phase: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(50))", default_value = "engagement")]
    pub learning_scope: String,
    #[sea_orm(column_type = "String(StringLen::N(20))", default_value = "strict")]
    pub memory_isolation_level: String,
    #[sea_orm(default_value = false)]
    pub assessment_ready: bool,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub phase_state: Json,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub agent_state: Json,
    pub discovery_flow_id: Option<Uuid>,
    #[sea_orm(self_ref, relation_enum = "Parent", from = "discovery_flow_id", to = "flow_id")]
    pub parent: HasOne<Entity>,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
