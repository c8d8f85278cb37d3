//! A role that a user has, everywhere or for one client or engagement.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

/// What a role is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(50))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RoleType {
    PlatformAdmin,
    ClientAdmin,
    EngagementManager,
    Analyst,
    Viewer,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "user_roles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(belongs_to, from = "user_id", to = "id", on_delete = "Cascade")]
    pub user: HasOne<super::user::Entity>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    #[schema(check_values)]
    pub role_type: RoleType,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub role_name: String,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub permissions: Json,
    #[sea_orm(column_type = "String(StringLen::N(50))", default_value = "global")]
    pub scope_type: String,
    pub scope_client_id: Option<Uuid>,
    #[sea_orm(belongs_to, from = "scope_client_id", to = "id")]
    pub scope_client: HasOne<super::client_account::Entity>,
    pub scope_engagement_id: Option<Uuid>,
    #[sea_orm(belongs_to, from = "scope_engagement_id", to = "id")]
    pub scope_engagement: HasOne<super::engagement::Entity>,
    #[sea_orm(default_value = true)]
    pub is_active: bool,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
