pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    #[schema(index(columns(expr("lower(number)")), name = "books_idx"))]
    #[schema(index(columns(id, number), name = "books_some", unique, predicate = "number > '1'"))]
    #[schema(index(columns(id), name = "books_any", predicate = "number IS NOT NULL"))]
    #[schema(check(name = "books_number", expr = "number <> ''"))]
    #[schema(check(name = "books_always", expr = "number IS NOT NULL"))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(column_type = "Text")]
        #[sea_orm(indexed)]
        #[schema(default = "'1'")]
        pub number: String,
        #[schema(generated = "number || number", stored)]
        #[sea_orm(column_type = "Text", nullable)]
        pub twice: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
