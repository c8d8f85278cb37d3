//! What a user may do with a client account.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

/// How much of something a user may touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(20))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AccessLevel {
    ReadOnly,
    ReadWrite,
    Admin,
    SuperAdmin,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "client_access")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    // A profile has the id of its user, which is what the rows held before.
    #[schema(backfill = "user_id")]
    pub user_profile_id: Uuid,
    #[sea_orm(belongs_to, from = "user_profile_id", to = "user_id", on_delete = "Cascade")]
    pub user_profile: HasOne<super::user_profile::Entity>,
    pub client_account_id: Uuid,
    #[sea_orm(belongs_to, from = "client_account_id", to = "id", on_delete = "Cascade")]
    pub client_account: HasOne<super::client_account::Entity>,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    #[schema(check_values)]
    pub access_level: AccessLevel,
    #[sea_orm(column_type = "JsonBinary")]
    #[schema(default = "'{}'")]
    pub permissions: Json,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
