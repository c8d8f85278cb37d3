pub mod rack {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "racks")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(indexed)]
        pub room: String,
        #[sea_orm(unique)]
        pub code: String,
        pub height: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod tray {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "trays")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub rack_id: i32,
        #[sea_orm(belongs_to, from = "rack_id", to = "id")]
        pub rack: BelongsTo<super::rack::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
