pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[schema(backfill = "'untitled'")]
        pub title: String,
        #[schema(default = "5")]
        pub pages: Option<i32>,
        pub shelf: Option<i32>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
