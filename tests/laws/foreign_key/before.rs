pub mod shelf {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "shelves")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub label: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub shelf_id: i32,
        pub spare_id: Option<i32>,
        pub last_id: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::shelf::Entity",
            from = "Column::SpareId",
            to = "super::shelf::Column::Id"
        )]
        Spare,
        #[sea_orm(
            belongs_to = "super::shelf::Entity",
            from = "Column::LastId",
            to = "super::shelf::Column::Id",
            on_delete = "Cascade",
            on_update = "Cascade"
        )]
        Last,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
