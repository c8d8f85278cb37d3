pub mod order {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "order")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub r#type: String,
        #[sea_orm(column_name = "select")]
        pub word: Option<String>,
        #[sea_orm(column_name = "Upper Case")]
        pub upper: Option<i32>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod odd {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "Räume: \"alle\"")]
    #[schema(index(columns(size, long(desc)), name = "an \"odd\" name"))]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false, column_name = "the key")]
        pub id: i32,
        #[sea_orm(column_name = "it's", default_value = "o'clock \\ \"x\"")]
        pub quote: String,
        #[sea_orm(column_name = "Größe")]
        #[schema(check = "1 = 1")]
        pub size: i32,
        #[sea_orm(column_name = "a_column_whose_name_is_sixty_three_bytes_long_to_the_very_last_")]
        pub long: i32,
        #[sea_orm(column_name = "order")]
        pub order_id: Option<i32>,
        #[sea_orm(belongs_to, from = "order_id", to = "id", on_delete = "SetNull")]
        pub order: BelongsTo<Option<super::order::Entity>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
