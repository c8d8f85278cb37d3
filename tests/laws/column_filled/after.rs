pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,

        pub title: String,
        #[schema(backfill = "lower(title)")]
        pub slug: String,
        #[schema(backfill = "id * 10")]
        pub rank: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
