//! A feature in somebody's sidebar.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "sidebar_features")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    pub feature_id: Uuid,
    #[sea_orm(belongs_to, from = "feature_id", to = "id")]
    pub feature: HasOne<super::feature_flag::Entity>,
    pub tenant_id: Option<Uuid>,
    #[sea_orm(belongs_to, from = "tenant_id", to = "id", on_delete = "SetNull")]
    pub tenant: HasOne<super::tenant::Entity>,
    pub requires_permission: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
