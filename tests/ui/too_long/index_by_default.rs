use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "assets")]
#[schema(index(columns(organization_name_in_capitals, number_of_the_warehouse)))]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub organization_name_in_capitals: String,
    pub number_of_the_warehouse: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn main() {}
