pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[schema(default = "42")]
        pub added: i32,
        #[schema(default = "'new'")]
        pub changed: String,
        #[schema(default = "NULL")]
        pub dropped: Option<i32>,
        #[schema(default = "CURRENT_TIMESTAMP")]
        pub made: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
