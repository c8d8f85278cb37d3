pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    #[schema(index(columns(expr("number % 10")), name = "books_idx"))]
    #[schema(index(columns(id, number), name = "books_some", unique, predicate = "number > 1"))]
    #[schema(index(columns(id), name = "books_any", predicate = "number IS NOT NULL"))]
    #[schema(check(name = "books_number", expr = "number >= 0"))]
    #[schema(check(name = "books_always", expr = "number IS NOT NULL"))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(indexed)]
        #[schema(default = "1")]
        pub number: i32,
        #[schema(generated = "number * 2", stored)]
        pub twice: Option<i32>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
