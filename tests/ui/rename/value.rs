use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "mood")]
pub enum Mood {
    #[sea_orm(string_value = "good")]
    Good,
    #[sea_orm(string_value = "fair")]
    Fair,
}

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "diaries")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    #[schema(renamed_value(from = "a", to = "b"))]
    pub text: String,
    #[schema(renamed_value(from = "good"))]
    pub one: Mood,
    #[schema(renamed_value(from = "good", to = "good"))]
    pub same: Mood,
    #[schema(renamed_value(from = "bad", to = "good"), renamed_value(from = "bad", to = "fair"))]
    pub split: Mood,
    #[schema(renamed_value(from = "bad", to = "fair"), renamed_value(from = "worse", to = "fair"))]
    pub joined: Mood,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn main() {}
