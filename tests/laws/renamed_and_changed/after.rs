pub mod rack {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "cabinets")]
    #[schema(renamed_from = "racks", index(columns(place, height)))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(indexed)]
        #[schema(renamed_from = "room")]
        pub place: String,
        #[sea_orm(unique)]
        pub code: String,
        pub height: i64,
        #[schema(default = "1")]
        pub doors: i32,
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
