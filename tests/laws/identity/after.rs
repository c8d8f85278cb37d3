pub mod a {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "came")]
    pub struct Model {
        #[sea_orm(primary_key)]
        #[schema(identity = "by_default")]
        pub id: i32,
        pub note: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod b {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "hardened")]
    pub struct Model {
        #[sea_orm(primary_key)]
        #[schema(identity = "always")]
        pub id: i32,
        pub note: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod c {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "went")]
    pub struct Model {
        #[sea_orm(primary_key)]
        #[schema(identity = "by_default")]
        pub id: i64,
        pub note: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
