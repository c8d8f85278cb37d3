pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    #[schema(unique(columns(shelf, place), name = "books_place"))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub isbn: String,
        #[sea_orm(unique)]
        pub code: String,
        pub shelf: i32,
        pub place: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
