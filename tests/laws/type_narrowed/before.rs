pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(column_type = "String(StringLen::N(30))")]
        pub title: String,
        #[sea_orm(column_type = "BigInteger")]
        pub pages: i64,
        #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
        pub price: Decimal,
        #[sea_orm(column_type = "Text")]
        pub isbn: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub lent: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
