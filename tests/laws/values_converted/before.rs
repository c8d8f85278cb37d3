pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    #[schema(index(columns(state, id)))]
    #[schema(check(name = "books_signed", expr = "code <> ''"))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub state: i32,
        #[sea_orm(column_type = "String(StringLen::N(20))", indexed)]
        pub size: Option<String>,
        #[sea_orm(column_type = "String(StringLen::N(9))")]
        pub code: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
