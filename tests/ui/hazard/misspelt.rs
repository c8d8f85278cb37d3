use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "assets")]
#[schema(allow(drop_data))]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[schema(allow(narrows_types, fails_on_existing_rows))]
    pub name: String,
}

impl ActiveModelBehavior for ActiveModel {}

fn main() {}
