//! A server, database, application or other thing that a client owns, and the plan for it.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

/// What an asset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "asset_type", rename_all = "snake_case")]
pub enum AssetType {
    Server,
    Database,
    Application,
    Network,
    Storage,
    Container,
    VirtualMachine,
    Other,
}

/// How far the move of an asset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "asset_status", rename_all = "snake_case")]
pub enum AssetStatus {
    Discovered,
    Assessed,
    Planned,
    Migrating,
    Migrated,
    Failed,
}

/// What becomes of an asset in the cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "six_r_strategy", rename_all = "snake_case")]
pub enum SixRStrategy {
    Rehost,
    Replatform,
    Refactor,
    Rearchitect,
    Replace,
    Retire,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "assets")]
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
    pub asset_name: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))", indexed)]
    pub hostname: Option<String>,
    #[sea_orm(indexed)]
    pub asset_type: AssetType,
    #[sea_orm(column_type = "String(StringLen::N(50))", indexed)]
    pub environment: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(45))")]
    pub ip_address: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub operating_system: Option<String>,
    pub cpu_cores: Option<i32>,
    #[sea_orm(column_type = "Double")]
    pub memory_gb: Option<f64>,
    #[sea_orm(column_type = "Double")]
    pub storage_gb: Option<f64>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub criticality: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(50))", indexed, default_value = "discovered")]
    pub status: Option<String>,
    #[sea_orm(column_type = "Json")]
    pub raw_data: Option<Json>,
    pub flow_id: Option<Uuid>,
    #[sea_orm(belongs_to, from = "flow_id", to = "flow_id")]
    pub flow: HasOne<super::discovery_flow::Entity>,
    pub session_id: Option<Uuid>,
    #[sea_orm(belongs_to, from = "session_id", to = "id")]
    pub session: HasOne<super::data_import_session::Entity>,
    #[sea_orm(indexed)]
    pub master_flow_id: Option<Uuid>,
    #[sea_orm(indexed)]
    pub discovery_flow_id: Option<Uuid>,
    #[sea_orm(indexed)]
    pub assessment_flow_id: Option<Uuid>,
    #[sea_orm(indexed)]
    pub planning_flow_id: Option<Uuid>,
    #[sea_orm(indexed)]
    pub execution_flow_id: Option<Uuid>,
    #[sea_orm(column_type = "String(StringLen::N(50))", indexed)]
    pub source_phase: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(50))", indexed)]
    pub current_phase: Option<String>,
    #[sea_orm(column_type = "Json")]
    pub phase_context: Option<Json>,
    #[sea_orm(column_type = "String(StringLen::N(255))", indexed)]
    pub name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub fqdn: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(17))")]
    pub mac_address: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub datacenter: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub rack_location: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub availability_zone: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub os_version: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub business_owner: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub technical_owner: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub department: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub application_name: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub technology_stack: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub business_criticality: Option<String>,
    #[sea_orm(column_type = "Json")]
    pub custom_attributes: Option<Json>,
    pub six_r_strategy: Option<SixRStrategy>,
    #[sea_orm(column_type = "String(StringLen::N(20))", indexed)]
    pub mapping_status: Option<String>,
    pub migration_priority: Option<i32>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub migration_complexity: Option<String>,
    pub migration_wave: Option<i32>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub sixr_ready: Option<String>,
    #[sea_orm(indexed)]
    pub migration_status: Option<AssetStatus>,
    #[sea_orm(column_type = "Json")]
    pub dependencies: Option<Json>,
    #[sea_orm(column_type = "Json")]
    pub related_assets: Option<Json>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub discovery_method: Option<String>,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub discovery_timestamp: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Double")]
    pub cpu_utilization_percent: Option<f64>,
    #[sea_orm(column_type = "Double")]
    pub memory_utilization_percent: Option<f64>,
    #[sea_orm(column_type = "Double")]
    pub disk_iops: Option<f64>,
    #[sea_orm(column_type = "Double")]
    pub network_throughput_mbps: Option<f64>,
    #[sea_orm(column_type = "Double")]
    pub completeness_score: Option<f64>,
    #[sea_orm(column_type = "Double")]
    pub quality_score: Option<f64>,
    #[sea_orm(column_type = "Double")]
    pub current_monthly_cost: Option<f64>,
    #[sea_orm(column_type = "Double")]
    pub estimated_cloud_cost: Option<f64>,
    pub imported_by: Option<Uuid>,
    #[sea_orm(belongs_to, relation_enum = "Importer", from = "imported_by", to = "id")]
    pub importer: HasOne<super::user::Entity>,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub imported_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub source_filename: Option<String>,
    #[sea_orm(column_type = "Json")]
    pub field_mappings_used: Option<Json>,
    pub created_by: Option<Uuid>,
    #[sea_orm(belongs_to, relation_enum = "Creator", from = "created_by", to = "id")]
    pub creator: HasOne<super::user::Entity>,
    pub updated_by: Option<Uuid>,
    #[sea_orm(belongs_to, relation_enum = "Updater", from = "updated_by", to = "id")]
    pub updater: HasOne<super::user::Entity>,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
