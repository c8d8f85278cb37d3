pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    #[schema(index(
        columns(code),
        name = "books_open",
        predicate = "shelf IS NOT NULL AND code IN ('a', 'b')"
    ))]
    #[schema(index(
        columns(expr("lower(title)"), shelf),
        name = "books_lower",
        unique,
        predicate = "shelf > 0"
    ))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub title: String,
        pub code: String,
        pub shelf: Option<i32>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
