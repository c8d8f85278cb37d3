pub mod seat {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "seats")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub hall: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod pass {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "passes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub reader: i32,
        pub day: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
