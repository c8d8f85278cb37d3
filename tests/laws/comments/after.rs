pub mod note {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "notes", comment = "Reader's slips")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        #[sea_orm(comment = "What it's about")]
        pub first: String,
        #[sea_orm(comment = "New \\ and \"quoted\"")]
        pub second: String,
        pub third: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod memo {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "memos", comment = "Kept short")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
