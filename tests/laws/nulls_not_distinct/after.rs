pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    #[schema(unique(columns(isbn), name = "books_isbn", nulls_not_distinct))]
    #[schema(index(columns(code), unique, nulls_not_distinct))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub isbn: Option<String>,
        pub code: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
