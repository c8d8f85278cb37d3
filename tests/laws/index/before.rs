pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    #[schema(index(columns(shelf), name = "books_moves"))]
    #[schema(index(columns(code, shelf), name = "books_turns"))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(indexed)]
        pub title: String,
        pub code: String,
        pub shelf: i32,
        pub place: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
