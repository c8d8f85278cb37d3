//! One asset needs another.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "asset_dependencies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    // Where the migrations left it under its former name, the rows keep what they say.
    #[schema(backfill = "source_asset_id")]
    pub asset_id: Uuid,
    #[sea_orm(belongs_to, relation_enum = "Asset", from = "asset_id", to = "id", on_delete = "Cascade")]
    pub asset: HasOne<super::asset::Entity>,
    #[schema(backfill = "target_asset_id")]
    pub depends_on_asset_id: Uuid,
    #[sea_orm(
        belongs_to,
        relation_enum = "DependsOn",
        from = "depends_on_asset_id",
        to = "id",
        on_delete = "Cascade"
    )]
    pub depends_on: HasOne<super::asset::Entity>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub dependency_type: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    #[sea_orm(column_type = "TimestampWithTimeZone")]
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
