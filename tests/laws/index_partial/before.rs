pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    #[schema(index(columns(code), name = "books_open", predicate = "shelf IS NULL"))]
    #[schema(index(columns(expr("upper(code)")), name = "books_upper"))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub title: String,
        pub code: String,
        pub shelf: Option<i32>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
