pub mod shelf {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "shelves")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub label: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    #[schema(index(columns(name, signature), name = "books_search"))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[schema(renamed_from = "title")]
        pub name: String,
        #[sea_orm(unique)]
        #[schema(renamed_from = "code")]
        pub signature: String,
        #[schema(renamed_from = "shelf_id")]
        pub place_id: i32,
        #[sea_orm(belongs_to, from = "place_id", to = "id")]
        pub place: BelongsTo<super::shelf::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
