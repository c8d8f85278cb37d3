pub mod shelf {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "shelves")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub label: Option<String>,
        pub best_id: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::book::Entity",
            from = "Column::BestId",
            to = "super::book::Column::Id",
            on_delete = "SetNull"
        )]
        Best,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub title: Option<String>,
        pub shelf_id: i32,
        pub sequel_of: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::shelf::Entity",
            from = "Column::ShelfId",
            to = "super::shelf::Column::Id",
            on_delete = "Cascade"
        )]
        Shelf,
        #[sea_orm(belongs_to = "Entity", from = "Column::SequelOf", to = "Column::Id", on_delete = "Cascade")]
        First,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod loan {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "loans")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub book_id: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::book::Entity",
            from = "Column::BookId",
            to = "super::book::Column::Id",
            on_delete = "Cascade"
        )]
        Book,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
