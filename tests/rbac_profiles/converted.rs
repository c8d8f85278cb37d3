//! The same, with a conversion of its own: what is no tenant's id belongs to the first tenant.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "profiles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    #[sea_orm(indexed)]
    #[schema(
        using = "CASE WHEN tenant_id LIKE '00000000-0000-0000-0000-00000000000_' THEN tenant_id::uuid ELSE '00000000-0000-0000-0000-000000000001' END"
    )]
    pub tenant_id: Uuid,
    #[sea_orm(belongs_to, from = "tenant_id", to = "id", on_delete = "Cascade")]
    pub tenant: HasOne<super::entity::tenant::Entity>,
    pub role: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
