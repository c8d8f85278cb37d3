//! One call of a language model, and what it cost.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "llm_usage_log")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    #[sea_orm(indexed)]
    pub client_account_id: Uuid,
    #[sea_orm(indexed)]
    pub engagement_id: Option<Uuid>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub provider: String,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub model: String,
    pub input_tokens: i32,
    pub output_tokens: i32,
    #[sea_orm(column_type = "Decimal(Some((10, 6)))")]
    pub cost: Decimal,
    #[sea_orm(default_value = true)]
    pub success: bool,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::client_account::Entity",
        from = "Column::ClientAccountId",
        to = "super::client_account::Column::Id",
        on_delete = "Cascade"
    )]
    ClientAccount,
    #[sea_orm(
        belongs_to = "super::engagement::Entity",
        from = "Column::EngagementId",
        to = "super::engagement::Column::Id",
        on_delete = "Cascade"
    )]
    Engagement,
}

impl Related<super::client_account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ClientAccount.def()
    }
}

impl Related<super::engagement::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Engagement.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
