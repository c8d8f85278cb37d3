pub mod note {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "notes", comment = "Slips")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub first: String,
        #[sea_orm(comment = "Old")]
        pub second: String,
        #[sea_orm(comment = "Gone")]
        pub third: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod memo {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "memos")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
