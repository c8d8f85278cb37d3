use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

mod pair {
    use sea_orm::entity::prelude::*;
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "pairs")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub left: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub right: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
#[sea_orm(table_name = "assets")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i32,
    pub left: i32,
    pub right: i32,
    #[sea_orm(belongs_to, from = "(left, right)", to = "(left, right)")]
    pub pair: HasOne<pair::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

fn main() {}
