pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "tomes")]
    #[schema(renamed_from = "books")]
    #[schema(index(columns(title), predicate = "pages > 0"))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[schema(renamed_from = "name")]
        pub title: String,
        #[schema(default = "1", backfill = "1")]
        pub pages: i32,
        #[schema(backfill = "lower(title)")]
        pub slug: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod loan {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "loans")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub book_id: i32,
        #[sea_orm(belongs_to, from = "book_id", to = "id", on_delete = "Cascade")]
        pub book: HasOne<super::book::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod log {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "log")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub what: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
