pub mod line {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "lines")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub price: i32,
        pub amount: i32,
        #[schema(generated = "price - amount", virtual)]
        pub added: Option<i32>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
