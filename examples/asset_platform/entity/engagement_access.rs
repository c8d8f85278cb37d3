//! What a user may do with an engagement.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[derive(Copy, Clone, Default, Debug, DeriveEntity)]
pub struct Entity;

impl EntityName for Entity {
    fn table_name(&self) -> &'static str {
        "engagement_access"
    }
}

#[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, DeriveSchema)]
pub struct Model {
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    pub user_profile_id: Uuid,
    pub engagement_id: Uuid,
    #[schema(check_values)]
    pub access_level: super::client_access::AccessLevel,
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
pub enum Column {
    Id,
    UserProfileId,
    EngagementId,
    AccessLevel,
    CreatedAt,
    UpdatedAt,
}

impl ColumnTrait for Column {
    type EntityName = Entity;

    fn def(&self) -> ColumnDef {
        match self {
            Self::Id | Self::UserProfileId | Self::EngagementId => ColumnType::Uuid.def(),
            Self::AccessLevel => ColumnType::String(StringLen::N(20)).def(),
            Self::CreatedAt => ColumnType::TimestampWithTimeZone.def(),
            Self::UpdatedAt => ColumnType::TimestampWithTimeZone.def().null(),
        }
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
pub enum PrimaryKey {
    Id,
}

impl PrimaryKeyTrait for PrimaryKey {
    type ValueType = Uuid;

    fn auto_increment() -> bool {
        false
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::user_profile::Entity",
        from = "Column::UserProfileId",
        to = "super::user_profile::Column::UserId",
        on_delete = "Cascade"
    )]
    UserProfile,
    #[sea_orm(
        belongs_to = "super::engagement::Entity",
        from = "Column::EngagementId",
        to = "super::engagement::Column::Id",
        on_delete = "Cascade"
    )]
    Engagement,
}

impl Related<super::user_profile::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::UserProfile.def()
    }
}

impl Related<super::engagement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Engagement.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
