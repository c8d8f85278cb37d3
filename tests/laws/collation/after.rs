pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[schema(collation = "C")]
        pub title: String,
        #[schema(collation = "POSIX")]
        pub code: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
