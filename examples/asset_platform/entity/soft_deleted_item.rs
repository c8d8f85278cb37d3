//! What was deleted and can still be brought back; `item_id` is of any table, so it has no key.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "soft_deleted_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub item_type: String,
    pub item_id: Uuid,
    pub deleted_by: Uuid,
    #[sea_orm(belongs_to, from = "deleted_by", to = "id")]
    pub deleter: HasOne<super::user::Entity>,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub deleted_at: DateTimeUtc,
    #[sea_orm(column_type = "Text")]
    pub delete_reason: Option<String>,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    pub updated_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
