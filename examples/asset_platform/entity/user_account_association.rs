//! Which client accounts a user works for.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "user_account_associations")]
#[schema(unique(columns(user_id, client_account_id)))]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    pub user_id: Uuid,
    pub client_account_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub role: String,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::user::Entity",
        from = "Column::UserId",
        to = "super::user::Column::Id",
        on_delete = "Cascade"
    )]
    User,
    #[sea_orm(
        belongs_to = "super::client_account::Entity",
        from = "Column::ClientAccountId",
        to = "super::client_account::Column::Id",
        on_delete = "Cascade"
    )]
    ClientAccount,
}

impl Related<super::user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::client_account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ClientAccount.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
