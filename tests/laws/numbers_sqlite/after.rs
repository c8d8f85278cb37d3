pub mod ticket {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "tickets")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[schema(backfill = "''")]
        pub note: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod tag {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "tags")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub word: String,
        pub rowid: Option<i32>,
        #[schema(default = "'red'")]
        pub color: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
