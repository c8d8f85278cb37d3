pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    #[schema(index(columns(title(opclass = "text_pattern_ops")), name = "books_title"))]
    #[schema(index(columns(shelf), include(title, code), name = "books_covering"))]
    #[schema(index(columns(code(desc, nulls_last), shelf(nulls_first)), name = "books_nulls"))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(column_type = "JsonBinary")]
        #[schema(index(method = "gin", opclass = "jsonb_path_ops"))]
        pub tags: Json,
        pub title: String,
        #[schema(index(method = "hash"))]
        pub code: Option<String>,
        pub shelf: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
