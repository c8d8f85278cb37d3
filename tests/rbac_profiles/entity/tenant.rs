//! Who has profiles, roles and features.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "tenants")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    pub name: String,
}

impl ActiveModelBehavior for ActiveModel {}
